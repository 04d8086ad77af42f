"""What is no matter for a suggestion: explained, returned to the deputy, and in the end treated as a letter."""

from __future__ import annotations

from plugins.proposals.models import SubjectGround
from tests.plugins.proposals.stories.parties import Party
from tests.plugins.proposals.stories.story import Story

ADVICE = "请删去个案，只提普遍性问题。"


def test_a_case_before_the_courts_is_returned_and_then_treated_as_a_letter(story: Story) -> None:
    """A case before the courts is no matter for a suggestion; it does not vanish, and the deputies are told why.

    First it is returned with advice, and time stands still; once it comes back seven working days begin anew. What
    the deputies do with it meanwhile is their own. As a letter it has no number, and nobody else reads it.

    From 29 April 2025: 30 April, then 6, 7, 8, 9, 12 and 13 May; 1 to 5 May are holidays. From 8 May: 9 May, 12 to
    16 May and 19 May.
    """
    wei, qin, mo, staff = story.deputy("韦试一"), story.deputy("覃试二"), story.deputy("莫试三"), story.staff
    story.on("2025-04-29")
    letter = wei.drafts("关于依法审理试点小区物业案的建议")
    wei.invites(qin)
    qin.signs()
    story.on("2025-04-29", hour=11)
    wei.submits()
    assert story.running() == {"ACCEPT_AND_ASSIGN": "2025-05-13"}
    for ground in SubjectGround:
        with story.refused("SUBJECT_NOT_ALLOWED"):
            staff.accepts(grounds=[ground.name])
    with story.refused("VALIDATION"):
        staff.returns_it(advice=" ")
    with story.refused("FORBIDDEN_SCOPE"):
        wei.takes("return_for_revision", ground="SPECIFIC_JUDICIAL_CASE")
    with story.refused("NOT_FOUND"):
        story.county_staff.returns_it()

    story.on("2025-05-06")
    staff.returns_it(ADVICE, ground="SPECIFIC_JUDICIAL_CASE")
    assert (story.state, story.running()) == ("RETURNED", {})
    assert wei.told() == qin.told() == ["return_for_revision"]
    assert mo.reads("id") is None, "what was returned is no longer shared"
    wei.edits(matterText="案件久拖不决，请督促法院尽快判决。")
    wei.invites(mo)
    mo.takes("decline_cosign")
    with story.refused("COSIGN_TEXT_CHANGED"):
        qin.signs(version=1)
    qin.signs()
    with story.refused("INVALID_TRANSITION"):
        staff.accepts()
    story.on("2025-05-08")
    wei.submits()
    assert story.deadlines() == ["ACCEPT_AND_ASSIGN 2025-05-13 CANCELLED", "ACCEPT_AND_ASSIGN 2025-05-19 RUNNING"]

    with story.refused("VALIDATION"):
        staff.treats_it_as_a_letter("SPECIFIC_JUDICIAL_CASE", explanation=" ")
    with story.refused("FORBIDDEN_SCOPE"):
        story.leader.treats_it_as_a_letter("SPECIFIC_JUDICIAL_CASE")
    staff.treats_it_as_a_letter("SPECIFIC_JUDICIAL_CASE")
    assert story.read("state number signerCount") == {"state": "AS_LETTER", "number": None, "signerCount": 2}
    assert story.running() == {}
    assert wei.told()[-1] == qin.told()[-1] == "treat_as_letter"
    assert [party.reads("id") for party in (mo, story.government, story.county_staff)] == [None] * 3
    assert story.public("id") is None
    for party in (wei, qin, staff):
        assert decisions(party) == [
            ("RETURN", "SPECIFIC_JUDICIAL_CASE", ADVICE),
            ("TREAT_AS_LETTER", "SPECIFIC_JUDICIAL_CASE", "此事正在诉讼中，请循司法途径。"),
        ]
    told = ["submit_suggestion", "return_for_revision", "submit_suggestion", "treat_as_letter"]
    assert steps(staff) == told, "what deputies do with a text that is theirs again is not the staff's"
    assert steps(qin)[-6:] == ["edit_suggestion", "invite_cosigners", "decline_cosign", "confirm_cosign", *told[-2:]]

    for end in (staff.accepts, wei.submits, wei.edits, wei.withdraws, staff.closes, staff.reopens):
        with story.refused("INVALID_TRANSITION"):
            end()
    mo.drafts("关于依法审理物业案的建议")
    mo.submits(acknowledged=[])
    with story.refused("INVALID_TRANSITION"):
        staff.merges_it_into(letter)
    staff.accepts()
    assert story.number == "〔15〕闭字1号", "a letter takes no number"


def decisions(party: Party) -> list[tuple[str, str, str]]:
    """What was decided, on which ground, and what the deputy was told, as the party reads it."""
    shown = "screeningDecisions(orderBy: [{id: ASC}]) { nodes { decision ground advice } }"
    nodes = party.reads(shown)["screeningDecisions"]["nodes"]
    return [(one["decision"], one["ground"], one["advice"]) for one in nodes]


def steps(party: Party) -> list[str]:
    """The history as the party reads it."""
    shown = "events(orderBy: [{at: ASC}, {id: ASC}], first: 100) { nodes { step } }"
    return [event["step"] for event in party.reads(shown)["events"]["nodes"]]
