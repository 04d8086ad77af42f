"""The whole way from an HTTP request to PostgreSQL and back, on the town of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest
from graphql import OperationDefinitionNode, parse
from psycopg import sql
from sqlalchemy import create_engine
from starlette.testclient import TestClient

from core.declarations.roles import Grant
from core.foundation.i18n import LOCALES
from core.foundation.urls import DatabaseUrl
from schema.commands.scopes import find_grant, find_role
from schema.graphiql.page import examples
from schema.http.app import build_app
from schema.installation import Installation
from schema.testing import Ask, CountingDatabase
from schema.tokens import Tokens

KEY = bytes(range(32))
TYPED = {"Accept": "application/graphql-response+json"}
LONG = 100_000
OPERATIONS = [
    item.name.value
    for item in parse(examples("en")).definitions
    if isinstance(item, OperationDefinitionNode) and item.name
]


def a_client(installation: Installation, server: Ask, url: DatabaseUrl) -> TestClient:
    generation = installation.generation
    executor = server.moved(url, database=CountingDatabase(url, wait=2)).executor
    return TestClient(build_app(executor, Tokens(KEY, generation.access.roles), installation.versions, LONG))


@pytest.fixture(scope="module")
def town(installation: Installation, server: Ask, city: DatabaseUrl) -> Iterator[TestClient]:
    with a_client(installation, server, city) as client:
        yield client


def codes(client: TestClient, query: str, variables: dict[str, object] | None = None) -> tuple[int, set[str]]:
    """The status, and the codes of the errors."""
    response = client.post("/graphql", json={"query": query, "variables": variables}, headers=TYPED)
    return response.status_code, {error["extensions"]["code"] for error in response.json().get("errors", [])}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", OPERATIONS)
def test_every_example_of_the_page_is_answered(town: TestClient, locale: str, name: str) -> None:
    body = {"query": examples(locale), "operationName": name, "variables": {"search": "三江"}}

    response = town.post("/graphql", json=body, headers=TYPED)

    assert response.status_code == 200
    assert list(response.json()) == ["data"]


def test_the_page_can_read_the_schema(town: TestClient) -> None:
    response = town.post("/graphql", json={"query": "{__schema {queryType {name}} __typename}"})

    assert response.json() == {"data": {"__schema": {"queryType": {"name": "Query"}}, "__typename": "Query"}}


@pytest.mark.parametrize(
    ("query", "variables", "status", "code"),
    [
        ("{", None, 400, "GRAPHQL_PARSE_FAILED"),
        ("{nothing}", None, 400, "GRAPHQL_VALIDATION_FAILED"),
        ("query A {__typename} query B {__typename}", None, 400, "OPERATION_UNKNOWN"),
        ("query ($n: Int!) {stations(first: $n) {totalCount}}", {"n": "many"}, 400, "BAD_USER_INPUT"),
        ("{stations(first: -1) {totalCount}}", None, 200, "VALIDATION"),
        ("{stations(first: 1000000000) {totalCount}}", None, 200, "PAGE_TOO_LARGE"),
        ('{stations(after: "forged") {totalCount}}', None, 200, "BAD_CURSOR"),
        ("{persons(orderBy: [{phone: ASC}]) {totalCount}}", None, 200, "FIELD_DENIED"),
    ],
)
def test_what_cannot_be_answered_is_a_typed_error_and_the_server_goes_on(
    town: TestClient, query: str, variables: dict[str, object] | None, status: int, code: str
) -> None:
    assert codes(town, query, variables) == (status, {code})
    assert codes(town, "{stations {totalCount}}") == (200, set())


def test_a_mutation_by_get_is_refused(town: TestClient) -> None:
    response = town.get("/graphql", params={"query": "mutation {__typename}"})

    assert (response.status_code, response.headers["allow"]) == (405, "POST")


def test_a_token_opens_what_its_role_may_read(town: TestClient, installation: Installation, city: DatabaseUrl) -> None:
    """An opinion's exact place is for the staff of its station and of its county."""
    generation = installation.generation
    engine = create_engine(city)
    with engine.connect() as connection:
        staff: Grant = find_grant(generation, connection, find_role(generation, "station_staff"), "station:GY-HOME")
    engine.dispose()
    token = Tokens(KEY, generation.access.roles).issue(staff, "staff", timedelta(hours=1))
    query = {"query": "{opinions {nodes {place}}}"}

    public = town.post("/graphql", json=query)
    told = town.post("/graphql", json=query, headers={"Authorization": f"Bearer {token}"})

    assert public.json()["errors"][0]["extensions"]["code"] == "FIELD_DENIED"
    assert list(told.json()) == ["data"]


def test_a_lost_connection_is_made_again(installation: Installation, server: Ask, own_city: DatabaseUrl) -> None:
    with a_client(installation, server, own_city) as client:
        codes(client, "{stations {totalCount}}")

        _cut(own_city)

        assert codes(client, "{stations {totalCount}}") == (200, set())


def test_without_its_database_the_server_says_so_and_lives(
    installation: Installation, server: Ask, own_city: DatabaseUrl
) -> None:
    with a_client(installation, server, own_city) as client:
        codes(client, "{stations {totalCount}}")
        _connections(own_city, allowed=False)
        _cut(own_city)

        assert codes(client, "{stations {totalCount}}") == (200, {"DATABASE_UNAVAILABLE"})
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200
        _connections(own_city, allowed=True)


def _cut(url: DatabaseUrl) -> None:
    """End every connection to the database."""
    ending = sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}")
    _on_the_server(url, ending.format(sql.Literal(url.database)))


def _connections(url: DatabaseUrl, *, allowed: bool) -> None:
    statement = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    _on_the_server(url, statement.format(sql.Identifier(url.database), sql.SQL(str(allowed))))


def _on_the_server(url: DatabaseUrl, statement: sql.Composed) -> None:
    with psycopg.connect(url.of_database("postgres").conninfo, autocommit=True) as connection:
        connection.execute(statement)
