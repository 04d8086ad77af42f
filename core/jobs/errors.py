"""Logs the error of a job and gives the number under which it is in the log."""

from __future__ import annotations

import structlog

from core.foundation.logs import log_error

_log = structlog.get_logger("renda.jobs")


class UnfinishedError(Exception):
    """An item with which its run ended: the process died, or the connection to the database broke."""


def note_error(error: BaseException, job: str, item: int | None = None) -> str:
    """Log the error and give its number."""
    details = {"job": job} if item is None else {"job": job, "item": item}
    return log_error(_log, "job failed", error, **details)
