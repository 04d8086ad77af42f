"""A town for the walks, and a server of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine

from core.database.embedded.throwaway import ThrowawayServer
from core.foundation.urls import DatabaseUrl
from schema.testing import Ask
from tests.plugins.proposals.model.walks import Ground
from tests.plugins.proposals.town import Clock, Town


@pytest.fixture(scope="session")
def ground(database_server: ThrowawayServer, server: Ask, settled: tuple[DatabaseUrl, Town]) -> Iterator[Ground]:
    """Where walks begin: one town for all of them."""
    url, clock = database_server.make_database(settled[0]), Clock()
    engine = create_engine(url)
    with server.moved(url, clock) as ask:
        yield Ground(ask, engine, settled[1], clock)
    engine.dispose()
