"""Resolved fields: Python fills what one statement fetched, once a field and response."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.composition.compose import compose
from core.foundation.urls import DatabaseUrl
from core.generation.generation import Generation
from schema.execution import Request
from schema.installation import Installation
from schema.testing import Ask
from tests.schema.compiler.visits import CALLS, ROOFS, VISITS
from tests.town.actors import HOME_STAFF, PUBLIC, SANJIANG_STAFF
from tests.town.requests import an_opinion

AGES = {"GY-HOME": 366, "GY-RIVER": 335, "LX-TOWER": 366, "RS-HOME": 366, "SR-100%_A": None, "RS-OLD": -1}


@pytest.fixture(scope="module")
def visits(installation: Installation) -> Iterator[Generation]:
    """The generation with the plugins for visits."""
    contributions = [*installation.plugins.contributions(), VISITS, ROOFS]
    generation = compose(contributions, locale_folders=installation.plugins.locale_folders("schema"))
    yield generation
    generation.dispose()


@pytest.fixture(scope="module")
def visits_server(visits: Generation, city: DatabaseUrl) -> Ask:
    """The server of that generation."""
    return Ask(visits, city)


@pytest.fixture
def ask(visits_server: Ask, city: DatabaseUrl) -> Iterator[Ask]:
    """Asks a server of its own, which has not called anything yet; nothing may be changed through it."""
    CALLS.clear()
    with visits_server.moved(city) as asking:
        yield asking


@pytest.fixture
def own_ask(visits_server: Ask, own_city: DatabaseUrl) -> Iterator[Ask]:
    """Asks a server of its own, on a town of its own."""
    with visits_server.moved(own_city) as asking:
        yield asking


def test_a_resolved_field_is_called_once_for_all_records_of_one_statement(ask: Ask) -> None:
    answer = ask("{ stations { nodes { code age } } }")

    assert {node["code"]: node["age"] for node in answer["stations"]["nodes"]} == AGES
    assert CALLS == [("age", 6)]
    assert ask.database.statements == 1


def test_a_nested_resolved_field_is_called_once_for_all_lists(ask: Ask) -> None:
    answer = ask("{ stations { nodes { code opinions(first: 2) { nodes { length station { age } } } } } }")

    lists = {node["code"]: node["opinions"]["nodes"] for node in answer["stations"]["nodes"]}
    assert lists["GY-HOME"] == [{"length": 10, "station": {"age": 366}}, {"length": 10, "station": {"age": 366}}]
    assert lists["RS-HOME"] == [{"length": 7, "station": {"age": 366}}]
    assert sorted(CALLS) == [("age", 3), ("length", 3)]
    assert ask.database.statements == 1


def test_values_are_rendered_as_the_selections_on_them_ask(ask: Ask) -> None:
    answer = ask(
        """query ($pace: Pace!, $no: Boolean = false) { station(code: "GY-RIVER") {
            way: route(pace: $pace, start: "2024-05-01T00:00:00Z") { ...Names at __typename before { name } }
            route { pace @include(if: $no) station onTheWay { called: name before { name } } ... on Stop { name } }
        } }
        fragment Names on Stop { pace before { pace } }""",
        pace="RIDE",
    )

    first, name = {"pace": "RIDE", "name": '江峰社区代表联络站\x01"'}, '江峰社区代表联络站\x01"'
    assert answer["station"] == {
        "way": [
            {"pace": "RIDE", "before": None, "at": None, "__typename": "Stop"},
            {"pace": "RIDE", "before": first, "at": "2024-05-01T08:00:00+08:00", "__typename": "Stop"},
        ],
        "route": [
            {"station": "Station:2", "onTheWay": [], "name": name},
            {"station": "Station:2", "onTheWay": [{"called": name, "before": None}], "name": "0"},
        ],
    }


def test_every_use_of_a_field_is_a_call_of_its_own(ask: Ask) -> None:
    answer = ask('{ station(code: "GY-HOME") { age later: age(on: "2024-05-02") age } }')

    assert answer["station"] == {"age": 366, "later": 367}
    assert CALLS == [("age", 1), ("age", 1)]


def test_a_plan_is_used_again_with_other_arguments_languages_and_actors(ask: Ask) -> None:
    query = 'query ($on: Date) { station(code: "GY-HOME") { age(on: $on) greeting } }'
    sent = [
        ask(query, on=on, locale=locale)["station"]
        for on, locale in (("2023-05-02", "en"), ("2023-05-03", "zh_CN"), ("2023-05-04", "en"))
    ]

    assert [one["age"] for one in sent] == [1, 2, 3]
    assert [one["greeting"].split()[0] for one in sent] == ["Name", "名称", "Name"]
    assert len({sql for sql, _ in ask.database.sent}) == 1


def test_an_override_is_given_what_both_need(ask: Ask) -> None:
    assert ask('{ station(code: "RS-OLD") { age } }') == {"station": {"age": -1}}


def test_a_nodes_query_fills_each_type_and_leaves_out_what_is_not_there(ask: Ask) -> None:
    answer = ask(
        """{ nodes(ids: ["Station:1", "Opinion:1", "Station:99", "Station:5"]) {
            id ... on Station { age } ... on Opinion { length }
        } node(id: "Opinion:1") { ... on Opinion { length } } }"""
    )

    assert answer["nodes"] == [
        {"id": "Station:1", "age": 366},
        {"id": "Opinion:1", "length": 10},
        None,
        {"id": "Station:5", "age": None},
    ]
    assert answer["node"] == {"length": 10}


def test_edges_and_pages_backward_are_filled_too(ask: Ask) -> None:
    answer = ask("{ stations(last: 2) { edges { node { age } cursor } nodes { age } pageInfo { hasPreviousPage } } }")

    assert [edge["node"] for edge in answer["stations"]["edges"]] == answer["stations"]["nodes"]
    assert answer["stations"]["nodes"] == [{"age": None}, {"age": -1}]


def test_a_resolved_field_may_stand_beside_the_schema(ask: Ask) -> None:
    answer = ask('{ __schema { queryType { name } } station(code: "GY-HOME") { age } }')

    assert answer == {"__schema": {"queryType": {"name": "Query"}}, "station": {"age": 366}}


def test_the_payload_of_a_mutation_is_filled_in_its_transaction(own_ask: Ask) -> None:
    answer = own_ask.answer(
        """mutation ($input: RecordOpinionInput!) { done: recordOpinion(input: $input) {
            opinion { length station { age broken } } errors { code }
        } }""",
        actor=HOME_STAFF,
        input=an_opinion(),
    )

    assert answer["data"]["done"]["opinion"] == {"length": 7, "station": {"age": 366, "broken": None}}
    assert [error["path"] for error in answer["errors"]] == [["done", "opinion", "station", "broken"]]
    assert own_ask("{ opinions { totalCount } }", actor=HOME_STAFF)["opinions"]["totalCount"] == 8


def test_a_failure_costs_the_field_alone_and_is_told_with_its_place(ask: Ask) -> None:
    answer = ask.answer("{ stations(first: 2) { nodes { code down: broken age } } }")

    assert answer["data"]["stations"]["nodes"] == [
        {"code": "GY-HOME", "down": None, "age": 366},
        {"code": "GY-RIVER", "down": None, "age": 335},
    ]
    assert [error["path"] for error in answer["errors"]] == [["stations", "nodes", n, "down"] for n in (0, 1)]
    assert [error["locations"] for error in answer["errors"]] == [[{"line": 1, "column": 37}]] * 2
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"INTERNAL_ERROR"}
    assert len({error["extensions"]["errorId"] for error in answer["errors"]}) == 1
    assert "division" not in str(answer)


def test_a_refusal_is_told_as_one(ask: Ask) -> None:
    answer = ask.answer('{ __typename station(code: "GY-HOME") { broken(how: "refuse") } }')

    assert answer["data"] == {"__typename": "Query", "station": {"broken": None}}
    assert [(one["message"], one["extensions"]["code"]) for one in answer["errors"]] == [("not today", "VALIDATION")]


@pytest.mark.parametrize(("how", "values"), [("one", [1, 1, 1, 1, None, 1]), ("short", [None] * 6)])
def test_a_value_that_was_not_promised_is_null_and_an_error(ask: Ask, how: str, values: list[int | None]) -> None:
    answer = ask.answer("query ($how: String!) { stations { nodes { broken(how: $how) } } }", how=how)

    assert [node["broken"] for node in answer["data"]["stations"]["nodes"]] == values
    assert len(answer["errors"]) == values.count(None)


def test_a_failure_beside_the_schema_is_reported_too(ask: Ask) -> None:
    answer = ask.answer('{ __typename __schema { queryType { name } } station(code: "GY-HOME") { broken } }')

    assert answer["data"]["station"] == {"broken": None}
    assert [error["path"] for error in answer["errors"]] == [["station", "broken"]]


def test_needs_see_only_what_the_actor_may_read(ask: Ask) -> None:
    """A deputy's telephone has an audience; a need is null where the actor does not belong to it."""
    query = 'query ($person: ID!) { station(code: "GY-HOME") { phoneOf(person: $person) } }'
    qin = ask('{ persons(where: {name: {eq: "覃一"}}) { nodes { id } } }')["persons"]["nodes"][0]["id"]

    told = [ask(query, actor=actor, person=qin)["station"]["phoneOf"] for actor in (PUBLIC, SANJIANG_STAFF)]

    assert told == [None, "0772-1"]


def test_an_argument_that_is_no_identifier_is_refused_before_anything_is_fetched(ask: Ask) -> None:
    query = '{ station(code: "GY-HOME") { phoneOf(person: "Station:1") } }'

    assert ask.code(query) == "VALIDATION"
    assert ask.database.statements == 0


def test_no_python_is_called_where_there_is_no_record(ask: Ask) -> None:
    assert ask('{ stations(where: {code: {eq: "NONE"}}) { nodes { age } } }') == {"stations": {"nodes": []}}
    assert CALLS == []


def test_a_text_with_control_characters_is_not_taken_for_a_place(own_ask: Ask) -> None:
    saved = an_opinion(text="\x01" + "0\x02{}\x01")
    query = """mutation ($input: RecordOpinionInput!) { recordOpinion(input: $input) {
        opinion { text length station { age } }
    } }"""

    answer = own_ask(query, actor=HOME_STAFF, input=saved)

    assert answer["recordOpinion"]["opinion"] == {"text": saved["text"], "length": 6, "station": {"age": 366}}


def test_requests_at_the_same_time_do_not_mix(ask: Ask) -> None:
    requests = [Request(query=f'{{ station(code: "GY-HOME") {{ age(on: "2023-05-{day:02}") }} }}') for day in (2, 3, 4)]

    assert [one["data"]["station"]["age"] for one in ask.together(*requests)] == [1, 2, 3]


def test_while_a_slow_field_is_computed_others_are_served(ask: Ask) -> None:
    """Each survey waits for the other, so neither would end if the first held up the second."""
    survey = Request(query="{ stations(first: 2) { nodes { code survey age } } }")

    answers = ask.together(survey, survey)

    nodes = [{"code": "GY-HOME", "survey": 2, "age": 366}, {"code": "GY-RIVER", "survey": 2, "age": 335}]
    assert answers == [{"data": {"stations": {"nodes": nodes}}}] * 2
    assert CALLS.count(("survey", 2)) == 2


def test_a_failure_in_a_slow_field_costs_that_field_alone(ask: Ask) -> None:
    answer = ask.answer('{ stations(first: 2) { nodes { down: survey(how: "fail") age } } }')

    assert answer["data"]["stations"]["nodes"] == [{"down": None, "age": 366}, {"down": None, "age": 335}]
    assert [error["path"] for error in answer["errors"]] == [["stations", "nodes", n, "down"] for n in (0, 1)]
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"INTERNAL_ERROR"}
    assert "division" not in str(answer)


def test_a_refusal_of_a_slow_field_is_told_as_one(ask: Ask) -> None:
    answer = ask.answer('{ station(code: "GY-HOME") { code survey(how: "refuse") } }')

    assert answer["data"] == {"station": {"code": "GY-HOME", "survey": None}}
    assert [(one["message"], one["extensions"]["code"]) for one in answer["errors"]] == [("not today", "VALIDATION")]


def test_a_slow_field_of_a_payload_is_computed_before_the_transaction_ends(own_ask: Ask) -> None:
    """What is asked for with a dry run is seen although nothing is kept."""
    survey = """mutation ($input: RecordOpinionInput!) { done: recordOpinion(input: $input, dryRun: true) {
        opinion { text station { survey(how: "count") opinions { totalCount } } } errors { code }
    } }"""

    answer = own_ask(survey, actor=HOME_STAFF, input=an_opinion())["done"]

    assert answer["opinion"]["station"]["survey"] == 1
    assert answer["opinion"]["station"]["opinions"]["totalCount"] == 7
    assert own_ask("{ opinions { totalCount } }", actor=HOME_STAFF)["opinions"]["totalCount"] == 7
