"""One statement for each operation, and no Python object for a row."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from functools import partial

import psycopg
import pytest
from psycopg.abc import Params, QueryNoTemplate
from psycopg.rows import TupleRow
from sqlalchemy.orm import loading

from core.declarations.roles import Actor
from schema.execution import Request
from schema.testing import Ask
from tests.town.actors import HOME_STAFF, PUBLIC, SANJIANG_STAFF

FIFTY = """{ stations(first: 50) { totalCount nodes {
    code name hostRegion { name parent { name } }
    coverage { totalCount nodes { name } }
    deputies { totalCount nodes { name mandates { nodes { term { congress { name } } } } } }
    opinionCount openOpinions
    opinions(first: 3, orderBy: [{receivedAt: DESC}]) {
        totalCount nodes { number text } pageInfo { hasNextPage endCursor } }
} pageInfo { hasNextPage } } }"""
DEEP = """{ regions(first: 5, where: {level: {eq: COUNTY}}) { nodes { children(first: 5) { nodes {
    hostedStations { nodes { branches { nodes { hostRegion { parent { name } } opinions { totalCount } } } } }
} } } } }"""
SEVERAL = """{ a: stations { nodes { name } } b: regions { totalCount } node(id: "Station:1") { id }
    nodes(ids: ["Station:1", "Region:1", "Person:1"]) { id ... on Person { activeMandates } }
        congress(code: "450226") { termCount } }"""
INTROSPECTION = '{ __type(name: "Station") { name } stations { nodes { name } } persons { totalCount } }'


@pytest.fixture
def driver(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every statement that psycopg is given, for reading or changing, by whichever pool."""
    seen: list[object] = []
    execute = psycopg.AsyncCursor.execute

    async def counted(
        self: psycopg.AsyncCursor[TupleRow],
        query: QueryNoTemplate,
        params: Params | None = None,
        *,
        prepare: bool | None = None,
    ) -> psycopg.AsyncCursor[TupleRow]:
        seen.append(query)
        return await execute(self, query, params, prepare=prepare)

    monkeypatch.setattr(psycopg.AsyncCursor, "execute", counted)
    return seen


@pytest.mark.parametrize(
    "query", [FIFTY, DEEP, SEVERAL, INTROSPECTION], ids=["fifty", "deep", "several roots", "introspection"]
)
@pytest.mark.parametrize("actor", [PUBLIC, HOME_STAFF, SANJIANG_STAFF], ids=["public", "station staff", "county staff"])
def test_an_operation_is_one_statement(ask: Ask, driver: list[object], query: str, actor: Actor) -> None:
    """Counted where the driver takes them: with regions, coverage, deputies and opinion counts alike."""
    ask(query, actor=actor)

    assert len(driver) == 1


def test_only_introspection_needs_no_statement(ask: Ask, driver: list[object]) -> None:
    """The schema alone is answered without the database."""
    answer = ask('{ __schema { queryType { name } } __type(name: "Region") { name } __typename }')

    assert answer["__schema"] == {"queryType": {"name": "Query"}}
    assert len(driver) <= 1


def test_no_record_is_loaded(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ORM, which would make an object for each row, has no part in a query."""

    def fail(*_arguments: object, **_options: object) -> Iterator[object]:
        pytest.fail("the ORM loaded records")

    monkeypatch.setattr(loading, "instances", fail)

    assert len(ask(FIFTY)["stations"]["nodes"]) == 6


def test_the_work_in_python_does_not_grow_with_the_rows(ask: Ask) -> None:
    """A list of 1,000 records with their links takes as many function calls and objects as a list of one."""
    query = """query Q($first: Int!) { regions(first: $first) {
        nodes { id name kind validFrom parent { name } children(first: 2) { nodes { name } } } } }"""
    for first in (1, 1000):  # plans, prepared statements and lazy imports are behind us
        for _ in range(7):
            body_of(ask, query, first)

    one, many = (calls_of(partial(body_of, ask, query, first)) for first in (1, 1000))
    few, lots = (objects_of(partial(body_of, ask, query, first)) for first in (1, 1000))

    assert many <= one + 300
    assert lots <= few + 100


def body_of(ask: Ask, query: str, first: int) -> bytes:
    request = Request(query=query, variables={"first": first})
    body: bytes = ask._runner.run(ask.executor.execute(request)).body  # noqa: SLF001 - the answer before it is parsed
    assert body.count(b'"kind":') == first
    return body


def calls_of(work: Callable[[], object]) -> int:
    """How many calls of Python and C functions the work takes."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


def objects_of(work: Callable[[], object]) -> int:
    """How many blocks of memory the result of the work keeps."""
    gc.collect()
    gc.disable()
    before = sys.getallocatedblocks()
    result = work()
    after = sys.getallocatedblocks()
    gc.enable()
    del result
    return after - before
