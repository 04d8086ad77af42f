"""Deadlines as clients ask for them: what is overdue, how pressing the rest is, and who reads it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from core.database.embedded.throwaway import ThrowawayServer
from core.declarations.roles import PUBLIC_READER, Actor, Grant
from core.foundation.urls import DatabaseUrl
from plugins.congress.deadlines.arithmetic import SHANGHAI, day_of, end_of
from plugins.congress.models import (
    Deadline,
    DeadlineEvent,
    DeadlineKind,
    DeadlinePolicy,
    DeadlineRule,
    DeadlineState,
    DeadlineUnit,
)
from plugins.congress.roles import COUNTY_STAFF
from plugins.congress.seeds.regions import numbers
from schema.installation import Installation
from schema.testing import Ask
from tests.town.rows import Rows, rows_of

NOW = datetime.now(SHANGHAI)
SANJIANG, RONGSHUI, RONGAN = numbers()["450226"], numbers()["450225"], numbers()["450224"]
TOWN = numbers()["450226100"]


@pytest.fixture(scope="module")
def asking(
    database_server: ThrowawayServer, installation: Installation, server: Ask, city_template: DatabaseUrl
) -> Iterator[Ask]:
    """A town with deadlines: a hundred days long each, so many days before they are due."""
    url = database_server.make_database(city_template)
    with rows_of(installation.generation, url) as rows:
        for left in (60, 21, 19, 0, -1, -40):
            a_deadline(rows, SANJIANG, left)
        a_deadline(rows, TOWN, 30)
        a_deadline(rows, RONGSHUI, 30)
        a_deadline(rows, SANJIANG, -5, state=DeadlineState.MISSED, met_at=NOW)
        a_deadline(rows, SANJIANG, 50, state=DeadlineState.CANCELLED, cancelled_at=NOW)
        two_over_the_turn_of_the_year(rows)
        a_policy(rows, "T-TWO", RONGAN, 2)
        a_policy(rows, "T-LONG", RONGSHUI, 13)
    with server.moved(url) as asking:
        yield asking


def test_the_lamp_follows_the_share_of_the_time_that_is_left(asking: Ask) -> None:
    """Green while more than a fifth is left, then yellow, red when overdue (of a hundred days each)."""
    query = '{ deadlines(where: {congress: {code: {eq: "450226"}}}) { nodes { daysLeft lamp overdueDays } } }'

    nodes = asking(query, actor=staff_of(SANJIANG))["deadlines"]["nodes"]

    assert [(node["daysLeft"], node["lamp"], node["overdueDays"]) for node in nodes] == [
        (60, "GREEN", 0),
        (21, "GREEN", 0),
        (19, "YELLOW", 0),
        (0, "YELLOW", 0),
        (-1, "RED", 1),
        (-40, "RED", 40),
        (None, "NONE", 0),
        (None, "NONE", 0),
    ]


def test_what_is_overdue_is_listed_by_one_statement(asking: Ask) -> None:
    query = """{
      deadlines(where: {lamp: {eq: RED}}, orderBy: [{dueAt: ASC}], first: 50) {
        totalCount nodes { kind congress { name } overdueDays }
      }
    }"""
    before = asking.database.statements

    answer = asking(query, actor=staff_of(SANJIANG))["deadlines"]

    assert asking.database.statements == before + 1
    assert answer["totalCount"] == 2
    assert [node["overdueDays"] for node in answer["nodes"]] == [40, 1]
    assert {node["congress"]["name"] for node in answer["nodes"]} == {"三江侗族自治县人民代表大会"}


def test_the_staff_of_a_county_reads_the_deadlines_of_its_congress(asking: Ask) -> None:
    """No neighbour's, and of the townships in it what the plugin shows whose matter it is."""
    query = "{ deadlines { totalCount } }"

    counts = [asking(query, actor=staff_of(county))["deadlines"]["totalCount"] for county in (SANJIANG, RONGSHUI)]

    assert counts == [8, 1]


def test_deadlines_are_not_public_but_rules_and_calendars_are(asking: Ask) -> None:
    query = """{
      deadlines { totalCount }
      deadlinePolicies(where: {code: {startsWith: "DEFAULT"}}) { nodes { code congress { name } } }
      deadlineRules(where: {kind: {eq: REPLY}, extendable: {eq: true}}) { nodes { count unit maxCount citationEn } }
      workCalendarYears(where: {year: {eq: 2026}}) { nodes { region { code } citation } }
    }"""

    answer = asking(query, actor=PUBLIC_READER)

    assert answer["deadlines"] == {"totalCount": 0}
    assert answer["deadlinePolicies"]["nodes"] == [
        {"code": "DEFAULT-2019", "congress": None},
        {"code": "DEFAULT-2025", "congress": None},
    ]
    assert [(rule["count"], rule["unit"], rule["maxCount"]) for rule in answer["deadlineRules"]["nodes"]] == [
        (3, "MONTH", 6),
        (3, "MONTH", 6),
    ]
    assert {year["region"]["code"] for year in answer["workCalendarYears"]["nodes"]} == {"00", "45"}


def policy_id(asking: Ask, code: str) -> str:
    answer = asking("query ($code: String!) { deadlinePolicy(code: $code) { id } }", code=code)
    found: str = answer["deadlinePolicy"]["id"]
    return found


def a_deadline(rows: Rows, region: int, left: int, **values: object) -> Deadline:
    """A deadline of a hundred days of which so many are left; a congress has the number of its division."""
    due_at = end_of(day_of(NOW) + timedelta(days=left))
    known = {
        "kind": DeadlineKind.REPLY,
        "congress_id": region,
        "region_id": region,
        "start_event": DeadlineEvent.ASSIGNED,
        "starts_at": due_at - timedelta(days=100),
        "due_at": due_at,
        "original_due_at": due_at,
        **values,
    }
    return rows.add(Deadline, **known)


def two_over_the_turn_of_the_year(rows: Rows) -> None:
    """A reply by the shipped rule, and a promise."""
    rule = rows.generation[DeadlineRule]
    by_law = rows.session.scalars(select(rule).where(rule.kind == DeadlineKind.REPLY).order_by(rule.id.desc())).first()
    due_at = end_of(date(2026, 3, 31))
    known = {
        "starts_at": datetime(2025, 12, 31, 9, 30, tzinfo=SHANGHAI),
        "due_at": due_at,
        "original_due_at": due_at,
    }
    a_deadline(rows, RONGAN, 0, **known, rule_id=by_law.id if by_law else None, start_event=DeadlineEvent.REASSIGNED)
    a_deadline(rows, RONGAN, 0, **known, kind=DeadlineKind.COMMITMENT, start_event=DeadlineEvent.COMMITTED)


def a_policy(rows: Rows, code: str, congress: int, months: int) -> None:
    """A policy that gives a reply so many months, and has no other rule."""
    policy = rows.add(DeadlinePolicy, code=code, name="示例期限规定", congress_id=congress, valid_from=date(2020, 1, 1))
    rows.add(
        DeadlineRule,
        policy_id=policy.id,
        kind=DeadlineKind.REPLY,
        count=months,
        unit=DeadlineUnit.MONTH,
        citation="示例规定第二条",
    )


def staff_of(county: int) -> Actor:
    return Actor(f"county {county}", (Grant(COUNTY_STAFF.name, county, "region"),))


def test_a_deadline_explains_itself_in_the_language_of_the_reader(asking: Ask) -> None:
    """Assigned on 31 December 2025, due on 31 March 2026: across New Year and the Spring Festival."""
    query = """{
      deadlines(where: {startEvent: {eq: REASSIGNED}}) { nodes { dueAt explain {
        rule citation calendarDays workdays dueAt computedDueAt next sentences
        holidays { day name } makeUpDays { day name }
      } } }
    }"""
    before = asking.database.statements

    (english,) = asking(query, actor=staff_of(RONGAN))["deadlines"]["nodes"]
    (chinese,) = asking(query, actor=staff_of(RONGAN), locale="zh_CN")["deadlines"]["nodes"]

    assert asking.database.statements == before + 2
    explained = english["explain"]
    assert (explained["rule"], explained["calendarDays"], explained["workdays"]) == ("3 calendar months", 90, 59)
    assert explained["dueAt"] == explained["computedDueAt"] == english["dueAt"]
    assert [day["name"] for day in explained["makeUpDays"]] == ["New Year's Day", "Spring Festival", "Spring Festival"]
    assert len(explained["holidays"]) == 12
    assert "期间节假日：元旦2026-01-01至2026-01-03、春节2026-02-15至2026-02-23。" in chinese["explain"]["sentences"]
    assert chinese["explain"]["citation"].startswith("《代表法》第五十一条")


def test_another_policy_is_tried_on_a_deadline(asking: Ask) -> None:
    """Under a policy of two months it would be due on the last of February, a Saturday that is worked."""
    query = """query ($policy: ID!) {
      deadlines(where: {startEvent: {in: [REASSIGNED, COMMITTED]}}, orderBy: [{id: ASC}]) {
        nodes { whatIf(policy: $policy) { dueAt daysLater explain { citation } } }
      }
    }"""
    (policy,) = asking('{ deadlinePolicies(where: {code: {eq: "T-TWO"}}) { nodes { id } } }')["deadlinePolicies"][
        "nodes"
    ]

    nodes = asking(query, actor=staff_of(RONGAN), policy=policy["id"])["deadlines"]["nodes"]

    tried, without_rule = (node["whatIf"] for node in nodes)
    assert (tried["dueAt"], tried["daysLater"]) == ("2026-02-28T23:59:59+08:00", -31)
    assert tried["explain"] == {"citation": "示例规定第二条"}
    assert without_rule is None


def test_a_policy_that_leads_into_an_unknown_year_is_refused_by_name(asking: Ask) -> None:
    query = """query ($policy: ID!) {
      deadlines(where: {startEvent: {eq: REASSIGNED}}) { nodes { whatIf(policy: $policy) { dueAt } } }
    }"""
    (policy,) = asking('{ deadlinePolicies(where: {code: {eq: "T-LONG"}}) { nodes { id } } }')["deadlinePolicies"][
        "nodes"
    ]

    refused = asking.refusal(query, actor=staff_of(RONGAN), locale="zh_CN", policy=policy["id"])

    assert refused["extensions"]["code"] == "CALENDAR_YEAR_MISSING"
    assert "2027" in refused["message"]
