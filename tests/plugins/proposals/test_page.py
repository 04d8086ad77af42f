"""The page on the life of a suggestion: what it shows is what one gets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import OperationDefinitionNode, OperationType, parse, validate
from graphql.execution.values import get_variable_values
from sqlalchemy import create_engine

from core.database.embedded.throwaway import ThrowawayServer
from core.declarations.roles import Actor, Grant
from core.discovery.plugins import Plugins
from core.generation.generation import Generation
from core.installation.install import ensure_installed
from core.installation.loading import load_all
from plugins.congress.roles import CITY_STAFF
from plugins.congress.seeds.regions import numbers
from schema.testing import Ask

PAGE = Path(__file__).parents[3] / "docs" / "suggestions.md"
SMALL = 0.1
"""Of the made-up city: enough suggestions for every query of the page to find some."""
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
def demo(plugins: Plugins, generation: Generation, database_server: ThrowawayServer) -> Iterator[Ask]:
    """A server as `make serve` brings it up, with fewer opinions and suggestions."""
    url = database_server.make_database()
    engine = create_engine(url)
    with engine.begin() as connection:
        ensure_installed(plugins, generation, connection)
        load_all(generation, connection, plugins.demo(generation, SMALL))
    engine.dispose()
    with Ask(generation, url) as ask:
        yield ask
    database_server.drop_database(url)


def some(ask: Ask, records: str) -> str:
    """The identifier of one of the records; of a suggestion, of one that was replied to."""
    where = "where: { repliedAt: { isNull: false } }, " if records == "suggestions" else ""
    found: str = ask(f"{{ {records}({where}first: 1) {{ nodes {{ id }} }} }}", actor=STAFF)[records]["nodes"][0]["id"]
    return found


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_of_the_page_finds_something(demo: Ask, name: str) -> None:
    records = "deadlines" if "deadline(" in OPERATIONS[name] else "suggestions"
    given = {"id": some(demo, records)} if "$id" in OPERATIONS[name] else {}

    (found,) = demo(OPERATIONS[name], actor=STAFF, **given).values()

    assert found["nodes"] or name in SELDOM if "nodes" in found else found


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_of_the_page_fits_the_schema(demo: Ask, name: str) -> None:
    assert validate(demo.executor.graphql, parse(OPERATIONS[name])) == []


def test_the_variables_of_the_page_fit_their_mutation(demo: Ask) -> None:
    (shown,) = blocks("json")
    wanted = operation(OPERATIONS["Accept"]).variable_definitions or ()

    assert not isinstance(get_variable_values(demo.executor.graphql, wanted, json.loads(shown)), list)
