"""Units that do not want to handle a suggestion."""

from __future__ import annotations

from tests.plugins.proposals.stories.parties import Unit
from tests.plugins.proposals.stories.story import Story


def test_a_refused_return_restarts_nothing_and_the_second_dispute_is_for_a_leader(story: Story) -> None:
    """A unit that is told to go on has the days it had; whoever takes over has all days anew.

    A unit may ask to give a suggestion back within seven working days, which is decided within five; it may not pass
    it on itself. A second dispute over one suggestion is decided by a leader of the congress (practice of Yulin).

    From 5 March 2025 the seventh working day is 14 March and three months end on 5 June; from 18 March, 27 March
    and 18 June. Asked on 7 March it is decided by 14 March, asked on 12 March by 19 March.
    """
    staff, leader, government = story.staff, story.leader, story.government
    traffic, housing = story.unit("柳州市试点交通局"), story.unit("柳州市试点住建局")
    is_assigned(story, traffic)
    first = {"REQUEST_RETURN": "2025-03-14", "WORK_PLAN": "2025-03-26", "FIRST_CONTACT": "2025-04-07"}
    assert story.running(traffic) == {**first, "REPLY": "2025-06-05"}

    story.on("2025-03-07")
    with story.refused("VALIDATION"):
        traffic.asks_to_return_it(reason=" ")
    with story.refused("VALIDATION"):
        traffic.asks_to_return_it(signed_by=" ")
    traffic.asks_to_return_it(to=housing)
    assert (story.state, story.running(traffic)["REASSIGN"]) == ("RETURN_REQUESTED", "2025-03-14")
    explained = story.read("deadlines(where: {kind: {eq: REASSIGN}}) { nodes { explain { startEvent } } }")
    assert explained["deadlines"]["nodes"] == [{"explain": {"startEvent": "Return asked for"}}]
    with story.refused("INVALID_TRANSITION"):
        traffic.signs_for_it()
    story.on("2025-03-11")
    staff.refuses_the_return_by(traffic)
    assert (story.state, story.running(traffic)) == ("ASSIGNED", {**first, "REPLY": "2025-06-05"})
    assert traffic.told()[-1] == "decide_return"

    story.on("2025-03-12")
    traffic.asks_to_return_it(to=housing)
    assert story.running(traffic)["REASSIGN"] == "2025-03-19"
    for office in (staff, government):
        with story.refused("FORBIDDEN_SCOPE"):
            office.grants_the_return_by(traffic, to=housing)
    story.on("2025-03-18")
    with story.refused("VALIDATION"):
        leader.grants_the_return_by(traffic)
    leader.grants_the_return_by(traffic, to=housing)
    assert (story.state, story.running(traffic), housing.told()) == ("ASSIGNED", {}, ["decide_return"])
    again = {"REQUEST_RETURN": "2025-03-27", "WORK_PLAN": "2025-04-11", "FIRST_CONTACT": "2025-04-18"}
    assert story.running(housing) == {**again, "REPLY": "2025-06-18"}
    assert days_before(story) == [0, 13], "from 5 to 18 March the first unit had it"

    story.on("2025-03-28")
    with story.refused("RETURN_WINDOW_CLOSED"):
        housing.asks_to_return_it()
    housing.signs_for_it()
    assert [step for step in story.history() if "return" in step] == [
        "request_return: 柳州市试点交通局经办人",
        "decide_return: 市人大代表工委",
        "request_return: 柳州市试点交通局经办人",
        "decide_return: 市人大常委会领导",
    ]


def test_the_governments_office_names_another_unit_which_then_has_to_handle_it(story: Story) -> None:
    """A first dispute over what the government handles is decided by its office; whoever comes next is not asked.

    From 5 March 2025, given back on 6 March and passed on the 10th: the seventh working day is 19 March. What a
    leader refuses restarts nothing; and what was given back is no longer the first unit's matter.
    """
    traffic, finance = story.unit("柳州市试点交通局"), story.unit("柳州市试点财政局")
    is_assigned(story, traffic)
    story.on("2025-03-06")
    traffic.asks_to_return_it()
    story.on("2025-03-10")
    with story.refused("VALIDATION"):
        story.government.grants_the_return_by(traffic, to=traffic)
    story.government.grants_the_return_by(traffic, to=finance)
    with story.refused("NOT_FOUND"):
        traffic.signs_for_it()

    story.on("2025-03-19", hour=23)
    finance.asks_to_return_it()
    story.on("2025-03-20")
    with story.refused("FORBIDDEN_SCOPE"):
        story.government.refuses_the_return_by(finance)
    story.leader.refuses_the_return_by(finance)
    assert (story.state, story.running(finance)["REPLY"]) == ("ASSIGNED", "2025-06-10")
    with story.refused("RETURN_WINDOW_CLOSED"):
        finance.asks_to_return_it()
    finance.signs_for_it()
    assert story.state == "HANDLING"


def test_the_right_to_return_it_is_no_duty(story: Story) -> None:
    """Nobody is reminded of what may be asked, and asking in time is in time whenever it is decided.

    From 5 March 2025 the seventh working day is 14 March. Once that is over, what was refused is not asked again.
    """
    traffic, housing = story.unit("柳州市试点交通局"), story.unit("柳州市试点住建局")
    is_assigned(story, traffic)
    story.on("2025-03-14")
    traffic.asks_to_return_it(to=housing)
    assert "REQUEST_RETURN" not in story.running(traffic)
    story.on("2025-03-17", hour=1)
    story.jobs_run()
    assert "deadline_overdue_one_day" not in traffic.told()
    story.on("2025-03-18")
    story.staff.refuses_the_return_by(traffic)
    with story.refused("RETURN_WINDOW_CLOSED"):
        traffic.asks_to_return_it(to=housing)
    story.on("2025-03-19", hour=1)
    story.jobs_run()
    assert "deadline_overdue_one_day" not in traffic.told()
    story.on("2025-03-19")
    traffic.signs_for_it()
    assert "REQUEST_RETURN 2025-03-14 CANCELLED" in story.deadlines(traffic)


def is_assigned(story: Story, unit: Unit) -> None:
    """On 5 March 2025 a suggestion is assigned to the unit, which leads."""
    wei = story.deputy("韦试一")
    story.on("2025-03-03")
    wei.drafts()
    wei.submits()
    story.staff.accepts()
    story.on("2025-03-05")
    story.staff.assigns(lead=unit)


def days_before(story: Story) -> list[int]:
    """For each time to reply, the days that units had had the suggestion before."""
    shown = "deadlines(where: {kind: {eq: REPLY}}, orderBy: [{id: ASC}]) { nodes { elapsedBefore } }"
    return [one["elapsedBefore"] for one in story.read(shown)["deadlines"]["nodes"]]
