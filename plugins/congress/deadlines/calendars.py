"""Working days: the ordinary week, and the days announced to differ from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from plugins.congress.refusals import CalendarYearMissing

ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class Exceptional:
    """A day announced to differ: a day of a holiday, or a weekend day worked to make up for one."""

    day: date
    is_workday: bool = field(kw_only=True)
    name: str = ""
    name_en: str = ""


@dataclass(frozen=True)
class Calendar:
    """Which days are worked, in the years whose holidays are known; `until` limits a calendar read in part."""

    exceptions: Mapping[date, Exceptional]
    years: frozenset[int]
    until: date = date.max

    @classmethod
    def layered(
        cls, days: Iterable[tuple[int, Exceptional]], years: Iterable[tuple[int, int]], until: date = date.max
    ) -> Calendar:
        """The calendar of a division from those of its own and of the divisions above it.

        The number before each day and each year says how far above the division it was announced. Of
        two announcements for one day the nearer counts. A year is known when every division that
        announces years at all has announced it.
        """
        exceptions = {one.day: one for _distance, one in sorted(days, key=_farthest_first)}
        announced: dict[int, set[int]] = {}
        for distance, year in years:
            announced.setdefault(distance, set()).add(year)
        known = set.intersection(*announced.values()) if announced else set[int]()
        return cls(MappingProxyType(exceptions), frozenset(known), until)

    def is_workday(self, day: date) -> bool:
        """Whether offices work on that day.

        Raises:
            CalendarYearMissing: if the holidays of its year are not known.
        """
        if day.year not in self.years or day > self.until:
            raise CalendarYearMissing(year=day.year)
        exception = self.exceptions.get(day)
        return day.weekday() < _SATURDAY if exception is None else exception.is_workday

    def workday_from(self, day: date) -> date:
        """That day if it is worked, else the next that is."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def workdays_after(self, day: date) -> Iterator[date]:
        """The working days after that day, one by one and without an end."""
        while True:
            day = self.workday_from(day + ONE_DAY)
            yield day

    def crossed(self, start: date, end: date) -> tuple[Exceptional, ...]:
        """The exceptional days after the start, up to and including the end, in their order."""
        span = (start + ONE_DAY * n for n in range(1, (end - start).days + 1))
        return tuple(self.exceptions[day] for day in span if day in self.exceptions)


def _farthest_first(layered: tuple[int, Exceptional]) -> int:
    return -layered[0]
