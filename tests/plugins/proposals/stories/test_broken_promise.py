"""What a unit promises for a day, and what everybody is reminded of when it does not keep it."""

from __future__ import annotations

from typing import Any

from core.foundation.i18n import SOURCE_LOCALE
from tests.plugins.proposals.stories.parties import Deputy, Unit
from tests.plugins.proposals.stories.story import Story

CHINESE = "zh_CN"
SIDEWALK = {"place": "试点路北段"}


def test_a_promise_is_broken_thirty_days_after_its_day_and_the_suggestion_is_opened_again(story: Story) -> None:
    """Whoever promises is reminded before the day and after it, and then the suggestion is open again.

    A reply that only plans promises a day (Chongqing, art. 24). What is not shown to be done on that day is overdue;
    thirty days later it counts as broken, and the suggestion, until then followed, is handled again.

    Promised for 30 September 2025: a week before, a day before; one, seven and thirty days after, on 30 October.
    """
    wei, staff, traffic = story.deputy("韦试一"), story.staff, story.unit("柳州市试点交通局")
    story.on("2025-03-03")
    is_promised(story, wei, traffic, "2025-09-30")
    assert (story.state, story.running(traffic)) == ("TRACKING", {"COMMITMENT": "2025-09-30"})
    with story.refused("COMMITMENTS_OPEN"):
        staff.closes()

    for day in ("2025-09-24", "2025-09-30", "2025-10-02", "2025-10-08"):
        story.on(day, hour=1)
        story.jobs_run()
    assert traffic.told()[-4:] == [
        "deadline_week_before",
        "deadline_day_before",
        "deadline_overdue_one_day",
        "deadline_overdue_seven_days",
    ]
    assert staff.told()[-2:] == ["deadline_overdue_one_day", "deadline_overdue_seven_days"]
    story.on("2025-10-30", hour=23)
    story.jobs_run()
    assert (story.state, promises(story)) == ("TRACKING", [("2025-09-30", "OPEN")])

    story.on("2025-10-31", hour=2)
    story.jobs_run()
    assert (story.state, promises(story)) == ("REOPENED", [("2025-09-30", "BROKEN")])
    assert story.history()[-1] == "break_commitment: system"
    assert story.deadlines(traffic)[-1] == "COMMITMENT 2025-09-30 MISSED"
    assert (wei.told()[-1], staff.told()[-1], traffic.told()[-1]) == (
        "commitment_broken",
        "commitment_broken",
        "opened_again",
    )
    with story.refused("INVALID_TRANSITION"):
        traffic.keeps_its_promise()

    story.on("2025-11-03")
    staff.orders_rehandling("承诺没有兑现。")
    assert story.running(traffic) == {"REHANDLE": "2025-12-03"}


def test_whoever_asks_a_third_time_reads_what_was_promised_before(story: Story) -> None:
    """The third time a matter is raised, the draft says so, and says which promise was broken.

    Of two promises due, one was kept, with evidence and in time; the year in which a promise was due is the year
    in which it counts.
    """
    wei, qin, mo = story.deputy("韦试一"), story.deputy("覃试二"), story.deputy("莫试三")
    traffic = story.unit("柳州市试点交通局")
    story.on("2025-03-03")
    is_promised(story, wei, traffic, "2025-09-30")
    story.on("2025-10-31", hour=2)
    story.jobs_run()
    story.on("2026-01-12")
    is_promised(story, qin, traffic, "2026-06-30")

    story.on("2026-06-30", hour=17)
    with story.refused("EVIDENCE_REQUIRED"):
        traffic.keeps_its_promise(evidence=None)
    traffic.keeps_its_promise()
    assert promises(story) == [("2026-06-30", "KEPT")]
    assert qin.told()[-1] == "commitment_kept"
    assert kept(story) == [(2025, 0, 1), (2026, 1, 1)]

    story.on("2026-07-06")
    mo.drafts("关于尽快修好试点路北段的建议", **SIDEWALK)
    recalled = recollection(story, mo)
    assert recalled["times"] == 3
    assert recalled["badge"] == "Raised before in 2025, 2026. The promise of 2025 was broken."
    assert recollection(story, mo, CHINESE)["badge"] == "此前曾于2025、2026年提出。2025年的承诺未兑现。"
    assert [(one["year"], one["promises"]) for one in recalled["suggestions"]] == [
        (2026, [{"text": "修缮人行道", "dueOn": "2026-06-30", "state": "KEPT"}]),
        (2025, [{"text": "修缮人行道", "dueOn": "2025-09-30", "state": "BROKEN"}]),
    ]
    with story.refused("VALIDATION"):
        mo.submits(acknowledged=[])


def is_promised(story: Story, deputy: Deputy, unit: Unit, due_on: str) -> None:
    """The deputy asks for the sidewalk, the unit promises it for that day, and the deputy is satisfied."""
    deputy.drafts(**SIDEWALK)
    deputy.submits()
    story.staff.accepts()
    story.staff.assigns(lead=unit)
    unit.signs_for_it()
    unit.speaks_with(deputy)
    deputy.confirms_the_talk_with(unit)
    with story.refused("COMMITMENT_REQUIRED"):
        unit.replies("B")
    unit.replies("B", commitments=[{"text": "修缮人行道", "dueOn": due_on}])
    deputy.evaluates("SATISFIED")


def promises(story: Story) -> list[tuple[str, str]]:
    """What was promised: for which day, and what became of it."""
    nodes = story.read("commitments(orderBy: [{id: ASC}]) { nodes { dueOn state } }")["commitments"]["nodes"]
    return [(node["dueOn"], node["state"]) for node in nodes]


def kept(story: Story) -> list[tuple[int, int, int]]:
    """For each year in which promises were due: the year, how many were kept, and of how many."""
    query = "{ commitments { rates { kept { byYear { year numerator denominator } } } } }"
    rates = story.ask(query, actor=story.staff.actor)["commitments"]["rates"]["kept"]["byYear"]
    return [(one["year"], one["numerator"], one["denominator"]) for one in rates]


def recollection(story: Story, deputy: Deputy, locale: str = SOURCE_LOCALE) -> dict[str, Any]:
    """What the deputy's draft recalls."""
    shown = "times badge suggestions { year promises { text dueOn state } }"
    recalled: dict[str, Any] = story.read(f"recollection {{ {shown} }}", deputy.actor, locale)["recollection"]
    return recalled
