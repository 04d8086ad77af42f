"""What all tests share: one PostgreSQL per test process, and a database of its own for each test that wants one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import create_engine

from core.database.embedded.throwaway import ThrowawayServer, throwaway_server
from core.foundation.urls import DatabaseUrl
from core.installation.install import ensure_installed
from plugins.congress.manifest import MANIFEST as CONGRESS
from plugins.proposals.manifest import MANIFEST as PROPOSALS
from plugins.stations.manifest import MANIFEST as STATIONS
from schema.installation import Installation
from schema.testing import Ask
from tests.town.rows import rows_of
from tests.town.scene import settle

# The same examples in every run: a test that fails was broken by a change, not by chance.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def database_server() -> Iterator[ThrowawayServer]:
    """A PostgreSQL that lives as long as the test process; under xdist each worker has its own."""
    with throwaway_server() as server:
        yield server


@pytest.fixture
def home() -> Iterator[Path]:
    """A home folder that every user may pass, as an embedded server asks; pytest closes its own to others again."""
    with tempfile.TemporaryDirectory(prefix="renda-home-") as folder:
        yield Path(folder)


@pytest.fixture
def fresh_database(database_server: ThrowawayServer) -> Iterator[DatabaseUrl]:
    """An empty database for one test.

    For one with rows, let a fixture of wider scope fill a database and copy it for each test:
    `database_server.make_database(template)`.
    """
    url = database_server.make_database()
    yield url
    database_server.drop_database(url)


@pytest.fixture(scope="session")
def installation() -> Installation:
    """The plugins of this repository, whatever else is installed."""
    return Installation(manifests=(CONGRESS, STATIONS, PROPOSALS))


@pytest.fixture(scope="session")
def city_template(database_server: ThrowawayServer, installation: Installation) -> DatabaseUrl:
    """The seeds and the town of `tests/town/scene.py`, to be copied; nobody connects to it."""
    url = database_server.make_database()
    engine = create_engine(url)
    with engine.begin() as connection:
        ensure_installed(installation.plugins, installation.generation, connection)
    engine.dispose()
    with rows_of(installation.generation, url) as rows:
        settle(rows)
    return url


@pytest.fixture(scope="session")
def city(database_server: ThrowawayServer, city_template: DatabaseUrl) -> DatabaseUrl:
    """The town, for all tests that only read."""
    return database_server.make_database(city_template)


@pytest.fixture
def own_city(database_server: ThrowawayServer, city_template: DatabaseUrl) -> Iterator[DatabaseUrl]:
    """The town, for one test that changes it."""
    url = database_server.make_database(city_template)
    yield url
    database_server.drop_database(url)


@pytest.fixture(scope="session")
def ask(installation: Installation, city: DatabaseUrl) -> Iterator[Ask]:
    """Asks the server of the town; nothing may be changed through it."""
    with Ask(installation.generation, city) as asking:
        yield asking


@pytest.fixture
def own_ask(installation: Installation, own_city: DatabaseUrl) -> Iterator[Ask]:
    """Asks a server of its own, on a town of its own."""
    with Ask(installation.generation, own_city) as asking:
        yield asking
