"""Log lines: for people or for machines, and never with the values a client sent."""

from __future__ import annotations

import logging
import sys
import uuid
from traceback import extract_tb, format_tb
from typing import TYPE_CHECKING

import structlog

from core.foundation.settings import LogFormat

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor, WrappedLogger

    from core.foundation.settings import Settings

PERSONAL = frozenset(
    {"variables", "values", "parameters", "params", "input", "body", "authorization", "token", "password", "url"}
)
"""Names under which a line may carry what a client sent or what must stay secret."""

WITHHELD = "(withheld)"
_QUIET = ("sqlalchemy.engine", "psycopg.pool", "uvicorn.access", "procrastinate")
"""Loggers whose ordinary lines repeat statements or addresses, and with them what a client sent, or what we log."""

NUMBER_LENGTH = 12
"""Digits of the number under which an error is logged."""

_FRAMES = 30
"""The innermost frames of an error are logged; those of a recursion would fill the log."""


def start_logging(settings: Settings) -> None:
    """Send all log lines, also those of libraries, to the standard error stream in the form that is set."""
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.log_format is LogFormat.JSON
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    shared = _shared_processors()
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def withhold(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """Replace what a line must not carry, whoever put it there."""
    for name in line.keys() & PERSONAL:
        line[name] = WITHHELD
    return line


def without_message(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """Log the type and the place of an exception, but not its message: a database's repeats the values."""
    given = line.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        line["error"] = type(error).__qualname__
        line["frames"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(error.__traceback__)]
    return line


def log_error(log: WrappedLogger, event: str, error: BaseException, **details: object) -> str:
    """Log an error under a number to report to the operator; gives the number.

    The log holds its kind and place, not its message: a database puts the values of a row into it.
    """
    number = uuid.uuid4().hex[:NUMBER_LENGTH]
    log.error(event, error_id=number, **{"kind": type(error).__qualname__, **details}, frames=_frames_of(error))
    return number


def _frames_of(error: BaseException) -> list[str]:
    """Where the error arose: its innermost frames, without the values in them."""
    return format_tb(error.__traceback__, limit=-_FRAMES)


def _shared_processors() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        withhold,
        without_message,
    ]
