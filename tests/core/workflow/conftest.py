"""The permits on a database of their own for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, create_engine, text

from core.composition.compose import compose
from core.database.embedded.throwaway import ThrowawayServer
from core.declarations.loads import Load
from core.discovery.plugins import folders_of
from core.foundation.urls import DatabaseUrl
from core.generation.generation import Generation
from core.installation.install import install
from core.installation.loading import load_all
from schema.testing import Ask
from tests.core.workflow.harbour import HARBOUR
from tests.core.workflow.permits import PERMITS, Office, Permit, PermitState
from tests.core.workflow.suburb import SUBURB

Change = Callable[[str], None]
"""Runs a statement on the database of the test, and commits."""

LOCALES = tuple(folder / "locale" for name in ("core", "schema") for folder in folders_of(name))
OFFICES = [(1, "north", 0), (2, "south", 0)]
COLUMNS = ("id", "title", "open", "paid", "state", "office_id")


@pytest.fixture(scope="session")
def permits() -> Generation:
    """The permits, composed."""
    return compose([PERMITS], locale_folders=LOCALES)


@pytest.fixture(scope="session")
def counties() -> Generation:
    """The permits with two counties' plugins that do not know each other."""
    return compose([PERMITS, HARBOUR, SUBURB], locale_folders=LOCALES)


@pytest.fixture(scope="session")
def permits_template(database_server: ThrowawayServer, permits: Generation) -> DatabaseUrl:
    """Two offices, each with a permit in every state; the second's are hidden from the public."""
    return fill(database_server, permits)


@pytest.fixture(scope="session")
def counties_template(database_server: ThrowawayServer, counties: Generation) -> DatabaseUrl:
    """The same rows in the tables of the counties."""
    return fill(database_server, counties)


def fill(server: ThrowawayServer, generation: Generation) -> DatabaseUrl:
    """A database with the offices and their permits."""
    url = server.make_database()
    rows = [
        (10 * office + n, f"{state.name} {office}", office == 1, True, state, office)
        for office in (1, 2)
        for n, state in enumerate(PermitState)
    ]
    loads = [
        Load(model=Office, columns=("id", "name", "granted"), rows=OFFICES, total=2, label="Offices"),
        Load(model=Permit, columns=COLUMNS, rows=rows, total=len(rows), label="Permits"),
    ]
    engine = create_engine(url)
    with engine.begin() as connection:
        install(generation, connection)
        load_all(generation, connection, loads)
    engine.dispose()
    return url


@pytest.fixture
def database(database_server: ThrowawayServer, permits_template: DatabaseUrl) -> Iterator[DatabaseUrl]:
    """A database of the permits for one test."""
    url = database_server.make_database(permits_template)
    yield url
    database_server.drop_database(url)


@pytest.fixture
def counties_database(database_server: ThrowawayServer, counties_template: DatabaseUrl) -> Iterator[DatabaseUrl]:
    """A database of the counties for one test."""
    url = database_server.make_database(counties_template)
    yield url
    database_server.drop_database(url)


@pytest.fixture
def ask(permits: Generation, database: DatabaseUrl) -> Iterator[Ask]:
    """Asks a server of the permits on a database of its own."""
    with Ask(permits, database) as asking:
        yield asking


@pytest.fixture
def ask_counties(counties: Generation, counties_database: DatabaseUrl) -> Iterator[Ask]:
    """Asks a server of the counties on a database of its own."""
    with Ask(counties, counties_database) as asking:
        yield asking


@pytest.fixture
def engine(database: DatabaseUrl) -> Iterator[Engine]:
    """Reaches the database of the permits past the server."""
    made = create_engine(database)
    yield made
    made.dispose()


@pytest.fixture
def change(engine: Engine) -> Change:
    """Changes rows of the permits past the server."""

    def run(statement: str) -> None:
        with engine.begin() as connection:
            connection.execute(text(statement))

    return run
