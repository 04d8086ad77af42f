"""A town with its deputies, staff and units, where each test finds what the seeds and `town.settle` put there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.database.embedded.throwaway import ThrowawayServer
from core.foundation.urls import DatabaseUrl
from core.generation.generation import Generation
from schema.testing import Ask, RolledBackDatabase
from tests.plugins.proposals.course import Course
from tests.plugins.proposals.stages.handled import Desk
from tests.plugins.proposals.town import Clock, Town


@pytest.fixture
def town(settled: tuple[DatabaseUrl, Town]) -> Town:
    """Whom and what there is, by name."""
    return settled[1]


@pytest.fixture
def clock() -> Clock:
    """What time it is in the town."""
    return Clock()


@pytest.fixture(scope="session")
def rolled_back_town(
    database_server: ThrowawayServer, settled: tuple[DatabaseUrl, Town]
) -> Iterator[RolledBackDatabase]:
    """The town, where whatever a test changes is undone."""
    database = RolledBackDatabase(database_server.make_database(settled[0]))
    yield database
    database.disconnect()


@pytest.fixture
def ask(server: Ask, rolled_back_town: RolledBackDatabase, clock: Clock) -> Iterator[Ask]:
    """Asks the server of the town; everything is undone at the end of the test."""
    with server.moved(rolled_back_town.url, clock, rolled_back_town) as asking:
        yield asking


@pytest.fixture
def course(ask: Ask, town: Town, clock: Clock) -> Course:
    """Takes steps in the town, one after the other."""
    return Course(ask, town, clock)


@pytest.fixture
def own_course(
    database_server: ThrowawayServer, server: Ask, settled: tuple[DatabaseUrl, Town], clock: Clock
) -> Iterator[Course]:
    """Takes steps in a copy of the town, over several connections: for what is done at the same time."""
    url = database_server.make_database(settled[0])
    with server.moved(url, clock) as asking:
        yield Course(asking, settled[1], clock)
    database_server.drop_database(url)


@pytest.fixture
def desk(course: Course, generation: Generation) -> Desk:
    """Brings suggestions to their units and beyond."""
    return Desk(course, generation)


@pytest.fixture
def own_desk(own_course: Course, generation: Generation) -> Desk:
    """The same in a copy of the town, over several connections."""
    return Desk(own_course, generation)
