from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from plugins.congress.deadlines.arithmetic import SHANGHAI
from plugins.congress.deadlines.choices import ReminderKind
from plugins.congress.deadlines.reminders import reminders

starts = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001 - the strategy wants naive bounds, and gives instants in the zone
    datetime(2026, 1, 1),  # noqa: DTZ001 - the same
    timezones=st.just(SHANGHAI),
)


def test_a_reply_has_four_reminders_before_and_three_after_it_is_due() -> None:
    """At half and four fifths of the time, 7 and 1 days before, 1, 7 and 30 days after."""
    start = datetime(2025, 3, 10, 23, 59, 59, tzinfo=SHANGHAI)
    due = datetime(2025, 6, 18, 23, 59, 59, tzinfo=SHANGHAI)

    told = [(f"{when:%m-%d}", kind) for when, kind in reminders(start, due)]

    assert told == [
        ("04-29", ReminderKind.HALF_TIME),
        ("05-29", ReminderKind.FOUR_FIFTHS),
        ("06-11", ReminderKind.WEEK_BEFORE),
        ("06-17", ReminderKind.DAY_BEFORE),
        ("06-19", ReminderKind.OVERDUE_ONE_DAY),
        ("06-25", ReminderKind.OVERDUE_SEVEN_DAYS),
        ("07-18", ReminderKind.OVERDUE_THIRTY_DAYS),
    ]


def test_a_short_deadline_has_no_reminder_before_it_starts() -> None:
    start = datetime(2025, 3, 10, 9, 0, tzinfo=SHANGHAI)

    kinds = [kind for _when, kind in reminders(start, start + timedelta(days=5))]

    assert ReminderKind.WEEK_BEFORE not in kinds
    assert kinds[:3] == [ReminderKind.HALF_TIME, ReminderKind.FOUR_FIFTHS, ReminderKind.DAY_BEFORE]


@given(starts, st.timedeltas(timedelta(seconds=1), timedelta(days=400)))
def test_reminders_come_in_order_after_the_start_and_each_once(start: datetime, whole: timedelta) -> None:
    told = reminders(start, start + whole)

    whens = [when for when, _kind in told]
    assert whens == sorted(whens)
    assert all(when > start for when in whens)
    assert len({kind for _when, kind in told}) == len(told)
    assert {kind for when, kind in told if when > start + whole} == {
        ReminderKind.OVERDUE_ONE_DAY,
        ReminderKind.OVERDUE_SEVEN_DAYS,
        ReminderKind.OVERDUE_THIRTY_DAYS,
    }
