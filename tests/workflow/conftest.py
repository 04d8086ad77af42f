"""The permits on a database of their own for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine

from core.database.install import install
from core.database.throwaway import ThrowawayServer
from core.database.urls import DatabaseUrl
from core.generation import Generation, compose
from core.loading import Load, load_all
from core.plugins import folders_of
from schema.testing import Ask
from tests.workflow.permits import PERMITS, Office, Permit, PermitState


@pytest.fixture(scope="session")
def permits() -> Generation:
    """The permits, composed."""
    return compose(
        [PERMITS], locale_folders=[folder / "locale" for name in ("core", "schema") for folder in folders_of(name)]
    )


@pytest.fixture(scope="session")
def permits_template(database_server: ThrowawayServer, permits: Generation) -> DatabaseUrl:
    """Two offices, each with a permit in every state; the second's are hidden from the public."""
    url = database_server.make_database()
    engine = create_engine(url)
    states = list(PermitState)
    rows = [
        (10 * office + n, f"{state.name} {office}", office == 1, True, state, office)
        for office in (1, 2)
        for n, state in enumerate(states)
    ]
    with engine.begin() as connection:
        install(permits, connection)
        offices = [(1, "north", 0), (2, "south", 0)]
        load_all(
            permits,
            connection,
            [
                Load(model=Office, columns=("id", "name", "granted"), rows=offices, total=2, label="Offices"),
                Load(
                    model=Permit,
                    columns=("id", "title", "open", "paid", "state", "office_id"),
                    rows=rows,
                    total=len(rows),
                    label="Permits",
                ),
            ],
        )
    engine.dispose()
    return url


@pytest.fixture
def ask(database_server: ThrowawayServer, permits: Generation, permits_template: DatabaseUrl) -> Iterator[Ask]:
    """Asks a server of the permits on a database of its own."""
    url = database_server.make_database(permits_template)
    with Ask(permits, url) as asking:
        yield asking
    database_server.drop_database(url)
