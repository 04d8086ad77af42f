"""Reminders of a deadline: the kinds there are, and when each is due."""

from __future__ import annotations

from datetime import datetime, timedelta

from plugins.congress.deadlines.choices import ReminderKind

_FRACTIONS = {ReminderKind.HALF_TIME: 0.5, ReminderKind.FOUR_FIFTHS: 0.8}
_DAYS = {
    ReminderKind.WEEK_BEFORE: -7,
    ReminderKind.DAY_BEFORE: -1,
    ReminderKind.OVERDUE_ONE_DAY: 1,
    ReminderKind.OVERDUE_SEVEN_DAYS: 7,
    ReminderKind.OVERDUE_THIRTY_DAYS: 30,
}


def reminders(starts_at: datetime, due_at: datetime) -> list[tuple[datetime, ReminderKind]]:
    """The instants at which people are reminded, in their order; none lies at or before the start."""
    whole = due_at - starts_at
    parts = [(starts_at + whole * part, kind) for kind, part in _FRACTIONS.items()]
    days = [(due_at + timedelta(days=days), kind) for kind, days in _DAYS.items()]
    return sorted(((when, kind) for when, kind in parts + days if when > starts_at), key=_when)


def _when(reminder: tuple[datetime, ReminderKind]) -> datetime:
    return reminder[0]
