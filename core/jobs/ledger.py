"""The models that remember what jobs did. They hold numbers and times, and never what a record says."""

from __future__ import annotations

from datetime import datetime
from enum import unique

from sqlalchemy.orm import Mapped

from core.declarations.models import Model, field, link, links
from core.foundation.i18n import _
from core.values.choices import Choice


@unique
class RunState(Choice):
    """How far a run of a job has come."""

    RUNNING = _("Under way")
    WAITING = _("Interrupted, goes on as soon as a worker is free")
    RETRYING = _("Some items failed and will be tried again")
    SUCCEEDED = _("Done")
    FAILED = _("Ended, with failures")
    ABANDONED = _("Broken off; a later run does what is left")


class JobRun(Model):
    """One run of a job, from the time it was scheduled for to its end."""

    job: Mapped[str] = field(label=_("Name of the job"), length=60)
    scheduled_for: Mapped[datetime] = field(label=_("Scheduled for"))
    started_at: Mapped[datetime] = field(label=_("Started at"))
    finished_at: Mapped[datetime | None] = field(label=_("Finished at"))
    state: Mapped[RunState] = field(label=_("State of the run"), index=True)
    attempt: Mapped[int] = field(label=_("How often it was begun"), default=1)
    handled: Mapped[int] = field(label=_("Number of items handled"), default=0)
    failed: Mapped[int] = field(label=_("Number of items that failed and are still to be handled"), default=0)
    error: Mapped[str | None] = field(label=_("Number of the error in the log, if the run itself failed"), length=12)
    item: Mapped[int | None] = field(label=_("Number of the record under way"), big=True)
    worker: Mapped[str] = field(label=_("Worker that ran it last"), length=120)
    ticket: Mapped[int | None] = field(label=_("Number in the queue; none if it was started by hand"), big=True)
    failures: Mapped[list[JobFailure]] = links(label=_("Items whose last failure was in this run"), back="run")

    __indexes__ = (("job", "started_at"), ("ticket",))


class JobFailure(Model):
    """An item of a job that failed and has not been handled since."""

    job: Mapped[str] = field(label=_("Name of the job"), length=60)
    item: Mapped[int] = field(label=_("Number of the record that was to be handled"), big=True)
    attempts: Mapped[int] = field(label=_("Number of attempts so far"), default=1)
    error: Mapped[str] = field(label=_("Number of the last error in the log"), length=12)
    failed_at: Mapped[datetime] = field(label=_("Failed last at"))
    retry_at: Mapped[datetime] = field(label=_("Tried again at"))
    given_up: Mapped[bool] = field(label=_("Whether the last of the quick attempts has failed"), index=True)
    run_id: Mapped[int]
    run: Mapped[JobRun] = link(label=_("Run in which it failed last"))

    __keys__ = (("job", "item"),)
