"""GraphiQL as someone with a browser meets it: the page is there, and its example is answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.foundation.urls import DatabaseUrl
from tests.browser.chromium import Tab, chromium
from tests.schema.test_cli_serve import serving

pytestmark = pytest.mark.browser
EDITOR = "document.querySelector('.graphiql-query-editor .CodeMirror')?.CodeMirror"
LINE = f"{EDITOR}.getValue().split('\\n').findIndex(line => line.startsWith('query Stations'))"
ANSWER = "document.querySelector('.result-window .CodeMirror')?.CodeMirror.getValue()"


@pytest.fixture(scope="module")
def address(city: DatabaseUrl, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the town is served."""
    home = tmp_path_factory.mktemp("home")
    with serving(home=str(home), database_url=city.conninfo) as (_, address):
        yield address


@pytest.fixture
def tab(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Tab]:
    """A tab of a browser that prefers the language."""
    with chromium(tmp_path / "profile", getattr(request, "param", "en")) as tab:
        yield tab


@pytest.mark.parametrize(
    ("tab", "title"),
    [("en", "Renda · the congress's data by GraphQL"), ("zh-CN", "Renda · 用 GraphQL 查询人大数据")],
    indirect=["tab"],
)
def test_the_page_has_its_title_in_the_readers_language(address: str, tab: Tab, title: str) -> None:
    tab.open(address)

    assert tab.wait_for("document.title") == title


def test_the_example_is_answered(address: str, tab: Tab) -> None:
    tab.open(address)
    tab.wait_for(f"{EDITOR}?.getValue().includes('query Stations')")

    tab.value(f"{EDITOR}.focus(), {EDITOR}.setCursor({LINE})")
    tab.press("Enter", "Enter", 13, control=True)
    answer = tab.wait_for(f"{ANSWER}?.includes('totalCount') && {ANSWER}")

    assert '"stations": {' in answer
    assert '"errors"' not in answer
