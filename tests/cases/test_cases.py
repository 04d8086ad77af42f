"""The saved queries, each with the answer it must have on the made-up city.

A case is `<name>.graphql` with `<name>.json` beside it. Lines of comment above the query may say who asks and
with what: `# actor: station_staff station:LS0560`, `# variables: {"first": 5}`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine

from core.declarations.roles import PUBLIC_READER, Actor
from core.foundation.urls import DatabaseUrl
from schema.commands.scopes import find_grant, find_role
from schema.testing import Ask

CASES = sorted(Path(__file__).parent.rglob("*.graphql"))


@dataclass(frozen=True)
class City:
    """The made-up city at its full size: its server, and a way to find who asks."""

    ask: Ask
    connection: Connection

    def actor(self, written: str) -> Actor:
        """Whoever `station_staff station:LS0560` names; the public where nothing is written."""
        if not written:
            return PUBLIC_READER
        name, _, scope = written.partition(" ")
        role = find_role(self.ask.generation, name)
        return Actor(written, (find_grant(self.ask.generation, self.connection, role, scope or None),))


@pytest.fixture(scope="module")
def city_of_liuzhou(demo: DatabaseUrl, server: Ask) -> Iterator[City]:
    engine = create_engine(demo)
    with engine.connect() as connection, server.moved(demo) as ask:
        yield City(ask, connection)
    engine.dispose()


def told(name: str, text: str) -> str:
    """What the comments of a case say under that name."""
    found = re.search(rf"^# {name}: (.*)$", text, re.MULTILINE)
    return found[1].strip() if found else ""


def answer(city: City, case: Path) -> dict[str, Any]:
    text = case.read_text("utf-8")
    variables = json.loads(told("variables", text) or "{}")
    response = city.ask.answer(text, actor=city.actor(told("actor", text)), **variables)
    return response if "errors" in response else response["data"]


def test_every_case_has_its_answer(city_of_liuzhou: City, subtests: pytest.Subtests) -> None:
    """In one test, so that the full city is made once, whatever number of processes tests run in."""
    for case in CASES:
        with subtests.test(case.stem):
            sent = city_of_liuzhou.ask.database.statements

            given = answer(city_of_liuzhou, case)

            assert given == json.loads(case.with_suffix(".json").read_text("utf-8"))
            assert city_of_liuzhou.ask.database.statements == sent + 1


def test_every_case_says_what_it_shows() -> None:
    assert CASES
    for case in CASES:
        assert case.read_text("utf-8").startswith("# "), case
        assert case.with_suffix(".json").exists(), case
