"""Where the chores are done: letters are put in, workers sent, and the books read."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import create_engine, insert, select, text, update
from sqlalchemy.orm import Session

from core.declarations.jobs import Job
from core.foundation.clock import shanghai_now
from core.foundation.urls import DatabaseUrl
from core.generation.generation import Generation
from core.installation.install import install
from core.jobs.ledger import JobFailure, JobRun
from core.jobs.queue import EVENTS, TICKETS
from core.jobs.run_log import RunOutcome, RunRequest
from core.jobs.running import Watch, run_job
from core.jobs.worker import Pace, Worker
from tests.core.jobs.chores import QUICK, SEND, Letter, Trouble, a_generation

ROOT = Path(__file__).parents[3]
PATIENCE = 30.0
"""Seconds that something may take on a busy machine before it counts as not happening."""


class House:
    """A database with the chores in it."""

    def __init__(self, url: DatabaseUrl) -> None:
        self.url, self.generation = url, a_generation()
        self.engine = create_engine(url, connect_args={"application_name": "house"})

    def __enter__(self) -> Self:
        with self.engine.begin() as connection:
            install(self.generation, connection)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.engine.dispose()
        self.generation.dispose()

    def letters(self, *troubles: Trouble) -> None:
        """Put in a letter for each trouble, numbered from 1."""
        with self.engine.begin() as connection:
            connection.execute(insert(self.generation[Letter]), [{"trouble": trouble} for trouble in troubles])

    def cure(self) -> None:
        """Take all trouble away."""
        with Session(self.engine) as session, session.begin():
            for letter in session.scalars(select(self.generation[Letter])):
                letter.trouble = Trouble.NONE

    def sent(self) -> list[int]:
        """How often each letter was sent."""
        letter = self.generation[Letter]
        with Session(self.engine) as session:
            return list(session.scalars(select(letter.sent).order_by(letter.id)))

    def runs(self, job: Job = SEND) -> Sequence[JobRun]:
        """What the ledger says of the runs of the job, oldest first."""
        run = self.generation[JobRun]
        with Session(self.engine) as session:
            return session.scalars(select(run).where(run.job == job.name).order_by(run.id)).all()

    def failures(self) -> Sequence[JobFailure]:
        """What the ledger says of items that failed."""
        failure = self.generation[JobFailure]
        with Session(self.engine) as session:
            return session.scalars(select(failure).order_by(failure.job, failure.item)).all()

    def tickets(self) -> list[str]:
        """The states of the runs in the queue."""
        with self.engine.connect() as connection:
            return list(connection.scalars(select(TICKETS.c.status)))

    def age_tickets(self, age: timedelta) -> None:
        """Make the runs in the queue that much older."""
        with self.engine.begin() as connection:
            connection.execute(update(EVENTS).values(at=EVENTS.c.at - age))

    def cut_connections(self) -> int:
        """Cut all connections to the database but those of the house, and say how many."""
        others = text(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name <> 'house'"
        )
        with self.engine.connect() as connection:
            return int(connection.scalar(others) or 0)

    def run_job(
        self,
        job: Job = SEND,
        *,
        at: datetime | None = None,
        ticket: int | None = 7,
        stopping: Callable[[], bool] = lambda: False,
        generation: Generation | None = None,
    ) -> RunOutcome:
        """Do the job once in this process, as if it were that time."""
        time_of_it = at or shanghai_now()
        order = RunRequest(job=job, scheduled_for=time_of_it, worker="tester", ticket=ticket)
        watch = Watch(stopping=stopping, now=lambda: time_of_it)
        return run_job(generation or self.generation, self.url, order, watch)

    def sweep_apart(self, job: Job, *, at: datetime) -> int | None:
        """Do the job once in a process of its own, and give its exit code."""
        process = get_context("fork").Process(target=self.run_job, args=(job,), kwargs={"at": at})
        process.start()
        process.join(PATIENCE)
        return process.exitcode

    def work_until(
        self,
        reached: Callable[[], bool],
        *,
        workers: int = 1,
        generation: Generation | None = None,
        pace: Pace = QUICK,
    ) -> None:
        """Let so many workers of this process work until something is reached."""

        async def all_of_them() -> None:
            crew = [Worker(generation or self.generation, self.url, pace=pace) for _ in range(workers)]
            working = [asyncio.create_task(worker.run()) for worker in crew]
            try:
                await asyncio.to_thread(wait_for, reached)
            finally:
                for worker in crew:
                    worker.stop()
                await asyncio.gather(*working)

        asyncio.run(all_of_them())

    @contextmanager
    def worker_process(self) -> Iterator[subprocess.Popen[str]]:
        """A worker in a process of its own, at work."""
        command = [sys.executable, "-m", "tests.core.jobs.chores", self.url]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout
                assert process.stdout.readline() == "at work\n"
                yield process
            finally:
                process.kill()


def wait_for(reached: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Wait until something is reached, for so many seconds."""
    late = time.monotonic() + patience
    while not reached():
        if time.monotonic() > late:
            raise TimeoutError("it was not reached")
        time.sleep(0.05)
