"""When something is due: counting working days, days and months, without a database.

A month ends on the day with the number of its start, or on its last day where it has no such day; what
would be due on a day that is not worked is due on the next that is (Civil Code, arts. 201 to 203).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from core.api import ZONE
from plugins.congress.deadlines.calendars import ONE_DAY, Calendar, Exceptional
from plugins.congress.deadlines.choices import DeadlineUnit

SHANGHAI = ZONE
"""The one time zone of the country."""
_LAST_SECOND = time(23, 59, 59)
_MONTHS = 12


@dataclass(frozen=True)
class Period:
    """How long something may take."""

    count: int
    unit: DeadlineUnit


@dataclass(frozen=True, kw_only=True)
class Computation:
    """When something is due, with each step that led there.

    `counted_to` is the day on which the count ends. Where it is not worked, `due_on` is the next day
    that is. `workdays` are the working days after the start, up to and including `due_on`.
    """

    period: Period
    starts_at: datetime
    counted_to: date
    due_on: date
    workdays: tuple[date, ...]
    crossed: tuple[Exceptional, ...]

    @property
    def starts_on(self) -> date:
        """The day of the start, which does not count."""
        return day_of(self.starts_at)

    @property
    def due_at(self) -> datetime:
        """The last second of the day on which it is due."""
        return end_of(self.due_on)

    @property
    def days(self) -> int:
        """Calendar days from the start to the day on which it is due."""
        return (self.due_on - self.starts_on).days

    @property
    def rolled_from(self) -> date | None:
        """The day on which it would be due if that day were worked."""
        return None if self.counted_to == self.due_on else self.counted_to

    @property
    def is_clamped(self) -> bool:
        """Whether the month in which it ends has no day with the number of the start."""
        return self.period.unit is DeadlineUnit.MONTH and self.counted_to.day != self.starts_on.day

    @property
    def holidays(self) -> tuple[Exceptional, ...]:
        """The days of holidays that were crossed."""
        return tuple(one for one in self.crossed if not one.is_workday)

    @property
    def make_up_days(self) -> tuple[Exceptional, ...]:
        """The weekend days that were crossed and are worked."""
        return tuple(one for one in self.crossed if one.is_workday)


def due(period: Period, starts_at: datetime, calendar: Calendar) -> Computation:
    """When something that started then is due.

    Raises:
        CalendarYearMissing: if the holidays of a year between the two are not known.
    """
    start = day_of(starts_at)
    counted_to = _counted_to(period, start, calendar)
    due_on = calendar.workday_from(counted_to)
    return Computation(
        period=period,
        starts_at=starts_at,
        counted_to=counted_to,
        due_on=due_on,
        workdays=workdays_between(start, due_on, calendar),
        crossed=calendar.crossed(start, due_on),
    )


def workdays_between(start: date, end: date, calendar: Calendar) -> tuple[date, ...]:
    """The working days after the start, up to and including the end."""
    span = (start + ONE_DAY * n for n in range(1, (end - start).days + 1))
    return tuple(day for day in span if calendar.is_workday(day))


def day_of(instant: datetime) -> date:
    """The day of the instant in China."""
    return instant.astimezone(SHANGHAI).date()


def end_of(day: date) -> datetime:
    """The last second of the day in China."""
    return datetime.combine(day, _LAST_SECOND, SHANGHAI)


def _counted_to(period: Period, start: date, calendar: Calendar) -> date:
    if period.unit is DeadlineUnit.WORKDAY:
        return next(islice(calendar.workdays_after(start), period.count - 1, None))
    if period.unit is DeadlineUnit.DAY:
        return start + timedelta(days=period.count)
    return _months_later(start, period.count)


def _months_later(start: date, count: int) -> date:
    years, month = divmod(start.month - 1 + count, _MONTHS)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
