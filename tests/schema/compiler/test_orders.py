"""`orderBy`: what its terms may be; how pages follow them is told in test_paging.py."""

from __future__ import annotations

import pytest

from schema.testing import Ask


def ordered(ask: Ask, order: str) -> list[int]:
    nodes = ask(f"{{ stations(orderBy: {order}) {{ nodes {{ id }} }} }}")["stations"]["nodes"]
    return [int(node["id"].removeprefix("Station:")) for node in nodes]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("[]", [1, 2, 3, 4, 5, 6]),
        ("{id: DESC}", [6, 5, 4, 3, 2, 1]),
        ("[{kind: ASC}, {id: DESC}]", [4, 1, 6, 3, 5, 2]),
        ("[{id: DESC}, {kind: ASC}]", [6, 5, 4, 3, 2, 1]),
        ("[{kind: ASC}, {kind: DESC}]", [1, 4, 3, 6, 2, 5]),
        ("[{hostRegion: {parent: {name: DESC}}}, {code: ASC}]", [4, 6, 5, 1, 2, 3]),
        ("[{parentCentre: {id: ASC_NULLS_FIRST}}]", [1, 3, 4, 6, 2, 5]),
        ("[{parentCentre: {opinionCount: DESC_NULLS_LAST}}]", [2, 5, 1, 3, 4, 6]),
        ("[{deputyCount: DESC}, {code: DESC}]", [1, 4, 2, 5, 6, 3]),
    ],
)
def test_a_list_has_this_order(ask: Ask, order: str, expected: list[int]) -> None:
    assert ordered(ask, order) == expected


def test_texts_are_ordered_by_code_point(ask: Ask) -> None:
    """So that the pages of a list are the same on every machine, whatever its locale."""
    answer = ask("{ regions(first: 1000, orderBy: [{name: ASC}]) { nodes { name } } }")

    names = [node["name"] for node in answer["regions"]["nodes"]]
    assert names == sorted(names)


@pytest.mark.parametrize(
    "order",
    ["{}", "{name: ASC, code: ASC}", "{hostRegion: {}}", "{name: null}", "[null]", "{name: UP}", "{opinions: {}}"],
)
def test_a_term_is_exactly_one_field_with_its_direction(ask: Ask, order: str) -> None:
    assert ask.code(f"{{ stations(orderBy: [{order}]) {{ totalCount }} }}") == "GRAPHQL_VALIDATION_FAILED"


@pytest.mark.parametrize("order", [{}, {"name": "ASC", "code": "ASC"}, {"name": None}, {"hostRegion": {}}])
def test_a_term_in_a_variable_is_exactly_one_field_too(ask: Ask, order: dict[str, object]) -> None:
    query = "query Q($order: StationOrder!) { stations(orderBy: [$order]) { totalCount } }"

    assert ask.code(query, order=order) == "BAD_USER_INPUT"


def test_null_is_no_order(ask: Ask) -> None:
    assert ask.code("{ stations(orderBy: null) { totalCount } }") == "NULL_FILTER"


def test_a_link_is_joined_once_for_the_order_and_the_selection(ask: Ask) -> None:
    ask("{ stations(orderBy: [{hostRegion: {name: ASC}}]) { nodes { hostRegion { name } } } }")

    sql, _ = ask.database.sent[-1]
    assert sql.count(b"JOIN congress_region") == 1
