"""Does a job once: finds what is due and handles it item by item, each in a transaction of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import Select, select

from core.declarations.roles import SYSTEM_ACTOR
from core.foundation.clock import shanghai_now
from core.jobs.errors import note_error
from core.jobs.job_lock import job_lock, transaction
from core.jobs.queue import queued_at
from core.jobs.run_log import RunLog, RunOutcome, RunRequest, close_runs
from core.runtime.env import Env

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from core.foundation.urls import DatabaseUrl
    from core.generation.generation import Generation

LOCALE = "zh_CN"
"""The language in which jobs write what people will read."""

_REPLACEMENT = timedelta(days=1)
"""Workers are replaced one after another; by then none is left that knows less than the others."""

_log = structlog.get_logger("renda.jobs")


def _never() -> bool:
    return False


def _unheard(_done: int, _total: int) -> None:
    """The progress nobody watches."""


@dataclass(frozen=True, kw_only=True)
class Watch:
    """What goes on around a run.

    `stopping` is asked between two items whether to leave the rest to others, `progress` is called with how many
    items are done and how many there are, `now` is the clock. `eager` tries failed items before their time.
    """

    stopping: Callable[[], bool] = _never
    progress: Callable[[int, int], None] = _unheard
    now: Callable[[], datetime] = shanghai_now
    eager: bool = False


def run_job(generation: Generation, url: DatabaseUrl, request: RunRequest, watch: Watch | None = None) -> RunOutcome:
    """Do the job once and say how that ended; what an item raises is recorded and does not stop the others.

    Raises:
        JobBusy: if somebody else is doing the job.
        DBAPIError: if the connection is lost; what was committed stays, and the rest is still due.
    """
    watch = watch or Watch()
    with job_lock(url, request.job.name) as connection:
        run = _Run(generation, connection, request, watch)
        try:
            outcome = run.through()
        except Exception as error:
            if connection.invalidated:
                raise
            outcome = run.log.break_down(note_error(error, request.job.name))
        except BaseException:
            run.log.interrupt()
            raise
        _log.info("job ended", job=request.job.name, state=outcome.state.name, handled=outcome.handled)
        return outcome


def retire_job(generation: Generation, url: DatabaseUrl, job: str, ticket: int | None) -> bool:
    """End the open runs of a job that no plugin declares any more; whether that was done.

    Not before its run has been in the queue for a day: perhaps it is this process that has the plugins of before.

    Raises:
        JobBusy: if somebody else is doing the job: a worker with other plugins.
    """
    now = shanghai_now()
    with job_lock(url, job) as connection:
        with transaction(connection) as session:
            since = queued_at(session, ticket)
        if since is not None and now - since < _REPLACEMENT:
            _log.info("job left to others", job=job)
            return False
        close_runs(generation, connection, job, now)
    _log.warning("job is gone", job=job)
    return True


class _Run:
    """One run of a job under its lock."""

    def __init__(self, generation: Generation, connection: Connection, request: RunRequest, watch: Watch) -> None:
        self._generation, self._connection, self._job, self._watch = generation, connection, request.job, watch
        self.log = RunLog(generation, connection, request, watch.now)

    def through(self) -> RunOutcome:
        """Go through all that is due."""
        items = self._items()
        for done, item in enumerate(items):
            self._watch.progress(done, len(items))
            if self._watch.stopping():
                return self.log.interrupt()
            self._take(item)
        self._watch.progress(len(items), len(items))
        return self.log.close()

    def _items(self) -> Sequence[int]:
        with transaction(self._connection) as session:
            env = self._env(session)
            found = self._job.due(env)
            due = list(dict.fromkeys(session.scalars(found) if isinstance(found, Select) else found))
        self.log.forget_all_but(due)
        later = frozenset[int]() if self._watch.eager else self.log.postponed()
        return [item for item in due if item not in later]

    def _take(self, item: int) -> None:
        self.log.begun(item)
        try:
            with transaction(self._connection) as session:
                env = self._env(session)
                if self._still_due(env, item):
                    self._job.handle(env, item)
                    session.flush()
                    self.log.handled(session, item)
        except (Exception, SystemExit) as error:
            if self._connection.invalidated:
                raise
            self.log.failed(item, note_error(error, self._job.name, item))

    def _still_due(self, env: Env, item: int) -> bool:
        found = self._job.due(env)
        if not isinstance(found, Select):
            return True  # numbers cannot be asked about one; `handle` looks for itself
        due = found.subquery()
        (number,) = due.columns
        return env.session.scalar(select(number).where(number == item).limit(1)) is not None

    def _env(self, session: Session) -> Env:
        return Env(
            generation=self._generation, session=session, actor=SYSTEM_ACTOR, locale=LOCALE, now=self._watch.now()
        )
