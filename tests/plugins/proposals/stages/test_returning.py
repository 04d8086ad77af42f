"""A suggestion given back by a unit that is not in charge, and the decision on it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.plugins.proposals.course import Course, Given
from tests.plugins.proposals.stages.kit import (
    being_handled,
    both_languages,
    deadlines_of,
    handlings,
)
from tests.plugins.proposals.town import (
    CITY_CLERK,
    CITY_LEADER,
    COUNTY_LEADER,
    GOVERNMENT,
    UNITS,
    Town,
)

TRAFFIC, HOUSING, FINANCE = (UNITS[key][1] for key in ("traffic", "housing", "finance"))
MARCH = "2025-03-{}T23:59:59+08:00"


def returning(course: Course, suggestion: str, unit: str, **given: Given) -> dict[str, Any]:
    """The input of `requestReturn` by the unit."""
    handling = course.handling(suggestion, unit)
    return {"handling": handling, "signedBy": "局长", "reason": "不属本局职责。", **given}


def asked(course: Course, suggestion: str, unit: str) -> str:
    """The identifier of the unit's request to return it."""
    course.done("request_return", suggestion, course.town.clerk(unit), **returning(course, suggestion, unit))
    shown = "handlings { nodes { returnRequests { nodes { id decision } } } }"
    nodes = course.read(suggestion, shown)["handlings"]["nodes"]
    requests = [request for node in nodes for request in node["returnRequests"]["nodes"]]
    return max((str(each["id"]) for each in requests), key=lambda each: int(each.split(":")[1]))


def test_a_unit_asks_to_return_what_is_not_in_its_charge(course: Course, town: Town) -> None:
    suggestion = course.assigned()
    order = returning(course, suggestion, "traffic", proposedUnit=town.unit("housing"))

    payload = course.take("request_return", suggestion, town.clerk("traffic"), **order)

    assert payload["event"]["handling"] == {"id": order["handling"]}
    shown = """state handlings { nodes { state returnRequests { nodes {
        reason signedBy decision dispute proposedUnit { name } } } } }"""
    assert course.read(suggestion, shown) == {
        "state": "RETURN_REQUESTED",
        "handlings": {
            "nodes": [
                {
                    "state": "RETURN_REQUESTED",
                    "returnRequests": {
                        "nodes": [
                            {
                                "reason": "不属本局职责。",
                                "signedBy": "局长",
                                "decision": "PENDING",
                                "dispute": 1,
                                "proposedUnit": {"name": HOUSING},
                            }
                        ]
                    },
                }
            ]
        },
    }
    assert deadlines_of(course, suggestion)[("REASSIGN", TRAFFIC)] == ("RETURN_REQUESTED", MARCH.format(10), "RUNNING")


BAD_REQUESTS: dict[str, tuple[dict[str, Any], tuple[str, str]]] = {
    "without a reason": ({"reason": " "}, ("VALIDATION", "reason")),
    "unsigned": ({"signedBy": " "}, ("VALIDATION", "signedBy")),
    "signed at length": ({"signedBy": "字" * 121}, ("VALIDATION", "signedBy")),
    "proposing itself": ({"proposedUnit": "traffic"}, ("VALIDATION", "proposedUnit")),
    "proposing a club": ({"proposedUnit": "club"}, ("NOT_UNDERTAKING_UNIT", "proposedUnit")),
    "for nothing": ({"handling": "Handling:999"}, ("NOT_FOUND", "handling")),
}


@pytest.mark.parametrize(("given", "told"), BAD_REQUESTS.values(), ids=BAD_REQUESTS.keys())
def test_a_request_to_return_is_refused_with_its_code(
    course: Course, town: Town, given: dict[str, Any], told: tuple[str, str]
) -> None:
    suggestion = course.assigned()
    named = {key: town.unit(value) if key == "proposedUnit" else value for key, value in given.items()}

    refusal = both_languages(
        course, "request_return", suggestion, town.clerk("traffic"), **returning(course, suggestion, "traffic", **named)
    )

    assert (refusal["code"], refusal["field"]) == told
    assert course.state(suggestion) == "ASSIGNED"


def test_a_unit_returns_only_what_is_its_own(course: Course, town: Town) -> None:
    suggestion, other = course.assigned(("traffic", "LEAD"), ("housing", "CO")), course.assigned(("traffic", "LEAD"))
    order = returning(course, suggestion, "housing")

    foreign = course.refused("request_return", suggestion, town.clerk("traffic"), **order)
    elsewhere = course.refused("request_return", other, town.leader("traffic"), **order)
    outsider = course.refused("request_return", suggestion, town.clerk("finance"), **order)

    assert foreign["code"] == "FORBIDDEN_SCOPE"
    assert elsewhere["code"] == "NOT_FOUND"
    assert outsider["code"] in ("NOT_FOUND", "FORBIDDEN_SCOPE")


def test_a_return_is_asked_for_within_seven_working_days(course: Course, town: Town) -> None:
    suggestion = course.assigned(("traffic", "LEAD"), ("housing", "CO"))
    course.clock.now = course.clock.now.replace(day=12, hour=23, minute=59, second=59)
    order = returning(course, suggestion, "housing")
    course.done("request_return", suggestion, town.clerk("housing"), **order)
    course.clock.now += timedelta(seconds=1)

    late = both_languages(
        course, "request_return", suggestion, town.clerk("traffic"), **returning(course, suggestion, "traffic")
    )

    assert late["code"] == "RETURN_WINDOW_CLOSED"
    assert "2025-03-12" in late["message"]


def test_what_was_signed_for_is_not_returned(course: Course, town: Town) -> None:
    suggestion = course.assigned(("traffic", "LEAD"), ("housing", "CO"))
    being_handled(course, suggestion, "traffic")

    signed = both_languages(
        course, "request_return", suggestion, town.clerk("traffic"), **returning(course, suggestion, "traffic")
    )
    course.done("request_return", suggestion, town.clerk("housing"), **returning(course, suggestion, "housing"))

    assert (signed["code"], signed["field"]) == ("INVALID_TRANSITION", "handling")
    assert course.state(suggestion) == "RETURN_REQUESTED"


def test_a_granted_return_gives_the_part_to_another_unit(course: Course, town: Town) -> None:
    suggestion = course.assigned(("traffic", "LEAD"), ("housing", "CO"))
    course.clock.now += timedelta(days=4)
    request = asked(course, suggestion, "traffic")
    course.clock.now += timedelta(days=3)

    course.done(
        "decide_return",
        suggestion,
        CITY_CLERK,
        request=request,
        accept=True,
        unit=town.unit("finance"),
        reason="属财政职责",
    )

    assert course.state(suggestion) == "ASSIGNED"
    assert handlings(course, suggestion) == [
        (TRAFFIC, "LEAD", "RETURNED"),
        (HOUSING, "CO", "ASSIGNED"),
        (FINANCE, "LEAD", "ASSIGNED"),
    ]
    deadlines = deadlines_of(course, suggestion)
    assert {state for (_kind, unit), (_event, _due, state) in deadlines.items() if unit == TRAFFIC} == {
        "CANCELLED",
        "MET",
    }
    assert deadlines[("REASSIGN", TRAFFIC)][2] == "MET"
    assert deadlines[("REPLY", FINANCE)] == ("REASSIGNED", "2025-06-10T23:59:59+08:00", "RUNNING")
    assert deadlines[("REQUEST_RETURN", FINANCE)] == ("REASSIGNED", MARCH.format(19), "RUNNING")
    assert ("CO_OPINION", FINANCE) not in deadlines
    elapsed = course.read(suggestion, "deadlines(where: {kind: {eq: REPLY}}) { nodes { elapsedBefore state } }")
    assert elapsed["deadlines"]["nodes"] == [
        {"elapsedBefore": 0, "state": "CANCELLED"},
        {"elapsedBefore": 7, "state": "RUNNING"},
    ]
    assert course.take("request_return", suggestion, town.clerk("traffic"), **returning(course, suggestion, "housing"))[
        "errors"
    ]


def test_a_helper_may_leave_without_another_in_its_place(course: Course, town: Town) -> None:
    suggestion = course.assigned(("traffic", "LEAD"), ("housing", "CO"))
    being_handled(course, suggestion, "traffic")
    request = asked(course, suggestion, "housing")

    course.done("decide_return", suggestion, GOVERNMENT, request=request, accept=True, reason="无需协办")

    assert course.state(suggestion) == "HANDLING"
    assert handlings(course, suggestion) == [(TRAFFIC, "LEAD", "HANDLING"), (HOUSING, "CO", "RETURNED")]


def test_a_refused_return_leaves_the_unit_in_charge(course: Course, town: Town) -> None:
    suggestion = course.assigned()
    request = asked(course, suggestion, "traffic")

    course.done("decide_return", suggestion, CITY_CLERK, request=request, accept=False, reason="属贵局职责")

    assert (course.state(suggestion), handlings(course, suggestion)) == ("ASSIGNED", [(TRAFFIC, "LEAD", "ASSIGNED")])
    assert deadlines_of(course, suggestion)[("REPLY", TRAFFIC)][2] == "RUNNING"
    shown = "handlings { nodes { returnRequests { nodes { decision decisionReason decidedBy } } } }"
    assert course.read(suggestion, shown)["handlings"]["nodes"][0]["returnRequests"]["nodes"] == [
        {"decision": "REFUSED", "decisionReason": "属贵局职责", "decidedBy": "city clerk"}
    ]


def test_it_stays_in_dispute_while_another_unit_waits(course: Course, town: Town) -> None:
    suggestion = course.assigned(("traffic", "SEPARATE"), ("housing", "SEPARATE"))
    first, second = asked(course, suggestion, "traffic"), asked(course, suggestion, "housing")

    course.done("decide_return", suggestion, CITY_CLERK, request=first, accept=False, reason="属贵局职责")
    between = course.state(suggestion)
    course.done("decide_return", suggestion, CITY_LEADER, request=second, accept=False, reason="属贵局职责")

    assert (between, course.state(suggestion)) == ("RETURN_REQUESTED", "ASSIGNED")


def test_a_second_dispute_is_decided_by_a_leader_of_the_congress(course: Course, town: Town) -> None:
    suggestion = course.assigned()
    first = asked(course, suggestion, "traffic")
    unit = town.unit("housing")
    course.done("decide_return", suggestion, CITY_CLERK, request=first, accept=True, unit=unit, reason="转办")
    second = asked(course, suggestion, "housing")
    order = {"request": second, "accept": True, "unit": town.unit("finance"), "reason": "转办"}

    refusals = [
        both_languages(course, "decide_return", suggestion, actor, **order)["code"]
        for actor in (CITY_CLERK, GOVERNMENT)
    ]
    elsewhere = course.refused("decide_return", suggestion, COUNTY_LEADER, **order)["code"]

    assert refusals == ["FORBIDDEN_SCOPE", "FORBIDDEN_SCOPE"]
    assert elsewhere in ("FORBIDDEN_SCOPE", "NOT_FOUND")
    assert course.done("decide_return", suggestion, CITY_LEADER, **order)["state"] == "ASSIGNED"
    assert handlings(course, suggestion)[-1] == (FINANCE, "LEAD", "ASSIGNED")


BAD_DECISIONS: dict[str, tuple[dict[str, Any], tuple[str, str]]] = {
    "without a reason": ({"reason": " "}, ("VALIDATION", "reason")),
    "nobody in its place": ({"unit": None}, ("VALIDATION", "unit")),
    "a club in its place": ({"unit": "club"}, ("NOT_UNDERTAKING_UNIT", "unit")),
    "the same unit": ({"unit": "traffic"}, ("VALIDATION", "unit")),
    "its helper": ({"unit": "housing"}, ("VALIDATION", "unit")),
    "about nothing": ({"request": "ReturnRequest:999"}, ("NOT_FOUND", "request")),
}


@pytest.mark.parametrize(("given", "told"), BAD_DECISIONS.values(), ids=BAD_DECISIONS.keys())
def test_a_decision_on_a_return_is_refused_with_its_code(
    course: Course, town: Town, given: dict[str, Any], told: tuple[str, str]
) -> None:
    suggestion = course.assigned(("traffic", "LEAD"), ("housing", "CO"))
    order = {"request": asked(course, suggestion, "traffic"), "accept": True, "unit": "finance", "reason": "转办"}
    order |= given
    order["unit"] = town.unit(str(order["unit"])) if order["unit"] else None

    refusal = both_languages(course, "decide_return", suggestion, CITY_CLERK, **order)

    assert (refusal["code"], refusal["field"]) == told
    assert course.state(suggestion) == "RETURN_REQUESTED"


def test_a_request_of_another_suggestion_is_not_found(course: Course) -> None:
    suggestion, other = course.assigned(), course.assigned(("housing", "LEAD"))
    asked(course, suggestion, "traffic")
    foreign = asked(course, other, "housing")

    refusal = course.refused(
        "decide_return", suggestion, CITY_CLERK, request=foreign, accept=False, reason="属贵局职责"
    )

    assert (refusal["code"], refusal["field"]) == ("NOT_FOUND", "request")


def test_a_request_is_decided_once(course: Course, town: Town) -> None:
    suggestion = course.assigned(("traffic", "LEAD"), ("housing", "CO"))
    first = asked(course, suggestion, "traffic")
    asked(course, suggestion, "housing")
    order = {"request": first, "accept": False, "reason": "属贵局职责"}
    course.done("decide_return", suggestion, CITY_CLERK, **order)

    refusal = both_languages(course, "decide_return", suggestion, CITY_CLERK, **order)

    assert (refusal["code"], refusal["field"]) == ("INVALID_TRANSITION", "request")


def test_two_who_decide_at_once_assign_one_unit(own_course: Course, town: Town) -> None:
    suggestion = own_course.assigned()
    order: dict[str, Any] = {"request": asked(own_course, suggestion, "traffic"), "accept": True, "reason": "转办"}

    payloads = own_course.together(
        own_course.order("decide_return", suggestion, CITY_CLERK, unit=town.unit("housing"), **order),
        own_course.order("decide_return", suggestion, GOVERNMENT, unit=town.unit("finance"), **order),
    )

    assert [error["code"] for payload in payloads for error in payload["errors"]] == ["STALE_VERSION"]
    assert [state for _unit, _role, state in handlings(own_course, suggestion)] == ["RETURNED", "ASSIGNED"]


def test_two_units_that_ask_at_once_do_not_overwrite_each_other(own_course: Course, town: Town) -> None:
    suggestion = own_course.assigned(("traffic", "LEAD"), ("housing", "CO"))

    payloads = own_course.together(
        *(
            own_course.order("request_return", suggestion, town.clerk(unit), **returning(own_course, suggestion, unit))
            for unit in ("traffic", "housing")
        )
    )

    assert [error["code"] for payload in payloads for error in payload["errors"]] == ["STALE_VERSION"]
    found = sorted(state for _unit, _role, state in handlings(own_course, suggestion))
    assert found == ["ASSIGNED", "RETURN_REQUESTED"]
