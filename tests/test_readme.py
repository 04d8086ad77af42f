"""The front door: what the README shows is what one gets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.foundation.urls import DatabaseUrl
from schema.testing import Ask

README = Path(__file__).parent.parent / "README.md"
SHOWN = re.MULTILINE | re.DOTALL


@pytest.fixture
def ask_the_demo(demo: DatabaseUrl, server: Ask) -> Iterator[Ask]:
    """A server as `make serve` brings it up, with fewer opinions."""
    with server.moved(demo) as ask:
        yield ask


def test_the_query_of_the_readme_gives_its_answer(ask_the_demo: Ask) -> None:
    text = README.read_text("utf-8")
    (query,), (answer,) = (re.findall(rf"^```{kind}\n(.*?)^```$", text, SHOWN) for kind in ("graphql", "json"))

    given = ask_the_demo.answer(query)

    assert given == json.loads(answer)
