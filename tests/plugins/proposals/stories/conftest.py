"""The town of the steps, where stories are told: each in a database of its own, for jobs use connections of theirs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.database.embedded.throwaway import ThrowawayServer
from core.foundation.urls import DatabaseUrl
from schema.testing import Ask
from tests.plugins.proposals.stories.story import Story
from tests.plugins.proposals.town import Clock, Town


@pytest.fixture
def story(database_server: ThrowawayServer, server: Ask, settled: tuple[DatabaseUrl, Town]) -> Iterator[Story]:
    """A story that begins on Monday, 3 March 2025."""
    url, clock = database_server.make_database(settled[0]), Clock()
    with server.moved(url, clock) as ask:
        yield Story(ask, clock, url)
    database_server.drop_database(url)
