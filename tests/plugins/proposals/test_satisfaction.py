"""`Organization.satisfaction`, and who reads how deputies judged: the congress's side, the auditor, units later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from core.database.embedded.throwaway import ThrowawayServer
from core.declarations.roles import PUBLIC_READER, Actor, Grant, Role
from core.foundation.i18n import LOCALES
from core.foundation.urls import DatabaseUrl
from core.generation.generation import Generation
from core.runtime.env import Env
from plugins.congress.models import Mandate, Organization, Person
from plugins.congress.roles import (
    AUDITOR,
    CITY_STAFF,
    CONGRESS_LEADER,
    COUNTY_STAFF,
    DEPUTY,
    GOVERNMENT_OFFICE,
    TOWNSHIP_STAFF,
    UNIT_CLERK,
    UNIT_LEADER,
)
from plugins.proposals.models import Satisfaction, SuggestionState
from schema.testing import Ask
from tests.plugins.proposals.town import Clock
from tests.plugins.world import LIUZHOU, NOW, RONGAN, World

GOOD, FAIR, BAD = Satisfaction.SATISFIED, Satisfaction.BASICALLY_SATISFIED, Satisfaction.DISSATISFIED
FIGURE = "query Q($year: Int!) { organizations(where: {isUndertakingUnit: {eq: true}}) { nodes { id name shown } } }"
JUDGED = {
    "示例多评局": [(GOOD, True), (GOOD, True), (FAIR, True), (BAD, True), (GOOD, True), (BAD, False)],
    "示例少评局": [(GOOD, True), (BAD, True), (GOOD, True), (GOOD, True)],
    "示例无评局": [],
}
"""How the replies of each unit were judged in 2025, and whether that counts."""


@pytest.fixture(scope="module")
def judged(database_server: ThrowawayServer, seeded: DatabaseUrl, generation: Generation) -> Iterator[DatabaseUrl]:
    """A database with the three units and how they were judged; nothing may be changed in it."""
    url = database_server.make_database(seeded)
    engine = create_engine(url)
    with engine.begin() as connection, Session(connection) as session:

        def env(*held: Grant) -> Env:
            return Env(generation=generation, session=session, actor=Actor("tester", held), locale="en", now=NOW)

        _settle(World(env))
        session.flush()
    engine.dispose()
    yield url
    database_server.drop_database(url)


@pytest.fixture(scope="module")
def ask(server: Ask, judged: DatabaseUrl) -> Iterator[Ask]:
    """Asks in June 2025."""
    with server.moved(judged, lambda: NOW) as asking:
        yield asking


def _settle(world: World) -> None:
    person = world.add(Person, name="示例代表（演示）")
    mandate = world.a_mandate(person, world.a_term())
    for name, results in JUDGED.items():
        unit = world.a_unit(name=name)
        for result, counts in results:
            _judge(world, mandate, unit, result, counts=counts)


def _judge(world: World, mandate: Mandate, unit: Organization, result: Satisfaction, *, counts: bool) -> None:
    suggestion = world.a_suggestion(mandate, SuggestionState.EVALUATED)
    reply = world.a_reply(world.a_handling(suggestion, unit))
    comment = "没有写明时间" if result is BAD else None
    world.an_evaluation(reply, mandate, result=result, comment=comment, counts_in_rate=counts)


def figures(ask: Ask, actor: Actor, year: int = 2025) -> dict[str, tuple[int, int, int, float | None] | None]:
    """Numerator, denominator, what is left out and value for each unit, as the actor reads them."""
    shown = "satisfaction(year: $year) { numerator denominator excluded value }"
    nodes = ask(FIGURE.replace("shown", shown), actor=actor, year=year)["organizations"]["nodes"]
    read = {node["name"]: node["satisfaction"] for node in nodes}
    return {name: found and tuple(found.values()) for name, found in read.items() if name in JUDGED}


def of_unit(ask: Ask, name: str, role: Role = UNIT_CLERK) -> Actor:
    """Somebody who works for the unit of that name."""
    query = "query Q($name: String!) { organizations(where: {name: {eq: $name}}) { nodes { id } } }"
    (node,) = ask(query, name=name)["organizations"]["nodes"]
    return Actor(name, (Grant(role.name, int(node["id"].partition(":")[2]), role.scope),))


def in_city(ask: Ask, role: Role) -> Actor:
    """Somebody with the role in the city."""
    return in_division(ask, role, LIUZHOU)


def in_division(ask: Ask, role: Role, code: str) -> Actor:
    """Somebody with the role in that division."""
    (node,) = ask(f'{{ regions(where: {{code: {{eq: "{code}"}}}}) {{ nodes {{ id }} }} }}')["regions"]["nodes"]
    return Actor(role.name, (Grant(role.name, int(node["id"].partition(":")[2]), role.scope),))


AUDIT = Actor("auditor", (Grant(AUDITOR.name),))
ALL = {"示例多评局": (4, 5, 1, 0.8), "示例少评局": (3, 4, 0, 0.75), "示例无评局": (0, 0, 0, None)}


@pytest.mark.parametrize("role", [CITY_STAFF, CONGRESS_LEADER, GOVERNMENT_OFFICE])
def test_the_congress_and_the_government_know_the_figures_of_all_units_at_once(ask: Ask, role: Role) -> None:
    assert figures(ask, in_city(ask, role)) == ALL


def test_the_auditor_knows_them_too_and_the_evaluations_behind_them(ask: Ask) -> None:
    """The auditor reads everything, and decides nothing."""
    assert figures(ask, AUDIT) == ALL
    assert ask("{ evaluations { totalCount } }", actor=AUDIT)["evaluations"]["totalCount"] == 10


def test_the_rate_of_satisfied_deputies_is_the_same_for_the_auditor_and_the_staff(ask: Ask) -> None:
    """Seven of the nine that count; the one that does not is left out."""
    query = "{ suggestions { rates { satisfied { numerator denominator excluded } } } }"

    readers = AUDIT, in_city(ask, CITY_STAFF)
    rates = [ask(query, actor=reader)["suggestions"]["rates"]["satisfied"] for reader in readers]

    assert rates == [{"numerator": 7, "denominator": 9, "excluded": 1}] * 2


@pytest.mark.parametrize("role", [UNIT_CLERK, UNIT_LEADER])
def test_a_unit_knows_its_own_figure_once_five_evaluations_count(ask: Ask, role: Role) -> None:
    """With fewer, each deputy could be found out and pressed."""
    many, few = of_unit(ask, "示例多评局", role), of_unit(ask, "示例少评局", role)

    assert figures(ask, many) == {**dict.fromkeys(JUDGED), "示例多评局": (4, 5, 1, 0.8)}
    assert figures(ask, few) == dict.fromkeys(JUDGED)


def test_a_unit_does_not_know_the_figure_of_a_few_when_the_year_is_over_either(
    server: Ask, judged: DatabaseUrl
) -> None:
    """The one deputy who judged it would be known on 1 January."""
    clock = Clock(datetime(2026, 1, 2, tzinfo=NOW.tzinfo))
    with server.moved(judged, clock) as ask:
        assert figures(ask, of_unit(ask, "示例少评局"))["示例少评局"] is None
        assert figures(ask, in_city(ask, CITY_STAFF)) == ALL


@pytest.mark.parametrize("role", [COUNTY_STAFF, TOWNSHIP_STAFF, GOVERNMENT_OFFICE, CONGRESS_LEADER])
def test_those_of_a_county_do_not_know_the_figures_of_the_citys_units(ask: Ask, role: Role) -> None:
    assert figures(ask, in_division(ask, role, RONGAN)) == dict.fromkeys(JUDGED)


def test_nobody_else_knows_a_figure(ask: Ask) -> None:
    deputy = Actor("deputy", (Grant(DEPUTY.name, 1, DEPUTY.scope),))

    assert [figures(ask, actor) for actor in (PUBLIC_READER, deputy)] == [dict.fromkeys(JUDGED)] * 2


def test_a_year_without_evaluations_has_no_share(ask: Ask) -> None:
    assert figures(ask, in_city(ask, CITY_STAFF), 2024) == dict.fromkeys(JUDGED, (0, 0, 0, None))


def test_what_the_figure_is_a_share_of_is_said_in_the_readers_language(ask: Ask) -> None:
    query = FIGURE.replace("shown", "satisfaction(year: $year) { basis }")

    told = {
        ask(query, actor=AUDIT, locale=locale, year=2025)["organizations"]["nodes"][0]["satisfaction"]["basis"]
        for locale in LOCALES
    }

    assert len(told) == len(LOCALES)
