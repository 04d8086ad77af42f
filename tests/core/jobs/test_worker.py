"""Workers: what is scheduled is done once, and what one of them leaves behind is done by another."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from core.declarations.jobs import Retry
from core.foundation.clock import shanghai_now
from core.jobs.ledger import RunState
from core.jobs.worker import Worker
from tests.core.jobs.chores import QUICK, SEND, Trouble, a_generation
from tests.core.jobs.house import PATIENCE, House, wait_for

MANY = 40
OTHER = replace(SEND, name="another", due=lambda _env: ())


def done(house: House) -> bool:
    """Whether every letter was sent and the run has ended."""
    runs = house.runs()
    return all(house.sent()) and bool(runs) and all(run.finished_at for run in runs)


def times_said(lines: Sequence[Mapping[str, object]], event: str) -> int:
    """How often the log says so."""
    return sum(line["event"] == event for line in lines)


def test_several_workers_do_a_scheduled_run_once(house: House) -> None:
    house.letters(*[Trouble.NONE] * MANY)

    house.work_until(lambda: done(house), workers=3, pace=replace(QUICK, silence=PATIENCE))

    assert house.sent() == [1] * MANY
    assert [(run.handled, run.attempt, run.state) for run in house.runs()] == [(MANY, 1, RunState.SUCCEEDED)]
    assert house.tickets() == []


def test_a_time_that_was_done_is_not_done_again_by_a_worker_that_starts_later(house: House) -> None:
    house.work_until(lambda: done(house))
    house.letters(Trouble.NONE)

    house.work_until(lambda: bool(house.runs()))

    assert house.sent() == [0]
    assert len(house.runs()) == 1


def test_a_job_that_is_due_each_minute_is_done_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run after the one that is made up for at the start comes by the clock; its minutes take two seconds here."""
    begun = shanghai_now()
    monkeypatch.setattr("core.jobs.ticker._LONGEST", 0.2)
    monkeypatch.setattr("core.jobs.ticker.shanghai_now", lambda: begun + 30 * (shanghai_now() - begun))
    each_minute = a_generation(replace(SEND, schedule="* * * * *"))
    house.work_until(lambda: done(house), generation=each_minute)
    first = house.runs()[-1].scheduled_for
    house.letters(Trouble.NONE)

    house.work_until(lambda: house.sent() == [1], generation=each_minute)

    assert house.runs()[-1].scheduled_for > first


def test_after_a_failure_the_worker_tries_again_until_it_is_cured(house: House) -> None:
    house.letters(Trouble.NONE, Trouble.ALWAYS)

    def sent_after_a_cure() -> bool:
        if house.failures() and house.sent()[0]:
            house.cure()
        return done(house)

    house.work_until(sent_after_a_cure)

    assert house.sent() == [1, 1]
    assert house.failures() == []
    (run,) = house.runs()
    assert (run.handled, run.failed, run.state) == (2, 0, RunState.SUCCEEDED)
    assert run.attempt > 1


def test_an_item_that_always_fails_is_recorded_and_let_be(house: House) -> None:
    house.letters(Trouble.ALWAYS)

    soon = Retry(attempts=3, first=timedelta(seconds=0.2), longest=timedelta(seconds=0.4))
    quick = a_generation(replace(SEND, retry=soon))

    house.work_until(lambda: any(run.finished_at for run in house.runs()), generation=quick)

    (run,) = house.runs()
    (failure,) = house.failures()
    assert (run.state, run.attempt, run.failed) == (RunState.FAILED, 3, 1)
    assert (failure.attempts, failure.given_up) == (3, True)
    assert house.tickets() == []


def test_a_killed_worker_loses_nothing_and_doubles_nothing(house: House) -> None:
    """What it had taken is taken up again by the next: the same run, and each item handled exactly once."""
    house.letters(*[Trouble.SLOW] * MANY)

    with house.worker_process() as process:
        wait_for(lambda: sum(house.sent()) > MANY // 4)
        process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE)
    left = sum(house.sent())
    held = house.tickets()
    house.work_until(lambda: done(house))

    assert 0 < left < MANY
    assert "doing" in held
    assert house.sent() == [1] * MANY
    (run,) = house.runs()
    assert (run.handled, run.item, run.state) == (MANY, None, RunState.SUCCEEDED)
    assert run.attempt > 1


def test_a_stopped_worker_ends_in_order_and_hands_back_the_rest(house: House) -> None:
    house.letters(*[Trouble.SLOW] * MANY)

    with house.worker_process() as process:
        wait_for(lambda: sum(house.sent()) > 2)
        process.send_signal(signal.SIGTERM)
        code = process.wait(PATIENCE)
    left, (run,), held = sum(house.sent()), house.runs(), house.tickets()
    house.work_until(lambda: done(house))

    assert code == 0
    assert (run.handled, run.state) == (left, RunState.WAITING)
    assert set(held) <= {"todo"}
    assert 0 < left < MANY
    assert house.sent() == [1] * MANY


def test_a_worker_stopped_while_it_begins_ends(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before Python 3.12, waiting may lose a cancellation; whatever is told once only would go on for ever."""
    deaf: list[str] = []

    async def deaf_once(name: str) -> tuple[()]:
        try:
            await asyncio.sleep(0.5 if name == "taker" else 3600)
        except asyncio.CancelledError:
            deaf.append(name)
        if name != "taker":
            await asyncio.sleep(3600)
        return ()

    monkeypatch.setattr("procrastinate.manager.JobManager.prune_stalled_workers", lambda *_: deaf_once("taker"))
    monkeypatch.setattr("core.jobs.worker.tick", lambda *_: deaf_once("ticker"))
    monkeypatch.setattr("core.jobs.worker.requeue_stalled", lambda *_: deaf_once("requeue_stalled"))

    asyncio.run(asyncio.wait_for(begun_and_stopped(house), PATIENCE))

    assert set(deaf) == {"ticker", "requeue_stalled"}


async def begun_and_stopped(house: House) -> None:
    worker = Worker(house.generation, house.url, pace=QUICK)
    async with worker.running():
        await asyncio.sleep(0.3)


def test_a_worker_that_only_seemed_dead_is_not_doubled(house: House) -> None:
    """While it is held up it holds the job's lock, and goes on where it was when it is let go."""
    house.letters(*[Trouble.SLOW] * MANY)

    with house.worker_process() as process:
        wait_for(lambda: sum(house.sent()) > 2)
        os.kill(process.pid, signal.SIGSTOP)
        seen = sum(house.sent())
        with capture_logs() as lines:
            house.work_until(lambda: times_said(lines, "job put off") > 1)
        assert sum(house.sent()) == seen
        os.kill(process.pid, signal.SIGCONT)
        wait_for(lambda: sum(house.sent()) == MANY)
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)

    assert house.sent() == [1] * MANY


def test_a_job_that_left_with_its_plugin_is_let_go_after_a_day(house: House) -> None:
    house.letters(Trouble.ALWAYS)
    house.work_until(lambda: any(run.state is RunState.RETRYING for run in house.runs()))
    house.age_tickets(timedelta(days=1))

    house.work_until(lambda: all(run.finished_at for run in house.runs()), generation=a_generation(OTHER))

    assert house.tickets() == []
    assert [run.state for run in house.runs()] == [RunState.ABANDONED]
    assert [failure for failure in house.failures() if failure.job == "send"] == []


def test_a_worker_that_does_not_know_a_job_leaves_it_to_those_who_do(house: House) -> None:
    """While workers are replaced, an older one meets the job of a new plugin, whose last time may be long ago."""
    house.letters(Trouble.ALWAYS)
    house.work_until(lambda: any(run.state is RunState.RETRYING for run in house.runs()))

    with capture_logs() as lines:
        house.work_until(
            lambda: times_said(lines, "job left to others") > 1 or bool(house.runs()[-1].finished_at),
            generation=a_generation(OTHER),
        )
    (run,), failures = house.runs(), house.failures()
    house.cure()
    house.work_until(lambda: done(house))

    assert run.state is RunState.RETRYING
    assert [failure.item for failure in failures if failure.job == "send"] == [1]
    assert house.sent() == [1]


def test_a_worker_waits_for_a_database_that_went_away(house: House) -> None:
    """Every connection is cut, as when the database is started anew."""
    house.letters(*[Trouble.SLOW] * MANY)
    cut: list[int] = []

    def done_despite_a_cut() -> bool:
        if not cut and sum(house.sent()) > 2:
            cut.append(house.cut_connections())
        return done(house)

    house.work_until(done_despite_a_cut)

    assert cut[0] > 1
    assert house.sent() == [1] * MANY
