"""The read rules: what an actor may not see does not exist, whichever way it is asked for."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from core.declarations.roles import Actor
from schema.testing import Ask
from tests.town.actors import HOME_STAFF, OPERATOR, PUBLIC, RONGSHUI_COUNTY, RONGSHUI_STAFF, SANJIANG_STAFF, staff_of

OFFICIAL = 4
"""The opinion of GY-HOME that is for staff only: on paper nothing tells the public that there is one."""


def serials(list_: dict[str, Any]) -> list[int]:
    assert list_["totalCount"] == len(list_["nodes"])
    return [node["serial"] for node in list_["nodes"]]


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        (PUBLIC, [1, 2, 3, 5, 7]),
        (OPERATOR, [1, 2, 3, 5, 7]),
        (HOME_STAFF, [1, 2, 3, 4, 5, 6, 7]),
        (RONGSHUI_STAFF, [1, 2, 3, 5, 7, 8]),
        (staff_of(1, 4), [1, 2, 3, 4, 5, 6, 7, 8]),
        (staff_of(2), [1, 2, 3, 5, 7]),
        (SANJIANG_STAFF, [1, 2, 3, 4, 5, 6, 7]),
        (RONGSHUI_COUNTY, [1, 2, 3, 5, 7, 8]),
        (Actor("both", (*HOME_STAFF.grants, *RONGSHUI_COUNTY.grants)), [1, 2, 3, 4, 5, 6, 7, 8]),
    ],
    ids=lambda value: value.name if isinstance(value, Actor) else "",
)
def test_roles_unite_and_scopes_limit_them(ask: Ask, actor: Actor, expected: list[int]) -> None:
    assert serials(ask("{ opinions { totalCount nodes { serial } } }", actor=actor)["opinions"]) == expected


@pytest.mark.parametrize(("actor", "seen"), [(PUBLIC, False), (HOME_STAFF, True)], ids=["public", "staff"])
def test_a_denied_row_is_absent_from_every_way_to_it(ask: Ask, actor: Actor, *, seen: bool) -> None:
    """By record, by key, by node, through links, in counts, filters, searches and computed fields."""
    answer = ask(
        """{
            record: opinion(id: "Opinion:4") { serial }
            key: opinion(number: "GY-HOME-00004") { serial }
            node(id: "Opinion:4") { id }
            nodes(ids: ["Opinion:4"]) { id }
            list: opinions(where: {serial: {eq: 4}}) {
                totalCount nodes { serial } edges { cursor } pageInfo { startCursor } }
            search: opinions(search: "邻居") { totalCount }
            link: station(code: "GY-HOME") { opinions(where: {serial: {eq: 4}}) { totalCount nodes { serial } } }
            filter: stations(where: {opinions: {some: {serial: {eq: 4}}}}) { totalCount }
            none: stations(where: {code: {eq: "GY-HOME"}, opinions: {none: {visibility: {eq: OFFICIAL}}}}) {
                totalCount }
            every: stations(where: {code: {eq: "GY-HOME"}, opinions: {every: {visibility: {eq: PUBLIC}}}}) {
                totalCount }
            counted: stations(where: {opinionCount: {eq: 6}}) { totalCount }
        }""",
        actor=actor,
    )

    row = {"serial": OFFICIAL} if seen else None
    assert (answer["record"], answer["key"]) == (row, row)
    assert (answer["node"], answer["nodes"]) == (
        ({"id": "Opinion:4"}, [{"id": "Opinion:4"}]) if seen else (None, [None])
    )
    assert (answer["list"]["totalCount"], len(answer["list"]["nodes"]), len(answer["list"]["edges"])) == (
        seen,
        seen,
        seen,
    )
    assert (answer["list"]["pageInfo"]["startCursor"] is not None) == seen
    assert answer["link"] == {"opinions": {"totalCount": int(seen), "nodes": [row] if seen else []}}
    totals = {name: answer[name]["totalCount"] for name in ("search", "filter", "none", "every", "counted")}
    assert totals == dict.fromkeys(totals, int(seen)) | {"none": int(not seen), "every": int(not seen)}


def test_a_link_to_a_hidden_record_is_null_and_meets_no_condition(ask: Ask) -> None:
    """Someone without a mandate is nobody to the public, though their assignment can be read."""
    answer = ask(
        """{
            station(code: "GY-HOME") {
                assignments(where: {endedOn: {isNull: true}}, orderBy: [{person: {name: ASC}}]) {
                    totalCount nodes { person { name } } }
                visible: assignments(where: {endedOn: {isNull: true}, person: {}}) { totalCount }
                named: assignments(where: {person: {name: {contains: "无名"}}}) { totalCount }
                hidden: assignments(where: {not: {person: {}}}) { totalCount }
                deputies { totalCount }
            }
            persons(search: "无名氏") { totalCount }
            person(id: "Person:5") { name }
        }"""
    )

    assert answer["station"]["assignments"]["nodes"] == [
        {"person": {"name": "莫四"}},
        {"person": {"name": "覃一"}},
        {"person": None},
    ]
    counts = {name: answer["station"][name]["totalCount"] for name in ("visible", "named", "hidden", "deputies")}
    assert counts == {"visible": 2, "named": 0, "hidden": 1, "deputies": 2}
    assert (answer["persons"], answer["person"]) == ({"totalCount": 0}, None)


def test_residents_are_seen_by_their_own_station_only(ask: Ask) -> None:
    query = """{ residents { totalCount nodes { pseudonym opinions { totalCount } } }
        opinions(where: {resident: {}}) { totalCount } }"""

    counts = {actor.name: ask(query, actor=actor) for actor in (PUBLIC, OPERATOR, SANJIANG_STAFF, RONGSHUI_STAFF)}

    for name in ("public", "operator", "county 13"):
        assert counts[name] == {"residents": {"totalCount": 0, "nodes": []}, "opinions": {"totalCount": 0}}
    rongshui = {"totalCount": 1, "nodes": [{"pseudonym": "居民乙", "opinions": {"totalCount": 1}}]}
    assert counts[RONGSHUI_STAFF.name] == {"residents": rongshui, "opinions": {"totalCount": 1}}


DENIED = {
    "selection": "{ persons { nodes { phone } } }",
    "selection under a link": "{ stations { nodes { deputies { nodes { phone } } } } }",
    "selection in a fragment": '{ node(id: "Person:1") { ... on Person { phone } } }',
    "filter": '{ persons(where: {phone: {eq: "x"}}) { totalCount } }',
    "filter within not": "{ persons(where: {not: {phone: {isNull: true}}}) { totalCount } }",
    "filter across links": '{ stations(where: {deputies: {some: {phone: {contains: "0"}}}}) { totalCount } }',
    "order": "{ persons(orderBy: [{phone: ASC}]) { totalCount } }",
    "order across links": "{ mandates(orderBy: [{person: {phone: ASC}}]) { totalCount } }",
}


@pytest.mark.parametrize("query", DENIED.values(), ids=DENIED.keys())
@pytest.mark.parametrize("actor", [PUBLIC, HOME_STAFF, OPERATOR], ids=["public", "station staff", "operator"])
def test_a_column_for_others_is_denied_wherever_it_is_named(ask: Ask, query: str, actor: Actor) -> None:
    refusal = ask.refusal(query, actor=actor)

    assert refusal["extensions"]["code"] == "FIELD_DENIED"
    assert refusal["message"] == "Person.phone may be read only by: county_staff."


def test_the_whole_operation_is_refused_with_a_denied_column(ask: Ask) -> None:
    query = "{ stations { totalCount } persons { nodes { name phone } } }"

    answer = ask.answer(query)

    assert answer["data"] is None
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["FIELD_DENIED"]
    assert answer["errors"][0]["locations"] == [{"line": 1, "column": query.index("phone") + 1}]


def test_a_column_that_a_directive_leaves_out_is_not_denied(ask: Ask) -> None:
    query = "query Q($staff: Boolean!) { persons(first: 1) { nodes { name phone @include(if: $staff) } } }"

    assert ask(query, staff=False)["persons"]["nodes"] == [{"name": "覃一"}]
    assert ask.code(query, staff=True) == "FIELD_DENIED"


def test_a_column_is_masked_in_rows_that_only_other_roles_cover(ask: Ask) -> None:
    """County staff see every deputy's name, but the telephone only of those with a mandate in their county."""
    query = "{ persons(orderBy: [{id: ASC}]) { nodes { name phone } } }"

    phones = {node["name"]: node["phone"] for node in ask(query, actor=SANJIANG_STAFF)["persons"]["nodes"]}

    assert phones == {"覃一": "0772-1", "莫四": "0772-4", "韦二": None, "吴三": "0772-3"}


def test_filters_and_orders_see_the_masked_value(ask: Ask) -> None:
    """Or they would tell by their answer what the selection hides."""
    answer = ask(
        """{
            equal: persons(where: {phone: {eq: "0772-2"}}) { totalCount }
            other: persons(where: {phone: {ne: "0772-2"}}) { totalCount }
            empty: persons(where: {phone: {isNull: true}}) { nodes { name } }
            linked: mandates(where: {person: {phone: {startsWith: "0772"}}}) { totalCount }
            ordered: persons(orderBy: [{phone: DESC_NULLS_LAST}]) { nodes { name } }
            more: persons(orderBy: [{phone: ASC_NULLS_FIRST}], first: 1) { pageInfo { endCursor } nodes { name } }
        }""",
        actor=SANJIANG_STAFF,
    )

    assert (answer["equal"]["totalCount"], answer["other"]["totalCount"], answer["linked"]["totalCount"]) == (0, 4, 4)
    assert answer["empty"]["nodes"] == [{"name": "韦二"}]
    assert [node["name"] for node in answer["ordered"]["nodes"]] == ["莫四", "吴三", "覃一", "韦二"]
    assert answer["more"]["nodes"] == [{"name": "韦二"}]


def test_a_column_for_two_roles_is_masked_by_the_rows_of_both(ask: Ask) -> None:
    query = "{ opinions { nodes { serial place } } }"
    both = Actor("both", (*HOME_STAFF.grants, *RONGSHUI_COUNTY.grants))

    places = {
        actor.name: {
            node["serial"]: node["place"] for node in ask(query, actor=actor)["opinions"]["nodes"] if node["place"]
        }
        for actor in (HOME_STAFF, RONGSHUI_COUNTY, both)
    }

    assert places == {
        HOME_STAFF.name: {1: "村口第三盏", 4: "3单元"},
        RONGSHUI_COUNTY.name: {7: "码头"},
        "both": {1: "村口第三盏", 4: "3单元", 7: "码头"},
    }


def test_a_cursor_holds_the_masked_value(ask: Ask) -> None:
    query = "{ persons(orderBy: [{phone: DESC}], first: 1) { edges { cursor node { name } } } }"

    (edge,) = ask(query, actor=SANJIANG_STAFF)["persons"]["edges"]

    assert edge["node"] == {"name": "韦二"}
    assert b"0772" not in base64.b64decode(edge["cursor"])
