"""What is kept of a job's error: a number, under which the log tells what happened and where."""

from __future__ import annotations

import uuid

import structlog

from core.logs import frames_of

ERROR_LENGTH = 12

_log = structlog.get_logger("renda.jobs")


class UnfinishedError(Exception):
    """An item with which its run ended: the process died, or the connection to the database broke."""


def note_error(error: BaseException, job: str, item: int | None = None) -> str:
    """Log the error and give its number.

    The log holds its kind and place, not its message: a database puts the values of a row into it.
    """
    number = uuid.uuid4().hex[:ERROR_LENGTH]
    told = {"job": job} if item is None else {"job": job, "item": item}
    _log.error("job failed", error_id=number, kind=type(error).__qualname__, frames=frames_of(error), **told)
    return number
