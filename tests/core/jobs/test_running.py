"""One run of a job: item by item, each in its own transaction, and nothing twice."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError
from structlog.testing import capture_logs

from core.declarations.environments import Env
from core.declarations.jobs import Job
from core.foundation.clock import ZONE
from core.jobs.job_lock import job_lock
from core.jobs.ledger import RunState
from core.jobs.refusals import JobBusy
from tests.core.jobs.chores import BROKEN, LISTED, SEND, Letter, Trouble, send
from tests.core.jobs.house import House

NOON = datetime(2025, 6, 1, 12, 0, tzinfo=ZONE)
SECOND = timedelta(seconds=1)


def test_what_is_due_is_handled_and_counted(house: House) -> None:
    house.letters(*[Trouble.NONE] * 3)

    outcome = house.run_job(at=NOON)

    assert (outcome.state, outcome.handled, outcome.failed) == (RunState.SUCCEEDED, 3, 0)
    assert house.sent() == [1, 1, 1]
    (run,) = house.runs()
    assert (run.handled, run.state, run.scheduled_for, run.finished_at) == (3, RunState.SUCCEEDED, NOON, NOON)


@pytest.mark.parametrize("job", [SEND, LISTED])
def test_doing_it_twice_does_nothing_twice(house: House, job: Job) -> None:
    house.letters(Trouble.NONE, Trouble.NONE)

    handled = [house.run_job(job).handled, house.run_job(job, ticket=8).handled]

    assert handled == [2, 0]
    assert house.sent() == [1, 1]


def test_an_item_that_fails_leaves_no_trace_and_does_not_stop_the_others(house: House) -> None:
    house.letters(Trouble.NONE, Trouble.ALWAYS, Trouble.NONE)

    outcome = house.run_job(at=NOON)

    assert house.sent() == [1, 0, 1]
    assert (outcome.state, outcome.again_at) == (RunState.RETRYING, NOON + SECOND)
    (failure,) = house.failures()
    assert (failure.item, failure.attempts, failure.given_up, failure.retry_at) == (2, 1, False, NOON + SECOND)


def test_an_item_is_tried_again_in_its_time_and_not_before(house: House) -> None:
    house.letters(Trouble.ALWAYS)
    house.run_job(at=NOON)
    house.cure()

    early = house.run_job(at=NOON + SECOND / 2)
    late = house.run_job(at=NOON + SECOND)

    assert (early.handled, early.state, early.again_at) == (0, RunState.RETRYING, NOON + SECOND)
    assert (late.handled, late.state) == (1, RunState.SUCCEEDED)
    assert house.failures() == []
    assert [(run.attempt, run.handled) for run in house.runs()] == [(3, 1)]


def test_the_wait_grows_until_the_item_is_given_up(house: House) -> None:
    house.letters(Trouble.ALWAYS)

    first = house.run_job(at=NOON)
    second = house.run_job(at=NOON + SECOND)
    third = house.run_job(at=NOON + 3 * SECOND)

    assert [first.again_at, second.again_at] == [NOON + SECOND, NOON + 3 * SECOND]
    assert (third.state, third.again_at, third.failed) == (RunState.FAILED, None, 1)
    (failure,) = house.failures()
    assert (failure.attempts, failure.given_up) == (3, True)


def test_an_item_that_kills_its_process_is_recorded_by_the_next_and_given_up_in_its_time(house: House) -> None:
    def die_of_the_first(env: Env, number: int) -> None:
        if number == 1:
            os._exit(9)
        send(env, number)

    house.letters(Trouble.NONE, Trouble.NONE)
    deadly = replace(SEND, handle=die_of_the_first)

    dead = house.sweep_apart(deadly, at=NOON)
    left = [run.item for run in house.runs()]
    codes = [house.sweep_apart(deadly, at=NOON + wait * SECOND) for wait in (0, 1, 1, 3, 3)]

    assert (dead, left, codes) == (9, [1], [0, 9, 0, 9, 0])
    assert house.sent() == [0, 1]
    (failure,), (run,) = house.failures(), house.runs()
    assert (failure.item, failure.attempts, failure.given_up) == (1, 3, True)
    assert (run.state, run.handled, run.failed, run.item) == (RunState.FAILED, 1, 1, None)


@pytest.mark.parametrize("ticket", [7, None])
def test_an_item_that_breaks_the_connection_is_recorded_by_the_next(house: House, ticket: int | None) -> None:
    """Whether that goes on with the run, or the run was by hand and nobody does."""

    def break_off_at_the_first(env: Env, number: int) -> None:
        if number == 1:
            env.session.execute(select(func.pg_terminate_backend(func.pg_backend_pid())))
        send(env, number)

    house.letters(Trouble.NONE, Trouble.NONE)
    breaking = replace(SEND, handle=break_off_at_the_first)

    with pytest.raises(DBAPIError):
        house.run_job(breaking, at=NOON, ticket=ticket)
    outcome = house.run_job(breaking, at=NOON)

    assert (outcome.state, outcome.handled, outcome.again_at) == (RunState.RETRYING, 1, NOON + SECOND)
    assert [(failure.item, failure.attempts) for failure in house.failures()] == [(1, 1)]
    assert [run.item for run in house.runs()] == [None] * (1 if ticket else 2)


def test_an_item_that_wants_to_leave_the_process_fails_like_any_other(house: House) -> None:
    def leave(env: Env, number: int) -> None:
        raise SystemExit(number)

    house.letters(Trouble.NONE, Trouble.NONE)

    outcome = house.run_job(replace(SEND, handle=leave))

    assert (outcome.state, outcome.failed) == (RunState.RETRYING, 2)


def test_an_item_given_up_is_tried_by_a_later_run(house: House) -> None:
    """A fault that was repaired in the meantime needs nobody to say so."""
    house.letters(Trouble.ALWAYS)
    for wait in (0, 1, 3):
        house.run_job(at=NOON + wait * SECOND)
    house.cure()

    assert house.run_job(at=NOON + 4 * SECOND, ticket=8).handled == 0
    assert house.run_job(at=NOON + 6 * SECOND, ticket=9).handled == 1


def test_a_failure_of_a_run_that_has_ended_is_seen_to_by_the_next(house: House) -> None:
    """A run by hand is not in the queue, so nobody would take it up again."""
    house.letters(Trouble.ALWAYS)

    by_hand = house.run_job(at=NOON, ticket=None)
    queued = house.run_job(at=NOON + SECOND / 2)

    assert (by_hand.state, by_hand.again_at) == (RunState.FAILED, None)
    assert (queued.state, queued.again_at) == (RunState.RETRYING, NOON + SECOND)


def test_the_failure_of_an_item_that_is_no_longer_due_is_forgotten(house: House) -> None:
    house.letters(Trouble.ALWAYS)
    house.run_job(at=NOON)
    with house.engine.begin() as connection:
        connection.execute(update(house.generation[Letter]).values(waiting=False))

    outcome = house.run_job(at=NOON + SECOND)

    assert (outcome.state, outcome.handled) == (RunState.SUCCEEDED, 0)
    assert house.failures() == []


def test_an_item_that_somebody_else_saw_to_meanwhile_is_left_alone(house: House) -> None:
    """Between the list of what is due and an item's turn, minutes may pass."""

    def send_and_withdraw_the_next(env: Env, number: int) -> None:
        send(env, number)
        env.session.execute(update(env[Letter]).where(env[Letter].id == number + 1).values(waiting=False))

    house.letters(*[Trouble.NONE] * 4)

    outcome = house.run_job(replace(SEND, handle=send_and_withdraw_the_next))

    assert house.sent() == [1, 0, 1, 0]
    assert outcome.handled == 2


def test_what_is_due_may_fail_itself_and_is_tried_again(house: House) -> None:
    outcomes = [house.run_job(BROKEN, at=NOON) for _ in range(3)]

    assert [outcome.state for outcome in outcomes] == [RunState.RETRYING, RunState.RETRYING, RunState.FAILED]
    assert [outcome.again_at for outcome in outcomes] == [NOON + SECOND, NOON + 2 * SECOND, None]
    (run,) = house.runs(BROKEN)
    assert run.error is not None
    assert len(run.error) == 12


def test_errors_are_known_by_a_number_and_never_by_what_they_say(house: House) -> None:
    """The message of an error may hold what a record says."""
    house.letters(Trouble.ALWAYS)

    with capture_logs() as lines:
        house.run_job()

    (failure,) = house.failures()
    (line,) = (line for line in lines if line["log_level"] == "error")
    assert (line["error_id"], line["kind"], line["item"]) == (failure.error, "ConnectionRefusedError", 1)
    assert "address of 1" not in json.dumps(lines)


def test_a_run_that_is_told_to_stop_leaves_the_rest_to_the_next(house: House) -> None:
    house.letters(*[Trouble.NONE] * 3)

    stopped = house.run_job(stopping=lambda: house.sent()[0] == 1)
    rest = house.run_job()

    assert (stopped.state, stopped.handled) == (RunState.WAITING, 1)
    assert (rest.state, rest.handled) == (RunState.SUCCEEDED, 3)
    assert house.sent() == [1, 1, 1]
    assert [(run.attempt, run.handled) for run in house.runs()] == [(2, 3)]


def test_nobody_does_a_job_that_somebody_is_doing(house: House) -> None:
    with job_lock(house.url, SEND.name):
        with pytest.raises(JobBusy):
            house.run_job()
        assert house.run_job(LISTED).state is RunState.SUCCEEDED

    assert house.run_job().state is RunState.SUCCEEDED


def test_of_runs_that_found_nothing_only_the_last_is_kept(house: House) -> None:
    house.letters(Trouble.NONE)

    for ticket in range(1, 5):
        house.run_job(ticket=ticket)

    assert [(run.ticket, run.handled) for run in house.runs()] == [(1, 1), (4, 0)]


def test_a_run_by_hand_that_was_killed_is_told_apart(house: House) -> None:
    def interrupted(env: Env, number: int) -> None:
        raise KeyboardInterrupt

    house.letters(Trouble.NONE)

    with pytest.raises(KeyboardInterrupt):
        house.run_job(replace(SEND, handle=interrupted), ticket=None)

    assert [run.state for run in house.runs()] == [RunState.ABANDONED]
    assert house.sent() == [0]
