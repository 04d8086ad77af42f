"""The figures of the made-up city, asked of the rates: on a part of it, for they hold at any size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from core.declarations.roles import Actor
from core.declarations.roles import Grant as Held
from core.foundation.urls import DatabaseUrl
from plugins.congress.roles import AUDITOR
from schema.testing import Ask

EVERYTHING = Actor("auditor", (Held(AUDITOR.name),))

YEARS = [2022, 2023, 2024, 2025, 2026]


@pytest.fixture(scope="module")
def part(demo: DatabaseUrl, server: Ask) -> Iterator[Ask]:
    with server.moved(demo) as ask:
        yield ask


def rate(part: Ask, name: str, *, of: str = "suggestions") -> dict[str, Any]:
    """A rate with its years."""
    query = f"{{ {of} {{ rates {{ {name} {{ value denominator minimum byYear {{ year value }} }} }} }} }}"
    found: dict[str, Any] = part(query, actor=EVERYTHING)[of]["rates"][name]
    return found


def test_every_year_four_fifths_are_solved_or_planned_to_be(part: Ask) -> None:
    """D14."""
    found = rate(part, "solvedOrPlanned")

    assert [year["year"] for year in found["byYear"]] == YEARS
    assert found["minimum"] >= 0.80
    assert found["value"] < 0.88


def test_counties_differ_in_what_they_solve(part: Ask) -> None:
    query = """{ regions(where: {level: {eq: COUNTY}, validTo: {isNull: true}}) { nodes { name
        countySuggestions { rates { solvedOrPlanned { value denominator } } } } } }"""
    nodes = part(query, actor=EVERYTHING)["regions"]["nodes"]
    shares = [node["countySuggestions"]["rates"]["solvedOrPlanned"]["value"] for node in nodes]

    assert len(shares) == 10
    assert min(shares) < 0.80
    assert max(shares) > 0.88


def test_more_than_half_were_handled_effectively(part: Ask) -> None:
    """D13."""
    assert rate(part, "effective")["value"] > 0.5


def test_nearly_all_are_replied_to_most_in_time(part: Ask) -> None:
    assert rate(part, "replied")["value"] > 0.97
    assert 0.90 < rate(part, "repliedInTime")["value"] < 0.99


def test_nearly_all_deputies_are_satisfied(part: Ask) -> None:
    share = rate(part, "satisfied")

    assert 0.92 < share["value"] < 0.98
    assert share["denominator"] > 1_000


def test_most_commitments_are_kept_and_some_are_not(part: Ask) -> None:
    assert 0.70 < rate(part, "kept", of="commitments")["value"] < 0.92


def test_all_closed_suggestions_but_those_from_paper_show_the_five_links(part: Ask) -> None:
    """D19."""
    share = rate(part, "loopComplete")

    assert 0.97 < share["value"] <= 1
    assert share["denominator"] > 1_000


def test_a_search_finds_what_deputies_raise(part: Ask) -> None:
    found = part('{ suggestions(search: "路灯") { totalCount nodes { title } } }', actor=EVERYTHING)["suggestions"]

    assert found["totalCount"] > 3
