"""Whatever a client sends, the answer is data or typed errors, never a traceback, and the server goes on."""

from __future__ import annotations

from typing import Any

import pytest

from core.foundation.urls import DatabaseUrl
from schema.execution import Request
from schema.refusals import FieldDenied
from schema.testing import Ask, CountingDatabase

ALIVE = "{ stations { totalCount } }"


REQUESTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "malformed document": ("GRAPHQL_PARSE_FAILED", "{ stations {", {}),
    "no document": ("QUERY_MISSING", "", {}),
    "not GraphQL": ("GRAPHQL_PARSE_FAILED", "SELECT 1", {}),
    "a lone surrogate": ("GRAPHQL_PARSE_FAILED", "{ \ud800 }", {}),
    "unknown field": ("GRAPHQL_VALIDATION_FAILED", "{ stations { secret } }", {}),
    "unknown root": ("GRAPHQL_VALIDATION_FAILED", "{ nothing }", {}),
    "unknown argument": ("GRAPHQL_VALIDATION_FAILED", "{ stations(limit: 1) { totalCount } }", {}),
    "unknown operator": ("GRAPHQL_VALIDATION_FAILED", '{ stations(where: {name: {like: "x"}}) { totalCount } }', {}),
    "no members": ("GRAPHQL_VALIDATION_FAILED", "{ stations }", {}),
    "a fragment in a circle": ("GRAPHQL_VALIDATION_FAILED", "{ ...F } fragment F on Query { ...F }", {}),
    "fields that cannot be merged": (
        "GRAPHQL_VALIDATION_FAILED",
        "{ stations(first: 1) { totalCount } stations(first: 2) { totalCount } }",
        {},
    ),
    "a subscription": ("GRAPHQL_VALIDATION_FAILED", "subscription { stations { totalCount } }", {}),
    "wrong variable": ("BAD_USER_INPUT", "query Q($n: Int!) { stations(first: $n) { totalCount } }", {"n": "many"}),
    "missing variable": ("BAD_USER_INPUT", "query Q($n: Int!) { stations(first: $n) { totalCount } }", {}),
    "wrong enum": (
        "BAD_USER_INPUT",
        "query Q($k: StationKind) { stations(where: {kind: {eq: $k}}) { totalCount } }",
        {"k": "PALACE"},
    ),
    "wrong date": (
        "BAD_USER_INPUT",
        "query Q($d: Date) { stations(where: {closedOn: {eq: $d}}) { totalCount } }",
        {"d": "2024-02-30"},
    ),
    "wrong instant": (
        "GRAPHQL_VALIDATION_FAILED",
        '{ opinions(where: {receivedAt: {eq: "2024-01-01"}}) { totalCount } }',
        {},
    ),
    "first: -1": ("VALIDATION", "{ stations(first: -1) { totalCount } }", {}),
    "first: 10**9": ("PAGE_TOO_LARGE", "{ stations(first: 1000000000) { totalCount } }", {}),
    "forged cursor": ("BAD_CURSOR", '{ stations(after: "Zm9yZ2Vk") { totalCount } }', {}),
    "order by a denied column": ("FIELD_DENIED", "{ persons(orderBy: [{phone: ASC}]) { totalCount } }", {}),
    "NUL in a literal": ("VALIDATION", '{ stations(where: {name: {eq: "a\\u0000b"}}) { totalCount } }', {}),
    "NUL in a variable": (
        "VALIDATION",
        "query Q($s: String) { stations(where: {name: {contains: $s}}) { totalCount } }",
        {"s": "\0"},
    ),
    "NUL in a search": ("VALIDATION", "query Q($s: String) { stations(search: $s) { totalCount } }", {"s": "路\0"}),
    "NUL in a key": ("VALIDATION", "query Q($s: String) { station(code: $s) { id } }", {"s": "\0"}),
    "half a surrogate pair": (
        "VALIDATION",
        "query Q($s: [String!]) { stations(where: {name: {in: $s}}) { totalCount } }",
        {"s": ["\ud800"]},
    ),
    "a document too long": ("DOCUMENT_TOO_LARGE", "{ stations { totalCount } }" + " " * 100_000, {}),
    "too many tokens": ("GRAPHQL_PARSE_FAILED", "{" + " a" * 20_001 + "}", {}),
}


@pytest.mark.parametrize(("code", "query", "variables"), REQUESTS.values(), ids=REQUESTS.keys())
def test_a_faulty_request_is_refused_with_its_code(ask: Ask, code: str, query: str, variables: dict[str, Any]) -> None:
    answer = ask.answer(query, **variables)

    assert {error["extensions"]["code"] for error in answer["errors"]} == {code}
    assert all(error["message"] and "Traceback" not in error["message"] for error in answer["errors"])
    assert ask(ALIVE) == {"stations": {"totalCount": 6}}


def test_all_faults_of_a_document_are_told(ask: Ask) -> None:
    errors = ask.answer("{ stations { one two } three }")["errors"]

    assert [error["extensions"]["code"] for error in errors] == ["GRAPHQL_VALIDATION_FAILED"] * 3
    assert all(error["locations"] for error in errors)


def test_variables_are_an_object(ask: Ask) -> None:
    (answer,) = ask.together(Request(query=ALIVE, variables=["x"]))  # type: ignore[arg-type]

    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_a_refusal_speaks_the_language_of_the_request(ask: Ask) -> None:
    refusal = ask.refusal("{ persons { nodes { phone } } }", locale="zh_CN")

    said = ask.generation.translations.translate(FieldDenied.message, "zh_CN")
    assert refusal["message"] == said.format(model="Person", name="phone", roles="county_staff") != FieldDenied.message
    assert (
        refusal["extensions"]["hint"]
        == ask.generation.translations.translate(FieldDenied.hint, "zh_CN")
        != FieldDenied.hint
    )


def test_what_was_not_foreseen_is_masked(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The client is told a number under which the operator finds the rest in the log."""

    async def fail(*_: object) -> bytes:
        raise ZeroDivisionError("the secret of row 7")

    monkeypatch.setattr(CountingDatabase, "fetch_text", fail)
    answer = ask.answer(ALIVE)

    assert answer["data"] is None
    assert answer["errors"][0]["extensions"]["code"] == "INTERNAL_ERROR"
    assert answer["errors"][0]["extensions"]["errorId"] in answer["errors"][0]["message"]
    assert "secret" not in str(answer)


def test_a_statement_that_takes_too_long_is_stopped(server: Ask, city: DatabaseUrl) -> None:
    slow = """{ regions(first: 1000) { nodes { children(first: 50) { nodes {
        children(first: 50) { nodes { opinions { totalCount } } } } } } } }"""
    with server.moved(city, database=CountingDatabase(city, timeout_ms=1)) as ask:
        refusal = ask.refusal(slow)

    assert refusal["extensions"]["code"] == "TIMEOUT"
