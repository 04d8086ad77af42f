from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from plugins.congress.deadlines.choices import DeadlineKind
from plugins.congress.deadlines.clocks import running
from plugins.proposals import scheduled
from plugins.proposals.congress import ProposalsNotification
from plugins.proposals.models import Suggestion
from tests.plugins.proposals.stages.handled import Desk, number_of

NO_PROMISE: Mapping[str, Any] = {"outcomeClass": "OutcomeClass:3", "commitments": []}


def test_each_rung_of_a_deadline_is_told_once(desk: Desk) -> None:
    suggestion = desk.handling(desk.assigned())

    desk.later(days=50)
    half = [_sweep_reminders(desk, suggestion) for _time in range(2)]
    desk.later(days=52)
    overdue = [_sweep_reminders(desk, suggestion) for _time in range(2)]

    told = desk.told(suggestion)
    assert [bool(found) for found in (*half, *overdue)] == [True, False, True, False]
    assert told.count(("deadline_half_time", "organization_id")) == 1
    assert ("deadline_overdue_seven_days", "organization_id") in told
    assert ("deadline_overdue_seven_days", "region_id") in told


def test_feedback_is_closed_by_sweeps_after_a_reminder(desk: Desk) -> None:
    suggestion = desk.replied(**NO_PROMISE)
    number = number_of(suggestion)
    desk.later(days=40)

    with desk.env() as env:
        unreminded = number in scheduled.due_feedback(env)
    _sweep_reminders(desk, suggestion)
    with desk.env() as env:
        due = number in scheduled.due_feedback(env)
        scheduled.close_feedback(env, number)
        scheduled.close_feedback(env, number)

    assert (unreminded, due) == (False, True)
    assert desk.course.state(suggestion) == "NO_FEEDBACK"
    assert ("deadline_overdue_seven_days", "person_id") in desk.told(suggestion)
    with desk.env() as env:
        assert number not in scheduled.due_feedback(env)


def test_whoever_decides_on_a_return_is_reminded_of_it(desk: Desk) -> None:
    suggestion = desk.assigned()
    given = {
        "handling": desk.course.handling(suggestion, "traffic"),
        "signedBy": "韦试长",
        "reason": "不属于本单位职责",
    }
    desk.course.done("request_return", suggestion, desk.town.clerk("traffic"), **given)
    desk.later(days=10)

    _sweep_reminders(desk, suggestion)

    told = [one for one in desk.told(suggestion) if one[0].startswith("deadline_overdue")]
    assert told == [("deadline_overdue_one_day", "region_id")]


def test_all_who_have_not_judged_are_reminded(desk: Desk) -> None:
    suggestion = desk.replied(**NO_PROMISE)
    for deputy in ("qin", "mo"):
        desk.merged(suggestion, deputy)
    desk.judge(suggestion, by="qin")
    desk.later(days=20)

    _sweep_reminders(desk, suggestion)

    with desk.env() as env:
        told = env[ProposalsNotification]
        found = select(told.person_id).where(
            told.suggestion_id == number_of(suggestion), told.subject.like("deadline%"), told.person_id.is_not(None)
        )
        reminded = set(env.session.scalars(found))
    assert reminded == {desk.town.persons[deputy] for deputy in ("wei", "mo")}


def test_what_nobody_objects_to_is_published_on_its_day(desk: Desk) -> None:
    suggestion = desk.replied(**NO_PROMISE)
    number = number_of(suggestion)

    with desk.env() as env:
        early = number in scheduled.due_publications(env)
        (deadline,) = running(env, DeadlineKind.PUBLISH, suggestion_id=number)
        desk.course.clock.now = deadline.due_at - timedelta(hours=14)
    with desk.env() as env:
        due = number in scheduled.due_publications(env)
        scheduled.publish(env, number)
        scheduled.publish(env, number)

    assert (early, due) == (False, True)
    assert desk.deadlines(suggestion)["PUBLISH"] == "MET"
    assert desk.course.read(suggestion, "publishedAt")["publishedAt"] is not None


def test_broken_commitments_are_found(desk: Desk) -> None:
    suggestion = desk.replied()
    number = number_of(suggestion)
    desk.judge(suggestion)
    desk.course.clock.now = desk.course.clock.now.replace(month=10, day=31)

    with desk.env() as env:
        due = number in scheduled.due_commitments(env)
        scheduled.break_commitments(env, number)
        scheduled.break_commitments(env, number)

    assert due
    assert desk.course.state(suggestion) == "REOPENED"
    with desk.env() as env:
        assert number not in scheduled.due_commitments(env)


def test_a_step_nobody_gave_the_system_is_a_fault(desk: Desk) -> None:
    with desk.env() as env, pytest.raises(LookupError):
        env.take_by_system(Suggestion, "accept_suggestion", 1)


def test_a_suggestion_that_is_not_there_is_left_alone(desk: Desk) -> None:
    with desk.env() as env:
        assert env.take_by_system(Suggestion, "close_feedback", 999_999) is None


def _sweep_reminders(desk: Desk, suggestion: str) -> list[int]:
    """The numbers of the deadlines of the suggestion of which somebody was reminded."""
    with desk.env() as env:
        own = {one.id for one in scheduled.running_deadlines(env) if one.suggestion_id == number_of(suggestion)}
        due = [number for number in scheduled.due_reminders(env) if number in own]
        for number in due:
            scheduled.remind(env, number)
        return due
