"""Requests that hold no operation to answer: each a GraphQL error with a code, none a traceback."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import Message

from tests.schema.http.fakes import BODY_LIMIT, FakeExecutor

TYPED = "application/graphql-response+json"


def the_error(response: Any) -> dict[str, Any]:  # noqa: ANN401 - the client's response has no public type
    """The one error of a response that holds nothing else."""
    body = response.json()
    assert list(body) == ["errors"]
    [error] = body["errors"]
    return {"message": error["message"], **error["extensions"]}


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'{"query": "\\ud800"}', b"NaN", b"[" * 5000])
def test_a_body_that_is_not_json_is_refused(client: TestClient, executor: FakeExecutor, body: bytes) -> None:
    response = client.post("/graphql", content=body[:BODY_LIMIT], headers={"Content-Type": "application/json"})

    assert (response.status_code, the_error(response)["code"]) == (400, "BAD_JSON")
    assert executor.asked == []


@pytest.mark.parametrize(
    "body",
    [
        [],
        [{"query": "{a}"}],
        "query",
        {},
        {"query": None},
        {"query": 1},
        {"query": ["{a}"]},
        {"query": "{a}", "variables": "x"},
        {"query": "{a}", "variables": [1]},
        {"query": "{a}", "operationName": 1},
        {"query": "{a}", "extensions": []},
    ],
)
@pytest.mark.parametrize("accept", ["application/json", TYPED])
def test_parameters_of_the_wrong_kind_are_refused(client: TestClient, body: object, accept: str) -> None:
    response = client.post("/graphql", json=body, headers={"Accept": accept})

    assert (response.status_code, the_error(response)["code"]) == (400, "BAD_REQUEST")
    assert response.headers["content-type"].startswith(accept)


def test_variables_in_an_address_must_be_json(client: TestClient) -> None:
    response = client.get("/graphql", params={"query": "{a}", "variables": "{"})

    assert (response.status_code, the_error(response)["code"]) == (400, "BAD_JSON")


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/graphql",
        "multipart/form-data; boundary=x",
        "application/json; charset=gbk",
        "application/jsonx",
    ],
)
def test_a_body_of_another_type_is_refused(client: TestClient, content_type: str) -> None:
    response = client.post("/graphql", content=b'{"query":"{a}"}', headers={"Content-Type": content_type})

    assert (response.status_code, the_error(response)["code"]) == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize("content_type", ["application/json", "Application/JSON; Charset=UTF-8"])
def test_json_in_utf_8_is_read(client: TestClient, content_type: str) -> None:
    response = client.post("/graphql", content=b'{"query":"{a}"}', headers={"Content-Type": content_type})

    assert response.status_code == 200


def test_a_large_body_is_refused_by_its_announced_length(client: TestClient) -> None:
    response = client.post("/graphql", json={"query": "x" * BODY_LIMIT})

    assert (response.status_code, the_error(response)["code"]) == (413, "BODY_TOO_LARGE")
    assert str(BODY_LIMIT) in the_error(response)["message"]


def test_a_large_body_is_refused_when_its_length_is_not_announced(client: TestClient) -> None:
    pieces = (b"x" * 100 for _ in range(1000))

    response = client.post("/graphql", content=pieces, headers={"Content-Type": "application/json"})

    assert (response.status_code, the_error(response)["code"]) == (413, "BODY_TOO_LARGE")


def test_a_long_address_is_refused(client: TestClient) -> None:
    response = client.get("/graphql", params={"query": "x" * BODY_LIMIT})

    assert (response.status_code, the_error(response)["code"]) == (414, "ADDRESS_TOO_LONG")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    response = client.request(method, "/graphql")

    assert (response.status_code, the_error(response)["code"]) == (405, "METHOD_NOT_ALLOWED")
    assert response.headers["allow"] == "GET, POST"


def test_an_answer_in_a_type_the_server_lacks_is_refused(client: TestClient) -> None:
    response = client.post("/graphql", json={"query": "{a}"}, headers={"Accept": "image/png"})

    assert (response.status_code, the_error(response)["code"]) == (406, "NOT_ACCEPTABLE")


def test_a_refusal_speaks_the_language_of_the_client(client: TestClient) -> None:
    response = client.post("/graphql", json={}, headers={"Accept-Language": "zh-CN"})

    assert the_error(response)["message"] == "请求中的 query 应为文本。"
    assert the_error(response)["hint"].startswith("请发送")


@pytest.mark.parametrize(("path", "status"), [("/nowhere", 404), ("/graphiql/none.js", 404), ("/graphql/", 307)])
def test_other_paths_hold_nothing(client: TestClient, path: str, status: int) -> None:
    response = client.get(path)

    assert response.status_code == status
    if status == 404:
        assert the_error(response)["code"] == "PATH_NOT_FOUND"


def test_a_client_that_goes_away_while_it_sends_is_no_fault(client: TestClient, executor: FakeExecutor) -> None:
    pieces: list[Message] = [
        {"type": "http.request", "body": b'{"query":', "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent: list[Message] = []
    scope = {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "root_path": ""}
    headers = [(b"content-type", b"application/json")]

    async def receive() -> Message:
        return pieces.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    async def send_half() -> None:
        await client.app({**scope, "headers": headers}, receive, send)

    asyncio.run(send_half())

    assert sent[0]["status"] == 400
    assert executor.asked == []


def test_a_fault_is_masked_under_the_number_it_is_logged_with(client: TestClient, executor: FakeExecutor) -> None:
    executor.answer = RuntimeError("password=secret")

    response = client.post("/graphql", json={"query": "{a}"}, headers={"Accept": TYPED})

    error = the_error(response)
    assert (response.status_code, error["code"]) == (500, "INTERNAL_ERROR")
    assert error["errorId"]
    assert "secret" not in response.text
    assert client.post("/graphql", json={"query": "{a}"}).status_code == 500
