"""A unit that needs more time than the law gives at first."""

from __future__ import annotations

from typing import Any

from core.declarations.roles import PUBLIC_READER, Actor
from tests.plugins.proposals.stories.parties import Unit
from tests.plugins.proposals.stories.story import Story

EXPLAINED = "explain { extendedTo extensionReason approvedBy sentences }"


def test_more_time_is_asked_for_before_the_day_and_ends_with_the_sixth_month(story: Story) -> None:
    """Three months, and six with consent: asked for before the day, for a reason the deputy reads.

    What is broad or difficult is replied to within six months of its assignment (Deputies Law, art. 51): assigned on
    5 March 2025, the three months end on 5 June, the six on 5 September, both working days.
    """
    wei, staff, government = story.deputy("韦试一"), story.staff, story.government
    traffic = story.unit("柳州市试点交通局")
    is_assigned(story, traffic)
    assert story.running(traffic)["REPLY"] == "2025-06-05"

    story.on("2025-05-12")
    with story.refused("VALIDATION"):
        traffic.asks_for_time("2025-08-05", reason=" ")
    with story.refused("VALIDATION"):
        traffic.asks_for_time("2025-06-05")
    with story.refused("EXTENSION_EXCEEDS_MAX"):
        traffic.asks_for_time("2025-09-06")
    traffic.asks_for_time("2025-08-30")
    with story.refused("INVALID_TRANSITION"):
        traffic.asks_for_time("2025-09-05")
    assert staff.told()[-1] == "extension_requested"
    with story.refused("VALIDATION"):
        staff.refuses_time_to(traffic, reason=None)
    staff.refuses_time_to(traffic)

    traffic.asks_for_time("2025-09-05")
    assert story.running(traffic)["REPLY"] == "2025-06-05", "asking alone moves nothing"
    government.grants_time_to(traffic)
    assert story.running(traffic)["REPLY"] == "2025-09-05"
    assert (wei.told()[-1], traffic.told()[-1]) == ("extension_granted", "extension_decided")
    with story.refused("INVALID_TRANSITION"):
        staff.refuses_time_to(traffic)
    for party, approved_by in ((wei, None), (traffic, None), (staff, "市政府督查室")):
        explained = explanation(story, party.actor)
        assert explained["extendedTo"] == "2025-09-05T23:59:59+08:00"
        assert (explained["extensionReason"], explained["approvedBy"]) == ("需要地质勘察。", approved_by), party.name
        assert any("需要地质勘察。" in sentence for sentence in explained["sentences"])
    assert wei.reads(f"handlings {{ nodes {{ {REQUESTS} }} }}")["handlings"]["nodes"] == [
        {"extensionRequests": {"nodes": [{"decision": "REFUSED"}, {"decision": "ACCEPTED"}]}}
    ]

    story.on("2025-09-04")
    with story.refused("EXTENSION_EXCEEDS_MAX"):
        traffic.asks_for_time("2025-09-30")
    traffic.replies("C")
    assert requests(story) == ["REFUSED", "ACCEPTED"]
    assert replied_in_time(story) == (1, 1)


def test_why_more_time_was_granted_and_by_whom_is_not_told_to_the_public(story: Story) -> None:
    """It reads until when the reply is due; the reason is for those who take part, the name for the congress."""
    traffic = story.unit("柳州市试点交通局")
    is_assigned(story, traffic)
    traffic.asks_for_time("2025-09-05")
    story.staff.grants_time_to(traffic)
    story.on("2025-05-12")
    traffic.replies("C")
    story.deputy("韦试一").evaluates("SATISFIED")
    story.staff.publishes()

    explained = explanation(story, PUBLIC_READER)
    assert explained.pop("sentences")[-2:] == ["It was extended to 2025-09-05.", "It was done in time, on 2025-05-12."]
    assert explained == {"extendedTo": "2025-09-05T23:59:59+08:00", "extensionReason": None, "approvedBy": None}
    for column in ("extensionReason", "approvedBy"):
        assert story.ask.code(f"{{ deadlines {{ nodes {{ {column} }} }} }}") == "FIELD_DENIED"


def test_whoever_gets_no_more_time_and_does_not_reply_is_overdue(story: Story) -> None:
    """A request that is refused moves nothing: the unit is reminded, and the congress's staff is told that it is late.

    Due on 5 June 2025: reminded in the week before and on the day before; late for one day, seven and thirty days
    at the end of 6 June, 12 June and 5 July.
    """
    staff, traffic = story.staff, story.unit("柳州市试点交通局")
    is_assigned(story, traffic)
    story.on("2025-05-12")
    traffic.asks_for_time("2025-09-05")
    staff.refuses_time_to(traffic)

    for day in ("2025-05-30", "2025-06-05", "2025-06-07", "2025-06-13", "2025-07-06"):
        story.on(day, hour=1)
        story.jobs_run()
    late = ["deadline_overdue_one_day", "deadline_overdue_seven_days", "deadline_overdue_thirty_days"]
    assert traffic.told()[-6:] == ["extension_decided", "deadline_week_before", "deadline_day_before", *late]
    assert staff.told()[-3:] == late
    assert lamps(story) == ["RED"]
    with story.refused("INVALID_TRANSITION"):
        traffic.asks_for_time("2025-09-05")

    story.on("2025-07-07")
    traffic.replies("C")
    assert "REPLY 2025-06-05 MISSED" in story.deadlines(traffic)
    assert replied_in_time(story) == (0, 1)


REQUESTS = "extensionRequests(orderBy: [{id: ASC}]) { nodes { decision } }"


def is_assigned(story: Story, unit: Unit) -> None:
    """On 5 March 2025 a suggestion is assigned to the unit, which speaks with the deputy and files its plan."""
    wei = story.deputy("韦试一")
    story.on("2025-03-03")
    wei.drafts()
    wei.submits()
    story.staff.accepts()
    story.on("2025-03-05")
    story.staff.assigns(lead=unit)
    unit.signs_for_it()
    unit.files_its_plan()
    unit.speaks_with(wei)
    wei.confirms_the_talk_with(unit)


def explanation(story: Story, actor: Actor) -> dict[str, Any]:
    """How somebody is told why the reply is due when it is."""
    shown = f"deadlines(where: {{kind: {{eq: REPLY}}}}) {{ nodes {{ {EXPLAINED} }} }}"
    (deadline,) = story.read(shown, actor)["deadlines"]["nodes"]
    explained: dict[str, Any] = deadline["explain"]
    return explained


def requests(story: Story) -> list[str]:
    """What became of each request for more time."""
    (handling,) = story.read(f"handlings {{ nodes {{ {REQUESTS} }} }}")["handlings"]["nodes"]
    return [one["decision"] for one in handling["extensionRequests"]["nodes"]]


def lamps(story: Story) -> list[str]:
    """The lamps of what still has to be done."""
    shown = "deadlines(where: {state: {in: [RUNNING, EXTENDED]}}) { nodes { lamp } }"
    return [one["lamp"] for one in story.read(shown)["deadlines"]["nodes"]]


def replied_in_time(story: Story) -> tuple[int, int]:
    """How many replies came in time, of how many that were given or due."""
    query = "{ suggestions { rates { repliedInTime { numerator denominator } } } }"
    rate = story.ask(query, actor=story.staff.actor)["suggestions"]["rates"]["repliedInTime"]
    return rate["numerator"], rate["denominator"]
