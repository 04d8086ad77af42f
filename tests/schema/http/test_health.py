"""What supervisors and load balancers are told."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.schema.http.fakes import FakeExecutor


def test_a_living_process_says_so_whatever_its_database_does(client: TestClient, executor: FakeExecutor) -> None:
    executor.fake.reachable = False

    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "alive"})


def test_a_ready_server_names_its_generation_and_plugins(client: TestClient) -> None:
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {
        "status": "ready",
        "database": "reachable",
        "generation": 7,
        "plugins": {"congress": "0.1.0"},
    }
    assert response.headers["cache-control"] == "no-store"


def test_without_its_database_a_server_is_not_ready(client: TestClient, executor: FakeExecutor) -> None:
    executor.fake.reachable = False

    response = client.get("/readyz")

    assert response.status_code == 503
    assert (response.json()["status"], response.json()["database"]) == ("unavailable", "unreachable")


def test_a_fault_in_an_answer_about_health_is_masked(
    client: TestClient, executor: FakeExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_sql: bytes, _parameters: object) -> bytes:
        raise RuntimeError("secret")

    monkeypatch.setattr(executor.fake, "fetch_text", broken)

    response = client.get("/readyz", headers={"Accept-Language": "zh"})

    assert response.status_code == 500
    assert response.json()["errors"][0]["extensions"]["code"] == "INTERNAL_ERROR"
    assert "secret" not in response.text
