"""`recollection`: what was asked for before on the same matter at the same place, as far as one may read it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core.declarations.roles import Actor
from plugins.proposals.history import MOST
from plugins.proposals.models import Suggestion
from tests.plugins.proposals.course import Course
from tests.plugins.proposals.stages.kit import planted, rows
from tests.plugins.proposals.town import AUDIT, CITY_CLERK, GUYI, LINXI, Town

HERE: dict[str, Any] = {"place": "试点桥", "category": "OTHER"}


def recalled(course: Course, suggestion: str, actor: Actor = AUDIT) -> tuple[int, str | None, list[str]]:
    """How often it was raised, the badge, and the earlier ones that are shown."""
    found = course.read(suggestion, "recollection { times badge suggestions { suggestion } }", actor)["recollection"]
    return found["times"], found["badge"], [one["suggestion"] for one in found["suggestions"]]


def test_the_first_time_nothing_is_recalled(course: Course) -> None:
    assert recalled(course, course.drafted("wei", **HERE)) == (1, None, [])


SAME: dict[str, tuple[dict[str, Any], dict[str, Any], bool]] = {
    "one place": (HERE, HERE, True),
    "a division in common": (
        {"regions": [f"Region:{GUYI}", f"Region:{LINXI}"]},
        {"regions": [f"Region:{LINXI}"]},
        True,
    ),
    "one place, another field": ({**HERE, "category": "TRANSPORT"}, HERE, False),
    "one field, no place": ({}, {}, False),
    "one field, another division": ({"regions": [f"Region:{GUYI}"]}, {"regions": [f"Region:{LINXI}"]}, False),
}


@pytest.mark.parametrize(("before", "now", "same"), SAME.values(), ids=SAME.keys())
def test_what_is_the_same_matter_at_the_same_place(
    course: Course, before: dict[str, Any], now: dict[str, Any], same: bool
) -> None:
    earlier = course.submitted("qin", **before)
    draft = course.drafted("wei", **now)

    known = (2, "Raised before in 2025.", [earlier])
    assert recalled(course, draft) == (known if same else (1, None, []))
    assert recalled(course, earlier) == (1, None, []), "what came later was not known then"


def test_nobody_recalls_what_he_or_she_may_not_read(course: Course, town: Town) -> None:
    """A deputy does not learn that staff keeps an earlier one; what was dropped or turned down is nobody's memory."""
    official = course.submitted("qin", **HERE, visibility="OFFICIAL")
    returned, withdrawn = course.submitted("mo", **HERE), course.submitted("luo", **HERE)
    course.done("return_for_revision", returned, CITY_CLERK, advice="请补充")
    course.done("withdraw_suggestion", withdrawn, town.deputy("luo"), reason="不提了")
    suggestion = course.submitted("wei", **HERE)
    course.clock.now += timedelta(hours=1)
    later = course.submitted("wei", **HERE)

    assert recalled(course, later, town.deputy("wei"))[2] == [suggestion]
    assert recalled(course, later, CITY_CLERK)[2] == [suggestion, official]


def test_all_are_counted_and_the_newest_shown(course: Course, town: Town) -> None:
    earlier = planted(course, MOST + 2, lambda _n: None)
    with rows(course) as database:
        model = course.ask.generation[Suggestion]
        for hours, identifier in enumerate(earlier):
            one = database.get_one(model, int(identifier.partition(":")[2]))
            one.place, one.submitted_at = "试点桥", course.clock.now - timedelta(hours=100 - hours)
    draft = course.drafted("wei", **HERE)

    times, _badge, shown = recalled(course, draft, town.deputy("wei"))

    assert times == MOST + 3
    assert shown == earlier[:1:-1]
