"""A town for the walks, and a server of it."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine

from core.database.install import ensure_installed
from core.database.throwaway import ThrowawayServer
from core.generation import Generation
from core.plugins import Plugins
from schema.testing import Ask
from tests.plugins.proposals.model.walks import Ground
from tests.plugins.proposals.town import settle
from tests.town.rows import rows_of


@pytest.fixture(scope="session")
def ground(database_server: ThrowawayServer, plugins: Plugins, generation: Generation) -> Ground:
    """Where walks begin: each on a copy of the town of its own."""
    url = database_server.make_database()
    engine = create_engine(url)
    with engine.begin() as connection:
        ensure_installed(plugins, generation, connection)
    engine.dispose()
    with rows_of(generation, url) as rows:
        town = settle(rows)
    return Ground(database_server, Ask(generation, url), url, town)
