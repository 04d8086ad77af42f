"""Keeps the ledger of one run: when it began, what was handled, what failed and when that is tried again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, any_, delete, exists, func, literal, not_, or_, select, update
from sqlalchemy.dialects.postgresql import ARRAY

from core.jobs.errors import UnfinishedError, note_error
from core.jobs.job_lock import transaction
from core.jobs.ledger import JobFailure, JobRun, RunState
from core.jobs.queue import TICKETS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection
    from sqlalchemy.orm import Session

    from core.declarations.jobs import Job
    from core.generation.generation import Generation


@dataclass(frozen=True, kw_only=True)
class RunRequest:
    """One run of a job that is to be done: for which time, by whom, and its number in the queue, if it has one."""

    job: Job
    scheduled_for: datetime
    worker: str
    ticket: int | None = None


@dataclass(frozen=True, kw_only=True)
class RunOutcome:
    """How a run ended, or was left.

    If it goes on, `again_at` says when. It is `broken` if something other than an item failed.
    """

    state: RunState
    handled: int
    failed: int
    again_at: datetime | None = None
    broken: bool = False


class RunLog:
    """The ledger of one run. Whoever keeps it is the only one to do the job, see `core.jobs.job_lock`."""

    def __init__(
        self, generation: Generation, connection: Connection, request: RunRequest, now: Callable[[], datetime]
    ) -> None:
        self._run_model, self._failure_model = generation[JobRun], generation[JobFailure]
        self._connection, self._request, self._now = connection, request, now
        with transaction(self._connection) as session:
            run = self._begin(session)
            self._id, self.attempt = run.id, run.attempt
            self._blame(session)
            session.flush()
            self._settle_orphans(session)
            self._adopt_failures(session)

    def begun(self, item: int) -> None:
        """Write down that the item is under way, before it can end the process or break the connection."""
        run = self._run_model
        with transaction(self._connection) as session:
            session.execute(update(run).where(run.id == self._id).values(item=item, version=run.version + 1))

    def handled(self, session: Session, item: int) -> None:
        """Count the item, in the transaction that handles it: neither without the other."""
        run = self._run_model
        counted = {"handled": run.handled + 1, "item": None, "version": run.version + 1}
        session.execute(update(run).where(run.id == self._id).values(counted))
        session.execute(delete(self._failure_model).where(self._failures, self._failure_model.item == item))

    def failed(self, item: int, error: str) -> None:
        """Record that the item failed, and when it is tried again."""
        run = self._run_model
        with transaction(self._connection) as session:
            self._record(session, item, error)
            session.execute(update(run).where(run.id == self._id).values(item=None, version=run.version + 1))

    def postponed(self) -> Collection[int]:
        """The items that failed and are to be tried again later than now."""
        failure = self._failure_model
        with transaction(self._connection) as session:
            statement = select(failure.item).where(self._failures, failure.retry_at > self._now())
            return frozenset(session.scalars(statement))

    def forget_all_but(self, due: Collection[int]) -> None:
        """Forget the failures of items that are no longer due: somebody else has seen to them."""
        known = literal(list(due), ARRAY(BigInteger))
        with transaction(self._connection) as session:
            session.execute(
                delete(self._failure_model).where(self._failures, not_(self._failure_model.item == any_(known)))
            )

    def close(self) -> RunOutcome:
        """The run went through all items: done, or to be taken up again for those that failed."""
        failure = self._failure_model
        mine = self._failures & (failure.run_id == self._id)
        with transaction(self._connection) as session:
            failed = session.scalar(select(func.count()).where(mine)) or 0
            quick = select(func.min(failure.retry_at)).where(mine, failure.given_up.is_(False))
            again_at = None if self._by_hand else session.scalar(quick)
            ended = RunState.FAILED if failed else RunState.SUCCEEDED
            run = self._leave(session, RunState.RETRYING if again_at else ended, failed=failed)
            if ended is RunState.SUCCEEDED and not run.handled:
                self._forget_idle_runs(session)
            return RunOutcome(state=run.state, handled=run.handled, failed=failed, again_at=again_at)

    def interrupt(self) -> RunOutcome:
        """The run was told to stop; whoever is free goes on with it."""
        with transaction(self._connection) as session:
            run = self._leave(session, RunState.ABANDONED if self._by_hand else RunState.WAITING)
            return RunOutcome(state=run.state, handled=run.handled, failed=run.failed, again_at=self._now())

    def break_down(self, error: str) -> RunOutcome:
        """Something other than an item failed: to be tried again, unless that was the last attempt."""
        retry, now = self._request.job.retry, self._now()
        final = self._by_hand or retry.gives_up(self.attempt)
        with transaction(self._connection) as session:
            run = self._leave(session, RunState.FAILED if final else RunState.RETRYING, error=error)
            again_at = None if final else now + retry.wait(self.attempt)
            return RunOutcome(state=run.state, handled=run.handled, failed=run.failed, again_at=again_at, broken=True)

    @property
    def _failures(self) -> ColumnElement[bool]:
        return self._failure_model.job == self._request.job.name

    @property
    def _by_hand(self) -> bool:
        """Whether the run is not in the queue, so that nobody will go on with it."""
        return self._request.ticket is None

    def _begin(self, session: Session) -> JobRun:
        run = self._begun_before(session) or self._new_run(session)
        run.state, run.worker, run.error = RunState.RUNNING, self._request.worker, None
        run.attempt += 1
        session.flush()
        return run

    def _begun_before(self, session: Session) -> JobRun | None:
        run = self._run_model
        mine = (run.job == self._request.job.name, run.ticket == self._request.ticket, run.finished_at.is_(None))
        return None if self._by_hand else session.scalars(select(run).where(*mine).order_by(run.id.desc())).first()

    def _new_run(self, session: Session) -> JobRun:
        request = self._request
        run = self._run_model(
            job=request.job.name,
            scheduled_for=request.scheduled_for,
            started_at=self._now(),
            ticket=request.ticket,
            attempt=0,
        )
        session.add(run)
        return run

    def _blame(self, session: Session) -> None:
        """Record as failed the items at which runs ended without a word, or they would end every other in turn."""
        run = self._run_model
        for left in session.scalars(select(run).where(run.job == self._request.job.name, run.item.is_not(None))):
            if left.item is not None:
                self._record(session, left.item, note_error(UnfinishedError(), left.job, left.item))
                left.item = None

    def _record(self, session: Session, item: int, error: str) -> None:
        failure, now, retry = self._failure_model, self._now(), self._request.job.retry
        known = session.scalar(select(failure).where(self._failures, failure.item == item))
        attempts = known.attempts + 1 if known else 1
        values = {
            "attempts": attempts,
            "error": error,
            "failed_at": now,
            "retry_at": now + retry.wait(attempts),
            "given_up": retry.gives_up(attempts),
            "run_id": self._id,
        }
        known = known or failure(job=self._request.job.name, item=item)
        for name, value in values.items():
            setattr(known, name, value)
        session.add(known)

    def _settle_orphans(self, session: Session) -> None:
        """Set the state of runs whose worker died: under the lock, no other run of this job is under way."""
        run = self._run_model
        others = (run.job == self._request.job.name, run.finished_at.is_(None), run.id != self._id)
        queued = run.ticket.in_(select(TICKETS.c.id))
        waits = {"state": RunState.WAITING, "version": run.version + 1}
        session.execute(update(run).where(*others, queued, run.state == RunState.RUNNING).values(waits))
        ends = {"state": RunState.ABANDONED, "finished_at": self._now(), "version": run.version + 1}
        session.execute(update(run).where(*others, or_(run.ticket.is_(None), ~queued)).values(ends))

    def _adopt_failures(self, session: Session) -> None:
        """See to the failures of runs that have ended: nobody else will try them again in time."""
        if self._by_hand:
            return
        run, failure = self._run_model, self._failure_model
        ended = select(run.id).where(run.job == self._request.job.name, run.finished_at.is_not(None))
        left = (self._failures, failure.given_up.is_(False), failure.run_id.in_(ended))
        session.execute(update(failure).where(*left).values(run_id=self._id, version=failure.version + 1))

    def _leave(self, session: Session, state: RunState, **values: object) -> JobRun:
        run = session.get_one(self._run_model, self._id)
        run.state, run.item = state, None
        if state in {RunState.SUCCEEDED, RunState.FAILED, RunState.ABANDONED}:
            run.finished_at = self._now()
        for name, value in values.items():
            setattr(run, name, value)
        session.flush()
        return run

    def _forget_idle_runs(self, session: Session) -> None:
        """Keep of the runs that found nothing to do only the last, or a job of each minute would fill the ledger."""
        run, failure = self._run_model, self._failure_model
        idle = (run.state == RunState.SUCCEEDED, run.handled == 0, ~exists().where(failure.run_id == run.id))
        session.execute(delete(run).where(run.job == self._request.job.name, run.id != self._id, *idle))


def close_runs(generation: Generation, connection: Connection, job: str, now: datetime) -> None:
    """End the open runs of a job that no plugin declares any more, and delete its failures."""
    run, failure = generation[JobRun], generation[JobFailure]
    ends = {"state": RunState.ABANDONED, "finished_at": now, "item": None, "version": run.version + 1}
    with transaction(connection) as session:
        session.execute(update(run).where(run.job == job, run.finished_at.is_(None)).values(ends))
        session.execute(delete(failure).where(failure.job == job))
