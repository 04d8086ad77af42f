"""A row that the rules deny is absent, whichever way an ORM statement takes to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import ColumnElement, create_engine, exists, func, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from core.composition.compose import compose
from core.database.embedded.throwaway import ThrowawayServer
from core.declarations.environments import RuleEnv
from core.declarations.roles import PUBLIC, PUBLIC_READER, Actor, Grant
from core.declarations.rules import Action, grant
from core.foundation.urls import DatabaseUrl
from core.generation.generation import Generation
from core.installation.install import install
from core.installation.loading import load_all
from core.runtime.env import Env
from tests.core.clubs import CLUBS, STAFF, Club, Member, Region, a_generation, some_clubs

NEAR = Actor("staff near", (Grant(STAFF.name, 1, STAFF.scope),))
FAR = Actor("staff far", (Grant(STAFF.name, 2, STAFF.scope),))


@pytest.fixture(scope="module")
def generation() -> Generation:
    return a_generation()


@pytest.fixture(scope="module")
def filled(database_server: ThrowawayServer, generation: Generation) -> Iterator[DatabaseUrl]:
    """A database with the clubs; these tests only read it."""
    url = database_server.make_database()
    engine = create_engine(url)
    with engine.begin() as connection:
        install(generation, connection)
        load_all(generation, connection, some_clubs())
    engine.dispose()
    yield url
    database_server.drop_database(url)


@pytest.fixture
def session(filled: DatabaseUrl) -> Iterator[Session]:
    engine = create_engine(filled)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def env(generation: Generation, session: Session) -> Env:
    return as_actor(PUBLIC_READER, generation, session)


def as_actor(actor: Actor, generation: Generation, session: Session) -> Env:
    return Env(generation=generation, session=session, actor=actor, locale="en", now=datetime.now(UTC))


def names(env: Env) -> list[str]:
    club = env[Club]
    return list(env.session.scalars(env.readable(select(club.name).order_by(club.name))))


def test_through_the_class_a_denied_row_is_absent(env: Env) -> None:
    assert [club.name for club in env.session.scalars(env.select(Club))] == ["open"]


def test_through_an_alias_a_denied_row_is_absent(env: Env) -> None:
    other = aliased(env[Club])

    statement = env.readable(select(other.name))

    assert list(env.session.scalars(statement)) == ["open"]


def test_through_two_aliases_at_once_a_denied_row_is_absent(env: Env) -> None:
    first, second = aliased(env[Club]), aliased(env[Club])

    statement = env.readable(
        select(first.name, second.name).join_from(first, second, first.region_id == second.region_id)
    )

    assert [tuple(row) for row in env.session.execute(statement)] == [("open", "open")]


def test_through_a_count_a_denied_row_is_absent(env: Env) -> None:
    statement = env.readable(select(func.count()).select_from(env[Club]))

    assert env.session.scalar(statement) == 1


def test_through_a_subquery_a_denied_row_is_absent(env: Env) -> None:
    club, region = env[Club], env[Region]
    with_clubs = select(club.id).where(club.region_id == region.id).exists()

    statement = env.readable(select(region.name).where(with_clubs))

    assert list(env.session.scalars(statement)) == ["near"]


def test_through_relationships_loaded_later_a_denied_row_is_absent(env: Env) -> None:
    regions = env.session.scalars(env.select(Region).order_by(env[Region].id)).all()

    found = [[(club.name, [member.name for member in club.members]) for club in region.clubs] for region in regions]

    assert found == [[("open", ["seen"])], []]


@pytest.mark.parametrize("eagerly", [selectinload, joinedload])
def test_through_relationships_loaded_at_once_a_denied_row_is_absent(env: Env, eagerly: object) -> None:
    region = env[Region]
    load = selectinload if eagerly is selectinload else joinedload

    statement = env.select(Region).options(load(region.clubs)).order_by(region.id)
    found = env.session.scalars(statement).unique().all()

    assert [[club.name for club in region.clubs] for region in found] == [["open"], []]


def test_a_link_to_a_denied_row_is_empty(env: Env) -> None:
    hidden_club = env.session.scalars(env.select(Member).where(env[Member].name == "in secret")).one()

    assert hidden_club.club is None


def test_each_actor_reads_by_their_own_scope_though_statements_are_kept(
    env: Env, generation: Generation, session: Session
) -> None:
    """SQLAlchemy keeps compiled statements; the scope of one actor must not answer another."""
    near, far = as_actor(NEAR, generation, session), as_actor(FAR, generation, session)
    both = as_actor(Actor("both", NEAR.grants + FAR.grants), generation, session)

    for _ in range(3):
        assert names(env) == ["open"]
        assert names(near) == ["open", "secret"]
        assert names(far) == ["far", "open"]
        assert names(both) == ["far", "open", "secret"]


def test_scopes_hold_in_relationships_too(generation: Generation, session: Session) -> None:
    env = as_actor(NEAR, generation, session)
    region = env.get(Region, 1)

    assert [club.name for club in region.clubs] == ["open", "secret"]


def test_two_generations_in_one_process_do_not_mix(session: Session) -> None:
    first, second = (as_actor(PUBLIC_READER, a_generation(), session) for _ in range(2))

    assert names(first) == names(second) == ["open"]


def test_a_rule_sees_rows_that_its_reader_does_not(session: Session) -> None:
    """As in compiled statements: else rules within rules would hide what is granted, and multiply."""

    def with_secrets(env: RuleEnv, region: type[Region]) -> ColumnElement[bool]:
        club = env.alias(Club)
        return exists().where(club.region_id == region.id, club.secret.is_(True))

    others = tuple(rule for rule in CLUBS.rules if rule.model is not Region)
    rules = (grant(PUBLIC, Action.READ, Region, with_secrets), *others)
    env = as_actor(PUBLIC_READER, compose([replace(CLUBS, rules=rules)]), session)

    regions = env.session.scalars(env.select(Region).order_by(env[Region].id)).all()

    assert [(region.name, [club.name for club in region.clubs]) for region in regions] == [
        ("near", ["open"]),
        ("far", []),
    ]
