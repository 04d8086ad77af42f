"""The built-in plugins on a PostgreSQL with their seeds; what a test writes is rolled back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from core.database.embedded.throwaway import ThrowawayServer
from core.declarations.roles import Actor
from core.declarations.roles import Grant as Held
from core.foundation.urls import DatabaseUrl
from core.generation.generation import Generation
from core.runtime.env import Env
from tests.plugins.world import NOW, World


@pytest.fixture(scope="session")
def engine(database_server: ThrowawayServer, seeded: DatabaseUrl) -> Iterator[Engine]:
    """A database with the tables and the seeds, for all tests that do not commit."""
    engine = create_engine(database_server.make_database(seeded))
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with engine.connect() as connection:
        transaction = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        transaction.rollback()


@pytest.fixture
def world(generation: Generation, session: Session) -> World:
    """Builders of rows, and environments for actors."""

    def env(*held: Held) -> Env:
        return Env(generation=generation, session=session, actor=Actor("tester", held), locale="en", now=NOW)

    return World(env)
