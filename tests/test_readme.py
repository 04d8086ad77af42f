"""The front door: what the README shows is what one gets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from core.foundation.urls import DatabaseUrl
from core.installation.install import ensure_installed
from core.installation.loading import load_all
from schema.installation import Installation
from schema.testing import Ask

README = Path(__file__).parent.parent / "README.md"
SHOWN = re.MULTILINE | re.DOTALL
SMALL = 0.02
"""Of the made-up city: all stations are there, and whoever serves at the one that is shown."""


@pytest.fixture
def ask_the_demo(installation: Installation, fresh_database: DatabaseUrl) -> Iterator[Ask]:
    """A server as `make serve` brings it up, with fewer opinions."""
    plugins, generation = installation.plugins, installation.generation
    engine = create_engine(fresh_database)
    with engine.begin() as connection:
        ensure_installed(plugins, generation, connection)
        load_all(generation, connection, plugins.demo(generation, SMALL))
    engine.dispose()
    with Ask(generation, fresh_database) as ask:
        yield ask


def test_the_query_of_the_readme_gives_its_answer(ask_the_demo: Ask) -> None:
    text = README.read_text("utf-8")
    (query,), (answer,) = (re.findall(rf"^```{kind}\n(.*?)^```$", text, SHOWN) for kind in ("graphql", "json"))

    given = ask_the_demo.answer(query)

    assert given == json.loads(answer)
