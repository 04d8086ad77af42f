"""`escalateOpinion`: what a resident said at a station becomes the beginning of a deputy's suggestion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.declarations.roles import Actor
from core.foundation.i18n import LOCALES
from plugins.congress.models import Person, Visibility
from plugins.stations.models import OpinionHandling, OpinionState
from tests.plugins.proposals.course import Course
from tests.plugins.proposals.town import CITY_CLERK, GUYI
from tests.town.rows import Rows

Hear = Callable[..., str]
"""Records an opinion at the station where `wei` serves, and gives its identifier."""

ESCALATE = """mutation M($input: EscalateOpinionInput!) { done: escalateOpinion(input: $input) {
    suggestion { id state title category originKind matterText
        lineage { ancestors { kind opinion } } opinions { nodes { id handling state } } }
    errors { code field message hint } } }"""
THREAD = """query Q($id: ID!) { opinion(id: $id) { handling lineage { descendants { kind suggestion state } } } }"""


@pytest.fixture
def hear(course: Course) -> Hear:
    def an_opinion(**values: Any) -> str:  # noqa: ANN401 - columns
        with course.ask.changed() as session:
            rows = Rows(course.ask.generation, session)
            station = rows.a_station("GY-FERRY", host=GUYI)
            number = int(course.town.person("wei").partition(":")[2])
            deputy = rows.session.get_one(rows.generation[Person], number)
            rows.an_assignment(station, deputy)
            opinion = rows.an_opinion(station, "渡口太滑", **{"handling": OpinionHandling.TO_DELIBERATION, **values})
            return f"Opinion:{opinion.id}"

    return an_opinion


def escalate(course: Course, opinion: str, actor: Actor, deputy: str = "wei", locale: str = "en") -> dict[str, Any]:
    given = {"opinion": opinion, "mandate": course.town.mandate(deputy), "title": "关于修缮渡口的建议"}
    done: dict[str, Any] = course.ask(ESCALATE, actor=actor, locale=locale, input=given)["done"]
    return done


def test_an_opinion_becomes_a_draft_that_names_it(course: Course, hear: Hear) -> None:
    opinion = hear()

    done = escalate(course, opinion, course.town.deputy("wei"))

    assert done["errors"] == []
    assert done["suggestion"]["opinions"]["nodes"] == [
        {"id": opinion, "handling": "TO_SUGGESTION", "state": "RECEIVED"}
    ]
    assert done["suggestion"]["lineage"]["ancestors"] == [{"kind": "OPINION", "opinion": opinion}]
    assert [done["suggestion"][name] for name in ("state", "originKind", "category", "matterText")] == [
        "DRAFT",
        "STATION",
        "TRANSPORT",
        "渡口太滑",
    ]


def test_the_thread_leads_from_the_opinion_to_the_suggestion(course: Course, hear: Hear) -> None:
    opinion = hear()
    number = escalate(course, opinion, course.town.deputy("wei"))["suggestion"]["id"]

    thread = course.ask(THREAD, actor=course.town.deputy("wei"), id=opinion)["opinion"]["lineage"]["descendants"]

    assert thread == [{"kind": "SUGGESTION", "suggestion": number, "state": "Draft"}]


def test_a_forwarded_opinion_stays_counted_as_forwarded(course: Course, hear: Hear) -> None:
    """Every opinion has exactly one handling, so that the counts add up."""
    opinion = hear(handling=OpinionHandling.FORWARDED)

    done = escalate(course, opinion, course.town.deputy("wei"))

    assert done["suggestion"]["opinions"]["nodes"][0]["handling"] == "FORWARDED"


def test_an_opinion_is_taken_up_once(course: Course, hear: Hear) -> None:
    opinion = hear()
    escalate(course, opinion, course.town.deputy("wei"))

    said, told = (escalate(course, opinion, course.town.deputy("wei"), locale=locale) for locale in LOCALES)

    assert [payload["errors"][0]["code"] for payload in (said, told)] == ["INVALID_TRANSITION"] * 2
    assert said["errors"][0]["message"] != told["errors"][0]["message"]


def test_what_was_answered_on_the_spot_is_over(course: Course, hear: Hear) -> None:
    opinion = hear(handling=OpinionHandling.ON_THE_SPOT, answer="已说明", state=OpinionState.REPORTED_BACK)

    (error,) = escalate(course, opinion, course.town.deputy("wei"))["errors"]

    assert (error["code"], error["field"]) == ("INVALID_TRANSITION", "opinion")


def test_only_a_deputy_of_the_station_takes_it_up(course: Course, hear: Hear) -> None:
    opinion = hear()

    (error,) = escalate(course, opinion, course.town.deputy("qin"), deputy="qin")["errors"]

    assert (error["code"], error["field"]) == ("FORBIDDEN_SCOPE", "opinion")


def test_an_opinion_for_staff_alone_does_not_exist_for_the_deputy(course: Course, hear: Hear) -> None:
    opinion = hear(visibility=Visibility.OFFICIAL)

    (error,) = escalate(course, opinion, course.town.deputy("wei"))["errors"]

    assert (error["code"], error["field"]) == ("NOT_FOUND", "opinion")


@pytest.mark.parametrize("actor", [CITY_CLERK])
def test_staff_do_not_take_it_up(course: Course, hear: Hear, actor: Actor) -> None:
    assert escalate(course, hear(), actor)["errors"][0]["code"] == "FORBIDDEN_SCOPE"
