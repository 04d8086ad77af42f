"""The time in which the made-up city lives; it does not move with the clock, so neither do its figures."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

REFERENCE_DAY = date(2026, 9, 30)
"""The last day on record: what is current is current on this day."""

FIRST_DAY = date(2024, 10, 1)
"""The first of the two years on record."""

_LIUZHOU = timezone(timedelta(hours=8))


def instant(day: date, at: time) -> datetime:
    """That time of the day in Liuzhou."""
    return datetime.combine(day, at, _LIUZHOU)
