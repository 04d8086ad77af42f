"""A plugin leaves: records in its states go where it said, and their history says so."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from core.foundation.urls import DatabaseUrl
from core.generation.generation import Generation
from core.values.choices import Choice
from core.workflow.leaving import leave
from schema.testing import Ask
from tests.core.workflow.asking import CHECK, CLARA, code, mutation, take
from tests.core.workflow.harbour import CustomsState
from tests.core.workflow.suburb import HearingState

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
STATES = "SELECT id, state, version FROM permits_permit WHERE id IN (10, 11, 12, 13) ORDER BY id"
EVENTS = """SELECT permit_id, step, from_state, to_state, actor, role, at, reason, idempotency_key, version
    FROM permits_permit_event ORDER BY permit_id"""


def left(generation: Generation, database: DatabaseUrl, plugin: str) -> dict[Choice, int]:
    engine = create_engine(database)
    with Session(engine) as session:
        moved = leave(generation, session, plugin, NOW)
        session.commit()
    engine.dispose()
    return dict(moved)


def rows(database: DatabaseUrl, statement: str) -> list[tuple[object, ...]]:
    engine = create_engine(database)
    with engine.begin() as connection:
        found = [tuple(row) for row in connection.execute(text(statement))] if "SELECT" in statement else []
        if not found and "UPDATE" in statement:
            connection.execute(text(statement))
    engine.dispose()
    return found


def test_records_in_its_states_go_where_it_said_each_with_an_event(
    counties: Generation, counties_database: DatabaseUrl
) -> None:
    rows(counties_database, "UPDATE permits_permit SET state = 'HEARING', version = 7 WHERE id IN (11, 13)")
    rows(counties_database, "UPDATE permits_permit SET state = 'CUSTOMS' WHERE id = 12")

    moved = left(counties, counties_database, "suburb")

    assert moved == {HearingState.HEARING: 2}
    assert rows(counties_database, STATES) == [
        (10, "FILED", 1),
        (11, "CHECKED", 8),
        (12, "CUSTOMS", 1),
        (13, "CHECKED", 8),
    ]
    by_system = ("leave_suburb", "HEARING", "CHECKED", "system", "system", NOW, None, None, 1)
    assert rows(counties_database, EVENTS) == [(11, *by_system), (13, *by_system)]


def test_who_worked_on_a_record_that_was_moved_is_told(
    ask_counties: Ask, counties: Generation, counties_database: DatabaseUrl
) -> None:
    take(ask_counties, mutation("askCustoms"), CLARA, id="Permit:11", expectedVersion=1)

    moved = left(counties, counties_database, "harbour")
    late = take(ask_counties, mutation("clearCustoms"), CLARA, id="Permit:11", expectedVersion=2)
    checked = take(ask_counties, CHECK, CLARA, id="Permit:11", expectedVersion=3, note="")

    assert moved == {CustomsState.CUSTOMS: 1}
    assert (code(late), late["permit"]["state"]) == ("STALE_VERSION", "FILED")
    assert [one["step"] for one in checked["permit"]["events"]["nodes"]] == [
        "ask_customs",
        "leave_harbour",
        "check_permit",
    ]


def test_a_plugin_without_records_in_its_states_moves_none(
    counties: Generation, counties_database: DatabaseUrl
) -> None:
    assert left(counties, counties_database, "suburb") == {HearingState.HEARING: 0}
    assert left(counties, counties_database, "permits") == {}
    assert rows(counties_database, EVENTS) == []
