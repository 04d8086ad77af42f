"""One small world of suggestions in a database of its own, asked through GraphQL by everyone who has a part in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from core.database.embedded.throwaway import ThrowawayServer
from core.declarations.roles import Actor
from core.declarations.roles import Grant as Held
from core.discovery.plugins import Plugins
from core.generation.generation import Generation
from core.installation.install import ensure_installed
from core.runtime.env import Env
from schema.testing import Ask
from tests.plugins.proposals.scene import Scene, settle
from tests.plugins.world import NOW, World


@pytest.fixture(scope="session")
def city(database_server: ThrowawayServer, plugins: Plugins, generation: Generation) -> Iterator[tuple[Scene, Ask]]:
    """The world, and a server that answers from it; nothing may be changed through it."""
    url = database_server.make_database()
    engine = create_engine(url)
    with engine.begin() as connection:
        ensure_installed(plugins, generation, connection)
        with Session(connection) as session:

            def env(*held: Held) -> Env:
                return Env(generation=generation, session=session, actor=Actor("tester", held), locale="en", now=NOW)

            scene = settle(World(env))
            session.flush()
    engine.dispose()
    with Ask(generation, url) as ask:
        yield scene, ask


@pytest.fixture
def scene(city: tuple[Scene, Ask]) -> Scene:
    return city[0]


@pytest.fixture
def ask(city: tuple[Scene, Ask]) -> Ask:
    return city[1]
