"""The town of the steps, where stories are told: each in a database of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine

from core.database.embedded.throwaway import ThrowawayServer
from core.discovery.plugins import Plugins
from core.foundation.urls import DatabaseUrl
from core.generation.generation import Generation
from core.installation.install import ensure_installed
from schema.testing import Ask
from tests.plugins.proposals.stories.story import Story
from tests.plugins.proposals.town import Clock, settle
from tests.town.rows import rows_of


@pytest.fixture(scope="session")
def told_town(database_server: ThrowawayServer, plugins: Plugins, generation: Generation) -> DatabaseUrl:
    """A database with the seeds and the town, to be copied."""
    url = database_server.make_database()
    engine = create_engine(url)
    with engine.begin() as connection:
        ensure_installed(plugins, generation, connection)
    engine.dispose()
    with rows_of(generation, url) as rows:
        settle(rows)
    return url


@pytest.fixture(scope="session")
def server(generation: Generation, told_town: DatabaseUrl) -> Ask:
    """The server that every story asks, each on a copy of the town."""
    return Ask(generation, told_town)


@pytest.fixture
def story(database_server: ThrowawayServer, server: Ask, told_town: DatabaseUrl) -> Iterator[Story]:
    """A story that begins on Monday, 3 March 2025."""
    url, clock = database_server.make_database(told_town), Clock()
    with server.moved(url, clock) as ask:
        yield Story(ask, clock, url)
    database_server.drop_database(url)
