"""The worker: puts the runs of jobs into the queue at their times, takes runs from it and does them."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import procrastinate
import structlog
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.worker import Worker as Taker
from sqlalchemy.exc import DBAPIError

from core.foundation.clock import ZONE, shanghai_now
from core.jobs.queue import queue_connector
from core.jobs.refusals import JobBusy
from core.jobs.run_log import RunRequest
from core.jobs.running import Watch, retire_job, run_job
from core.jobs.stalled import requeue_stalled
from core.jobs.ticker import tick

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Coroutine

    from procrastinate.jobs import Job as Ticket

    from core.foundation.urls import DatabaseUrl
    from core.generation.generation import Generation

TASK = "renda.run"
"""procrastinate's name for all there is to do: one run of one job."""

_LATER = timedelta(minutes=1)
"""After an error in what surrounds a run, which the same moment would only repeat."""

_log = structlog.get_logger("renda.jobs")


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How often a worker looks, in seconds.

    `beat` is the time between two signs of life, `silence` how long one may go without before others
    take over, `poll` how often the queue is looked at besides being told, `again` how long to wait
    for a job that somebody else is doing, or for a database that went away, `unknown` for a worker that
    knows a job which this one does not.
    """

    beat: float = 10.0
    silence: float = 30.0
    poll: float = 5.0
    again: float = 5.0
    unknown: float = 60.0


class _AgainError(Exception):
    """A run that is to be taken up again at that moment."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        super().__init__()


class _WhenTold(BaseRetryStrategy):
    """Puts a run back into the queue for the moment it names; if it broke off, for now, if it failed, for later."""

    def get_retry_decision(self, *, exception: BaseException, job: Ticket) -> RetryDecision:  # noqa: ARG002 - the base's
        if isinstance(exception, _AgainError):
            return RetryDecision(retry_at=exception.at)
        return RetryDecision(retry_at=shanghai_now() + (_LATER if isinstance(exception, Exception) else timedelta()))


class Worker:
    """Does the jobs of a generation until it is told to stop; several may work on one database."""

    def __init__(
        self, generation: Generation, url: DatabaseUrl, *, concurrency: int = 2, pace: Pace | None = None
    ) -> None:
        """Prepare a worker.

        Args:
            generation: whose jobs are done.
            url: the database.
            concurrency: how many jobs are done at the same time; one job is never done twice at a time.
            pace: how often it looks.
        """
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self._generation, self._url, self._concurrency = generation, url, concurrency
        self._pace = pace or Pace()
        self._stopping = threading.Event()
        self._stopped = asyncio.Event()

    def stop(self) -> None:
        """Take nothing more; runs under way are handed back after their current item. From the worker's loop."""
        self._stopping.set()
        self._stopped.set()

    async def run(self) -> None:
        """Work until stopped. Whatever goes wrong in between, such as a database that goes away, is waited out."""
        _log.info("worker begins", worker=self.name, jobs=len(self._generation.jobs))
        while not self._stopping.is_set():
            try:
                await self._work()
            except Exception as error:  # noqa: BLE001 - the last resort: what was begun is taken up again
                _log.warning("worker begins anew", worker=self.name, exc_info=error)
                await self._pause()
        _log.info("worker ends", worker=self.name)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Work as long as the context lasts, beside whatever else the process does."""
        working = asyncio.create_task(self.run(), name="worker")
        try:
            yield
        finally:
            self.stop()
            await working

    async def _work(self) -> None:
        app = procrastinate.App(connector=queue_connector(self._url))
        task = app.task(name=TASK, pass_context=True, retry=_WhenTold())(self._run)
        async with app.open_async():
            await self._take(
                self._taker(app),
                self._stopped.wait(),
                tick(self._generation.jobs.values(), task),
                requeue_stalled(app.job_manager, self._pace.beat, self._pace.silence),
            )

    def _taker(self, app: procrastinate.App) -> Taker:
        return Taker(
            app=app,
            name=self.name,
            concurrency=self._concurrency,
            fetch_job_polling_interval=self._pace.poll,
            update_heartbeat_interval=self._pace.beat,
            stalled_worker_timeout=self._pace.silence,
            delete_jobs="always",
            install_signal_handlers=False,
        )

    async def _take(self, taker: Taker, *doings: Coroutine[object, object, object]) -> None:
        """Take runs until one of these ends; then the others are ended, and the runs under way waited for."""
        # First, for it forgets a stop from before its beginning.
        fetching = asyncio.create_task(taker.run())  # type: ignore[no-untyped-call]
        tasks = [asyncio.ensure_future(doing) for doing in doings]
        try:
            ended, _ = await asyncio.wait([fetching, *tasks], return_when=asyncio.FIRST_COMPLETED)
        finally:
            taker.stop()  # type: ignore[no-untyped-call]
            await _end(tasks)
            await asyncio.wait([fetching])
        for task in {fetching, *ended}:
            task.result()

    async def _run(self, context: procrastinate.JobContext, *, job: str, timestamp: int) -> None:
        scheduled_for = datetime.fromtimestamp(timestamp, ZONE)
        try:
            again_at = await asyncio.to_thread(self._do, job, scheduled_for, context.job.id)
        except (JobBusy, DBAPIError) as error:
            again_at = shanghai_now() + timedelta(seconds=self._pace.again)
            _log.info("job put off", job=job, kind=type(error).__qualname__)
        if again_at is not None:
            raise _AgainError(again_at)

    def _do(self, job: str, scheduled_for: datetime, ticket: int | None) -> datetime | None:
        """Do the job, and say when it is to be taken up again; in a thread, or the signs of life would wait for it."""
        known = self._generation.jobs.get(job)
        if known is None:
            gone = retire_job(self._generation, self._url, job, ticket)
            return None if gone else shanghai_now() + timedelta(seconds=self._pace.unknown)
        request = RunRequest(job=known, scheduled_for=scheduled_for, worker=self.name, ticket=ticket)
        return run_job(self._generation, self._url, request, Watch(stopping=self._stopping.is_set)).again_at

    async def _pause(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopped.wait(), self._pace.again)


async def _end(tasks: Collection[asyncio.Task[object]]) -> None:
    """Cancel the tasks until they have ended.

    Once is not enough: psycopg waits with `asyncio.wait_for`, which before Python 3.12 loses a cancellation that comes
    together with what it waits for.
    """
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=1)
    await asyncio.gather(*tasks, return_exceptions=True)
