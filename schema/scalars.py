"""The custom scalars: how dates, times and big integers are written, and what is refused.

Each reads what it writes. Values arrive from variables and from literals alike; whatever is not of the
documented form is refused with a sentence that says how to write it. Texts that PostgreSQL cannot hold
(U+0000, half a surrogate pair) pass GraphQL's own String and are refused by `schema.compiler.texts.clean`.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, NewType, TypeVar

import strawberry
from graphql import GraphQLError

from core.foundation.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from strawberry.types.scalar import ScalarDefinition

T = TypeVar("T")

BigInt = NewType("BigInt", int)
"""The annotation of a 64-bit integer."""

_SHOWN = 60
_SMALLEST, _LARGEST = -(2**63), 2**63 - 1
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,18})", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?", re.ASCII)
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})", re.ASCII
)
_BIG_INT = _("A whole number of up to 64 bits, written as a number. A client may also send it as a text of digits.")
_DATE_TEXT = _("A day of the Gregorian calendar, written as 2026-03-05 (RFC 3339, full-date).")
_TIME_TEXT = _("A time of day without a time zone, written as 09:30:00; the seconds may be left out.")
_INSTANT_TEXT = _("An instant, written as 2026-03-05T09:30:00+08:00 (RFC 3339); the offset from UTC is required.")


def scalar_map(describe: Callable[[str], str]) -> Mapping[object, ScalarDefinition]:
    """The definitions of all custom scalars, by the Python type they stand for."""
    return {
        BigInt: strawberry.scalar(
            name="BigInt", description=describe(_BIG_INT), serialize=int, parse_value=read_big_int
        ),
        date: strawberry.scalar(
            name="Date",
            description=describe(_DATE_TEXT),
            specified_by_url="https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
            serialize=date.isoformat,
            parse_value=read_date,
        ),
        time: strawberry.scalar(
            name="Time", description=describe(_TIME_TEXT), serialize=write_time, parse_value=read_time
        ),
        datetime: strawberry.scalar(
            name="DateTime",
            description=describe(_INSTANT_TEXT),
            specified_by_url="https://scalars.graphql.org/andimarek/date-time",
            serialize=write_instant,
            parse_value=read_instant,
        ),
    }


def read_big_int(value: Any) -> int:  # noqa: ANN401 - whatever a client sent
    """The 64-bit integer a client sent as a number or as decimal digits."""
    if isinstance(value, str) and _INTEGER.fullmatch(value):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _refused("BigInt", value, "send a whole number, or its decimal digits as a text")
    if not _SMALLEST <= value <= _LARGEST:
        raise _refused("BigInt", value, f"it must lie between {_SMALLEST} and {_LARGEST}")
    return value


def read_date(value: Any) -> date:  # noqa: ANN401 - whatever a client sent
    """The day a client sent."""
    return _read("Date", value, _DATE, date.fromisoformat, "write a day that exists as YYYY-MM-DD")


def read_time(value: Any) -> time:  # noqa: ANN401 - whatever a client sent
    """The time of day a client sent."""
    return _read("Time", value, _TIME, time.fromisoformat, "write it as HH:MM or HH:MM:SS, without an offset")


def read_instant(value: Any) -> datetime:  # noqa: ANN401 - whatever a client sent
    """The instant a client sent, in UTC: PostgreSQL takes no offset of 16 hours or more."""
    how = "write it as YYYY-MM-DDTHH:MM:SS+HH:MM or with Z; the offset from UTC is required"
    return _read("DateTime", value, _INSTANT, _in_utc, how)


def write_time(value: time) -> str:
    """The time of day as PostgreSQL writes it in JSON: no zeros at the end of a fraction."""
    return _without_idle_zeros(value.isoformat())


def write_instant(value: datetime) -> str:
    """The instant in its own offset, as PostgreSQL writes it in JSON: no zeros at the end of a fraction."""
    text = value.isoformat()
    return _without_idle_zeros(text[:-6]) + text[-6:]


def _in_utc(text: str) -> datetime:
    return datetime.fromisoformat(text.upper()).astimezone(UTC)


def _without_idle_zeros(text: str) -> str:
    return text.rstrip("0") if "." in text else text


def _read(scalar: str, value: object, form: re.Pattern[str], parse: Callable[[str], T], how: str) -> T:
    if isinstance(value, str) and form.fullmatch(value):
        try:
            return parse(value)
        except (ValueError, OverflowError):
            pass
    raise _refused(scalar, value, how)


def _refused(scalar: str, value: object, how: str) -> GraphQLError:
    shown = ascii(value)
    return GraphQLError(f"{scalar} cannot be {shown if len(shown) <= _SHOWN else shown[:_SHOWN] + '...'}; {how}.")
