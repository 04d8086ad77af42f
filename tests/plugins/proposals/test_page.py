"""The page on the life of a suggestion: what it shows is what one gets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import OperationDefinitionNode, OperationType, parse, validate
from graphql.execution.values import get_variable_values

from core.declarations.roles import Actor, Grant
from core.foundation.urls import DatabaseUrl
from plugins.congress.roles import CITY_STAFF
from plugins.congress.seeds.regions import numbers
from schema.testing import Ask

PAGE = Path(__file__).parents[3] / "docs" / "suggestions.md"
SELDOM = ("News", "ToEvaluate")
"""Queries for which there is nothing in so small a city."""
STAFF = Actor("示例科员（演示）", (Grant(CITY_STAFF.name, numbers()["4502"], CITY_STAFF.scope),))


def blocks(kind: str) -> list[str]:
    """What the page shows in blocks of that language."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def operation(text: str) -> OperationDefinitionNode:
    """The one operation of a document."""
    (found,) = parse(text).definitions
    assert isinstance(found, OperationDefinitionNode)
    return found


def name_of(text: str) -> str:
    """The name of the one operation of a document."""
    name = operation(text).name
    assert name
    return name.value


OPERATIONS = {name_of(text): text for text in blocks("graphql")}
QUERIES = [name for name, text in OPERATIONS.items() if operation(text).operation is OperationType.QUERY]


@pytest.fixture(scope="module")
def ask_demo(demo: DatabaseUrl, server: Ask) -> Iterator[Ask]:
    """A server as `make serve` brings it up, with fewer opinions and suggestions."""
    with server.moved(demo) as ask:
        yield ask


def some(ask: Ask, records: str) -> str:
    """The identifier of one of the records; of a suggestion, of one that was replied to."""
    where = "where: { repliedAt: { isNull: false } }, " if records == "suggestions" else ""
    found: str = ask(f"{{ {records}({where}first: 1) {{ nodes {{ id }} }} }}", actor=STAFF)[records]["nodes"][0]["id"]
    return found


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_of_the_page_finds_something(ask_demo: Ask, name: str) -> None:
    records = "deadlines" if "deadline(" in OPERATIONS[name] else "suggestions"
    given = {"id": some(ask_demo, records)} if "$id" in OPERATIONS[name] else {}

    (found,) = ask_demo(OPERATIONS[name], actor=STAFF, **given).values()

    assert found["nodes"] or name in SELDOM if "nodes" in found else found


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_of_the_page_fits_the_schema(ask_demo: Ask, name: str) -> None:
    assert validate(ask_demo.executor.graphql, parse(OPERATIONS[name])) == []


def test_the_variables_of_the_page_fit_their_mutation(ask_demo: Ask) -> None:
    (shown,) = blocks("json")
    wanted = operation(OPERATIONS["Accept"]).variable_definitions or ()

    assert not isinstance(get_variable_values(ask_demo.executor.graphql, wanted, json.loads(shown)), list)
