"""Null never means everything: a client's empty variable must not widen a filter."""

from __future__ import annotations

from typing import Any

import pytest

from schema.testing import Ask


@pytest.mark.parametrize(
    "where",
    [
        "null",
        "{name: null}",
        "{name: {eq: null}}",
        "{name: {contains: null}}",
        "{address: {isNull: null}}",
        "{address: {in: null}}",
        "{kind: {notIn: null}}",
        "{id: null}",
        "{id: {eq: null}}",
        "{and: null}",
        "{or: null}",
        "{not: null}",
        "{not: {name: null}}",
        "{parentCentre: null}",
        "{parentCentre: {name: {eq: null}}}",
        "{opinions: null}",
        "{opinions: {some: null}}",
        "{opinions: {every: {answer: {eq: null}}}}",
    ],
)
def test_null_never_means_everything(ask: Ask, where: str) -> None:
    """A client's empty variable must not widen a filter: written out or in a variable, null is refused."""
    refusal = ask.refusal(f"{{ stations(where: {where}) {{ totalCount }} }}")

    assert refusal["extensions"]["code"] == "NULL_FILTER"


@pytest.mark.parametrize(
    ("declared", "where", "variables"),
    [
        ("$v: StationWhere", "$v", {"v": None}),
        ("$v: StringFilter", "{name: $v}", {"v": None}),
        ("$v: String", "{name: {eq: $v}}", {"v": None}),
        ("$v: StationWhere", '{name: {startsWith: "鼓"}, not: $v}', {"v": None}),
        ("$v: [StationWhere!]", "{or: $v}", {"v": None}),
        ("$v: StationWhere", "$v", {"v": {"name": {"eq": None}}}),
        ("$v: StationWhere", "$v", {"v": {"opinions": {"some": {"answer": None}}}}),
        ("$v: [String!]", "{name: {in: $v}}", {"v": None}),
    ],
)
def test_null_in_a_variable_is_refused_too(ask: Ask, declared: str, where: str, variables: dict[str, Any]) -> None:
    query = f"query Q({declared}) {{ stations(where: {where}) {{ totalCount }} }}"

    assert ask.code(query, **variables) == "NULL_FILTER"


def test_a_variable_that_was_not_given_is_as_if_its_condition_were_not_written(ask: Ask) -> None:
    """As the GraphQL specification has it (6.4.1); the field of the input object is left out."""
    query = """query Q($v: String, $w: StationWhere) {
        stations(where: {name: {eq: $v}, and: [{kind: {eq: CENTRE}}], not: $w}) { totalCount } }"""

    assert ask(query) == {"stations": {"totalCount": 2}}


def test_null_among_the_items_of_a_list_is_refused(ask: Ask) -> None:
    assert ask.code('{ stations(where: {name: {in: ["a", null]}}) { totalCount } }') == "GRAPHQL_VALIDATION_FAILED"
    assert (
        ask.code("query Q($v: [String!]) { stations(where: {name: {in: $v}}) { totalCount } }", v=["a", None])
        == "BAD_USER_INPUT"
    )


def test_the_refusal_names_the_place_of_the_null(ask: Ask) -> None:
    refusal = ask.refusal(
        '{ stations(where: {and: [{name: {eq: "a"}}, {opinions: {some: {answer: {eq: null}}}}]}) { totalCount } }'
    )

    assert refusal["extensions"]["field"] == "where.and[1].opinions.some.answer.eq"
    assert refusal["locations"] == [{"line": 1, "column": 3}]


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ('query Q($v: ID = "Station:1") { node(id: $v) { id } }', {"v": None}),
        ('query Q($v: ID = "Station:1") { nodes(ids: [$v]) { id } }', {"v": None}),
        ('query Q($v: [ID!] = ["Station:1"]) { nodes(ids: $v) { id } }', {"v": None}),
        ("query Q($v: StationOrder = {id: ASC}) { stations(orderBy: [$v]) { totalCount } }", {"v": None}),
        ("query Q($v: Direction) { stations(orderBy: [{id: $v}]) { totalCount } }", {}),
        ("query Q($v: StationWhere = {}) { stations(where: {or: [$v]}) { totalCount } }", {"v": None}),
        ('query Q($v: String = "a") { stations(where: {name: {in: [$v]}}) { totalCount } }', {"v": None}),
        ("query Q($v: Boolean = true) { stations @include(if: $v) { totalCount } }", {"v": None}),
    ],
)
def test_null_where_a_value_is_required_is_refused(ask: Ask, query: str, variables: dict[str, Any]) -> None:
    """A default lets a nullable variable stand there; an explicit null still must not (specification, 5.8.5)."""
    assert ask.code(query, **variables) == "BAD_USER_INPUT"
