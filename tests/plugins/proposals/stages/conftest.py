"""A town with its deputies, staff and units, on a database of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine

from core.database.embedded.throwaway import ThrowawayServer
from core.discovery.plugins import Plugins
from core.foundation.urls import DatabaseUrl
from core.generation.generation import Generation
from core.installation.install import ensure_installed
from schema.testing import Ask
from tests.plugins.proposals.course import Course
from tests.plugins.proposals.stages.handled import Desk
from tests.plugins.proposals.town import NOW, Clock, Town, settle
from tests.town.rows import rows_of


@pytest.fixture(scope="session")
def settled(database_server: ThrowawayServer, plugins: Plugins, generation: Generation) -> tuple[DatabaseUrl, Town]:
    """A database with the seeds and the town, to be copied, and the town that is in it."""
    url = database_server.make_database()
    engine = create_engine(url)
    with engine.begin() as connection:
        ensure_installed(plugins, generation, connection)
    engine.dispose()
    with rows_of(generation, url) as rows:
        return url, settle(rows)


@pytest.fixture
def town(settled: tuple[DatabaseUrl, Town]) -> Town:
    """Whom and what there is, by name."""
    return settled[1]


@pytest.fixture
def town_url(database_server: ThrowawayServer, settled: tuple[DatabaseUrl, Town]) -> Iterator[DatabaseUrl]:
    """The town's database, for one test."""
    url = database_server.make_database(settled[0])
    yield url
    database_server.drop_database(url)


@pytest.fixture
def clock() -> Clock:
    """What time it is in the town."""
    return Clock()


@pytest.fixture(scope="session")
def server(generation: Generation, settled: tuple[DatabaseUrl, Town]) -> Ask:
    """A server of the town, built once; each test moves it to a database of its own."""
    return Ask(generation, settled[0])


@pytest.fixture
def ask(server: Ask, town_url: DatabaseUrl, clock: Clock) -> Iterator[Ask]:
    """Asks the server of the town."""
    with server.moved(town_url, clock) as asking:
        yield asking


@pytest.fixture
def course(ask: Ask, town: Town, clock: Clock, town_url: DatabaseUrl) -> Course:
    """Takes steps in the town."""
    return Course(ask, town, clock, town_url)


@pytest.fixture(scope="session")
def office(
    database_server: ThrowawayServer, server: Ask, generation: Generation, settled: tuple[DatabaseUrl, Town]
) -> Iterator[Desk]:
    """Brings suggestions to their units and beyond, for all tests that look at suggestions of their own."""
    url, clock = database_server.make_database(settled[0]), Clock()
    with server.moved(url, clock) as asking:
        yield Desk(Course(asking, settled[1], clock, url), generation, url)


@pytest.fixture
def desk(office: Desk) -> Desk:
    """That office, in the morning of the town's first day."""
    office.course.clock.now = NOW
    return office


@pytest.fixture
def own_desk(course: Course, generation: Generation, town_url: DatabaseUrl) -> Desk:
    """An office for one test that changes the town, or whose suggestions are accepted beside those that are made."""
    return Desk(course, generation, town_url)
