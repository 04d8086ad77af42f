"""Pages: keyset cursors for any order, with nulls, in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from schema.testing import Ask

PAGES = """query Q($first: Int, $after: String, $last: Int, $before: String, $order: [StationOrder!]) {
    stations(first: $first, after: $after, last: $last, before: $before, orderBy: $order) {
        totalCount nodes { code } edges { cursor node { code } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
}"""
ORDERS: dict[str, tuple[list[dict[str, Any]], list[str]]] = {
    "none": ([], ["GY-HOME", "GY-RIVER", "LX-TOWER", "RS-HOME", "SR-100%_A", "RS-OLD"]),
    "ascending, nulls last": (
        [{"establishedOn": "ASC"}],
        ["RS-OLD", "GY-HOME", "LX-TOWER", "RS-HOME", "GY-RIVER", "SR-100%_A"],
    ),
    "ascending, nulls first": (
        [{"establishedOn": "ASC_NULLS_FIRST"}],
        ["SR-100%_A", "RS-OLD", "GY-HOME", "LX-TOWER", "RS-HOME", "GY-RIVER"],
    ),
    "descending, nulls first": (
        [{"establishedOn": "DESC"}],
        ["SR-100%_A", "GY-RIVER", "GY-HOME", "LX-TOWER", "RS-HOME", "RS-OLD"],
    ),
    "descending, nulls last": (
        [{"establishedOn": "DESC_NULLS_LAST"}],
        ["GY-RIVER", "GY-HOME", "LX-TOWER", "RS-HOME", "RS-OLD", "SR-100%_A"],
    ),
    "two nullable columns": (
        [{"address": "DESC_NULLS_LAST"}, {"establishedOn": "ASC_NULLS_FIRST"}],
        ["GY-HOME", "LX-TOWER", "SR-100%_A", "RS-OLD", "RS-HOME", "GY-RIVER"],
    ),
    "through a link that may be missing": (
        [{"parentCentre": {"name": "DESC"}}, {"code": "DESC"}],
        ["RS-OLD", "RS-HOME", "LX-TOWER", "GY-HOME", "SR-100%_A", "GY-RIVER"],
    ),
    "a computed field": (
        [{"opinionCount": "DESC"}, {"kind": "ASC"}],
        ["GY-HOME", "RS-HOME", "LX-TOWER", "RS-OLD", "GY-RIVER", "SR-100%_A"],
    ),
    "an enum and a float": (
        [{"kind": "DESC"}, {"latitude": "ASC"}],
        ["GY-RIVER", "SR-100%_A", "RS-OLD", "LX-TOWER", "GY-HOME", "RS-HOME"],
    ),
    "an instant": (
        [{"createdAt": "DESC"}, {"id": "DESC"}],
        ["RS-OLD", "SR-100%_A", "RS-HOME", "LX-TOWER", "GY-RIVER", "GY-HOME"],
    ),
}


@pytest.fixture(params=sorted(ORDERS))
def order(request: pytest.FixtureRequest) -> tuple[list[dict[str, Any]], list[str]]:
    """An order, and the codes of all stations in it."""
    return ORDERS[request.param]


def walk(ask: Ask, order: list[dict[str, Any]], size: int, *, backward: bool) -> Iterator[dict[str, Any]]:
    """The pages of that size, from one end to the other."""
    count, place, cursor, more = (
        ("last", "before", "startCursor", "hasPreviousPage")
        if backward
        else ("first", "after", "endCursor", "hasNextPage")
    )
    at = None
    while True:
        asked: dict[str, Any] = {count: size, place: at}
        page = ask(PAGES, order=order, **asked)["stations"]
        yield page
        at = page["pageInfo"][cursor]
        if not page["pageInfo"][more]:
            return


def codes(page: dict[str, Any]) -> list[str]:
    assert [edge["node"] for edge in page["edges"]] == page["nodes"]
    return [node["code"] for node in page["nodes"]]


@pytest.mark.parametrize("size", [1, 2, 4, 6, 7])
def test_pages_forward_give_every_record_once_in_order(
    ask: Ask, order: tuple[list[dict[str, Any]], list[str]], size: int
) -> None:
    steps, expected = order

    pages = list(walk(ask, steps, size, backward=False))

    assert [code for page in pages for code in codes(page)] == expected
    assert [page["pageInfo"]["hasPreviousPage"] for page in pages] == [False] + [True] * (len(pages) - 1)
    assert {page["totalCount"] for page in pages} == {6}


@pytest.mark.parametrize("size", [1, 2, 4, 6, 7])
def test_pages_backward_give_every_record_once_in_order(
    ask: Ask, order: tuple[list[dict[str, Any]], list[str]], size: int
) -> None:
    steps, expected = order

    pages = list(walk(ask, steps, size, backward=True))

    assert [code for page in reversed(pages) for code in codes(page)] == expected
    assert [page["pageInfo"]["hasNextPage"] for page in pages] == [False] + [True] * (len(pages) - 1)


def test_a_list_may_be_cut_at_both_ends(ask: Ask, order: tuple[list[dict[str, Any]], list[str]]) -> None:
    steps, expected = order
    cursors = [edge["cursor"] for edge in ask(PAGES, order=steps)["stations"]["edges"]]

    between = {"order": steps, "after": cursors[0], "before": cursors[5]}
    whole = ask(PAGES, **between)["stations"]
    first = ask(PAGES, first=2, **between)["stations"]
    last = ask(PAGES, last=2, **between)["stations"]

    assert codes(whole) == expected[1:5]
    assert codes(first) == expected[1:3]
    assert codes(last) == expected[3:5]
    for page in (whole, first, last):
        assert (page["pageInfo"]["hasPreviousPage"], page["pageInfo"]["hasNextPage"]) == (True, True)
        assert page["totalCount"] == 6


def test_the_cursors_of_a_page_are_those_of_its_ends(ask: Ask) -> None:
    page = ask(PAGES, first=3, order=[{"establishedOn": "DESC"}])["stations"]

    cursors = [edge["cursor"] for edge in page["edges"]]
    assert (page["pageInfo"]["startCursor"], page["pageInfo"]["endCursor"]) == (cursors[0], cursors[-1])
    assert len(set(cursors)) == 3


@pytest.mark.parametrize("size", [{"first": 0}, {"last": 0}])
def test_a_page_of_nothing_still_counts(ask: Ask, size: dict[str, Any]) -> None:
    page = ask(PAGES, **size)["stations"]

    assert (page["totalCount"], page["nodes"], page["edges"]) == (6, [], [])
    assert (page["pageInfo"]["startCursor"], page["pageInfo"]["endCursor"]) == (None, None)
    assert page["pageInfo"]["hasNextPage" if "first" in size else "hasPreviousPage"] is True


def test_without_a_size_a_page_has_fifty_records(ask: Ask) -> None:
    page = ask("{ regions { totalCount nodes { id } pageInfo { hasNextPage } } }")["regions"]

    assert len(page["nodes"]) == 50
    assert page["pageInfo"] == {"hasNextPage": True}


def test_null_for_a_size_or_cursor_is_as_if_it_were_left_out(ask: Ask) -> None:
    asked = ask("{ stations(first: null, after: null, last: null, before: null) { nodes { code } } }")

    assert asked == ask("{ stations { nodes { code } } }")


def test_every_parent_has_its_own_page(ask: Ask) -> None:
    answer = ask(
        """{ stations(where: {kind: {eq: CENTRE}}) { nodes {
            opinions(first: 1, orderBy: [{receivedAt: DESC}]) {
                totalCount nodes { serial } pageInfo { hasNextPage endCursor } }
            tail: opinions(last: 1, orderBy: [{receivedAt: DESC}]) { nodes { serial } pageInfo { hasPreviousPage } }
        } } }"""
    )

    home, rongshui = answer["stations"]["nodes"]
    assert (home["opinions"]["totalCount"], home["opinions"]["nodes"], home["tail"]["nodes"]) == (
        4,
        [{"serial": 5}],
        [{"serial": 1}],
    )
    assert (home["opinions"]["pageInfo"]["hasNextPage"], home["tail"]["pageInfo"]["hasPreviousPage"]) == (True, True)
    assert (rongshui["opinions"]["totalCount"], rongshui["opinions"]["nodes"]) == (1, [{"serial": 7}])
    assert (rongshui["opinions"]["pageInfo"]["hasNextPage"], rongshui["tail"]["pageInfo"]["hasPreviousPage"]) == (
        False,
        False,
    )


def test_a_nested_list_goes_on_behind_its_cursor(ask: Ask) -> None:
    query = """query Q($after: String) { station(code: "GY-HOME") {
        opinions(first: 2, after: $after, orderBy: [{answer: DESC}, {receivedAt: ASC}]) {
            nodes { serial } pageInfo { endCursor hasNextPage hasPreviousPage }
        }
    } }"""

    first = ask(query)["station"]["opinions"]
    second = ask(query, after=first["pageInfo"]["endCursor"])["station"]["opinions"]

    assert [node["serial"] for page in (first, second) for node in page["nodes"]] == [1, 2, 5, 3]
    assert (second["pageInfo"]["hasNextPage"], second["pageInfo"]["hasPreviousPage"]) == (False, True)


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ({"first": -1}, "VALIDATION"),
        ({"last": -1}, "VALIDATION"),
        ({"first": 1, "last": 1}, "VALIDATION"),
        ({"first": 1001}, "PAGE_TOO_LARGE"),
        ({"first": 10**9}, "PAGE_TOO_LARGE"),
        ({"last": 10**9}, "PAGE_TOO_LARGE"),
        ({"first": 2**31}, "BAD_USER_INPUT"),
        ({"first": "1"}, "BAD_USER_INPUT"),
        ({"first": 1.5}, "BAD_USER_INPUT"),
    ],
)
def test_a_page_that_cannot_be_given_is_refused(ask: Ask, page: dict[str, Any], code: str) -> None:
    assert ask.code(PAGES, **page) == code
