"""Import of a year's holidays into the calendar, once they are announced."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import delete, select

from core.api import Env, Ref, _, label
from plugins.congress.models import Region, WorkCalendarDay, WorkCalendarYear
from plugins.congress.refusals import (
    CalendarCitationMissing,
    CalendarDayOfOtherYear,
    CalendarDayTwice,
    CalendarYearKnown,
)


@dataclass(frozen=True, kw_only=True)
class CalendarDayInput:
    """A day that differs from the ordinary week."""

    day: date = field(metadata=label(_("Day")))
    is_workday: bool = field(
        metadata=label(_("Whether offices work: true for a weekend day worked to make up for one"))
    )
    note: str | None = field(default=None, metadata=label(_("Occasion")))
    note_en: str | None = field(default=None, metadata=label(_("Occasion in English")))


@dataclass(frozen=True, kw_only=True)
class RecordCalendarYearInput:
    """The holidays of a year as a division announced them."""

    region: Ref[Region] = field(metadata=label(_("Division that announced them; they hold for all below it")))
    year: int = field(metadata=label(_("Year")))
    citation: str = field(metadata=label(_("Announcement")))
    days: list[CalendarDayInput] = field(metadata=label(_("All days of the year that differ from the ordinary week")))
    replaces: bool = field(
        default=False, metadata=label(_("Whether a later announcement takes the place of what is on record"))
    )


def record_calendar_year(env: Env, input: RecordCalendarYearInput) -> WorkCalendarYear:
    """Record the holidays of a year, so that deadlines in it can be computed."""
    region = env.get(Region, input.region.id, field="region")
    _check(input)
    year = _year_on_record(env, region, input)
    record = env[WorkCalendarYear](region_id=region.id, year=input.year)
    if year is not None:
        record = year
    record.citation = unicodedata.normalize("NFC", input.citation).strip()
    env.create(record)
    day = env[WorkCalendarDay]
    env.session.execute(
        delete(day).where(day.region_id == region.id, day.day.between(date(input.year, 1, 1), date(input.year, 12, 31)))
    )
    for one in input.days:
        env.create(day(region_id=region.id, day=one.day, is_workday=one.is_workday, note=one.note, note_en=one.note_en))
    return record


def _check(input: RecordCalendarYearInput) -> None:
    if not input.citation.strip():
        raise CalendarCitationMissing(field="citation")
    seen: set[date] = set()
    for place, one in enumerate(input.days):
        if one.day.year != input.year:
            raise CalendarDayOfOtherYear(day=one.day.isoformat(), year=input.year, field=f"days[{place}].day")
        if one.day in seen:
            raise CalendarDayTwice(day=one.day.isoformat(), field=f"days[{place}].day")
        seen.add(one.day)


def _year_on_record(env: Env, region: Region, input: RecordCalendarYearInput) -> WorkCalendarYear | None:
    year = env[WorkCalendarYear]
    found = select(year).where(year.region_id == region.id, year.year == input.year).with_for_update()
    known = env.session.scalars(found).first()
    if known is not None and not input.replaces:
        raise CalendarYearKnown(year=input.year, region=region.name, field="year")
    return known
