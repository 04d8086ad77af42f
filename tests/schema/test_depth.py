"""What is nested too deeply, or asks for too much at once, is refused as that before it reaches PostgreSQL."""

from __future__ import annotations

from typing import Any

import pytest

from schema.testing import Ask

ALIVE = "{ stations { totalCount } }"


def nested(opening: str, closing: str, depth: int, inside: str) -> str:
    return opening * depth + inside + closing * depth


DEEP = {
    "selections": "{ stations { nodes { " + nested("branches { nodes { ", "} }", 300, "id ") + "} } }",
    "many selections": "{ stations { nodes { " + nested("parentCentre { ", "}", 5000, "id ") + "} } }",
    "conditions": "{ stations(where: " + nested("{not: ", "}", 900, "{}") + ") { totalCount } }",
    "linked conditions": "{ stations(where: " + nested("{parentCentre: ", "}", 300, "{}") + ") { totalCount } }",
    "orders": "{ stations(orderBy: [" + nested("{parentCentre: ", "}", 300, "{name: ASC}") + "]) { totalCount } }",
    "brackets": nested("{", "}", 9000, ""),
    "lists": "{ stations(where: {or: " + nested("[", "]", 9000, "") + "}) { totalCount } }",
    "a type": "query Q($v: " + nested("[", "]", 9000, "Int") + ") { stations { totalCount } }",
    "fragments": "{ ...F0 } "
    + " ".join(f"fragment F{n} on Query {{ ...F{n + 1} }}" for n in range(900))
    + " fragment F900 on Query { __typename }",
}


@pytest.mark.parametrize("query", DEEP.values(), ids=DEEP.keys())
def test_what_is_nested_far_too_deeply_is_not_even_read(ask: Ask, query: str) -> None:
    assert ask.code(query) in ("TOO_DEEP", "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED")
    assert ask(ALIVE) == {"stations": {"totalCount": 6}}


@pytest.mark.parametrize("depth", [100, 160])
@pytest.mark.parametrize(
    ("opening", "inside"),
    [
        ("{ stations { nodes { ", "parentCentre"),
        ("{ stations(where: ", "not:"),
        ("{ stations(where: ", "parentCentre:"),
        ("{ stations(orderBy: ", "parentCentre:"),
    ],
    ids=["selections", "conditions", "linked conditions", "orders"],
)
def test_what_is_nested_too_deeply_to_be_compiled_is_refused_as_that(
    ask: Ask, opening: str, inside: str, depth: int
) -> None:
    selected = inside == "parentCentre"
    middle, rest = (
        ("id ", "} } }") if selected else ("{id: ASC}" if "orderBy" in opening else "{}", ") { totalCount } }")
    )
    query = opening + nested(f"{inside} {{ " if selected else f"{{{inside} ", "}", depth, middle) + rest

    answer = ask.answer(query)

    assert {error["extensions"]["code"] for error in answer.get("errors", [])} <= {"TOO_DEEP", "GRAPHQL_PARSE_FAILED"}
    assert ask(ALIVE) == {"stations": {"totalCount": 6}}


@pytest.mark.parametrize("depth", [100, 200, 300, 900, 50_000])
def test_a_variable_nested_too_deeply_is_refused_as_that(ask: Ask, depth: int) -> None:
    where: dict[str, Any] = {}
    for _ in range(depth):
        where = {"not": where}

    answer = ask.answer("query Q($where: StationWhere) { stations(where: $where) { totalCount } }", where=where)

    assert {error["extensions"]["code"] for error in answer.get("errors", [])} <= {"TOO_DEEP", "BAD_USER_INPUT"}
    assert ask(ALIVE) == {"stations": {"totalCount": 6}}


def test_a_filter_with_too_many_values_is_refused(ask: Ask) -> None:
    """PostgreSQL takes 65,535 parameters; a list of values is one of them."""
    query = "query Q($any: [StationWhere!]) { stations(where: {or: $any}) { totalCount } }"
    one = {"code": {"eq": "GY-HOME"}}

    assert ask(query, any=[one] * 100) == {"stations": {"totalCount": 1}}
    assert ask.code(query, any=[one] * 2001) == "TOO_DEEP"
    assert ask(query, any=[{"code": {"in": ["GY-HOME"] * 70_000}}]) == {"stations": {"totalCount": 1}}


def test_a_statement_that_uses_too_many_tables_is_refused(ask: Ask) -> None:
    aliases = " ".join(f"a{n}: stations {{ nodes {{ hostRegion {{ name }} }} }}" for n in range(150))

    assert ask.code(f"{{ {aliases} }}") == "TOO_DEEP"
