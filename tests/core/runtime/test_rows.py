"""What rules and lists are made of is made once, and never stands within itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import ColumnElement, and_, exists, true

from core.declarations import environments
from core.declarations.roles import Actor
from core.declarations.rules import Action
from core.generation.generation import Generation
from core.runtime import clause_cache
from core.runtime.clause_cache import ClauseCache
from core.runtime.criteria import ActorRules
from core.runtime.rows import Rows
from core.runtime.rules import RuleEnv, grants_all
from tests.core.clubs import STAFF, Club, Member, Region, a_generation


@pytest.fixture
def generation() -> Iterator[Generation]:
    generation = a_generation()
    yield generation
    generation.dispose()


class Watched:
    """A rule that remembers the alias it was given at each asking."""

    def __init__(self) -> None:
        self.made: list[type[Region]] = []

    def __call__(self, env: environments.RuleEnv, club: type[Club]) -> ColumnElement[bool]:
        self.made.append(env.alias(Region))
        return true()


def of_region(env: environments.RuleEnv, club: type[Club]) -> ColumnElement[bool]:
    region, other = env.alias(Region), env.alias(Club)
    return exists().where(region.id == club.region_id, of_club(env, other))


def of_club(env: environments.RuleEnv, club: type[Club]) -> ColumnElement[bool]:
    region, member = env.alias(Region), env.alias(Member)
    return exists().where(region.id == club.region_id, member.name == region.name)


def test_a_rule_that_asks_another_never_gets_the_same_alias_twice(generation: Generation) -> None:
    """Else the inner subquery would take the columns of its own region for those of the outer one."""
    env, watched = RuleEnv(generation, ()), Watched()

    def asking(env: environments.RuleEnv, club: type[Club]) -> ColumnElement[bool]:
        assert isinstance(env, RuleEnv)
        return and_(watched(env, club), env.ask(watched, club), watched(env, club))

    env.ask(asking, generation[Club])

    assert len({id(alias) for alias in watched.made}) == len(watched.made) == 3


def test_nested_subqueries_name_their_tables_apart(generation: Generation) -> None:
    text = str(RuleEnv(generation, ()).ask(of_region, generation[Club]))

    assert text.count("clubs_region AS clubs_region_1") == text.count("clubs_region AS clubs_region_2") == 1


def test_rules_share_their_aliases(generation: Generation) -> None:
    """Making an alias is most of the work of compiling."""
    env, watched = RuleEnv(generation, ()), Watched()

    for _ in range(2):
        env.ask(watched, generation[Club])

    assert watched.made[0] is watched.made[1]


def test_outside_of_a_rule_every_alias_is_new(generation: Generation) -> None:
    env = RuleEnv(generation, ())

    assert env.alias(Region) is not env.alias(Region)


def test_an_orm_load_shares_its_aliases_but_not_the_rows_of_an_actor(generation: Generation) -> None:
    """An alias tells nothing of an actor; readable rows do, since the actor's scopes are within them."""
    env, watched = ActorRules(generation, Actor()), Watched()

    for _ in range(2):
        env.ask(watched, generation[Club])

    assert watched.made[0] is watched.made[1]
    assert Rows(env)[Club] is not Rows(env)[Club]


def test_readable_rows_are_kept_for_each_set_of_roles(generation: Generation) -> None:
    public, staff = RuleEnv(generation, ()), RuleEnv(generation, [STAFF.name])

    first, again, other = Rows(public)[Club], Rows(public)[Club], Rows(staff)[Club]

    assert first is again
    assert other is not first


def test_twice_the_same_rows_are_two_aliases(generation: Generation) -> None:
    rows = Rows(RuleEnv(generation, ()))

    assert rows[Club] is not rows[Club]


def test_a_full_book_is_emptied(generation: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    """What clients ask for must not fill the memory."""
    monkeypatch.setattr(clause_cache, "MOST_KEPT", 2)
    cache = ClauseCache(generation)

    made = [cache.get(key, object) for key in ("a", "b", "c")]

    assert cache.get("c", object) is made[2]
    assert cache.get("a", object) is not made[0]


def test_a_grant_of_everything_spares_the_other_rules(generation: Generation) -> None:
    granted = RuleEnv(generation, generation.access.roles).predicate(generation[Region], Action.READ)

    assert grants_all(granted)
