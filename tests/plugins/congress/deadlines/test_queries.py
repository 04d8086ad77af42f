"""Deadlines as clients ask for them: what is overdue, how pressing the rest is, and who reads it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from core.access import PUBLIC_READER, Actor, Grant
from core.database.throwaway import ThrowawayServer
from core.database.urls import DatabaseUrl
from plugins.congress.deadlines.arithmetic import SHANGHAI, day_of, end_of
from plugins.congress.models import Deadline, DeadlineEvent, DeadlineKind, DeadlineState
from plugins.congress.roles import COUNTY_STAFF
from plugins.congress.seeds.regions import numbers
from schema.installation import Installation
from schema.testing import Ask
from tests.town.rows import Rows, rows_of

NOW = datetime.now(SHANGHAI)
SANJIANG, RONGSHUI = numbers()["450226"], numbers()["450225"]
TOWN = numbers()["450226100"]


@pytest.fixture(scope="module")
def asking(database_server: ThrowawayServer, installation: Installation, city_template: DatabaseUrl) -> Iterator[Ask]:
    """A town with deadlines: a hundred days long each, so many days before they are due."""
    url = database_server.make_database(city_template)
    with rows_of(installation.generation, url) as rows:
        for left in (60, 21, 19, 0, -1, -40):
            a_deadline(rows, SANJIANG, left)
        a_deadline(rows, TOWN, 30)
        a_deadline(rows, RONGSHUI, 30)
        a_deadline(rows, SANJIANG, -5, state=DeadlineState.MISSED, met_at=NOW)
        a_deadline(rows, SANJIANG, 50, state=DeadlineState.CANCELLED, cancelled_at=NOW)
    with Ask(installation.generation, url) as asking:
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


def test_the_staff_of_a_county_reads_the_deadlines_of_its_congresses(asking: Ask) -> None:
    """Those of the county and of the townships in it, and no neighbour's."""
    query = "{ deadlines { totalCount } }"

    counts = [asking(query, actor=staff_of(county))["deadlines"]["totalCount"] for county in (SANJIANG, RONGSHUI)]

    assert counts == [9, 1]


def test_deadlines_are_not_public_but_rules_and_calendars_are(asking: Ask) -> None:
    query = """{
      deadlines { totalCount }
      deadlinePolicies(orderBy: [{validFrom: ASC}]) { nodes { code congress { name } } }
      deadlineRules(where: {kind: {eq: REPLY}}) { nodes { count unit maxCount citationEn } }
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


def staff_of(county: int) -> Actor:
    return Actor(f"county {county}", (Grant(COUNTY_STAFF.name, county, "region"),))
