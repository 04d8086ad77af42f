"""`recordCalendarYear`, with which the operator records the holidays of a year once they are announced."""

from __future__ import annotations

from typing import Any

import pytest

from core.declarations.roles import Actor
from core.foundation.i18n import LOCALES
from schema.testing import Ask
from tests.town.actors import HOME_STAFF, OPERATOR, PUBLIC

RECORD = """mutation M($input: RecordCalendarYearInput!) { recordCalendarYear(input: $input) {
    workCalendarYear { year citation region { code } } errors { code message field hint } } }"""
DAYS = """query Q($since: Date!) { workCalendarDays(where: {day: {gte: $since}}, orderBy: [{day: ASC}]) {
    nodes { day isWorkday note } } }"""
CHINA = '{ region(codeSystem: NBS, code: "00") { id } }'


def a_year(ask: Ask, **values: object) -> dict[str, Any]:
    days = [{"day": "2027-02-08", "isWorkday": False, "note": "春节"}, {"day": "2027-02-20", "isWorkday": True}]
    return {"region": ask(CHINA)["region"]["id"], "year": 2027, "citation": "2027年放假通知", "days": days, **values}


def record(ask: Ask, actor: Actor = OPERATOR, locale: str = "en", **values: object) -> dict[str, Any]:
    done: dict[str, Any] = ask(RECORD, actor=actor, locale=locale, input=a_year(ask, **values))["recordCalendarYear"]
    return done


def test_a_year_is_recorded_with_its_days(own_ask: Ask) -> None:
    assert record(own_ask) == {
        "workCalendarYear": {"year": 2027, "citation": "2027年放假通知", "region": {"code": "00"}},
        "errors": [],
    }
    assert own_ask(DAYS, since="2027-01-01")["workCalendarDays"]["nodes"] == [
        {"day": "2027-02-08", "isWorkday": False, "note": "春节"},
        {"day": "2027-02-20", "isWorkday": True, "note": None},
    ]


def test_a_later_announcement_replaces_the_whole_year(own_ask: Ask) -> None:
    """In 2020 the Spring Festival was prolonged when it had already begun."""
    record(own_ask)

    later = record(own_ask, replaces=True, citation="调整通知", days=[{"day": "2027-02-09", "isWorkday": False}])

    assert later["workCalendarYear"]["citation"] == "调整通知"
    days = own_ask(DAYS, since="2027-01-01")["workCalendarDays"]["nodes"]
    assert [one["day"] for one in days] == ["2027-02-09"]


REFUSALS: dict[str, tuple[dict[str, Any], str, str]] = {
    "a year on record": ({"year": 2026, "days": []}, "CALENDAR_YEAR_KNOWN", "year"),
    "a day of another year": ({"days": [{"day": "2026-01-01", "isWorkday": False}]}, "VALIDATION", "days[0].day"),
    "a day given twice": ({"days": [{"day": "2027-01-01", "isWorkday": False}] * 2}, "VALIDATION", "days[1].day"),
    "no announcement": ({"citation": " "}, "VALIDATION", "citation"),
    "a division that is not there": ({"region": "Region:999999"}, "NOT_FOUND", "region"),
}


@pytest.mark.parametrize(("given", "code", "field"), REFUSALS.values(), ids=REFUSALS.keys())
def test_a_refusal_has_its_code_its_field_and_a_sentence_in_each_language(
    own_ask: Ask, given: dict[str, Any], code: str, field: str
) -> None:
    said, told = (record(own_ask, locale=locale, **given)["errors"][0] for locale in LOCALES)

    assert [(error["code"], error["field"]) for error in (said, told)] == [(code, field)] * 2
    assert said["message"] != told["message"]
    assert own_ask(DAYS, since="2027-01-01")["workCalendarDays"]["nodes"] == []


@pytest.mark.parametrize(("actor", "code"), [(PUBLIC, "NOT_AUTHENTICATED"), (HOME_STAFF, "FORBIDDEN_SCOPE")])
def test_only_the_operator_records_holidays(own_ask: Ask, actor: Actor, code: str) -> None:
    assert [error["code"] for error in record(own_ask, actor=actor)["errors"]] == [code]
