"""GraphiQL for browsers, from this server alone."""

from __future__ import annotations

import re

import orjson
import pytest
from graphql import parse
from starlette.testclient import TestClient

from core.foundation.i18n import LOCALES
from schema.graphiql.page import ASSETS, examples
from tests.schema.http.fakes import FakeExecutor

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"
OUTSIDE = re.compile(r"(?:https?:)?//[\w.-]+")


def test_a_browser_gets_a_page_in_its_language(client: TestClient) -> None:
    response = client.get("/graphql", headers={"Accept": BROWSER, "Accept-Language": "zh-CN,zh;q=0.9"})

    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="zh-CN">' in response.text
    assert "Accept" in response.headers["vary"]


def test_the_page_opens_with_the_examples(client: TestClient) -> None:
    page = client.get("/graphql", headers={"Accept": BROWSER}).text

    found = re.search(r'<script id="settings" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found
    settings = orjson.loads(found[1])
    assert settings["examples"] == examples("en")
    assert orjson.loads(settings["headers"]) == {"Accept-Language": "en"}


def test_everything_the_page_loads_is_on_this_server(client: TestClient) -> None:
    page = client.get("/graphql", headers={"Accept": BROWSER})

    assert not OUTSIDE.search(page.text)
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for path in re.findall(r'(?:src|href)="([^"]+)"', page.text):
        assert client.get(f"/{path}").status_code == 200


def test_the_style_sheet_refers_to_nothing_outside() -> None:
    style = (ASSETS / "graphiql.css").read_text("utf-8")

    assert "@import" not in style
    assert all(target.startswith("data:") for target in re.findall(r"url\(['\"]?([^)]*)", style))


def test_a_browser_that_sends_a_query_gets_its_answer(client: TestClient, executor: FakeExecutor) -> None:
    response = client.get("/graphql", params={"query": "{a}"}, headers={"Accept": BROWSER})

    assert response.headers["content-type"].startswith("application/json")
    assert len(executor.asked) == 1


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/json, text/html;q=0.5"])
def test_a_program_without_a_query_gets_no_page(client: TestClient, accept: str) -> None:
    response = client.get("/graphql", headers={"Accept": accept})

    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_REQUEST")


def test_the_front_door_leads_to_the_endpoint(client: TestClient) -> None:
    response = client.get("/")

    assert (response.status_code, response.headers["location"]) == (307, "graphql")


def test_assets_travel_compressed(client: TestClient) -> None:
    response = client.get("/graphiql/graphiql.js", headers={"Accept-Encoding": "gzip"})

    assert response.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_examples_parse_and_are_the_same_in_every_language(locale: str) -> None:
    assert parse(examples(locale), no_location=True) == parse(examples("en"), no_location=True)
