"""Refuses jobs that clash, that nobody could call, or that would never run."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from core.composition.refusals import Undescribed
from core.foundation.origins import Origin
from core.jobs.refusals import BadJobName, BadRetry, BadSchedule, DuplicateJob
from core.jobs.schedule import is_schedule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.declarations.contribution import Contribution
    from core.declarations.jobs import Job, Retry

LONGEST_NAME = 60
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def check_jobs(contributions: Sequence[Contribution]) -> None:
    """Check the jobs one by one, then that no two share a name."""
    known: dict[str, Origin] = {}
    for contribution in contributions:
        for job in contribution.jobs:
            origin = Origin(contribution.plugin, job.place)
            _check_job(job, origin)
            if job.name in known:
                raise DuplicateJob(name=job.name, first=known[job.name], second=origin)
            known[job.name] = origin


def _check_job(job: Job, origin: Origin) -> None:
    if not _NAME.fullmatch(job.name) or len(job.name) > LONGEST_NAME:
        raise BadJobName(name=job.name, first=origin, longest=LONGEST_NAME)
    if not job.label:
        raise Undescribed(what=f"the job {job.name}", first=origin, missing="label")
    if not is_schedule(job.schedule):
        raise BadSchedule(name=job.name, first=origin, schedule=job.schedule)
    if not _says_something(job.retry):
        raise BadRetry(name=job.name, first=origin)


def _says_something(retry: Retry) -> bool:
    return retry.attempts >= 1 and timedelta() < retry.first <= retry.longest
