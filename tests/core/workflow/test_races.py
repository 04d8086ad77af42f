"""Many people at the same time: one wins, the others learn how the record now is, and nobody waits in a circle."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Engine, text

from core.foundation.urls import DatabaseUrl
from core.generation.generation import Generation
from schema.testing import Ask, CountingDatabase
from tests.core.workflow.asking import CHECK, CHECK_MANY, CLARA, code, codes, holder, mutation, read, take, take_at_once
from tests.core.workflow.conftest import Change
from tests.core.workflow.permits import CITIZEN, CLERK

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


@pytest.fixture
def ask(permits: Generation, database: DatabaseUrl) -> Iterator[Ask]:
    """A server with as many connections as a busy one, which lets everyone wait for one."""
    with Ask(permits, database, database=CountingDatabase(database, size=12, wait=120, timeout_ms=120_000)) as asking:
        yield asking


@pytest.mark.parametrize("crowd", [25, pytest.param(100, marks=pytest.mark.long)])
def test_of_many_clerks_who_take_one_step_at_the_same_time_one_wins(ask: Ask, crowd: int) -> None:
    clerks = [holder(f"Clerk {number}", CLERK) for number in range(crowd)]
    given = [{"id": "Permit:10", "expectedVersion": 1, "note": clerk.name} for clerk in clerks]

    answers = take_at_once(ask, CHECK, clerks, *given)

    (winner,) = [answer for answer in answers if not answer["errors"]]
    losers = [answer for answer in answers if answer["errors"]]
    assert {code(loser) for loser in losers} == {"STALE_VERSION"}
    assert len(losers) == crowd - 1
    now = (winner["permit"]["note"], 2, "CHECKED")
    assert {(one["permit"]["note"], one["permit"]["version"], one["permit"]["state"]) for one in losers} == {now}
    assert len(read(ask, 10)["events"]["nodes"]) == 1


def test_two_bulk_changes_in_opposite_orders_do_not_wait_in_a_circle(ask: Ask, change: Change, engine: Engine) -> None:
    change(
        "INSERT INTO permits_permit (id, title, open, state, office_id) "
        "SELECT n, 'n', true, 'FILED', 1 FROM generate_series(1000, 1029) AS n"
    )
    rows = [
        {"id": f"Permit:{number}", "expectedVersion": 1, "note": "", "idempotencyKey": f"{number}"}
        for number in range(1000, 1030)
    ]
    before = deadlocks(engine)

    answers = take_at_once(
        ask, CHECK_MANY, [CLARA, holder("Cora", CLERK)] * 2, *[{"items": rows}, {"items": rows[::-1]}] * 2
    )

    done = [answer for answer in answers if not answer["errors"]]
    assert [len(answer["permits"]) for answer in done] == [30, 30]  # one clerk's, and the same sent again
    refused = [codes(answer) for answer in answers if answer["errors"]]
    assert [set(answer.values()) for answer in refused] == [{"STALE_VERSION"}, {"STALE_VERSION"}]
    assert deadlocks(engine) == before


def test_a_change_that_postgresql_takes_back_to_end_a_circle_is_made_again(ask: Ask, engine: Engine) -> None:
    """Another program holds permit 11 and then wants 10, which the change holds while it waits for 11."""
    rows = [{"id": f"Permit:{number}", "expectedVersion": 1, "note": ""} for number in (10, 11)]
    lock = text("SELECT id FROM permits_permit WHERE id = :id FOR UPDATE")

    def hold(ready: threading.Event) -> None:
        with engine.connect() as connection:
            connection.execute(text("SET LOCAL deadlock_timeout = '60s'"))  # so that it is the change that gives way
            connection.execute(lock, {"id": 11})
            ready.set()
            wait_until_somebody_waits(engine)
            connection.execute(lock, {"id": 10})
            connection.rollback()

    done = while_running(hold, lambda: take(ask, CHECK_MANY, CLARA, items=rows, onError="SKIP_FAILED"))

    assert codes(done) == {1: "INVALID_TRANSITION"}
    assert (read(ask, 10)["version"], len(read(ask, 10)["events"]["nodes"])) == (2, 1)


def test_a_record_that_was_hidden_meanwhile_is_not_shown_with_the_refusal(ask: Ask, engine: Engine) -> None:
    citizen = holder("Cleo", CITIZEN, 2)

    def hide(ready: threading.Event) -> None:
        with engine.begin() as connection:
            connection.execute(text("UPDATE permits_permit SET open = false, version = 2 WHERE id = 10"))
            ready.set()
            wait_until_somebody_waits(engine)

    refused = while_running(
        hide, lambda: take(ask, mutation("opposePermit"), citizen, id="Permit:10", expectedVersion=1)
    )

    assert (code(refused), refused["permit"]) == ("STALE_VERSION", None)


def wait_until_somebody_waits(engine: Engine) -> None:
    for _ in range(500):
        with engine.connect() as connection:
            if connection.scalar(text(WAITING)):
                return
        time.sleep(0.02)
    pytest.fail("nobody waited for the lock")


def deadlocks(engine: Engine) -> int:
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_stat_force_next_flush()"))
        return int(
            connection.scalar(text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")) or 0
        )


def while_running(hold: Callable[[threading.Event], None], act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What the act gives while the other holds what it does."""
    ready = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold, ready)
        assert ready.wait(10)
        done = act()
        holding.result(30)
    return done
