"""A town for the walks, and a server of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine

from core.database.embedded.throwaway import ThrowawayServer
from core.discovery.plugins import Plugins
from core.generation.generation import Generation
from core.installation.install import ensure_installed
from schema.testing import Ask
from tests.plugins.proposals.model.walks import Ground
from tests.plugins.proposals.town import Clock, settle
from tests.town.rows import rows_of


@pytest.fixture(scope="session")
def ground(database_server: ThrowawayServer, plugins: Plugins, generation: Generation) -> Iterator[Ground]:
    """Where walks begin: one town for all of them."""
    url, clock = database_server.make_database(), Clock()
    engine = create_engine(url)
    with engine.begin() as connection:
        ensure_installed(plugins, generation, connection)
    with rows_of(generation, url) as rows:
        town = settle(rows)
    with Ask(generation, url, clock=clock) as ask:
        yield Ground(ask, engine, town, clock)
    engine.dispose()
