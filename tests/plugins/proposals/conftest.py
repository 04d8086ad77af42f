"""Two small worlds: suggestions asked through GraphQL by everyone who has a part in them, and the town of the steps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from core.database.embedded.throwaway import ThrowawayServer
from core.declarations.roles import Actor
from core.declarations.roles import Grant as Held
from core.foundation.urls import DatabaseUrl
from core.generation.generation import Generation
from core.runtime.env import Env
from schema.testing import Ask
from tests.plugins.proposals import town
from tests.plugins.proposals.scene import Scene, settle
from tests.plugins.proposals.town import Town
from tests.plugins.world import NOW, World
from tests.templates import Templates
from tests.town.rows import rows_of


@pytest.fixture(scope="session")
def settled(templates: Templates, seeded: DatabaseUrl, generation: Generation) -> tuple[DatabaseUrl, Town]:
    """The seeds and the town of the steps, to be copied, and what is in it."""

    def fill(url: DatabaseUrl) -> Town:
        with rows_of(generation, url) as rows:
            return town.settle(rows)

    return templates.made("town_of_steps", fill, seeded)


@pytest.fixture(scope="session")
def city(
    database_server: ThrowawayServer, templates: Templates, seeded: DatabaseUrl, generation: Generation, server: Ask
) -> Iterator[tuple[Scene, Ask]]:
    """The world, and a server that answers from it; nothing may be changed through it."""

    def fill(url: DatabaseUrl) -> Scene:
        engine = create_engine(url)
        with engine.begin() as connection, Session(connection) as session:

            def env(*held: Held) -> Env:
                return Env(generation=generation, session=session, actor=Actor("tester", held), locale="en", now=NOW)

            scene = settle(World(env))
            session.flush()
        engine.dispose()
        return scene

    url, scene = templates.made("suggestions", fill, seeded)
    with server.moved(database_server.make_database(url)) as ask:
        yield scene, ask


@pytest.fixture
def scene(city: tuple[Scene, Ask]) -> Scene:
    return city[0]


@pytest.fixture
def ask(city: tuple[Scene, Ask]) -> Ask:
    return city[1]
