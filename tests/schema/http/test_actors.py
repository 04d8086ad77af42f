"""Who asks: a bearer token makes an actor, none makes the public reader, a bad one is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from core.declarations.roles import Actor, Grant
from schema.tokens import Tokens
from tests.schema.http.fakes import CLERK, KEY, ROLES, FakeExecutor, a_client

GRANT = Grant(CLERK.name, 12, CLERK.scope)


def a_token(*, age: timedelta = timedelta(), key: bytes = KEY) -> str:
    return Tokens(key, ROLES).issue(GRANT, "clerk@station:LS0560", timedelta(hours=8), datetime.now(UTC) - age)


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER "])
def test_a_bearer_token_says_who_asks(client: TestClient, executor: FakeExecutor, scheme: str) -> None:
    response = client.post("/graphql", json={"query": "{a}"}, headers={"Authorization": f"{scheme} {a_token()}"})

    assert response.status_code == 200
    assert executor.asked[0].actor == Actor("clerk@station:LS0560", (GRANT,))


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (f"Bearer {a_token(age=timedelta(hours=9))}", "TOKEN_EXPIRED"),
        (f"Bearer {a_token(key=bytes(32))}", "TOKEN_INVALID"),
        (f"Bearer {a_token()}x", "TOKEN_INVALID"),
        ("Bearer nonsense", "TOKEN_INVALID"),
        ("Bearer", "NOT_AUTHENTICATED"),
        ("Basic Zm9vOmJhcg==", "NOT_AUTHENTICATED"),
        ("", "NOT_AUTHENTICATED"),
    ],
)
def test_a_bad_token_is_refused_and_never_read_as_the_public(
    client: TestClient, executor: FakeExecutor, header: str, code: str
) -> None:
    response = client.post("/graphql", json={"query": "{a}"}, headers={"Authorization": header})

    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Bearer")
    assert response.json()["errors"][0]["extensions"]["code"] == code
    assert executor.asked == []


def test_outside_the_development_profile_every_token_is_refused(executor: FakeExecutor) -> None:
    client = a_client(executor, Tokens(None, ROLES))

    response = client.post("/graphql", json={"query": "{a}"}, headers={"Authorization": f"Bearer {a_token()}"})

    assert response.status_code == 401
    assert response.json()["errors"][0]["extensions"]["code"] == "TOKENS_NOT_OFFERED"


def test_outside_the_development_profile_the_public_still_reads(executor: FakeExecutor) -> None:
    client = a_client(executor, Tokens(None, ROLES))

    assert client.post("/graphql", json={"query": "{a}"}).status_code == 200
