"""Puts the runs of jobs into the queue at their times, each time once, however many workers do so.

Only a clock that was set back, or one that is slower than the others, brings a time once more: the database knows the
last it was told, not the latest. That is harmless, for what was handled is no longer due. To skip whatever is not later
would not be: after a clock that ran ahead, nothing would be done until the others had caught up with it.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from procrastinate.exceptions import AlreadyEnqueued

from core.foundation.clock import shanghai_now
from core.jobs.schedule import last_time, next_time

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from procrastinate.tasks import Task

    from core.declarations.jobs import Job

_LONGEST = 60.0
"""Seconds to sleep at the most: a clock that was set, or a machine that slept, is noticed after that."""


async def tick(jobs: Collection[Job], task: Task[Any, Any, Any]) -> None:
    """For ever: queue each job for the last of its times, unless that was done before.

    A time that was missed, because nobody was at work, is so made up for; of several missed times, the last.
    procrastinate's own timer reads schedules as UTC and forgets what it missed.
    """
    queued: dict[str, datetime] = {}
    while True:
        now = shanghai_now()
        for job in jobs:
            time = last_time(job, now)
            if queued.get(job.name) != time:
                await _queue(task, job, time)
                queued[job.name] = time
        waits = [(next_time(job, now) - shanghai_now()).total_seconds() for job in jobs]
        await asyncio.sleep(max(0.0, min([_LONGEST, *waits])))


async def _queue(task: Task[Any, Any, Any], job: Job, time: datetime) -> None:
    timestamp = int(time.timestamp())
    deferrer = task.configure(task_kwargs={"job": job.name, "timestamp": timestamp})
    # The database keeps the time it was told last of each job and takes it once.
    with suppress(AlreadyEnqueued):
        await deferrer.job_manager.defer_periodic_job(job=deferrer.job, periodic_id=job.name, defer_timestamp=timestamp)
