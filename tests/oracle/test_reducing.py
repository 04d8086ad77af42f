"""A witness is made as small as it can be, and stays an operation that a server would take."""

from __future__ import annotations

from graphql import build_schema

from core.declarations.roles import Actor
from tests.oracle_kit.generator.operations import Operation, Run
from tests.oracle_kit.reducing import reduced

SCHEMA = build_schema("type Query { item(size: Int, name: String): Query  count(of: Int): Int  list: Int }")
FOUND = """query Asked($size: Int, $of: Int) { item(size: $size, name: "a") { ...Fields list } list }
fragment Fields on Query { count(of: $of) @skip(if: false) list }
query Other { list }"""
RUNS = [Run(Actor(name), {"size": 3, "of": 4}) for name in ("Clara", "Carl")]


def test_what_does_not_matter_is_left_out() -> None:
    def shows(operation: Operation) -> bool:
        return "count(of" in operation.text and any(run.actor.name == "Carl" for run in operation.runs)

    small = reduced(Operation(FOUND, "Asked", RUNS), SCHEMA, shows)

    assert "".join(small.text.split()) == "queryAsked($of:Int){item{...Fields}}fragmentFieldsonQuery{count(of:$of)}"
    assert [(run.actor.name, run.variables) for run in small.runs] == [("Carl", {"of": 4})]


def test_a_field_keeps_a_selection() -> None:
    small = reduced(Operation("{ item { list } list }", None, RUNS[:1]), SCHEMA, lambda one: "item" in one.text)

    assert "".join(small.text.split()) == "{item{list}}"
