"""Suggestions that are handled again, and a deputy whom no reply satisfies."""

from __future__ import annotations

from tests.plugins.proposals.stories.parties import Deputy, Party, Unit
from tests.plugins.proposals.stories.story import Story


def test_it_is_handled_again_twice_and_closed_after_a_meeting(story: Story) -> None:
    """Whoever is dissatisfied says why; the unit then has one month, and answers what was said.

    After a second reply that does not satisfy the congress may call both sides together, and may let it be handled
    once more before. Nothing is closed over a dissatisfied deputy whom nobody has met.

    From 21 April 2025, 27 April is worked and 1 to 5 May are holidays: the twentieth working day is 21 May. One month
    from 30 April ends on 30 May, and 31 May to 2 June are the Dragon Boat Festival: a reply of 3 June is late. From
    then the twentieth working day is 1 July. One month from 30 June ends on 30 July; from 29 July the twentieth
    working day is 26 August.
    """
    wei, staff, leader = story.deputy("韦试一"), story.staff, story.leader
    traffic = story.unit("柳州市试点交通局")
    it_is_replied_to(story, wei, traffic)
    assert story.running()["EVALUATE"] == "2025-05-21"

    story.on("2025-04-28")
    with story.refused("INVALID_TRANSITION"):
        staff.orders_rehandling()
    with story.refused("COMMENT_REQUIRED"):
        wei.evaluates("DISSATISFIED", comment=" ")
    wei.evaluates("DISSATISFIED", comment="只说参考，没有办理。")
    assert story.state == "EVALUATED"
    assert staff.told()[-1] == "evaluation", "how it was is told to nobody: the government's office reads along"
    with story.refused("EVALUATION_CLOSED"):
        wei.evaluates("SATISFIED")
    with story.refused("INVALID_TRANSITION"):
        staff.closes()
    with story.refused("INVALID_TRANSITION"):
        staff.calls_a_meeting()

    story.on("2025-04-30")
    with story.refused("VALIDATION"):
        staff.orders_rehandling(reason=" ")
    for other in (wei, traffic, story.government):
        with story.refused("FORBIDDEN_SCOPE"):
            other.takes("order_rehandling", reason="答复未涉及路灯。")
    staff.orders_rehandling()
    assert (story.state, story.running(traffic)) == ("REHANDLING", {"REHANDLE": "2025-05-30"})
    with story.refused("CONTACT_LOG_REQUIRED"):
        traffic.replies("C", answersComment="已列入研究。")
    they_talk(wei, traffic)
    with story.refused("VALIDATION"):
        traffic.replies("C")

    story.on("2025-06-01")
    story.jobs_run()
    assert traffic.told()[-1] == staff.told()[-1] == "deadline_overdue_one_day"
    story.on("2025-06-03")
    traffic.replies("C", answersComment="已列入研究。")
    assert story.running()["EVALUATE"] == "2025-07-01"
    assert said_before_the_plan(story, wei) == [False, True]
    wei.evaluates("DISSATISFIED", comment="研究了两次，还是没有时间表。")

    story.on("2025-06-30")
    leader.orders_rehandling(reason="请明确时间。")
    assert story.running(traffic) == {"REHANDLE": "2025-07-30"}
    they_talk(wei, traffic)
    story.on("2025-07-29")
    traffic.replies("C", answersComment="资金尚无着落。")
    assert story.running()["EVALUATE"] == "2025-08-26"
    wei.evaluates("DISSATISFIED", comment="三次答复都没有解决。")
    assert story.deadlines(traffic)[-2:] == ["REHANDLE 2025-05-30 MISSED", "REHANDLE 2025-07-30 MET"]

    story.on("2025-08-04")
    with story.refused("INVALID_TRANSITION"):
        staff.closes()
    with story.refused("FORBIDDEN_SCOPE"):
        wei.takes("open_coordination")
    leader.calls_a_meeting()
    assert wei.told()[-1] == traffic.told()[-1] == "coordination"
    with story.refused("INVALID_TRANSITION"):
        staff.closes()
    with story.refused("VALIDATION"):
        staff.records_the_meeting("2025-08-11")
    story.on("2025-08-11")
    staff.records_the_meeting("2025-08-11")
    with story.refused("INVALID_TRANSITION"):
        staff.records_the_meeting("2025-08-11")
    staff.closes()

    assert [step for step in story.history() if "order" in step or "coordination" in step] == [
        "order_rehandling: 市人大代表工委",
        "order_rehandling: 市人大常委会领导",
        "open_coordination: 市人大常委会领导",
        "conclude_coordination: 市人大代表工委",
    ]
    for party in (wei, traffic):
        assert reasons(party) == ["答复未涉及路灯。", "请明确时间。"], "an order is read by both sides"
    assert traffic.reads("evaluations { nodes { comment } }") == {"evaluations": {"nodes": []}}
    assert traffic.told().count("handle_again") == wei.told().count("handled_again") == 2
    assert story.read("state round countsAs") == {"state": "CLOSED", "round": 3, "countsAs": "REFERENCE"}
    assert judged(story) == {"numerator": 0, "denominator": 1, "evidence": {"nodes": [{"id": story.about}]}}


def test_what_is_promised_to_a_dissatisfied_deputy_is_followed_once_both_have_met(story: Story) -> None:
    """A promise that does not satisfy the deputy is followed only after a meeting has come to an opinion.

    One month from 30 April ends on 30 May. A promise is due at the end of its day, and another day is put in its
    place by the leader of the unit, for a reason that the deputy reads.
    """
    wei, staff, traffic = story.deputy("韦试一"), story.staff, story.unit("柳州市试点交通局")
    it_is_replied_to(story, wei, traffic)
    wei.evaluates("DISSATISFIED", comment="只说参考，没有办理。")
    story.on("2025-04-30")
    staff.orders_rehandling()
    they_talk(wei, traffic)
    traffic.head.takes(
        "issue_reply", **traffic.letter("B", [("安装路灯", "2025-12-31")]), answersComment="年底前安装路灯。"
    )
    assert story.deadlines(traffic)[-2:] == ["REHANDLE 2025-05-30 MET", "COMMITMENT 2025-12-31 RUNNING"]
    wei.evaluates("DISSATISFIED", comment="时间太长。")
    assert story.state == "EVALUATED"
    with story.refused("INVALID_TRANSITION"):
        staff.closes()

    story.on("2025-05-06")
    staff.calls_a_meeting()
    staff.records_the_meeting("2025-05-06", opinion="路灯提前到九月底。")
    assert story.state == "TRACKING"
    assert story.history()[-2:] == ["conclude_coordination: 市人大代表工委", "track_commitments: system"]
    sooner = {"commitment": story.newest("commitments"), "dueOn": "2025-09-30", "reason": "按协调意见提前。"}
    with story.refused("SIGNER_NOT_AUTHORISED"):
        traffic.takes("change_commitment", **sooner)
    traffic.head.takes("change_commitment", **sooner)
    assert story.deadlines(traffic)[-2:] == ["COMMITMENT 2025-12-31 CANCELLED", "COMMITMENT 2025-09-30 RUNNING"]
    story.on("2025-09-30", hour=20)
    traffic.keeps_its_promise()
    assert wei.reads("commitments(orderBy: [{id: ASC}]) { nodes { state changeReason } }")["commitments"]["nodes"] == [
        {"state": "CHANGED", "changeReason": "按协调意见提前。"},
        {"state": "KEPT", "changeReason": None},
    ]
    staff.closes()
    assert story.state == "CLOSED"


def said_before_the_plan(story: Story, deputy: Deputy) -> list[bool]:
    """Whether each letter answers what the deputy said, before it says what is planned."""
    shown = "replies(orderBy: [{id: ASC}]) { nodes { plan letterHtml } }"
    letters = deputy.reads(shown)["replies"]["nodes"]
    before = [one["letterHtml"].partition(one["plan"])[0] for one in letters]
    return ['<p class="text">已列入研究。</p>' in one for one in before]


def it_is_replied_to(story: Story, deputy: Deputy, unit: Unit) -> None:
    """A suggestion of 3 March, assigned on the fifth, is replied to on 21 April, and not solved."""
    staff = story.staff
    story.on("2025-03-03")
    deputy.drafts()
    deputy.submits()
    staff.accepts()
    story.on("2025-03-05")
    staff.assigns(lead=unit)
    unit.signs_for_it()
    they_talk(deputy, unit)
    story.on("2025-04-21")
    unit.replies("C")


def they_talk(deputy: Deputy, unit: Unit) -> None:
    """The unit speaks with the deputy, who confirms it."""
    unit.speaks_with(deputy)
    deputy.confirms_the_talk_with(unit)


def reasons(party: Party) -> list[str]:
    """Why it was to be handled again, as the party reads it."""
    shown = 'events(where: {step: {eq: "order_rehandling"}}, orderBy: [{at: ASC}]) { nodes { reason } }'
    return [event["reason"] for event in party.reads(shown)["events"]["nodes"]]


def judged(story: Story) -> dict[str, object]:
    """The rate of satisfied deputies over all suggestions, with those that did not satisfy."""
    query = "{ suggestions { rates { satisfied { numerator denominator evidence(of: MISSING) { nodes { id } } } } } }"
    found: dict[str, object] = story.ask(query, actor=story.staff.actor)["suggestions"]["rates"]["satisfied"]
    return found
