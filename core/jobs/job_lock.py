"""One run of a job at a time, in however many processes: whoever holds the job's lock in the database."""

from __future__ import annotations

import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Connection, NullPool, create_engine, func, select
from sqlalchemy.orm import Session

from core.foundation.clock import TIME_ZONE
from core.jobs.refusals import JobBusy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.foundation.urls import DatabaseUrl

_CLASS = 0x4A4F4253
"""Sets the locks of jobs apart from other advisory locks: the letters JOBS."""
_OPTIONS = f"-c timezone={TIME_ZONE} -c datestyle=ISO,YMD"


@contextmanager
def job_lock(url: DatabaseUrl, job: str) -> Iterator[Connection]:
    """A connection that alone may do the job.

    The lock belongs to the connection on which the work is done. Whoever is killed loses both, at once; whoever
    only seems dead keeps both, and nobody else begins.

    Raises:
        JobBusy: if another connection holds the lock.
    """
    engine = create_engine(url, poolclass=NullPool, connect_args={"options": _OPTIONS, "application_name": "renda job"})
    with engine.connect() as connection:
        number = zlib.crc32(job.encode()) - 2**31  # PostgreSQL's integers have a sign
        taken = connection.scalar(select(func.pg_try_advisory_lock(_CLASS, number)))
        connection.commit()
        if not taken:
            raise JobBusy(name=job)
        yield connection


@contextmanager
def transaction(connection: Connection) -> Iterator[Session]:
    """A session whose transaction is committed at the end, or rolled back by an error."""
    with Session(connection, expire_on_commit=False) as session, session.begin():
        yield session
