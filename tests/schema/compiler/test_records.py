"""Single records: by their keys, by `node` and `nodes`; their columns and links."""

from __future__ import annotations

import pytest

from schema.testing import Ask
from tests.town.actors import HOME_STAFF


@pytest.mark.parametrize(
    "asked",
    [
        'region(id: "Region:117") { name }',
        'region(codeSystem: NBS, code: "450226100") { name }',
        'region(codeSystem: NBS, code: "450226100", id: null) { name }',
        'region: node(id: "Region:117") { ... on Region { name } }',
    ],
)
def test_a_record_is_found_by_each_of_its_keys(ask: Ask, asked: str) -> None:
    assert ask(f"{{ {asked} }}") == {"region": {"name": "古宜镇"}}


@pytest.mark.parametrize(
    "asked",
    [
        'region(id: "Region:999999")',
        'station(code: "none")',
        'station(id: "Station:9223372036854775807")',
        'station(id: "Station:9999999999999999999")',
    ],
)
def test_a_record_that_is_not_there_is_null(ask: Ask, asked: str) -> None:
    assert list(ask(f"{{ {asked} {{ id }} }}").values()) == [None]


@pytest.mark.parametrize(
    "asked",
    [
        "region { name }",
        'region(code: "450226100") { name }',
        'region(id: "Region:117", code: "450226100") { name }',
        'region(id: "Region:117", codeSystem: NBS, code: "450226100") { name }',
        "region(id: null) { name }",
        "station(code: null, id: null) { name }",
    ],
)
def test_a_record_is_asked_for_by_exactly_one_key(ask: Ask, asked: str) -> None:
    refusal = ask.refusal(f"{{ {asked} }}")

    assert refusal["extensions"]["code"] == "VALIDATION"
    assert "needs exactly one of" in refusal["message"]


def test_a_key_may_come_in_variables(ask: Ask) -> None:
    query = "query Q($id: ID, $code: String) { station(id: $id, code: $code) { name } }"

    assert ask(query, code="RS-OLD") == ask(query, id="Station:6") == {"station": {"name": "老码头联络点"}}
    assert ask.code(query) == "VALIDATION"
    assert ask.code(query, id="Station:6", code="RS-OLD") == "VALIDATION"


@pytest.mark.parametrize(
    "identifier",
    [
        "",
        "117",
        "Region:",
        "Region:x",
        "Region:0",
        "Region:-1",
        "Region:007",
        "Region:1 ",
        "Nothing:1",
        "Query:1",
        "区:1",
        "Region:１",
    ],
)
def test_a_text_that_is_no_identifier_is_refused(ask: Ask, identifier: str) -> None:
    assert ask.code("query Q($id: ID!) { node(id: $id) { id } }", id=identifier) == "VALIDATION"
    assert ask.code("query Q($id: ID!) { nodes(ids: [$id]) { id } }", id=identifier) == "VALIDATION"
    assert ask.code("query Q($id: ID!) { region(id: $id) { id } }", id=identifier) == "VALIDATION"


def test_an_identifier_of_another_type_is_refused_where_one_type_is_meant(ask: Ask) -> None:
    refusal = ask.refusal('{ region(id: "Station:1") { id } }')

    assert refusal["message"] == "'Station:1' is not an identifier of Region."
    assert refusal["extensions"] == {"code": "VALIDATION", "hint": "Use the id field of a record as it was given."}


def test_nodes_come_in_the_order_asked_with_gaps_and_repeats(ask: Ask) -> None:
    answer = ask(
        """{ nodes(ids: ["Station:2", "Region:13", "Station:99", "Station:1", "Person:1", "Region:13"]) {
            id __typename ... on Station { code } ... on Region { code } ... on Person { name }
        } }"""
    )

    sanjiang = {"id": "Region:13", "__typename": "Region", "code": "450226"}
    assert answer["nodes"] == [
        {"id": "Station:2", "__typename": "Station", "code": "GY-RIVER"},
        sanjiang,
        None,
        {"id": "Station:1", "__typename": "Station", "code": "GY-HOME"},
        {"id": "Person:1", "__typename": "Person", "name": "覃一"},
        sanjiang,
    ]


def test_nodes_of_an_empty_list_are_an_empty_list(ask: Ask) -> None:
    assert ask("{ nodes(ids: []) { id } }") == {"nodes": []}


def test_nodes_read_links_and_lists(ask: Ask) -> None:
    query = (
        "query Q($ids: [ID!]!) { nodes(ids: $ids) { ... on Station { hostRegion { name } opinions { totalCount } } } }"
    )

    assert ask(query, ids=["Station:4", "Station:1"])["nodes"] == [
        {"hostRegion": {"name": "融水镇"}, "opinions": {"totalCount": 1}},
        {"hostRegion": {"name": "古宜镇"}, "opinions": {"totalCount": 4}},
    ]


def test_too_many_nodes_are_refused(ask: Ask) -> None:
    query = "query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }"

    assert len(ask(query, ids=["Station:1"] * 1000)["nodes"]) == 1000
    assert ask.code(query, ids=["Station:1"] * 1001) == "PAGE_TOO_LARGE"


def test_every_kind_of_column_is_written_as_its_scalar_says(ask: Ask) -> None:
    answer = ask(
        """{ opinions(where: {number: {eq: "GY-HOME-00005"}}) { nodes {
            id version serial number channel receivedAt closedAt answer
                station { hasSign latitude establishedOn closedOn }
        } } receptionDays(first: 1) { nodes { startsAt heldOn } } }"""
    )

    assert answer["opinions"]["nodes"] == [
        {
            "id": "Opinion:5",
            "version": 1,
            "serial": 5,
            "number": "GY-HOME-00005",
            "channel": "IN_PERSON",
            "receivedAt": "2024-02-03T09:00:00+08:00",
            "closedAt": "2024-03-01T09:00:00+08:00",
            "answer": None,
            "station": {"hasSign": False, "latitude": 25.78, "establishedOn": "2023-05-01", "closedOn": None},
        }
    ]
    assert answer["receptionDays"]["nodes"] == [{"startsAt": "09:00:00", "heldOn": "2024-03-05"}]


def test_a_link_leads_to_one_record_or_to_none(ask: Ask) -> None:
    answer = ask(
        """{ stations(orderBy: [{code: ASC}]) { nodes {
            code parentCentre { code hostRegion { parent { parent { name } } } }
        } } }"""
    )

    liuzhou = {"parent": {"parent": {"name": "柳州市"}}}
    parents = {node["code"]: node["parentCentre"] for node in answer["stations"]["nodes"]}
    assert parents == {
        "GY-HOME": None,
        "GY-RIVER": {"code": "GY-HOME", "hostRegion": liuzhou},
        "LX-TOWER": None,
        "RS-HOME": None,
        "RS-OLD": None,
        "SR-100%_A": {"code": "RS-HOME", "hostRegion": liuzhou},
    }


def test_links_across_a_model_in_between_give_each_record_once(ask: Ask) -> None:
    """Whoever serves at two stations, or served twice at one, is one deputy there."""
    answer = ask(
        """{
            station(code: "GY-HOME") { deputies { totalCount nodes { name stations { nodes { code } } } } }
            region(codeSystem: NBS, code: "450226100") { coveringStations { nodes { code } } }
        }"""
    )

    assert answer["station"]["deputies"] == {
        "totalCount": 2,
        "nodes": [
            {"name": "覃一", "stations": {"nodes": [{"code": "GY-HOME"}, {"code": "GY-RIVER"}]}},
            {"name": "莫四", "stations": {"nodes": [{"code": "GY-HOME"}]}},
        ],
    }
    assert answer["region"] == {"coveringStations": {"nodes": [{"code": "GY-HOME"}, {"code": "GY-RIVER"}]}}


def test_texts_keep_every_character(own_ask: Ask) -> None:
    awkward = 'quote " backslash \\ slash / tab \t line\nbreak \x01 \x7f \u2028 😀 e\u0301 %(name)s $1 :name </script>'
    query = (
        "mutation M($input: RecordOpinionInput!) { recordOpinion(input: $input) { opinion { text } errors { code } } }"
    )
    given = {
        "station": "Station:1",
        "channel": "PHONE",
        "category": "OTHER",
        "text": awkward,
        "visibility": "PUBLIC",
        "handling": "REDIRECTED",
        "declaresNoStateSecret": True,
    }

    written = ask_text(own_ask, query, given)
    read = own_ask("query Q($text: String!) { opinions(where: {text: {eq: $text}}) { nodes { text } } }", text=written)

    assert read["opinions"]["nodes"] == [{"text": written}]
    assert written == awkward.replace("e\u0301", "é")


def ask_text(ask: Ask, query: str, given: dict[str, object]) -> str:
    payload = ask(query, actor=HOME_STAFF, input=given)["recordOpinion"]
    assert payload["errors"] == []
    text: str = payload["opinion"]["text"]
    return text
