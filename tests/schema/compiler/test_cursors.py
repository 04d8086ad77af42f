"""Cursors: what they hold, and what is no cursor of a list."""

from __future__ import annotations

import base64
import json

import pytest

from schema.testing import Ask

PAGES = """query Q($first: Int, $after: String, $before: String, $order: [StationOrder!]) {
    stations(first: $first, after: $after, before: $before, orderBy: $order) { nodes { code } pageInfo { endCursor } }
}"""


def test_a_cursor_is_a_place_whether_or_not_a_record_stands_there(ask: Ask) -> None:
    """So the next page is right also when the last record of a page was deleted meanwhile."""
    page = ask("{ regions(first: 3, orderBy: [{name: ASC}]) { nodes { name } pageInfo { endCursor } } }")["regions"]
    digest, name, _ = json.loads(base64.b64decode(page["pageInfo"]["endCursor"]))

    behind = base64.b64encode(json.dumps([digest, name, str(10**9)]).encode()).decode()
    query = "query Q($after: String) { regions(first: 1, after: $after, orderBy: [{name: ASC}]) { nodes { name } } }"

    assert ask(query, after=behind)["regions"]["nodes"][0]["name"] > page["nodes"][-1]["name"]


def forged() -> dict[str, str]:
    """Texts that no list gave out as a cursor for stations in the order of their names."""
    return {
        "empty": "",
        "no base64": "!!!",
        "Chinese": "游标",
        "surrogate": "\ud800",
        "too long": "A" * 100_000,
        "no JSON": base64.b64encode(b"[1").decode(),
        "no list": base64.b64encode(b'{"a": 1}').decode(),
        "no digest": base64.b64encode(b'["x", "a", "1"]').decode(),
        "deep": base64.b64encode(b"[" * 5000 + b"]" * 5000).decode(),
    }


@pytest.mark.parametrize("text", forged().values(), ids=forged().keys())
def test_a_forged_cursor_is_refused(ask: Ask, text: str) -> None:
    after, before = ask.refusal(PAGES, after=text)["extensions"], ask.refusal(PAGES, before=text)["extensions"]

    assert (after["code"], after["field"]) == ("BAD_CURSOR", "after")
    assert (before["code"], before["field"]) == ("BAD_CURSOR", "before")


@pytest.mark.parametrize(
    "values",
    [
        [],
        ["a"],
        ["a", "1", "2"],
        [None, "1"],
        ["a", None],
        [1, 2],
        ["a", "x"],
        ["a", "9" * 30],
        [["a"], "1"],
        ["a\0", "1"],
        ["a", "1.5"],
        ["a", " 1"],
    ],
    ids=repr,
)
def test_a_cursor_with_wrong_values_is_refused(ask: Ask, values: list[object]) -> None:
    order = [{"name": "ASC"}]
    digest = json.loads(base64.b64decode(ask(PAGES, order=order)["stations"]["pageInfo"]["endCursor"]))[0]

    text = base64.b64encode(json.dumps([digest, *values]).encode()).decode()

    assert ask.code(PAGES, order=order, after=text) == "BAD_CURSOR"


@pytest.mark.parametrize(
    ("column", "wrong"),
    [
        ("establishedOn", ["2024-02-30", "x", "2024-01-01T00:00:00", "infinity", "20240101"]),
        ("createdAt", ["x", "2024-01-01 00:00:00", "infinity", "2024-13-01 00:00:00+08", "0001-01-01 00:00:00+08"]),
        ("latitude", ["x", "1,5"]),
        ("kind", ["NOTHING", "name", "centre"]),
        ("hasSign", ["x", "1", "t", "True"]),
        ("opinionCount", ["x", "1.5", "1_0", "９"]),
    ],
)
def test_a_cursor_with_a_value_of_another_type_is_refused(ask: Ask, column: str, wrong: list[str]) -> None:
    order = [{column: "ASC"}]
    digest = json.loads(base64.b64decode(ask(PAGES, order=order)["stations"]["pageInfo"]["endCursor"]))[0]

    for value in wrong:
        text = base64.b64encode(json.dumps([digest, value, "1"]).encode()).decode()
        assert ask.code(PAGES, order=order, after=text) == "BAD_CURSOR", value


@pytest.mark.parametrize("instant", ["2024-01-01 00:00:00+23:59", "1900-01-01 00:00:00+08:05:43"])
def test_a_cursor_may_hold_an_instant_in_any_offset(ask: Ask, instant: str) -> None:
    """PostgreSQL itself takes no offset of 16 hours or more, and writes old instants with seconds in theirs."""
    order = [{"createdAt": "ASC"}]
    digest = json.loads(base64.b64decode(ask(PAGES, order=order)["stations"]["pageInfo"]["endCursor"]))[0]

    text = base64.b64encode(json.dumps([digest, instant, "1"]).encode()).decode()

    assert len(ask(PAGES, order=order, after=text)["stations"]["nodes"]) == 6


def test_a_cursor_of_another_order_or_list_is_refused(ask: Ask) -> None:
    by_name = ask(PAGES, order=[{"name": "ASC"}])["stations"]["pageInfo"]["endCursor"]
    of_regions = ask("{ regions(orderBy: [{name: ASC}]) { pageInfo { endCursor } } }")["regions"]["pageInfo"][
        "endCursor"
    ]

    assert ask.code(PAGES, order=[{"name": "DESC"}], after=by_name) == "BAD_CURSOR"
    assert ask.code(PAGES, order=[{"code": "ASC"}], after=by_name) == "BAD_CURSOR"
    assert ask.code(PAGES, after=by_name) == "BAD_CURSOR"
    assert ask.code(PAGES, order=[{"name": "ASC"}], after=of_regions) == "BAD_CURSOR"
