"""`recordOpinion` as station staff use it, through GraphQL: refusals, numbers, and what the payload shows."""

from __future__ import annotations

from typing import Any

import pytest

from core.declarations.roles import Actor
from core.foundation.i18n import LOCALES
from schema.execution import Request
from schema.testing import Ask
from tests.town.actors import HOME_STAFF, OPERATOR, PUBLIC, RONGSHUI_STAFF, SANJIANG_STAFF, staff_of
from tests.town.requests import RECORD, an_opinion

OPINIONS = "{ opinions { totalCount } }"


def test_an_opinion_is_recorded_with_its_number_and_state(own_ask: Ask) -> None:
    payload = own_ask(RECORD, actor=HOME_STAFF, input=an_opinion(text="  渡口太滑\n"))["recordOpinion"]

    assert payload["errors"] == []
    assert payload["opinion"] == {
        "id": "Opinion:9",
        "serial": 7,
        "number": "GY-HOME-00007",
        "state": "RECEIVED",
        "text": "渡口太滑",
    }
    assert own_ask('{ opinion(number: "GY-HOME-00007") { station { code } } }') == {
        "opinion": {"station": {"code": "GY-HOME"}}
    }


def test_everything_that_may_be_said_of_an_opinion_is_kept(own_ask: Ask) -> None:
    query = """mutation M($input: RecordOpinionInput!) { recordOpinion(input: $input) { opinion {
        channel category receivedAt receivedBy { name } region { name }
            place visibility handling forwardedTo { kind } answer version
    } errors { code message } } }"""
    given = an_opinion(
        receivedAt="2023-12-31T15:59:00Z",
        receivedBy="Person:4",
        region="Region:121",
        place="3号码头",
        visibility="OFFICIAL",
        handling="FORWARDED",
        forwardedTo="Organization:1",
    )

    assert own_ask(query, actor=HOME_STAFF, input=given)["recordOpinion"] == {
        "opinion": {
            "channel": "PHONE",
            "category": "ROADS",
            "receivedAt": "2023-12-31T23:59:00+08:00",
            "receivedBy": {"name": "吴三"},
            "region": {"name": "林溪镇"},
            "place": "3号码头",
            "visibility": "OFFICIAL",
            "handling": "FORWARDED",
            "forwardedTo": {"kind": "STANDING_COMMITTEE"},
            "answer": None,
            "version": 1,
        },
        "errors": [],
    }


REFUSALS: dict[str, tuple[dict[str, Any], str, str]] = {
    "a station that is not there": ({"station": "Station:99"}, "NOT_FOUND", "station"),
    "a deputy that is not there": ({"receivedBy": "Person:99"}, "NOT_FOUND", "receivedBy"),
    "a person the actor may not see": ({"receivedBy": "Person:5"}, "NOT_FOUND", "receivedBy"),
    "a division that is not there": ({"region": "Region:999999"}, "NOT_FOUND", "region"),
    "an organization that is not there": (
        {"handling": "FORWARDED", "forwardedTo": "Organization:999"},
        "NOT_FOUND",
        "forwardedTo",
    ),
    "an identifier of another type": ({"region": "Station:1"}, "VALIDATION", "region"),
    "no text": ({"text": " \n　"}, "VALIDATION", "text"),
    "a text too long": ({"text": "字" * 2001}, "VALIDATION", "text"),
    "a text PostgreSQL cannot hold": ({"text": "a\0"}, "VALIDATION", "text"),
    "a place too long": ({"place": "字" * 201}, "VALIDATION", "place"),
    "no answer on the spot": ({"handling": "ON_THE_SPOT"}, "VALIDATION", "answer"),
    "an addressee without forwarding": ({"forwardedTo": "Organization:1"}, "VALIDATION", "forwardedTo"),
    "the future": ({"receivedAt": "2999-01-01T00:00:00+08:00"}, "VALIDATION", "receivedAt"),
    "a deputy of another station": ({"receivedBy": "Person:3"}, "NOT_ASSIGNED", "receivedBy"),
    "a deputy before the assignment": (
        {"receivedBy": "Person:1", "receivedAt": "2023-04-30T23:59:59+08:00"},
        "NOT_ASSIGNED",
        "receivedBy",
    ),
    "a deputy after the assignment": (
        {"receivedBy": "Person:4", "receivedAt": "2024-01-01T00:00:00+08:00"},
        "NOT_ASSIGNED",
        "receivedBy",
    ),
    "no declaration": ({"declaresNoStateSecret": False}, "CONFIDENTIAL_CONTENT", "declaresNoStateSecret"),
}


@pytest.mark.parametrize(("given", "code", "field"), REFUSALS.values(), ids=REFUSALS.keys())
def test_a_refusal_has_its_code_its_field_and_a_sentence_in_each_language(
    ask: Ask, given: dict[str, Any], code: str, field: str
) -> None:
    english, chinese = (
        ask(RECORD, actor=HOME_STAFF, locale=locale, input=an_opinion(**given))["recordOpinion"] for locale in LOCALES
    )

    for payload in (english, chinese):
        assert payload["opinion"] is None
        assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]
    (said,), (told,) = english["errors"], chinese["errors"]
    assert said["message"] != told["message"]
    assert said["hint"] != told["hint"] or said["hint"] is None
    assert "{" not in said["message"] + told["message"]
    assert ask(OPINIONS, actor=staff_of(1, 4)) == {"opinions": {"totalCount": 8}}


@pytest.mark.parametrize("station", [3, 5, 6])
def test_a_station_that_is_not_at_work_records_nothing(ask: Ask, station: int) -> None:
    (error,) = ask(RECORD, actor=staff_of(station), input=an_opinion(station=f"Station:{station}"))["recordOpinion"][
        "errors"
    ]

    assert (error["code"], error["field"]) == ("INVALID_TRANSITION", "station")


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        (PUBLIC, "NOT_AUTHENTICATED"),
        (OPERATOR, "FORBIDDEN_SCOPE"),
        (SANJIANG_STAFF, "FORBIDDEN_SCOPE"),
        (RONGSHUI_STAFF, "FORBIDDEN_SCOPE"),
        (staff_of(), "NOT_AUTHENTICATED"),
    ],
    ids=["nobody signed in", "operator", "county staff", "staff of another station", "staff of none"],
)
def test_only_the_staff_of_a_station_records_there(ask: Ask, actor: Actor, code: str) -> None:
    payload = ask(RECORD, actor=actor, input=an_opinion())["recordOpinion"]

    assert (payload["opinion"], [error["code"] for error in payload["errors"]]) == (None, [code])


def test_the_scope_is_told_before_the_contents(ask: Ask) -> None:
    """Who may not record there learns nothing about what is wrong with the opinion."""
    (error,) = ask(RECORD, actor=RONGSHUI_STAFF, input=an_opinion(text=" ", receivedBy="Person:99"))["recordOpinion"][
        "errors"
    ]

    assert error["code"] == "FORBIDDEN_SCOPE"


def test_a_dry_run_takes_no_number(own_ask: Ask) -> None:
    query = """mutation M($input: RecordOpinionInput!, $dry: Boolean) {
        recordOpinion(input: $input, dryRun: $dry) { opinion { number } errors { code } } }"""

    numbers = [
        own_ask(query, actor=HOME_STAFF, dry=dry, input=an_opinion())["recordOpinion"]["opinion"]["number"]
        for dry in (True, True, False, True, False)
    ]

    assert numbers == ["GY-HOME-00007", "GY-HOME-00007", "GY-HOME-00007", "GY-HOME-00008", "GY-HOME-00008"]


def test_opinions_recorded_at_the_same_time_have_numbers_of_their_own(own_copy_ask: Ask) -> None:
    """The station is locked while an opinion gets its number, so none is given twice and none is left out."""
    requests = [
        Request(query=RECORD, variables={"input": an_opinion(text=f"第{n}件")}, actor=HOME_STAFF) for n in range(8)
    ]
    elsewhere = [
        Request(query=RECORD, variables={"input": an_opinion(station="Station:4")}, actor=RONGSHUI_STAFF)
        for _ in range(2)
    ]

    payloads = [answer["data"]["recordOpinion"] for answer in own_copy_ask.together(*requests, *elsewhere)]

    assert all(payload["errors"] == [] for payload in payloads)
    assert sorted(payload["opinion"]["serial"] for payload in payloads[:8]) == list(range(7, 15))
    assert sorted(payload["opinion"]["serial"] for payload in payloads[8:]) == [9, 10]
    assert own_copy_ask(OPINIONS, actor=staff_of(1, 4)) == {"opinions": {"totalCount": 18}}


def test_what_is_recorded_is_seen_by_those_who_may_see_it(own_ask: Ask) -> None:
    query = '{ opinions(search: "渡口") { totalCount } station(code: "GY-HOME") { opinionCount } }'
    for visibility in ("PUBLIC", "OFFICIAL"):
        own_ask(RECORD, actor=HOME_STAFF, input=an_opinion(visibility=visibility))

    assert own_ask(query) == {"opinions": {"totalCount": 1}, "station": {"opinionCount": 5}}
    assert own_ask(query, actor=HOME_STAFF) == {"opinions": {"totalCount": 2}, "station": {"opinionCount": 8}}
