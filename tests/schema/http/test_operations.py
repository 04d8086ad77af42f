"""How operations come in and how their answers go out."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from core.declarations.roles import PUBLIC_READER
from schema.execution import Answer
from tests.schema.http.fakes import FakeExecutor

TYPED = "application/graphql-response+json"
REFUSED = Answer(b'{"errors":[{"message":"no","extensions":{"code":"GRAPHQL_PARSE_FAILED"}}]}', request_error=True)
BY_GET = Answer(
    b'{"errors":[{"message":"no","extensions":{"code":"MUTATION_BY_GET"}}]}', request_error=True, code="MUTATION_BY_GET"
)


def test_a_posted_operation_is_handed_on_and_the_answer_goes_out_as_it_is(
    client: TestClient, executor: FakeExecutor
) -> None:
    executor.answer = Answer('{"data": {"name":  "融水"}}'.encode())

    response = client.post(
        "/graphql", json={"query": "query A {a}", "variables": {"x": [1, None]}, "operationName": "A"}
    )

    assert (response.status_code, response.content) == (200, executor.answer.body)
    [asked] = executor.asked
    assert (asked.query, asked.variables, asked.operation_name) == ("query A {a}", {"x": [1, None]}, "A")
    assert asked.actor is PUBLIC_READER
    assert asked.allow_mutation


def test_a_query_may_come_by_get_and_may_not_change_anything(client: TestClient, executor: FakeExecutor) -> None:
    response = client.get("/graphql", params={"query": "{a}", "variables": '{"x": "河西"}', "operationName": ""})

    assert response.status_code == 200
    [asked] = executor.asked
    assert (asked.query, asked.variables, asked.operation_name) == ("{a}", {"x": "河西"}, None)
    assert not asked.allow_mutation


def test_a_mutation_by_get_is_refused_with_the_method_to_use(client: TestClient, executor: FakeExecutor) -> None:
    executor.answer = BY_GET

    response = client.get("/graphql", params={"query": "mutation {a}"})

    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    assert response.json()["errors"][0]["extensions"]["code"] == "MUTATION_BY_GET"


@pytest.mark.parametrize(
    ("accept", "media_type", "status"),
    [
        ("", "application/json", 200),
        ("*/*", "application/json", 200),
        ("application/*", "application/json", 200),
        ("application/json", "application/json", 200),
        (TYPED, TYPED, 400),
        (f"{TYPED}, application/json", TYPED, 400),
        (f"application/json, {TYPED}", TYPED, 400),
        (f"{TYPED};q=0.5, application/json", "application/json", 200),
        (f"{TYPED}; charset=utf-8, application/json;q=0.9", TYPED, 400),
        ("text/html;q=0.1, */*;q=0.5", "application/json", 200),
    ],
)
def test_the_media_type_is_the_one_asked_for_and_decides_the_status_of_request_errors(
    client: TestClient, executor: FakeExecutor, accept: str, media_type: str, status: int
) -> None:
    """GraphQL over HTTP: only the newer media type lets a client trust the status."""
    executor.answer = REFUSED

    response = client.post("/graphql", json={"query": "{"}, headers={"Accept": accept})

    assert response.headers["content-type"] == f"{media_type}; charset=utf-8"
    assert response.status_code == status
    assert "data" not in response.json()


def test_an_operation_that_ran_is_200_whatever_went_wrong_in_it(client: TestClient, executor: FakeExecutor) -> None:
    executor.answer = Answer(b'{"data":null,"errors":[{"message":"no"}]}')

    response = client.post("/graphql", json={"query": "{a}"}, headers={"Accept": TYPED})

    assert response.status_code == 200


@pytest.mark.parametrize(
    ("header", "locale", "language"),
    [
        ("", "en", "en"),
        ("zh", "zh_CN", "zh-CN"),
        ("zh-TW, en;q=0.5", "zh_CN", "zh-CN"),
        ("fr, zh-Hans-CN;q=0.7, en;q=0.3", "zh_CN", "zh-CN"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en", "en"),
        ("zh;q=0, *", "en", "en"),
        ("zh;q=nonsense", "en", "en"),
        ("de", "en", "en"),
    ],
)
def test_the_language_follows_the_client(
    client: TestClient, executor: FakeExecutor, header: str, locale: str, language: str
) -> None:
    response = client.post("/graphql", json={"query": "{a}"}, headers={"Accept-Language": header})

    assert executor.asked[0].locale == locale
    assert response.headers["content-language"] == language


def test_caches_learn_what_the_answer_depends_on(client: TestClient) -> None:
    response = client.post("/graphql", json={"query": "{a}"})

    assert response.headers["vary"] == "Accept, Accept-Language, Authorization"
    assert response.headers["cache-control"] == "no-cache"


def test_the_executor_is_opened_before_the_first_request_and_closed_after_the_last(
    client: TestClient, executor: FakeExecutor
) -> None:
    with client:
        client.post("/graphql", json={"query": "{a}"})
        assert executor.steps == ["open"]

    assert executor.steps == ["open", "close"]
