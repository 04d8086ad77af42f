"""A suggestion in two parts, each with a unit that answers for it alone."""

from __future__ import annotations

from tests.plugins.proposals.stories.story import Story
from tests.plugins.proposals.town import AUDIT


def test_each_unit_answers_for_its_part_and_only_the_unsatisfying_one_handles_it_again(story: Story) -> None:
    """Each reply is judged by itself, and the whole counts as its least favourable part.

    Where several units are in charge each for a part of its own, each replies by itself, and each reply is judged
    by itself; the whole counts as its least favourable part.
    """
    wei, staff = story.deputy("韦试一"), story.staff
    traffic, housing = story.unit("柳州市试点交通局"), story.unit("柳州市试点住建局")
    story.on("2025-03-03")
    wei.drafts()
    wei.submits()
    staff.accepts()
    story.on("2025-03-05")
    with story.refused("LEAD_REQUIRED"):
        staff.assigns_apart((traffic, "人行道"))
    with story.refused("VALIDATION"):
        staff.assigns_apart((traffic, "人行道"), (housing, " "))
    staff.assigns_apart((traffic, "人行道"), (housing, "路灯"))
    for unit in (traffic, housing):
        assert story.running(unit)["REPLY"] == "2025-06-05"
        unit.signs_for_it()
        unit.speaks_with(wei)
        wei.confirms_the_talk_with(unit)

    story.on("2025-04-07")
    traffic.replies("A", evidence="验收报告")
    assert story.state == "HANDLING", "one part is not answered yet"
    assert story.running() == {}
    story.on("2025-04-14")
    housing.replies("C")
    assert (story.state, story.read("countsAs")) == ("REPLIED", {"countsAs": "REFERENCE"})

    story.on("2025-04-16")
    wei.evaluates("SATISFIED", reply_of=traffic)
    assert story.state == "REPLIED"
    wei.evaluates("DISSATISFIED", reply_of=housing, comment="路灯两年没有进展。")
    assert story.state == "EVALUATED"
    staff.orders_rehandling()
    assert (story.running(traffic), story.running(housing)) == ({}, {"REHANDLE": "2025-05-16"})
    with story.refused("INVALID_TRANSITION"):
        traffic.replies("A", evidence="验收报告")

    story.on("2025-04-28")
    housing.speaks_with(wei)
    wei.confirms_the_talk_with(housing)
    housing.replies("B", answersComment="九月装灯。", commitments=[{"text": "安装路灯", "dueOn": "2025-09-30"}])
    assert (story.state, story.read("countsAs")) == ("REPLIED", {"countsAs": "PLANNED"})
    with story.refused("EVALUATION_CLOSED"):
        wei.evaluates("SATISFIED", reply_of=traffic)
    wei.evaluates("SATISFIED", reply_of=housing)
    assert story.state == "TRACKING"

    assert replies(story) == [("人行道", 1, "A"), ("路灯", 1, "C"), ("路灯", 2, "B")]


def replies(story: Story) -> list[tuple[str, int, str]]:
    """All replies, each with the part it answers, its round and its class."""
    shown = "replies(orderBy: [{id: ASC}]) { nodes { round handling { part } outcomeClass { code } } }"
    nodes = story.read(shown)["replies"]["nodes"]
    return [(node["handling"]["part"], node["round"], node["outcomeClass"]["code"]) for node in nodes]


def test_a_deputy_counts_as_contacted_once_all_units_spoke_with_the_deputy_who_confirms_it(story: Story) -> None:
    """A talk that only the unit tells of is none, and one unit does not speak for another."""
    wei, staff = story.deputy("韦试一"), story.staff
    traffic, housing = story.unit("柳州市试点交通局"), story.unit("柳州市试点住建局")
    story.on("2025-03-03")
    wei.drafts()
    wei.submits()
    staff.accepts()
    staff.assigns_apart((traffic, "路面"), (housing, "路灯"))
    shares = []
    for unit in (traffic, housing):
        unit.signs_for_it()
        unit.speaks_with(wei)
        shares.append(contacted(story))
        wei.confirms_the_talk_with(unit)
        shares.append(contacted(story))

    assert shares == [0, 0, 0, 1]


def contacted(story: Story) -> float | None:
    """The share of suggestions whose deputies were contacted: another deputy, who reads no talk, is told the same."""
    query = "{ suggestions(first: 1) { rates { contacted { value } } } }"
    readers = (story.staff.actor, story.deputy("罗试四").actor, AUDIT)
    shares: set[float | None] = {
        story.ask(query, actor=one)["suggestions"]["rates"]["contacted"]["value"] for one in readers
    }
    (share,) = shares
    return share
