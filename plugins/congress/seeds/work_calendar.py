"""Public holidays and the weekend days worked for them: of the country, and those of the autonomous region."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from core.api import Load, _
from plugins.congress.deadlines.calendars import Calendar, Exceptional
from plugins.congress.models import WorkCalendarDay, WorkCalendarYear
from plugins.congress.seeds.regions import divisions, numbers

_DAYS = Path(__file__).with_name("work_calendar.csv")
_YEARS = Path(__file__).with_name("work_calendar_years.csv")
_DAY_COLUMNS = ("id", "region_id", "day", "is_workday", "note", "note_en")
_YEAR_COLUMNS = ("id", "region_id", "year", "citation")


@dataclass(frozen=True)
class AnnouncedDay:
    """A day that a division announced."""

    region_code: str
    day: Exceptional


@cache
def announced_days() -> tuple[AnnouncedDay, ...]:
    """All days of the file; a row of it may be several days in a row."""
    return tuple(AnnouncedDay(row["region"], day) for row in _read(_DAYS) for day in _days(row))


@cache
def announced_years() -> tuple[tuple[str, int, str], ...]:
    """The code of the division, the year and the announcement."""
    return tuple((row["region"], int(row["year"]), row["citation"]) for row in _read(_YEARS))


@cache
def seeded_calendar(code: str) -> Calendar:
    """The calendar of the division with that code as the seeds have it, without asking a database."""
    path = tuple(_path(code))
    return Calendar.layered(
        days=[(path.index(one.region_code), one.day) for one in announced_days() if one.region_code in path],
        years=[(path.index(region), year) for region, year, _citation in announced_years() if region in path],
    )


def work_calendar_years() -> Load:
    """The rows of `WorkCalendarYear`; the number is made of the division's and the year."""
    rows = [
        (numbers()[code] * 10_000 + year, numbers()[code], year, citation) for code, year, citation in announced_years()
    ]
    label = _("Years of the working calendar")
    return Load(model=WorkCalendarYear, columns=_YEAR_COLUMNS, rows=rows, total=len(rows), label=label)


def work_calendar_days() -> Load:
    """The rows of `WorkCalendarDay`; the number is made of the division's and the day."""
    rows = [_row(numbers()[one.region_code], one.day) for one in announced_days()]
    label = _("Days of the working calendar")
    return Load(model=WorkCalendarDay, columns=_DAY_COLUMNS, rows=rows, total=len(rows), label=label)


def _row(region: int, one: Exceptional) -> tuple[object, ...]:
    return (region * 100_000_000 + int(f"{one.day:%Y%m%d}"), region, one.day, one.is_workday, one.name, one.name_en)


def _read(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _days(row: Mapping[str, str]) -> Iterator[Exceptional]:
    day, last = date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"])
    while day <= last:
        yield Exceptional(day, is_workday=row["is_workday"] == "yes", name=row["note"], name_en=row["note_en"])
        day += timedelta(days=1)


def _path(code: str) -> Iterator[str]:
    """The codes of the division and of all above it, its own first."""
    above = {division.code: division.parent_code for division in divisions()}
    step: str | None = code
    while step is not None:
        yield step
        step = above[step]
