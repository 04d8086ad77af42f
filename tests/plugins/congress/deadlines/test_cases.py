"""Dates worked out from the published rules and announcements, one a row of `cases.csv`."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from core.foundation.i18n import LOCALES
from plugins.congress.deadlines.arithmetic import Computation, Period, due, end_of
from plugins.congress.deadlines.calendars import Exceptional
from plugins.congress.deadlines.choices import DeadlineEvent, DeadlineKind, DeadlineUnit
from plugins.congress.deadlines.explaining import explain
from plugins.congress.deadlines.facts import DeadlineFacts, RuleFacts
from plugins.congress.seeds.work_calendar import seeded_calendar
from tests.plugins.congress.deadlines.readers import ENGLISH, AReader

Case = Mapping[str, str]


def read_cases() -> list[Case]:
    with Path(__file__).with_name("cases.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CASES = read_cases()
each_case = pytest.mark.parametrize("case", CASES, ids=[f"{case['case']} {case['why']}" for case in CASES])


def test_there_are_cases_enough() -> None:
    reasons = " ".join(case["why"] for case in CASES)

    assert len(CASES) >= 200
    for subject in ("February", "Spring Festival", "National Day", "Sanyuesan", "no roll", "extension", "next unit"):
        assert subject in reasons


@each_case
def test_the_day_and_every_day_crossed_are_those_of_the_rules(case: Case) -> None:
    computed = compute(case)

    assert computed.due_at == end_of(date.fromisoformat(case["due"]))
    assert computed.rolled_from == (date.fromisoformat(case["rolled_from"]) if case["rolled_from"] else None)
    assert named(computed.holidays) == spelled(case["holidays"])
    assert named(computed.make_up_days) == spelled(case["make_up_days"])


@each_case
def test_the_explanation_names_every_day_crossed(case: Case) -> None:
    """Each in the list, and each span of days in the sentences, in both languages."""
    for locale in LOCALES:
        explained = explain(facts_of(case), seeded_calendar(case["region"]), AReader(locale=locale))

        told = " ".join(explained.sentences)
        for column, days in (("holidays", explained.holidays), ("make_up_days", explained.make_up_days)):
            expected = [(day, in_locale(name, locale)) for day, name in spelled(case[column])]
            assert [(one.day, one.name) for one in days] == expected
            for span in filter(None, case[column].split("; ")):
                name, written = span.split(" ")
                first, last = (written.split("/") * 2)[:2]
                joint = "" if locale == "zh_CN" else " "
                between = "至" if locale == "zh_CN" else " to "
                days_told = first if first == last else f"{first}{between}{last}"
                assert f"{in_locale(name, locale)}{joint}{days_told}" in told


def facts_of(case: Case) -> DeadlineFacts:
    return DeadlineFacts(
        kind=DeadlineKind.REPLY,
        event=DeadlineEvent.ASSIGNED,
        starts_at=datetime.fromisoformat(case["start"]),
        original_due_at=end_of(date.fromisoformat(case["due"])),
        rule=RuleFacts(period=period_of(case), citation="示例第一条"),
    )


def period_of(case: Case) -> Period:
    return Period(int(case["count"]), DeadlineUnit[case["unit"]])


def compute(case: Case) -> Computation:
    return due(period_of(case), datetime.fromisoformat(case["start"]), seeded_calendar(case["region"]))


def named(days: Sequence[Exceptional]) -> list[tuple[date, str]]:
    return [(one.day, one.name) for one in days]


def spelled(spans: str) -> list[tuple[date, str]]:
    """The days of `春节 2024-02-10/2024-02-17; 元旦 2025-01-01`, each with its name."""
    days = []
    for span in filter(None, spans.split("; ")):
        name, written = span.split(" ")
        first, last = (date.fromisoformat(day) for day in (written.split("/") * 2)[:2])
        days += [(first + timedelta(days=n), name) for n in range((last - first).days + 1)]
    return days


def in_locale(name: str, locale: str) -> str:
    return ENGLISH[name] if locale == "en" else name
