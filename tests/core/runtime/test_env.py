from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from core.declarations.roles import PUBLIC_READER, Actor, Grant
from core.foundation.errors import ForbiddenScope, NotFound
from core.foundation.urls import DatabaseUrl
from core.generation.generation import Generation
from core.installation.install import install
from core.installation.loading import load_all
from core.runtime.env import Env
from tests.core.clubs import STAFF, Club, a_generation, some_clubs

NEAR = Actor("staff near", (Grant(STAFF.name, 1, STAFF.scope),))


@pytest.fixture
def session(fresh_database: DatabaseUrl) -> Iterator[Session]:
    engine = create_engine(fresh_database)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def generation(session: Session) -> Generation:
    generation = a_generation()
    install(generation, session.connection())
    load_all(generation, session.connection(), some_clubs())
    session.commit()
    return generation


@pytest.fixture
def env(generation: Generation, session: Session) -> Env:
    return Env(generation=generation, session=session, actor=NEAR, locale="en", now=datetime.now(UTC))


def test_asking_with_a_definition_gives_the_composed_class(env: Env, generation: Generation) -> None:
    assert env[Club] is generation[Club]
    assert issubclass(env[Club], Club)


def test_a_readable_record_is_got_by_its_number(env: Env) -> None:
    assert env.get(Club, 2).name == "secret"


@pytest.mark.parametrize("number", [3, 99])
def test_a_hidden_record_and_a_missing_one_are_refused_alike(env: Env, number: int) -> None:
    """What an actor may not see does not exist."""
    with pytest.raises(NotFound) as caught:
        env.get(Club, number, field="club")

    assert str(caught.value) == f"There is no Club {number}."
    assert caught.value.field == "club"


def test_a_record_already_loaded_by_other_means_is_still_hidden(env: Env) -> None:
    loaded = env.session.get(env[Club], 3)

    assert loaded is not None
    with pytest.raises(NotFound):
        env.get(Club, 3)


def test_what_is_looked_for_may_be_missing(env: Env) -> None:
    club = env[Club]

    found = env.find(Club, club.secret.is_(True))

    assert found is not None
    assert found.name == "secret"
    assert env.find(Club, club.name == "far") is None


def test_a_created_record_has_its_number(env: Env) -> None:
    club = env.create(env[Club](name="new", region_id=1))
    env.session.commit()

    assert club.id == 4
    assert env.get(Club, 4).version == 1


def test_a_record_outside_the_scope_is_refused_and_nothing_stays(env: Env) -> None:
    with pytest.raises(ForbiddenScope, match="on Club"):
        env.create(env[Club](name="new", region_id=2))
    env.session.rollback()

    assert env.session.scalar(select(func.count()).select_from(env[Club])) == 3


def test_whoever_holds_no_role_for_it_creates_nothing(generation: Generation, session: Session) -> None:
    env = Env(generation=generation, session=session, actor=PUBLIC_READER, locale="en", now=datetime.now(UTC))

    with pytest.raises(ForbiddenScope):
        env.create(env[Club](name="new", region_id=1))
