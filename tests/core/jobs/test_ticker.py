"""The ticker: each time is queued once, and a clock that goes wrong holds up none of the times that follow."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import procrastinate
import pytest
from sqlalchemy import select

from core.foundation.clock import ZONE
from core.jobs.queue import TICKETS, queue_connector
from core.jobs.ticker import tick
from core.jobs.worker import TASK
from tests.core.jobs.chores import SEND
from tests.core.jobs.house import House

EACH_MINUTE = replace(SEND, schedule="* * * * *")
NOON = datetime(2025, 6, 1, 12, 0, tzinfo=ZONE)
MINUTE = timedelta(minutes=1)
YEAR = timedelta(days=365)


def tick_at(house: House, monkeypatch: pytest.MonkeyPatch, *times: datetime) -> None:
    """Be a ticker whose clock shows these times, one after another, and then nothing."""
    readings = [time for time in times for _ in ("to queue", "to wait")]
    monkeypatch.setattr("core.jobs.ticker._LONGEST", 0.0)
    monkeypatch.setattr("core.jobs.ticker.shanghai_now", lambda: readings.pop(0))

    async def until_the_clock_stops() -> None:
        app = procrastinate.App(connector=queue_connector(house.url))
        task = app.task(name=TASK)(lambda **_: None)
        async with app.open_async():
            with pytest.raises(IndexError):
                await tick([EACH_MINUTE], task)

    asyncio.run(until_the_clock_stops())


def queued_times(house: House) -> list[datetime]:
    """The times for which runs are in the queue, in the order in which they came."""
    times = select(TICKETS.c.args["timestamp"].as_integer()).order_by(TICKETS.c.id)
    with house.engine.connect() as connection:
        return [datetime.fromtimestamp(time, ZONE) for time in connection.scalars(times)]


def test_a_time_is_queued_once_by_however_many_tickers(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    tick_at(house, monkeypatch, NOON, NOON, NOON + MINUTE)
    tick_at(house, monkeypatch, NOON + MINUTE, NOON + 2 * MINUTE)

    assert queued_times(house) == [NOON, NOON + MINUTE, NOON + 2 * MINUTE]


def test_after_a_clock_that_ran_ahead_the_right_times_are_queued(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    tick_at(house, monkeypatch, NOON + YEAR, NOON)
    tick_at(house, monkeypatch, NOON + MINUTE)

    assert queued_times(house) == [NOON + YEAR, NOON, NOON + MINUTE]
