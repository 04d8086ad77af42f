from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import pytest

from core.declarations.roles import Actor
from plugins.congress.models import Term
from plugins.proposals import scheduled
from plugins.proposals.models import Suggestion
from plugins.proposals.records.commitments import REASSIGNED
from tests.plugins.proposals.course import Payload, bulk
from tests.plugins.proposals.stages.handled import SEPARATE, Desk, in_both, number_of
from tests.plugins.proposals.town import CITY_CLERK

NO_PROMISE: Mapping[str, Any] = {"outcomeClass": "OutcomeClass:3", "commitments": []}
SOLVED: Mapping[str, Any] = {"outcomeClass": "OutcomeClass:1", "commitments": [], "evidence": "验收报告"}
INVALID = ("INVALID_TRANSITION", None)


def test_what_is_promised_is_tracked_until_it_is_kept_and_then_closed(desk: Desk) -> None:
    suggestion = desk.replied()
    tracked = desk.judge(suggestion)
    commitment = desk.commitment(suggestion)

    early = in_both(partial(desk.course.take, "close_suggestion", suggestion, CITY_CLERK))
    kept = {"commitment": commitment, "evidence": "验收报告"}
    desk.course.done("update_commitment", suggestion, desk.town.clerk("traffic"), **kept)
    closed = desk.course.done("close_suggestion", suggestion, CITY_CLERK)

    assert tracked["state"] == "TRACKING"
    assert early == ("COMMITMENTS_OPEN", None)
    assert closed["state"] == "CLOSED"
    assert desk.deadlines(suggestion, "traffic")["COMMITMENT"] == "MET"
    assert desk.course.read(suggestion, "commitments { nodes { state settledOn evidence } }")["commitments"] == {
        "nodes": [{"state": "KEPT", "settledOn": "2025-03-03", "evidence": "验收报告"}]
    }
    assert desk.course.read(suggestion, "handlings { nodes { state } }") == {
        "handlings": {"nodes": [{"state": "ENDED"}]}
    }


def test_what_is_solved_is_not_tracked_though_something_more_is_promised(desk: Desk) -> None:
    """Tracked is what counts as planned and has an open commitment; the rest is closed once all is kept."""
    more = [{"text": "回访", "dueOn": "2025-06-30"}]
    suggestion = desk.replied(**{**SOLVED, "commitments": more})

    judged = desk.judge(suggestion)
    early = in_both(partial(desk.course.take, "close_suggestion", suggestion, CITY_CLERK))

    assert judged["state"] == "EVALUATED"
    assert early == ("COMMITMENTS_OPEN", None)


def test_a_commitment_is_the_units_own_is_settled_once_and_needs_evidence(desk: Desk) -> None:
    suggestion, other = desk.replied(("traffic", SEPARATE), ("housing", SEPARATE)), desk.replied()
    commitment = desk.commitment(suggestion)
    traffic, housing = desk.town.clerk("traffic"), desk.town.clerk("housing")

    def keep(actor: Actor, locale: str, **changes: object) -> Payload:
        given = {"commitment": commitment, "evidence": "验收报告", **changes}
        return desk.course.take("update_commitment", suggestion, actor, locale, **given)

    unshown = in_both(partial(keep, traffic, evidence=" "))
    foreign = in_both(partial(keep, housing))
    elsewhere = in_both(partial(keep, traffic, commitment=desk.commitment(other)))
    desk.later(days=300)
    assert keep(traffic, "en")["errors"] == []
    twice = in_both(partial(keep, traffic))

    assert (unshown, foreign) == (("EVIDENCE_REQUIRED", "evidence"), ("FORBIDDEN_SCOPE", "commitment"))
    assert (elsewhere, twice) == (("NOT_FOUND", "commitment"), ("INVALID_TRANSITION", "commitment"))
    states = desk.course.read(suggestion, "commitments(orderBy: [{id: ASC}]) { nodes { state } }")["commitments"][
        "nodes"
    ]
    assert states == [{"state": "KEPT_LATE"}, {"state": "OPEN"}]


def test_a_commitment_is_put_off_by_a_leader_with_a_reason(desk: Desk) -> None:
    suggestion = desk.replied()
    desk.judge(suggestion)
    given = {"commitment": desk.commitment(suggestion), "dueOn": "2025-12-31", "reason": "雨季不能施工"}

    def change(actor: Actor, locale: str, **changes: object) -> Payload:
        return desk.course.take("change_commitment", suggestion, actor, locale, **{**given, **changes})

    clerk = in_both(partial(change, desk.town.clerk("traffic")))
    past = in_both(partial(change, desk.town.leader("traffic"), dueOn="2025-03-02"))
    silent = in_both(partial(change, desk.town.leader("traffic"), reason=" "))
    assert change(desk.town.leader("traffic"), "en")["errors"] == []

    assert (clerk, past, silent) == (
        ("SIGNER_NOT_AUTHORISED", None),
        ("VALIDATION", "dueOn"),
        ("VALIDATION", "reason"),
    )
    shown = "commitments(orderBy: [{id: ASC}]) { nodes { state dueOn changeReason text } }"
    assert desk.course.read(suggestion, shown)["commitments"]["nodes"] == [
        {"state": "CHANGED", "dueOn": "2025-09-30", "changeReason": "雨季不能施工", "text": "修缮试点路"},
        {"state": "OPEN", "dueOn": "2025-12-31", "changeReason": None, "text": "修缮试点路"},
    ]
    assert desk.told(suggestion).count(("commitment_changed", "person_id")) == 2
    assert desk.course.state(suggestion) == "TRACKING"


def test_a_broken_commitment_opens_the_suggestion_again(desk: Desk) -> None:
    suggestion = desk.replied()
    desk.judge(suggestion)

    def break_(number: str = suggestion) -> bool:
        with desk.env() as env:
            return env.take_by_system(Suggestion, "break_commitment", number_of(number)) is not None

    desk.course.clock.now = desk.course.clock.now.replace(month=10, day=30)
    within_grace = break_()
    desk.later(days=1)

    assert (within_grace, break_(), break_()) == (False, True, False)
    assert desk.course.state(suggestion) == "REOPENED"
    assert desk.deadlines(suggestion, "traffic")["COMMITMENT"] == "MISSED"
    assert desk.told(suggestion).count(("commitment_broken", "person_id")) == 2
    assert desk.course.done("order_rehandling", suggestion, CITY_CLERK, reason="承诺落空")["state"] == "REHANDLING"
    assert desk.course.read(suggestion, "handlings { nodes { state round } }")["handlings"]["nodes"] == [
        {"state": "HANDLING", "round": 2}
    ]


def test_what_one_of_two_units_plans_is_tracked_though_the_other_plans_nothing(desk: Desk) -> None:
    suggestion = desk.ready(("traffic", SEPARATE), ("housing", SEPARATE))
    desk.issue(suggestion, "traffic")
    desk.issue(suggestion, "housing", **NO_PROMISE)

    desk.judge(suggestion, "traffic")
    judged = desk.judge(suggestion, "housing")

    assert (judged["state"], desk.course.read(suggestion, "countsAs")) == ("TRACKING", {"countsAs": "REFERENCE"})


@pytest.mark.parametrize("judged", [True, False])
def test_a_promise_is_not_forgotten_where_nothing_is_tracked(desk: Desk, *, judged: bool) -> None:
    suggestion = desk.replied(**{**SOLVED, "commitments": [{"text": "回访", "dueOn": "2025-03-05"}]})
    number = number_of(suggestion)
    if judged:
        desk.judge(suggestion)
    desk.later(days=40)
    with desk.env() as env:
        waits = not judged and number not in scheduled.due_commitments(env)
        for reminded in scheduled.due_reminders(env):
            scheduled.remind(env, reminded)
        scheduled.close_feedback(env, number)

    with desk.env() as env:
        due = number in scheduled.due_commitments(env)
        scheduled.break_commitments(env, number)

    assert (waits, due) == (not judged, True)
    assert desk.course.read(suggestion, "state commitments { nodes { state } }") == {
        "state": "REOPENED",
        "commitments": {"nodes": [{"state": "BROKEN"}]},
    }


def test_a_second_broken_commitment_opens_nothing_that_is_open_again(desk: Desk) -> None:
    suggestion = desk.replied(commitments=[{"text": "修缮", "dueOn": f"2025-0{month}-05"} for month in (3, 5)])
    desk.judge(suggestion)

    for _time in range(2):
        desk.later(days=65)
        with desk.env() as env:
            assert number_of(suggestion) in scheduled.due_commitments(env)
            scheduled.break_commitments(env, number_of(suggestion))

    shown = desk.course.read(suggestion, "state commitments { nodes { state } }")
    assert shown == {"state": "REOPENED", "commitments": {"nodes": [{"state": "BROKEN"}, {"state": "BROKEN"}]}}
    assert desk.told(suggestion).count(("opened_again", "organization_id")) == 1


def test_what_is_promised_falls_away_when_other_units_are_assigned(desk: Desk) -> None:
    due = ("2025-03-05", "2025-05-01", "2025-09-30")
    suggestion = desk.replied(commitments=[{"text": "修缮", "dueOn": day} for day in due])
    desk.judge(suggestion)
    desk.course.clock.now = desk.course.clock.now.replace(month=5, day=6)
    with desk.env() as env:
        scheduled.break_commitments(env, number_of(suggestion))

    units = desk.course.parts(("housing", "LEAD"))
    desk.course.done("assign_suggestion", suggestion, CITY_CLERK, units=units)
    desk.contacted(desk.handling(suggestion, "housing"), "housing")
    desk.issue(suggestion, "housing", **SOLVED)
    desk.judge(suggestion, "housing")

    shown = "commitments(orderBy: [{id: ASC}]) { nodes { state changeReason } }"
    assert desk.course.read(suggestion, shown)["commitments"]["nodes"] == [
        {"state": "BROKEN", "changeReason": None},
        {"state": "BROKEN", "changeReason": None},
        {"state": "CHANGED", "changeReason": REASSIGNED},
    ]
    deadlines = desk.course.read(
        suggestion, "deadlines(where: {kind: {eq: COMMITMENT}}, orderBy: [{dueAt: ASC}]) { nodes { state } }"
    )
    assert [one["state"] for one in deadlines["deadlines"]["nodes"]] == ["MISSED", "MISSED", "CANCELLED"]
    assert desk.told(suggestion).count(("commitment_changed", "person_id")) == 2
    assert desk.course.done("close_suggestion", suggestion, CITY_CLERK)["state"] == "CLOSED"


def test_a_closed_suggestion_is_opened_again_and_goes_back_to_its_unit(desk: Desk) -> None:
    suggestion = desk.replied(**NO_PROMISE)
    desk.judge(suggestion)
    desk.course.done("close_suggestion", suggestion, CITY_CLERK)

    reopened = desk.course.done("reopen_suggestion", suggestion, desk.town.deputy("wei"), reason="路面又坏了")
    desk.again(suggestion, opened=True)

    assert reopened["state"] == "REOPENED"
    assert desk.course.read(suggestion, "state round closedAt") == {"state": "REPLIED", "round": 2, "closedAt": None}


def test_a_suggestion_is_not_opened_again_after_its_term(desk: Desk) -> None:
    with desk.env() as env:
        term = env[Term](
            congress_id=4, ordinal=9, name="第九届", starts_on=date(2016, 1, 1), ends_on=date(2020, 12, 31)
        )
        env.session.add(term)
        env.session.flush()
        number = term.id
    suggestion = desk.replied_in(number)
    desk.judge(suggestion)
    desk.course.done("close_suggestion", suggestion, CITY_CLERK)

    def reopen(locale: str) -> Payload:
        return desk.course.take("reopen_suggestion", suggestion, CITY_CLERK, locale, reason="路面又坏了")

    assert in_both(reopen) == INVALID
    assert desk.course.take("reopen_suggestion", suggestion, CITY_CLERK, reason=" ")["errors"][0]["field"] == "reason"


def test_a_suggestion_is_not_closed_over_a_dissatisfied_deputy(desk: Desk) -> None:
    suggestion = desk.replied(**NO_PROMISE)
    desk.judge(suggestion, result="DISSATISFIED")

    assert in_both(partial(desk.course.take, "close_suggestion", suggestion, CITY_CLERK)) == INVALID


def test_closing_waits_for_the_deputies_of_merged_suggestions(desk: Desk) -> None:
    suggestions = [desk.replied(**NO_PROMISE) for _each in range(2)]
    for suggestion in suggestions:
        desk.merged(suggestion, "mo")
        desk.judge(suggestion)
    spoken, silent = suggestions

    early = [in_both(partial(desk.course.take, "close_suggestion", one, CITY_CLERK)) for one in suggestions]
    desk.judge(spoken, by="mo")
    closed = desk.course.done("close_suggestion", spoken, CITY_CLERK)
    desk.later(days=40)
    late = desk.course.done("close_suggestion", silent, CITY_CLERK)

    assert early == [("EVALUATION_PENDING", None)] * 2
    assert (closed["state"], late["state"]) == ("CLOSED", "CLOSED")


def test_an_addition_lifts_the_outcome_with_evidence_and_keeps_the_history(desk: Desk) -> None:
    suggestion = desk.replied()
    desk.judge(suggestion)
    given = {
        "reply": desk.latest(suggestion, "traffic", "replies"),
        "documentNo": "试交函9号",
        "situation": "已经竣工。",
        "plan": "加强养护。",
        "outcomeClass": "OutcomeClass:1",
        "evidence": "验收报告",
        "signer": "韦试长",
        "signerTitle": "局长",
    }

    def add(actor: Actor, locale: str, **changes: object) -> Payload:
        return desk.course.take("supplement_reply", suggestion, actor, locale, **{**given, **changes})

    leader = desk.town.leader("traffic")
    clerk = in_both(partial(add, desk.town.clerk("traffic")))
    unshown = in_both(partial(add, leader, evidence=None))
    elsewhere = in_both(partial(add, leader, reply=desk.latest(desk.replied(), "traffic", "replies")))
    secret = in_both(partial(add, leader, publicAttribute="NOT_PUBLIC"))
    added = add(leader, "en")

    assert (clerk, unshown) == (("SIGNER_NOT_AUTHORISED", "signer"), ("EVIDENCE_REQUIRED", "evidence"))
    assert (elsewhere, secret) == (("NOT_FOUND", "reply"), ("VALIDATION", "notPublicReason"))
    assert (added["errors"], added["suggestion"]["state"]) == ([], "TRACKING")
    shown = "countsAs replies(orderBy: [{id: ASC}]) { nodes { countsAs supplements { countsAs } } }"
    assert desk.course.read(suggestion, shown) == {
        "countsAs": "SOLVED",
        "replies": {
            "nodes": [
                {"countsAs": "PLANNED", "supplements": None},
                {"countsAs": "SOLVED", "supplements": {"countsAs": "PLANNED"}},
            ]
        },
    }
    addition = desk.latest(suggestion, "traffic", "replies")
    assert in_both(partial(add, leader, reply=addition)) == ("INVALID_TRANSITION", "reply")


def test_many_are_closed_at_once_and_those_that_cannot_be_are_named(desk: Desk) -> None:
    done, promised = desk.replied(**SOLVED), desk.replied()
    for suggestion in (done, promised):
        desk.judge(suggestion)
    items = [{"id": one, "expectedVersion": desk.course.version(one)} for one in (done, promised)]

    answer = desk.course.ask(
        bulk("close_suggestions"), actor=CITY_CLERK, input={"items": items, "onError": "SKIP_FAILED"}
    )["closeSuggestions"]

    assert [(error["row"], error["code"]) for error in answer["errors"]] == [(1, "COMMITMENTS_OPEN")]
    assert (desk.course.state(done), desk.course.state(promised)) == ("CLOSED", "TRACKING")


def test_what_is_declared_solved_is_shown_before_it_is_closed(desk: Desk) -> None:
    suggestion = desk.replied(**SOLVED)
    desk.judge(suggestion)
    with desk.env() as env:
        reply = env.generation.models["Reply"].mapped
        env.session.query(reply).filter_by(suggestion_id=number_of(suggestion)).update({"evidence": None})

    assert in_both(partial(desk.course.take, "close_suggestion", suggestion, CITY_CLERK)) == ("EVIDENCE_REQUIRED", None)
