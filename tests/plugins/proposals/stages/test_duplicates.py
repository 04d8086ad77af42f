"""What was suggested before on the matter is looked at before another suggestion is submitted."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from tests.plugins.proposals.course import Course
from tests.plugins.proposals.stages.kit import both_languages, rows
from tests.plugins.proposals.town import CITY_CLERK, COUNTY_CLERK, GUYI, LINXI, RONGSHUI, SANJIANG, Town
from tests.town.rows import Rows

DECLARED: dict[str, Any] = {"declaresNoStateSecret": True, "declaresSingleMatter": True}
APART: dict[str, Any] = {"title": "关于增加社区养老床位的建议", "category": "LABOUR_AND_SOCIAL_SECURITY"}

ALIKE: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "the same place": ({"place": "试点桥"}, {"place": " 试点桥 "}),
    "the same field in the same county": (
        {"county": f"Region:{SANJIANG}", "category": "TRANSPORT"},
        {"county": f"Region:{SANJIANG}", "category": "TRANSPORT"},
    ),
    "the same field in the same township": (
        {"regions": [f"Region:{GUYI}", f"Region:{LINXI}"], "category": "TRANSPORT"},
        {"regions": [f"Region:{LINXI}"], "category": "TRANSPORT"},
    ),
    "nearly the same title": ({"title": "关于修缮试点路的建议"}, {"title": "关于尽快修缮试点路的意见"}),
}


@pytest.mark.parametrize(("before", "now"), ALIKE.values(), ids=ALIKE.keys())
def test_a_similar_suggestion_is_acknowledged(
    course: Course, town: Town, before: dict[str, Any], now: dict[str, Any]
) -> None:
    known = course.submitted("qin", **{"title": "关于第一件事", **before})
    draft = course.drafted("wei", **{**APART, **now})

    refusal = both_languages(course, "submit_suggestion", draft, town.deputy("wei"), **DECLARED, acknowledged=[draft])
    submitted = course.done("submit_suggestion", draft, town.deputy("wei"), **DECLARED, acknowledged=[known])

    assert (refusal["code"], refusal["field"]) == ("VALIDATION", "acknowledged")
    assert "1 similar" in refusal["message"]
    assert submitted["state"] == "SUBMITTED"


DIFFERENT: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "another field in the same county": (
        {"county": f"Region:{SANJIANG}", "category": "TRANSPORT"},
        {"county": f"Region:{SANJIANG}"},
    ),
    "the same field in another county": (
        {"county": f"Region:{SANJIANG}", "category": "TRANSPORT"},
        {"county": f"Region:{RONGSHUI}", "category": "TRANSPORT"},
    ),
    "the same field, and no place at all": ({"category": "TRANSPORT"}, {"category": "TRANSPORT"}),
    "a title that shares its formula": ({"title": "关于修路的建议"}, {"title": "关于养老的建议"}),
}


@pytest.mark.parametrize(("before", "now"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_a_suggestion_on_another_matter_is_not_similar(
    course: Course, town: Town, before: dict[str, Any], now: dict[str, Any]
) -> None:
    course.submitted("qin", **{"title": "关于第一件事", **before})
    draft = course.drafted("wei", **{**APART, **now})

    assert course.done("submit_suggestion", draft, town.deputy("wei"), **DECLARED)["state"] == "SUBMITTED"


def test_what_was_turned_down_or_may_not_be_read_is_not_similar(course: Course, town: Town) -> None:
    """A deputy need not acknowledge, and does not learn of, what is not for deputies."""
    course.submitted("qin", visibility="OFFICIAL")
    course.drafted("mo")
    returned, withdrawn = course.submitted("mo"), course.submitted("luo")
    course.done("return_for_revision", returned, CITY_CLERK, advice="请补充")
    course.done("withdraw_suggestion", withdrawn, town.deputy("luo"), reason="不提了")
    course.done("accept_suggestion", course.submitted("liang"), COUNTY_CLERK)
    draft = course.drafted("wei")

    assert course.done("submit_suggestion", draft, town.deputy("wei"), **DECLARED)["state"] == "SUBMITTED"


def test_staff_that_submits_for_a_deputy_looks_at_what_staff_reads(course: Course) -> None:
    official = course.submitted("qin", visibility="OFFICIAL")
    draft = course.done("create_suggestion", None, CITY_CLERK, **course.draft_input("wei"))["id"]

    refusal = course.refused("submit_suggestion", draft, CITY_CLERK, **DECLARED)
    submitted = course.done("submit_suggestion", draft, CITY_CLERK, **DECLARED, acknowledged=[official])

    assert refusal["field"] == "acknowledged"
    assert submitted["state"] == "SUBMITTED"


def test_the_five_newest_are_looked_at(course: Course, town: Town) -> None:
    known = []
    for _ in range(6):
        known.append(course.submitted("qin"))
        course.clock.now += timedelta(hours=1)
    draft = course.drafted("wei")

    oldest = course.refused("submit_suggestion", draft, town.deputy("wei"), **DECLARED, acknowledged=known[:5])
    newest = course.take("submit_suggestion", draft, town.deputy("wei"), **DECLARED, acknowledged=known[1:])

    assert "1 similar" in oldest["message"]
    assert newest["errors"] == []


def test_a_draft_grows_from_opinions_that_its_deputy_reads(course: Course, town: Town) -> None:
    with rows(course) as session:
        made = Rows(course.ask.generation, session, count(1))
        station = made.a_station("T-1", host=GUYI)
        opinions = [f"Opinion:{made.an_opinion(station, text).id}" for text in ("路灯不亮", "台阶太滑")]

    draft = course.drafted("wei", opinions=[*opinions, opinions[0]])
    course.done("edit_suggestion", draft, town.deputy("wei"), opinions=opinions[1:])

    assert course.read(draft, "opinions { nodes { text } }", town.deputy("wei")) == {
        "opinions": {"nodes": [{"text": "台阶太滑"}]}
    }
