"""Statements are made of parts that are kept, and read as if all were new."""

from __future__ import annotations

import pytest

from core.declarations.roles import Actor
from core.runtime.clause_cache import ClauseCache
from schema.testing import Ask
from tests.town.actors import HOME_STAFF, PUBLIC, SANJIANG_STAFF

NESTED = """{ stations(first: 3) { nodes { name openOpinions opinions(first: 2) { nodes {
    number station { name openOpinions opinions(first: 1) { totalCount nodes { number } } } } } } } }"""
FILTERED = """{ stations(where: {opinions: {some: {station: {opinions: {some: {text: {contains: "a"}}}}}}}) {
    totalCount nodes { name } } }"""


@pytest.mark.parametrize("actor", [PUBLIC, HOME_STAFF, SANJIANG_STAFF], ids=lambda actor: actor.name)
@pytest.mark.parametrize("query", [NESTED, FILTERED], ids=["nested", "filtered"])
def test_a_statement_of_kept_parts_is_that_of_new_ones(ask: Ask, query: str, actor: Actor) -> None:
    """The second text differs by a comment only, so that it is compiled again, of what the first one left."""
    ask.generation.derived(ClauseCache).forget()

    answers = [ask(text, actor=actor) for text in (query, f"# again\n{query}")]

    first, again = (sql for sql, _parameters in ask.database.sent[-2:])
    assert first == again
    assert answers[0] == answers[1]


def test_a_model_used_within_itself_has_an_alias_for_each_use(ask: Ask) -> None:
    ask(NESTED)
    sql = ask.database.sent[-1][0].decode()

    assert "stations_station AS stations_station_1" in sql
    assert "stations_station AS stations_station_2" in sql
