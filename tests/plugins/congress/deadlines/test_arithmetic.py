"""The arithmetic against a small model that walks from day to day."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.congress.deadlines.arithmetic import SHANGHAI, Period, due, end_of, workdays_between
from plugins.congress.deadlines.calendars import Calendar, Exceptional
from plugins.congress.deadlines.choices import DeadlineUnit
from plugins.congress.refusals import CalendarYearMissing

FIRST, LAST = date(2023, 1, 1), date(2026, 12, 31)
YEARS = frozenset(range(2023, 2029))
days = st.dates(FIRST, LAST)
instants = st.datetimes(
    datetime(2023, 1, 1),  # noqa: DTZ001 - the strategy wants naive bounds, and gives instants in the zone
    datetime(2025, 12, 31),  # noqa: DTZ001 - the same
    timezones=st.just(UTC),
)
counts = st.integers(1, 24)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Exceptions as they come: single days and whole weeks, worked or not."""
    exceptions = {}
    for first in draw(st.lists(days, max_size=30)):
        is_workday = draw(st.booleans())
        for n in range(draw(st.sampled_from([1, 1, 3, 8]))):
            day = first + timedelta(days=n)
            exceptions[day] = Exceptional(day, is_workday=is_workday, name="示例")
    return Calendar(MappingProxyType(exceptions), YEARS)


@given(calendars(), instants, counts)
def test_working_days_are_counted_from_the_next_day_on(calendar: Calendar, start: datetime, count: int) -> None:
    computed = due(Period(count, DeadlineUnit.WORKDAY), start, calendar)

    day, left = local(start), count
    while left:
        day += timedelta(days=1)
        left -= works(calendar, day)
    assert computed.due_on == day
    assert len(computed.workdays) == count
    assert computed.rolled_from is None


@given(calendars(), instants, counts)
def test_months_end_on_the_same_day_or_on_the_last(calendar: Calendar, start: datetime, count: int) -> None:
    computed = due(Period(count, DeadlineUnit.MONTH), start, calendar)

    year, month, wanted = local(start).year, local(start).month, local(start).day
    for _step in range(count):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    length = monthrange(year, month)[1]
    assert computed.counted_to == date(year, month, min(wanted, length))
    assert computed.is_clamped == (wanted > length)
    assert computed.due_on == next_worked(calendar, computed.counted_to)


@given(calendars(), instants, st.integers(1, 120))
def test_days_are_all_counted(calendar: Calendar, start: datetime, count: int) -> None:
    computed = due(Period(count, DeadlineUnit.DAY), start, calendar)

    assert computed.counted_to.toordinal() == local(start).toordinal() + count
    assert computed.due_on == next_worked(calendar, computed.counted_to)


@given(calendars(), instants, counts, st.sampled_from(DeadlineUnit))
def test_what_is_due_is_due_at_the_end_of_a_working_day(
    calendar: Calendar, start: datetime, count: int, unit: DeadlineUnit
) -> None:
    computed = due(Period(count, unit), start, calendar)

    due_at = computed.due_at.astimezone(SHANGHAI)
    assert (due_at.hour, due_at.minute, due_at.second) == (23, 59, 59)
    assert works(calendar, due_at.date())
    assert due_at > start


@given(calendars(), instants, counts, st.sampled_from(DeadlineUnit))
def test_the_days_crossed_are_all_exceptions_up_to_the_end(
    calendar: Calendar, start: datetime, count: int, unit: DeadlineUnit
) -> None:
    computed = due(Period(count, unit), start, calendar)

    within = {day for day in calendar.exceptions if local(start) < day <= computed.due_on}
    assert {one.day for one in computed.crossed} == within
    assert set(computed.holidays) | set(computed.make_up_days) == set(computed.crossed)
    assert list(computed.crossed) == sorted(computed.crossed, key=lambda one: one.day)


@given(calendars(), instants, counts, st.sampled_from(DeadlineUnit))
def test_a_longer_period_is_never_due_earlier(
    calendar: Calendar, start: datetime, count: int, unit: DeadlineUnit
) -> None:
    shorter = due(Period(count, unit), start, calendar)
    longer = due(Period(count + 1, unit), start, calendar)

    assert shorter.due_on <= longer.due_on


@given(calendars(), instants, counts, st.sampled_from(DeadlineUnit))
def test_the_hour_and_the_zone_of_the_start_do_not_matter(
    calendar: Calendar, start: datetime, count: int, unit: DeadlineUnit
) -> None:
    period = Period(count, unit)

    assert due(period, start, calendar).due_at == due(period, end_of(local(start)), calendar).due_at


@pytest.mark.parametrize(
    ("start", "period"),
    [
        ("2028-12-01", Period(3, DeadlineUnit.MONTH)),
        ("2028-12-22", Period(7, DeadlineUnit.WORKDAY)),
        ("2028-12-25", Period(7, DeadlineUnit.DAY)),
        ("2028-11-30", Period(1, DeadlineUnit.MONTH)),
    ],
    ids=["months", "working days", "days", "a roll over the end of the year"],
)
def test_a_year_that_is_not_known_is_named(start: str, period: Period) -> None:
    holidays = {
        day: Exceptional(day, is_workday=False) for day in (date(2028, 12, 30), date(2028, 12, 31), date(2028, 12, 29))
    }
    calendar = Calendar(MappingProxyType(holidays), YEARS)

    starts_at = datetime.fromisoformat(start).replace(tzinfo=SHANGHAI)
    if period.count == 1:
        starts_at -= timedelta(days=1)

    with pytest.raises(CalendarYearMissing, match="2029"):
        due(period, starts_at, calendar)


def test_a_count_within_the_known_years_needs_no_other() -> None:
    """On 31 December one may still count seven working days back in the year."""
    calendar = Calendar(MappingProxyType({}), frozenset({2028}))
    starts_at = datetime(2028, 12, 20, 9, 0, tzinfo=SHANGHAI)

    assert due(Period(7, DeadlineUnit.WORKDAY), starts_at, calendar).due_on == date(2028, 12, 29)


@given(calendars(), days, st.integers(0, 60))
def test_working_days_between_leave_out_the_first_and_take_in_the_last(
    calendar: Calendar, start: date, count: int
) -> None:
    end = start + timedelta(days=count)

    expected = [start + timedelta(days=n) for n in range(1, count + 1)]
    assert list(workdays_between(start, end, calendar)) == [day for day in expected if works(calendar, day)]


def local(instant: datetime) -> date:
    return (instant.astimezone(UTC) + timedelta(hours=8)).date()


def works(calendar: Calendar, day: date) -> bool:
    if day in calendar.exceptions:
        return calendar.exceptions[day].is_workday
    return day.isoweekday() not in (6, 7)


def next_worked(calendar: Calendar, day: date) -> date:
    return day if works(calendar, day) else next_worked(calendar, day + timedelta(days=1))
