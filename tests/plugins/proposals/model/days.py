"""When something is due, counted on a calendar of its own: the announced days of the country and of Guangxi."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Shanghai")
ONE_DAY = timedelta(days=1)
ANNOUNCED = Path(__file__).parents[4] / "plugins" / "congress" / "seeds" / "work_calendar.csv"
COUNTRY, GUANGXI = "00", "45"
WEEKEND = (5, 6)


def _announced(region: str) -> Iterator[tuple[date, bool]]:
    with ANNOUNCED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day, last = date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"])
            while row["region"] == region and day <= last:
                yield day, row["is_workday"] == "yes"
                day += ONE_DAY


WORKED = {**dict(_announced(COUNTRY)), **dict(_announced(GUANGXI))}
"""The days that differ from the ordinary week; what Guangxi announces counts over what the country does."""


def from_workday(day: date) -> date:
    """That day if it is worked, else the next that is."""
    while not WORKED.get(day, day.weekday() not in WEEKEND):
        day += ONE_DAY
    return day


def workdays(start: date, count: int) -> date:
    """The last of so many working days after the start."""
    day = start
    for _ in range(count):
        day = from_workday(day + ONE_DAY)
    return day


def months(start: date, count: int) -> date:
    """The day of that number so many months later, or the last of the month; worked, or the next that is."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = after - ONE_DAY
    return from_workday(last.replace(day=min(start.day, last.day)))


RULES: dict[str, tuple[Callable[[date, int], date], int]] = {
    "ACCEPT_AND_ASSIGN": (workdays, 7),
    "REQUEST_RETURN": (workdays, 7),
    "REASSIGN": (workdays, 5),
    "WORK_PLAN": (workdays, 15),
    "FIRST_CONTACT": (workdays, 20),
    "CO_OPINION": (months, 1),
    "CO_OPINION_REDO": (workdays, 5),
    "REPLY": (months, 3),
    "EVALUATE": (workdays, 20),
    "REHANDLE": (months, 1),
    "PUBLISH": (workdays, 20),
}
LONGEST_REPLY = 6
"""Months after the assignment, any extension included."""


def due_on(kind: str, start: datetime) -> date:
    """The day on which it is due."""
    later, count = RULES[kind]
    return later(day_of(start), count)


def day_of(instant: datetime) -> date:
    """The day of the instant in China."""
    return instant.astimezone(HERE).date()


def end_of(day: date) -> datetime:
    """The last second of the day in China."""
    return datetime.combine(day, time(23, 59, 59), HERE)
