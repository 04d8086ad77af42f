"""A suggestion given to its units."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.declarations.roles import Actor
from core.foundation.i18n import LOCALES
from tests.plugins.proposals.course import Course, bulk
from tests.plugins.proposals.stages.kit import (
    HANDLINGS,
    both_languages,
    deadlines_of,
    handlings,
    planted,
)
from tests.plugins.proposals.town import (
    CITY_CLERK,
    CITY_LEADER,
    COUNTY_CLERK,
    COUNTY_GOVERNMENT,
    GOVERNMENT,
    TOWN_CLERK,
    UNITS,
    Town,
)

TRAFFIC, HOUSING, FINANCE = (UNITS[key][1] for key in ("traffic", "housing", "finance"))
MARCH = "2025-03-{}T23:59:59+08:00"


def test_a_lead_unit_with_helpers_gets_its_deadlines(course: Course) -> None:
    suggestion = course.assigned(("traffic", "LEAD"), ("housing", "CO"))

    assert handlings(course, suggestion) == [(TRAFFIC, "LEAD", "ASSIGNED"), (HOUSING, "CO", "ASSIGNED")]
    assert deadlines_of(course, suggestion) == {
        ("ACCEPT_AND_ASSIGN", None): ("SUBMITTED", MARCH.format(12), "MET"),
        ("REQUEST_RETURN", TRAFFIC): ("ASSIGNED", MARCH.format(12), "RUNNING"),
        ("REQUEST_RETURN", HOUSING): ("ASSIGNED", MARCH.format(12), "RUNNING"),
        ("WORK_PLAN", TRAFFIC): ("ASSIGNED", MARCH.format(24), "RUNNING"),
        ("FIRST_CONTACT", TRAFFIC): ("ASSIGNED", "2025-04-02T23:59:59+08:00", "RUNNING"),
        ("CO_OPINION", HOUSING): ("ASSIGNED", "2025-04-03T23:59:59+08:00", "RUNNING"),
        ("REPLY", TRAFFIC): ("ASSIGNED", "2025-06-03T23:59:59+08:00", "RUNNING"),
    }
    assert course.read(suggestion, "state assignedAt round") == {
        "state": "ASSIGNED",
        "assignedAt": "2025-03-03T10:00:00+08:00",
        "round": 1,
    }


def test_separate_units_each_have_a_part_and_all_deadlines(course: Course) -> None:
    suggestion = course.assigned(("traffic", "SEPARATE"), ("housing", "SEPARATE"))

    nodes = course.read(suggestion, HANDLINGS)["handlings"]["nodes"]
    running = {key for key, (_event, _due, state) in deadlines_of(course, suggestion).items() if state == "RUNNING"}

    assert [node["part"] for node in nodes] == ["traffic的部分", "housing的部分"]
    kinds = ("REQUEST_RETURN", "WORK_PLAN", "FIRST_CONTACT", "REPLY")
    assert running == {(kind, unit) for kind in kinds for unit in (TRAFFIC, HOUSING)}


REFUSED: dict[str, tuple[list[tuple[str, str]], str]] = {
    "nobody": ([], "LEAD_REQUIRED"),
    "a helper alone": ([("traffic", "CO")], "LEAD_REQUIRED"),
    "two leads": ([("traffic", "LEAD"), ("housing", "LEAD")], "LEAD_REQUIRED"),
    "one separate unit": ([("traffic", "SEPARATE")], "LEAD_REQUIRED"),
    "separate units with a helper": (
        [("traffic", "SEPARATE"), ("housing", "SEPARATE"), ("finance", "CO")],
        "LEAD_REQUIRED",
    ),
    "lead and separate": ([("traffic", "LEAD"), ("housing", "SEPARATE")], "LEAD_AND_SEPARATE_MIXED"),
    "a unit twice": ([("traffic", "LEAD"), ("housing", "CO"), ("housing", "CO")], "VALIDATION"),
    "a club": ([("club", "LEAD")], "NOT_UNDERTAKING_UNIT"),
}


@pytest.mark.parametrize(("units", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_an_assignment_has_one_lead_or_several_separate_units(
    course: Course, units: list[tuple[str, str]], code: str
) -> None:
    suggestion = course.accepted("wei")

    refusal = both_languages(course, "assign_suggestion", suggestion, CITY_CLERK, units=course.parts(*units))

    assert (refusal["code"], refusal["field"]) == (code, "units")
    assert handlings(course, suggestion) == []


@pytest.mark.parametrize(
    ("part", "unit", "code"),
    [(" ", None, "VALIDATION"), ("字" * 501, None, "VALIDATION"), ("东段", "Organization:999999", "NOT_FOUND")],
    ids=["no part", "a part too long", "a unit that is not there"],
)
def test_each_separate_unit_has_its_part(course: Course, part: str, unit: str | None, code: str) -> None:
    suggestion = course.accepted("wei")
    units = course.parts(("traffic", "SEPARATE"), ("housing", "SEPARATE"))
    units[1] = {**units[1], "part": part, **({"unit": unit} if unit else {})}

    refusal = both_languages(course, "assign_suggestion", suggestion, CITY_CLERK, units=units)

    assert (refusal["code"], refusal["field"]) == (code, "units")


@pytest.mark.parametrize(
    ("actor", "done"),
    [
        (CITY_CLERK, True),
        (GOVERNMENT, True),
        (COUNTY_CLERK, False),
        (TOWN_CLERK, False),
        (COUNTY_GOVERNMENT, False),
        (CITY_LEADER, False),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_the_staff_and_the_government_beside_the_congress_assign(course: Course, actor: Actor, done: bool) -> None:
    suggestion = course.accepted("wei", visibility="OFFICIAL")

    payload = course.take("assign_suggestion", suggestion, actor, units=course.parts(("traffic", "LEAD")))

    assert (payload["errors"] == []) is done
    assert done or payload["errors"][0]["code"] in ("FORBIDDEN_SCOPE", "NOT_FOUND")


def test_what_is_assigned_together_is_one_batch(course: Course, town: Town) -> None:
    session = town.sessions["open"]
    ids = planted(course, 4, lambda n: session if n < 3 else None)
    for each in ids:
        course.done("accept_suggestion", each, CITY_CLERK)
    units = course.parts(("traffic", "LEAD"))
    items = [
        {"id": each, "expectedVersion": course.version(each), "units": units, "meetingOn": "2025-03-03"} for each in ids
    ]

    payload = course.ask(bulk("assign_suggestions"), actor=CITY_CLERK, input={"items": items})["assignSuggestions"]

    assert payload["errors"] == []
    shown = "handlings { nodes { batch { id meetingOn session { id } } } }"
    batches = [course.read(each, shown)["handlings"]["nodes"][0]["batch"] for each in ids]
    assert len({batch["id"] for batch in batches[:3]}) == 1
    assert batches[0]["session"] == {"id": f"Session:{session}"}
    assert batches[3]["session"] is None
    assert {batch["meetingOn"] for batch in batches} == {"2025-03-03"}


def test_a_batch_is_joined_on_its_day(course: Course, town: Town) -> None:
    first, same_day, next_day = course.assigned(), course.accepted("wei"), course.accepted("wei")
    other = course.accepted("wei", session=town.session("open"))
    batch = course.read(first, "handlings { nodes { batch { id } } }")["handlings"]["nodes"][0]["batch"]["id"]
    order = {"units": course.parts(("traffic", "LEAD")), "batch": batch}

    course.done("assign_suggestion", same_day, CITY_CLERK, **order)
    elsewhere = course.refused("assign_suggestion", other, CITY_CLERK, **order)
    course.clock.now += timedelta(days=1)
    late = both_languages(course, "assign_suggestion", next_day, CITY_CLERK, **order)

    assert (elsewhere["code"], elsewhere["field"]) == ("NOT_FOUND", "batch")
    assert (late["code"], late["field"]) == ("VALIDATION", "batch")


def test_only_an_accepted_suggestion_is_assigned(course: Course) -> None:
    for suggestion in (course.submitted("wei"), course.assigned()):
        refusal = both_languages(
            course, "assign_suggestion", suggestion, CITY_CLERK, units=course.parts(("traffic", "LEAD"))
        )
        assert refusal["code"] == "INVALID_TRANSITION"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_units_are_told_what_is_expected_of_them(course: Course, town: Town, locale: str) -> None:
    suggestion = course.assigned(("traffic", "LEAD"), ("housing", "CO"))

    query = "{ notifications { nodes { subject kind suggestion { id } } } }"

    for unit in ("traffic", "housing"):
        told = course.ask(query, actor=town.clerk(unit), locale=locale)["notifications"]["nodes"]
        assert told == [{"subject": "assign_suggestion", "kind": "TASK", "suggestion": {"id": suggestion}}]
