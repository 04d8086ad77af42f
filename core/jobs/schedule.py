"""When a job is to be done: its cron text, read in the time of Shanghai."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from croniter import croniter  # type: ignore[import-untyped]

from core.foundation.clock import ZONE, shanghai_now

if TYPE_CHECKING:
    from core.declarations.jobs import Job

_FIELDS = 5


def is_schedule(text: str) -> bool:
    """Whether cron understands the text, and some moment meets it: the 30th of February never comes."""
    if len(text.split()) != _FIELDS or not croniter.is_valid(text):
        return False
    try:
        croniter(text, shanghai_now()).get_next(datetime)
    except ValueError:
        return False
    return True


def last_time(job: Job, at: datetime) -> datetime:
    """The last time before that moment, or at it, at which the job was to be done."""
    clock = croniter(job.schedule, at.astimezone(ZONE))
    clock.get_next(datetime)  # `get_prev` leaves out the moment itself
    return cast("datetime", clock.get_prev(datetime))


def next_time(job: Job, at: datetime) -> datetime:
    """The first time after that moment at which the job is to be done."""
    return cast("datetime", croniter(job.schedule, at.astimezone(ZONE)).get_next(datetime))
