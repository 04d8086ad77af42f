"""Suggestions made while no session is held."""

from __future__ import annotations

from tests.plugins.proposals.stories.story import Story


def test_a_suggestion_between_sessions_is_accepted_and_assigned_in_seven_working_days(story: Story) -> None:
    """Between sessions a suggestion has seven working days until it is assigned.

    Between sessions a suggestion is made to the standing committee's working body (Deputies Law, art. 36), which
    accepts and assigns it within seven working days; its number is of a series of its own: 闭字.

    From 29 April 2025: 30 April, then 6, 7, 8, 9, 12 and 13 May; 1 to 5 May are holidays.
    """
    wei, qin, staff = story.deputy("韦试一"), story.deputy("覃试二"), story.staff
    traffic = story.unit("柳州市试点交通局")
    story.on("2025-04-29")
    wei.drafts()
    wei.submits()
    assert story.read("isClosedSession originKind") == {"isClosedSession": True, "originKind": "INTERSESSION"}
    assert story.running() == {"ACCEPT_AND_ASSIGN": "2025-05-13"}

    story.on("2025-05-08")
    staff.accepts()
    assert story.number == "〔15〕闭字1号"
    assert story.running() == {"ACCEPT_AND_ASSIGN": "2025-05-13"}, "accepting alone is not enough"
    story.on("2025-05-13", hour=17)
    staff.assigns(lead=traffic)
    assert story.deadlines() == ["ACCEPT_AND_ASSIGN 2025-05-13 MET"]
    assert story.running(traffic)["REPLY"] == "2025-08-13"

    qin.drafts("关于增设试点广场公厕的建议")
    qin.submits()
    staff.accepts()
    assert story.number == "〔15〕闭字2号"


def test_staff_records_what_a_deputy_says_and_the_deputy_submits_it(story: Story) -> None:
    """Staff may write a suggestion down on a deputy's behalf; it stays the deputy's, and is returned to the deputy."""
    wei, staff = story.deputy("韦试一"), story.staff
    story.on("2025-04-29")
    staff.drafts_for(wei)
    assert wei.reads("leadDeputy state") == {"leadDeputy": "韦试一", "state": "DRAFT"}
    wei.submits()

    with story.refused("VALIDATION"):
        staff.returns_it(advice=" ")
    staff.returns_it(advice="请写明路段。")
    assert (story.state, story.deadlines()) == ("RETURNED", ["ACCEPT_AND_ASSIGN 2025-05-13 CANCELLED"])
    wei.edits(matterText="试点路北段人行道破损。")
    wei.submits()
    staff.accepts()

    assert story.read("texts(orderBy: [{versionNo: ASC}]) { nodes { versionNo matterText } }")["texts"]["nodes"] == [
        {"versionNo": 1, "matterText": "人行道破损，老人出行不便。"},
        {"versionNo": 2, "matterText": "试点路北段人行道破损。"},
    ]
