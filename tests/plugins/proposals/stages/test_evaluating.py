from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pytest

from core.declarations.roles import Actor
from plugins.congress.models import Notification, NotificationKind
from plugins.proposals.congress import ProposalsDeadline
from plugins.proposals.models import Suggestion
from tests.plugins.proposals.course import Payload
from tests.plugins.proposals.stages.handled import SEPARATE, Desk, in_both, number_of
from tests.plugins.proposals.town import CITY_CLERK, CITY_LEADER

NO_PROMISE: Mapping[str, Any] = {"outcomeClass": "OutcomeClass:3", "commitments": []}
BAD = "DISSATISFIED"


def test_the_lead_deputy_judges_a_reply_and_no_unit_reads_it(desk: Desk) -> None:
    suggestion = desk.replied(**NO_PROMISE)

    judged = desk.judge(suggestion)

    shown = "evaluations { totalCount nodes { result attitude sealed } }"
    assert judged["state"] == "EVALUATED"
    assert desk.deadlines(suggestion)["EVALUATE"] == "MET"
    assert desk.course.read(suggestion, shown, CITY_CLERK)["evaluations"]["nodes"] == [
        {"result": "SATISFIED", "attitude": "SATISFIED", "sealed": True}
    ]
    for actor in (desk.town.leader("traffic"), desk.town.clerk("traffic"), desk.town.deputy("qin")):
        assert desk.course.read(suggestion, shown, actor)["evaluations"] == {"totalCount": 0, "nodes": []}


def test_a_reply_is_judged_once_with_a_comment_if_it_does_not_satisfy(desk: Desk) -> None:
    suggestion = desk.replied(**NO_PROMISE)
    reply, wei = desk.latest(suggestion, "traffic", "replies"), desk.town.deputy("wei")
    given = {"reply": reply, "attitude": "SATISFIED", "result": BAD, "comment": " "}
    both = Actor("both", (*wei.grants, *desk.town.clerk("traffic").grants))

    silent = in_both(partial(_evaluate, desk, suggestion, wei, given))
    biased = in_both(partial(_evaluate, desk, suggestion, both, {**given, "result": "SATISFIED"}))
    other = in_both(partial(_evaluate, desk, suggestion, wei, {**given, "reply": _of_another(desk)}))
    signer = desk.course.refused("evaluate_reply", suggestion, desk.town.deputy("qin"), **given)
    desk.judge(suggestion)
    twice = in_both(partial(_evaluate, desk, suggestion, wei, {**given, "result": "SATISFIED"}))

    assert (silent, biased) == (("COMMENT_REQUIRED", "comment"), ("CONFLICT_OF_INTEREST", None))
    assert (other, signer["code"]) == (("NOT_FOUND", "reply"), "FORBIDDEN_SCOPE")
    assert twice == ("EVALUATION_CLOSED", "reply")


def test_a_reply_is_not_judged_after_the_time_for_it(desk: Desk) -> None:
    suggestion = desk.replied(**NO_PROMISE)
    reply = desk.latest(suggestion, "traffic", "replies")
    desk.later(days=40)

    given = {"reply": reply, "attitude": "SATISFIED", "result": "SATISFIED"}
    late = in_both(partial(_evaluate, desk, suggestion, desk.town.deputy("wei"), given))

    assert late == ("EVALUATION_CLOSED", None)


def test_each_separate_reply_is_judged_and_only_the_unit_that_failed_begins_again(desk: Desk) -> None:
    suggestion = desk.replied(("traffic", SEPARATE), ("housing", SEPARATE), **NO_PROMISE)

    first = desk.judge(suggestion, "traffic", result=BAD)
    second = desk.judge(suggestion, "housing")
    desk.course.done("order_rehandling", suggestion, CITY_CLERK, reason="没有写明时间")

    assert (first["state"], second["state"]) == ("REPLIED", "EVALUATED")
    shown = "round handlings(orderBy: [{id: ASC}]) { nodes { state round } }"
    assert desk.course.read(suggestion, shown) == {
        "round": 2,
        "handlings": {"nodes": [{"state": "HANDLING", "round": 2}, {"state": "REPLIED", "round": 1}]},
    }
    assert desk.deadlines(suggestion, "traffic")["REHANDLE"] == "RUNNING"
    assert "REHANDLE" not in desk.deadlines(suggestion, "housing")
    assert desk.told(suggestion).count(("handle_again", "organization_id")) == 1
    desk.later(hours=1)
    desk.contacted(suggestion, "traffic")
    desk.issue(suggestion, "traffic", **NO_PROMISE, answersComment="补充了时间")
    assert desk.course.state(suggestion) == "REPLIED"
    assert desk.judge(suggestion, "traffic")["state"] == "EVALUATED"


def test_a_second_reply_needs_a_new_contact_and_answers_the_comment(desk: Desk) -> None:
    suggestion = desk.replied(**NO_PROMISE)
    old = desk.latest(suggestion, "traffic", "replies")
    desk.judge(suggestion, result=BAD)
    desk.later(days=1)
    desk.course.done("order_rehandling", suggestion, CITY_LEADER, reason="没有写明时间")
    desk.later(hours=1)
    given = desk.reply(suggestion, **NO_PROMISE)

    def reply(locale: str, **changes: object) -> Payload:
        asked = {**given, **changes}
        return desk.course.take("issue_reply", suggestion, desk.town.leader("traffic"), locale, **asked)

    unspoken = in_both(reply)
    desk.contacted(suggestion)
    unanswered = in_both(reply)
    desk.issue(suggestion, **NO_PROMISE, answersComment="补充了时间")

    assert (unspoken, unanswered) == (("CONTACT_LOG_REQUIRED", "handling"), ("VALIDATION", "answersComment"))
    assert desk.deadlines(suggestion, "traffic")["REHANDLE"] == "MET"
    given = {"reply": old, "attitude": "SATISFIED", "result": "SATISFIED"}
    superseded = in_both(partial(_evaluate, desk, suggestion, desk.town.deputy("wei"), given))
    assert superseded == ("EVALUATION_CLOSED", "reply")


def test_coordination_follows_a_second_reply_that_does_not_satisfy(desk: Desk) -> None:
    suggestion = desk.replied(**NO_PROMISE)
    content = in_both(partial(_order, desk, desk.replied(**NO_PROMISE), judged=True))
    desk.judge(suggestion, result=BAD)
    too_early = in_both(lambda locale: desk.course.take("open_coordination", suggestion, CITY_CLERK, locale))
    desk.again(suggestion)
    desk.judge(suggestion, result=BAD)

    opened = desk.course.done("open_coordination", suggestion, CITY_CLERK)
    meeting = {"heldOn": "2025-03-04", "participants": "韦试一、市试点交通局", "opinion": "分两年实施。"}
    to_come = {**meeting, "heldOn": "2025-04-04"}
    unheld = in_both(
        lambda locale: desk.course.take("conclude_coordination", suggestion, CITY_CLERK, locale, **to_come)
    )
    open_ = in_both(lambda locale: desk.course.take("close_suggestion", suggestion, CITY_CLERK, locale))
    desk.course.done("conclude_coordination", suggestion, CITY_CLERK, **meeting)
    twice = in_both(lambda locale: desk.course.take("conclude_coordination", suggestion, CITY_CLERK, locale, **meeting))
    closed = desk.course.done("close_suggestion", suggestion, CITY_CLERK)

    invalid = ("INVALID_TRANSITION", None)
    assert (opened["state"], closed["state"]) == ("COORDINATION", "CLOSED")
    assert (content, too_early, open_, twice) == (invalid, invalid, invalid, invalid)
    assert unheld == ("VALIDATION", "heldOn")


def test_the_deputy_of_a_merged_suggestion_judges_too_but_is_not_waited_for(desk: Desk) -> None:
    suggestion = desk.replied()
    desk.merged(suggestion, "mo")

    mine = desk.judge(suggestion)
    theirs = desk.judge(suggestion, by="mo", result=BAD)

    assert mine["state"] == "TRACKING"
    assert theirs["state"] == "EVALUATED"
    assert desk.course.done("order_rehandling", suggestion, CITY_CLERK, reason="研究莫代表的意见")["round"] == 2


def test_feedback_closes_after_the_window_and_a_reminder(desk: Desk) -> None:
    silent = desk.replied(**NO_PROMISE)
    half = desk.replied(("traffic", SEPARATE), ("housing", SEPARATE), **NO_PROMISE)
    desk.judge(half, "traffic", result=BAD)

    def close(suggestion: str) -> bool:
        with desk.env() as env:
            return env.take_by_system(Suggestion, "close_feedback", number_of(suggestion)) is not None

    early = close(silent)
    desk.later(days=40)
    unreminded = close(silent)
    for suggestion in (silent, half):
        _remind(desk, suggestion)

    assert (early, unreminded) == (False, False)
    assert (close(silent), close(half), close(silent)) == (True, True, False)
    assert (desk.course.state(silent), desk.course.state(half)) == ("NO_FEEDBACK", "EVALUATED")
    assert desk.deadlines(silent)["EVALUATE"] == "MISSED"


@pytest.mark.parametrize("given", [NO_PROMISE, {}], ids=["of reference", "planned"])
def test_dissatisfaction_of_a_merged_deputy_counts_though_the_lead_is_silent(
    desk: Desk, given: Mapping[str, Any]
) -> None:
    suggestion = desk.replied(**given)
    desk.merged(suggestion, "mo")
    desk.judge(suggestion, by="mo", result=BAD)
    desk.later(days=40)
    _remind(desk, suggestion)

    with desk.env() as env:
        env.take_by_system(Suggestion, "close_feedback", number_of(suggestion))
    state = desk.course.state(suggestion)
    unheard = in_both(partial(desk.course.take, "close_suggestion", suggestion, CITY_CLERK))

    assert (state, unheard) == ("EVALUATED", ("INVALID_TRANSITION", None))
    assert desk.course.done("order_rehandling", suggestion, CITY_CLERK, reason="研究莫代表的意见")["round"] == 2


def _evaluate(desk: Desk, suggestion: str, actor: Actor, given: Mapping[str, object], locale: str) -> Payload:
    return desk.course.take("evaluate_reply", suggestion, actor, locale, **given)


def _order(desk: Desk, suggestion: str, locale: str, *, judged: bool) -> Payload:
    """Orders a suggestion whose deputy is satisfied to be handled again."""
    if judged and desk.course.state(suggestion) == "REPLIED":
        desk.judge(suggestion)
    return desk.course.take("order_rehandling", suggestion, CITY_CLERK, locale, reason="再研究")


def _of_another(desk: Desk) -> str:
    return desk.latest(desk.replied(**NO_PROMISE), "traffic", "replies")


def _remind(desk: Desk, suggestion: str) -> None:
    with desk.env() as env:
        deadline = env[ProposalsDeadline]
        found = env.session.query(deadline).filter_by(suggestion_id=number_of(suggestion), handling_id=None)
        evaluate = next(one for one in found if one.kind.name == "EVALUATE")
        values = {"kind": NotificationKind.REMINDER, "subject": "test", "at": env.now, "person_id": 1}
        env.session.add(env[Notification](key=f"test:{evaluate.id}", deadline_id=evaluate.id, **values))
