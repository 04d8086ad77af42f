"""Everything that may stand in a selection set, answered in the order and under the keys of the specification."""

from __future__ import annotations

import orjson
import pytest

from schema.execution import Request
from schema.testing import Ask


def test_a_field_is_answered_under_its_alias(ask: Ask) -> None:
    answer = ask('{ home: station(code: "GY-HOME") { title: name name } }')

    assert answer == {"home": {"title": "古宜镇人大代表之家", "name": "古宜镇人大代表之家"}}


def test_the_same_field_is_asked_twice_with_other_arguments(ask: Ask) -> None:
    answer = ask(
        """{ station(code: "GY-HOME") {
            paper: opinions(where: {channel: {eq: PAPER}}) { totalCount }
            inPerson: opinions(where: {channel: {eq: IN_PERSON}}) { totalCount nodes { number } }
        } }"""
    )

    assert answer["station"]["paper"] == {"totalCount": 1}
    assert answer["station"]["inPerson"] == {
        "totalCount": 3,
        "nodes": [{"number": "GY-HOME-00001"}, {"number": "GY-HOME-00002"}, {"number": "GY-HOME-00005"}],
    }


def test_members_come_in_the_order_of_the_document(ask: Ask) -> None:
    query = (
        'query Q { b: station(id: "Station:4") { state code } a: station(id: "Station:1") { code __typename state } }'
    )

    answer = ask(query)

    assert orjson.dumps(answer).decode() == (
        '{"b":{"state":"ACTIVE","code":"RS-HOME"},"a":{"code":"GY-HOME","__typename":"Station","state":"ACTIVE"}}'
    )


def test_repeated_fields_are_merged(ask: Ask) -> None:
    answer = ask(
        """{
            station(code: "GY-HOME") { hostRegion { name } ...More opinions(first: 1) { totalCount } }
            station(code: "GY-HOME") { hostRegion { code } opinions(first: 1) { nodes { serial } } }
        }
        fragment More on Station { hostRegion { name parent { name } } }"""
    )

    assert answer == {
        "station": {
            "hostRegion": {"name": "古宜镇", "parent": {"name": "三江侗族自治县"}, "code": "450226100"},
            "opinions": {"totalCount": 4, "nodes": [{"serial": 1}]},
        }
    }


def test_fragments_may_stand_within_fragments(ask: Ask) -> None:
    answer = ask(
        """query Q { stations(first: 1) { ...Page ...Page } }
        fragment Page on StationConnection { nodes { ...Card } edges { node { ... { code } ...Card } } }
        fragment Card on Station { ... on Station { hostRegion { ...Place } } ... on Node { id } }
        fragment Place on Region { name }"""
    )

    card = {"hostRegion": {"name": "古宜镇"}, "id": "Station:1"}
    assert answer == {"stations": {"nodes": [card], "edges": [{"node": {"code": "GY-HOME", **card}}]}}


def test_a_fragment_on_another_type_adds_nothing(ask: Ask) -> None:
    answer = ask('{ node(id: "Station:1") { ... on Region { population } ... on Station { code } } }')

    assert answer == {"node": {"code": "GY-HOME"}}


def test_a_record_without_any_member_is_an_empty_object(ask: Ask) -> None:
    """`null` would say that there is no such record."""
    query = 'query Q($no: Boolean = false) { node(id: "Station:1") { ... on Region { name } id @include(if: $no) } }'

    assert ask(query) == {"node": {}}


@pytest.mark.parametrize(
    ("skip", "include", "members"),
    [(True, True, set()), (True, False, set()), (False, True, {"name"}), (False, False, set())],
)
def test_a_field_is_there_if_no_directive_is_against_it(ask: Ask, skip: bool, include: bool, members: set[str]) -> None:
    query = """query Q($skip: Boolean!, $include: Boolean!) {
        station(code: "GY-HOME") { state name @skip(if: $skip) @include(if: $include) }
    }"""

    answer = ask(query, skip=skip, include=include)

    assert set(answer["station"]) == {"state"} | members


def test_directives_count_on_fragments_links_lists_and_roots(ask: Ask) -> None:
    query = """query Q($no: Boolean = false) {
        station(code: "GY-HOME") { code ...Name @include(if: $no) ... @skip(if: true) { kind }
            hostRegion @include(if: $no) { name } opinions @include(if: $no) { totalCount }
            deputies { totalCount @include(if: $no) pageInfo { hasNextPage @skip(if: $no) } } }
        regions @include(if: $no) { totalCount }
    }
    fragment Name on Station { name }"""

    assert ask(query) == {"station": {"code": "GY-HOME", "deputies": {"pageInfo": {"hasNextPage": False}}}}
    assert set(ask(query, no=True)["station"]) == {"code", "name", "hostRegion", "opinions", "deputies"}


def test_the_name_of_the_type_is_answered_everywhere(ask: Ask) -> None:
    answer = ask(
        """{ __typename stations(first: 1) { __typename
            nodes { __typename hostRegion { type: __typename } }
            edges { __typename cursor @skip(if: true) node { __typename } }
            pageInfo { __typename } } }"""
    )

    assert answer == {
        "__typename": "Query",
        "stations": {
            "__typename": "StationConnection",
            "nodes": [{"__typename": "Station", "hostRegion": {"type": "Region"}}],
            "edges": [{"__typename": "StationEdge", "node": {"__typename": "Station"}}],
            "pageInfo": {"__typename": "PageInfo"},
        },
    }


def test_a_query_may_have_many_roots(ask: Ask) -> None:
    answer = ask(
        """{ stations { totalCount } one: station(code: "GY-HOME") { name } none: station(code: "?") { name }
        regions(first: 1) { nodes { name } } node(id: "Region:13") { id } }"""
    )

    assert answer == {
        "stations": {"totalCount": 6},
        "one": {"name": "古宜镇人大代表之家"},
        "none": None,
        "regions": {"nodes": [{"name": "中华人民共和国"}]},
        "node": {"id": "Region:13"},
    }


def test_a_variable_left_out_takes_its_default(ask: Ask) -> None:
    query = """query Q($code: String = "GY-HOME", $first: Int = 1) {
        station(code: $code) { opinions(first: $first) { nodes { serial } } } }"""

    assert ask(query) == {"station": {"opinions": {"nodes": [{"serial": 1}]}}}
    assert ask(query, first=2, code="RS-HOME") == {"station": {"opinions": {"nodes": [{"serial": 7}]}}}


def test_a_variable_may_stand_deep_within_an_argument(ask: Ask) -> None:
    query = """query Q($kind: StationKind!, $codes: [String!], $flag: Boolean = true) {
        stations(where: {or: [{kind: {eq: $kind}}, {code: {in: $codes}},
            {closedOn: {isNull: $flag}, name: {eq: "?"}}]}) {
            nodes { code }
        }
    }"""

    found = ask(query, kind="CENTRE", codes=["RS-OLD"])

    assert [node["code"] for node in found["stations"]["nodes"]] == ["GY-HOME", "RS-HOME", "RS-OLD"]


def test_a_whole_argument_may_be_a_variable(ask: Ask) -> None:
    query = """query Q($where: StationWhere, $order: [StationOrder!]) {
        stations(where: $where, orderBy: $order) { nodes { code } }
    }"""

    chosen = ask(query, where={"kind": {"eq": "CENTRE"}}, order=[{"code": "DESC"}])
    everything = ask(query)

    assert [node["code"] for node in chosen["stations"]["nodes"]] == ["RS-HOME", "GY-HOME"]
    assert len(everything["stations"]["nodes"]) == 6


def test_one_item_may_stand_for_a_list(ask: Ask) -> None:
    """Input coercion of lists: a single value is a list of one (GraphQL specification, 3.11)."""
    answer = ask("{ stations(where: {and: {kind: {in: CENTRE}}}, orderBy: {code: DESC}) { nodes { code } } }")

    assert [node["code"] for node in answer["stations"]["nodes"]] == ["RS-HOME", "GY-HOME"]


def test_introspection_may_stand_beside_records(ask: Ask) -> None:
    answer = ask(
        """query Q($code: String!) {
            __schema { queryType { name } }
            station(code: $code) { name at: hostRegion { name } }
            __type(name: "Station") { kind fields { name } }
            stations(first: 1) { ...Page }
            __typename
        }
        fragment Page on StationConnection { totalCount }""",
        code="GY-HOME",
    )

    assert list(answer) == ["__schema", "station", "__type", "stations", "__typename"]
    assert answer["station"] == {"name": "古宜镇人大代表之家", "at": {"name": "古宜镇"}}
    assert answer["stations"] == {"totalCount": 6}
    assert {"name": "deputyCount"} in answer["__type"]["fields"]


def test_the_operation_is_chosen_by_its_name(ask: Ask) -> None:
    query = "query One { stations { totalCount } } query Two { regions(first: 0) { nodes { id } } }"
    requests = [Request(query=query, operation_name=name) for name in ("One", "Two", "Three", None)]

    one, two, three, unnamed = ask.together(*requests)

    assert one == {"data": {"stations": {"totalCount": 6}}}
    assert two == {"data": {"regions": {"nodes": []}}}
    assert [answer["errors"][0]["extensions"]["code"] for answer in (three, unnamed)] == ["OPERATION_UNKNOWN"] * 2
