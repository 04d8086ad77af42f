"""What an explanation says, in the language of whoever reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from plugins.congress.deadlines.arithmetic import SHANGHAI, Period, end_of
from plugins.congress.deadlines.calendars import Calendar
from plugins.congress.deadlines.choices import DeadlineEvent, DeadlineKind, DeadlineState, DeadlineUnit
from plugins.congress.deadlines.explaining import explain
from plugins.congress.deadlines.facts import CrossedDay, DeadlineFacts, ExtensionFacts, RuleFacts
from plugins.congress.deadlines.what_if import what_if
from plugins.congress.refusals import CalendarYearMissing
from plugins.congress.seeds.work_calendar import seeded_calendar
from tests.plugins.congress.deadlines.readers import AReader

LIUZHOU = seeded_calendar("4502")
REPLY = DeadlineFacts(
    kind=DeadlineKind.REPLY,
    event=DeadlineEvent.ASSIGNED,
    starts_at=datetime(2025, 12, 31, 9, 30, tzinfo=SHANGHAI),
    original_due_at=end_of(date(2026, 3, 31)),
    rule=RuleFacts(
        period=Period(3, DeadlineUnit.MONTH), citation="《代表法》第五十一条", citation_en="Deputies Law, art. 51"
    ),
)


def test_a_reply_is_explained_in_english() -> None:
    explained = explain(REPLY, LIUZHOU, AReader())

    assert explained.sentences == [
        "It started on 2025-12-31: Assigned.",
        "The rule gives 3 calendar months, counted from the next day on: Deputies Law, art. 51.",
        "The count ends on 2026-03-31.",
        "Holidays crossed: New Year's Day 2026-01-01 to 2026-01-03, Spring Festival 2026-02-15 to 2026-02-23.",
        "Weekend days worked: New Year's Day 2026-01-04, Spring Festival 2026-02-14, Spring Festival 2026-02-28.",
        "Next the unit replies, and the time for the deputy's evaluation starts.",
    ]
    assert (explained.start_event, explained.rule, explained.citation) == (
        "Assigned",
        "3 calendar months",
        "Deputies Law, art. 51",
    )
    assert (explained.calendar_days, explained.workdays) == (90, 59)
    assert explained.holidays[0] == CrossedDay(date(2026, 1, 1), "New Year's Day")
    assert explained.computed_due_at == explained.original_due_at == explained.due_at


def test_a_reply_is_explained_in_chinese() -> None:
    explained = explain(REPLY, LIUZHOU, AReader(locale="zh_CN"))

    assert explained.sentences == [
        "自2025-12-31起算（交办）。",
        "时限为3个月，自次日起计算；依据：《代表法》第五十一条。",
        "2026-03-31期满。",
        "期间节假日：元旦2026-01-01至2026-01-03、春节2026-02-15至2026-02-23。",
        "期间调休上班：元旦2026-01-04、春节2026-02-14、春节2026-02-28。",
        "下一步：承办单位答复，代表评价期限开始计算。",
    ]


def test_a_roll_and_a_short_month_are_told() -> None:
    """Three months from 30 November 2019 end on 29 February 2020, a Saturday: due on Monday."""
    facts = replace(
        REPLY, starts_at=datetime(2019, 11, 30, 8, 0, tzinfo=SHANGHAI), original_due_at=end_of(date(2020, 3, 2))
    )

    explained = explain(facts, LIUZHOU, AReader())

    assert "The month in which it ends has no day 30; its last day counts." in explained.sentences
    assert (
        "The count ends on 2020-02-29, which is not worked, so it is due on the next working day, 2020-03-02."
        in explained.sentences
    )
    assert (explained.counted_to, explained.rolled_from) == (date(2020, 2, 29), date(2020, 2, 29))


def test_an_extension_is_told_with_the_holidays_it_crosses() -> None:
    extension = ExtensionFacts(until=end_of(date(2026, 5, 29)), reason="涉及面广", approved_by="示例主任")
    facts = replace(REPLY, extension=extension, state=DeadlineState.EXTENDED)

    explained = explain(facts, LIUZHOU, AReader(locale="zh_CN"))

    assert "经示例主任批准延期至2026-05-29，理由：涉及面广。" in explained.sentences
    assert {one.name for one in explained.holidays} == {"元旦", "春节", "清明节", "壮族三月三", "劳动节"}
    assert (explained.due_at, explained.original_due_at) == (extension.until, REPLY.original_due_at)


def test_the_days_of_earlier_units_are_told() -> None:
    explained = explain(replace(REPLY, elapsed_before=12), LIUZHOU, AReader())

    assert "Earlier units had used up 12 days before." in explained.sentences


def test_a_date_that_was_agreed_has_no_rule() -> None:
    facts = replace(REPLY, kind=DeadlineKind.COMMITMENT, event=DeadlineEvent.COMMITTED, rule=None)

    explained = explain(facts, LIUZHOU, AReader())

    assert explained.sentences[:2] == ["It started on 2025-12-31: Promised.", "The day on which it is due was agreed."]
    assert (explained.rule, explained.citation, explained.computed_due_at) == (None, None, None)


def test_what_is_not_on_record_yet_is_said() -> None:
    """A promise for 2028 stands, though nobody knows the holidays till then."""
    facts = replace(REPLY, rule=None, original_due_at=end_of(date(2028, 6, 30)))

    explained = explain(facts, LIUZHOU, AReader())

    assert "Not all holidays up to then are on record yet." in explained.sentences
    assert explained.workdays is None


def test_a_holiday_announced_later_shows() -> None:
    """The stored date stands; the explanation says that the calendar would now have another."""
    facts = replace(REPLY, original_due_at=end_of(date(2026, 3, 30)))

    explained = explain(facts, LIUZHOU, AReader())

    assert explained.computed_due_at == end_of(date(2026, 3, 31))
    assert explained.due_at == end_of(date(2026, 3, 30))
    assert "When it started, 2026-03-30 was noted; rule or calendar have changed since." in explained.sentences


def test_a_time_without_any_holiday_says_so() -> None:
    facts = replace(
        REPLY,
        starts_at=datetime(2025, 6, 9, 8, 0, tzinfo=SHANGHAI),
        original_due_at=end_of(date(2025, 9, 9)),
    )

    assert "No holiday was crossed." in explain(facts, LIUZHOU, AReader()).sentences


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (DeadlineState.MET, "It was done in time, on 2026-03-01."),
        (DeadlineState.MISSED, "It was done too late, on 2026-03-01."),
        (DeadlineState.CANCELLED, "It was cancelled on 2026-03-01."),
    ],
)
def test_what_has_ended_says_how(state: DeadlineState, told: str) -> None:
    facts = replace(REPLY, state=state, ended_at=datetime(2026, 3, 1, 9, 0, tzinfo=SHANGHAI))

    assert explain(facts, LIUZHOU, AReader()).next == told


def test_what_is_overdue_says_by_how_much() -> None:
    reader = AReader(now=datetime(2026, 4, 2, 0, 0, tzinfo=SHANGHAI))

    assert explain(REPLY, LIUZHOU, reader).next.startswith("It is overdue by 2 days;")
    assert explain(REPLY, LIUZHOU, replace(reader, now=REPLY.due_at)).next.startswith("Next the unit replies")


@pytest.mark.parametrize("kind", DeadlineKind)
def test_every_kind_says_what_comes_next_in_both_languages(kind: DeadlineKind) -> None:
    facts = replace(REPLY, kind=kind)

    english = explain(facts, LIUZHOU, AReader()).next
    chinese = explain(facts, LIUZHOU, AReader(locale="zh_CN")).next

    assert english.isascii()
    assert chinese != english


def test_another_policy_is_tried_without_saving() -> None:
    """Two months from 31 December end on the last of February, a Saturday that is worked."""
    rule = RuleFacts(period=Period(2, DeadlineUnit.MONTH), citation="示例市规定第三条")
    extension = ExtensionFacts(until=end_of(date(2026, 5, 29)), reason="涉及面广", approved_by="示例主任")

    tried = what_if(replace(REPLY, extension=extension), rule, LIUZHOU, AReader())

    assert tried.due_at == end_of(date(2026, 2, 28))
    assert tried.days_later == -31
    assert tried.explain.citation == "示例市规定第三条"
    assert tried.explain.extended_to is None


def test_another_policy_that_leads_into_an_unknown_year_is_refused() -> None:
    rule = RuleFacts(period=Period(13, DeadlineUnit.MONTH), citation="示例市规定第三条")

    with pytest.raises(CalendarYearMissing, match="2027"):
        what_if(REPLY, rule, LIUZHOU, AReader())


def test_without_a_calendar_nothing_is_made_up() -> None:
    explained = explain(REPLY, Calendar.layered(days=[], years=[]), AReader())

    assert (explained.computed_due_at, explained.workdays) == (None, None)
    assert explained.due_at == REPLY.original_due_at
