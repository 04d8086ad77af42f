"""Deadlines as they run, on the seeded policies and calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from core.foundation.errors import Refusal
from core.runtime.env import Env
from plugins.congress.deadlines.arithmetic import SHANGHAI
from plugins.congress.deadlines.clocks import (
    cancel,
    elapsed_days,
    extend,
    is_past_due,
    meet,
    running,
    start_deadline,
)
from plugins.congress.models import Deadline, DeadlineEvent, DeadlineKind, DeadlineState
from plugins.congress.refusals import (
    CalendarYearMissing,
    DeadlineNotRunning,
    DeadlinePassed,
    DueBeforeStart,
    DueDateMissing,
    ExtensionExceedsMax,
    ExtensionNotLater,
    ExtensionUnexplained,
    NotExtendable,
)
from tests.plugins.world import LIUZHOU, World

ASSIGNED = datetime(2025, 3, 10, 9, 30, tzinfo=SHANGHAI)
BEFORE_DUE = datetime(2025, 5, 20, 12, 0, tzinfo=SHANGHAI)
AFTER_DUE = datetime(2025, 6, 11, 0, 0, tzinfo=SHANGHAI)


def test_a_reply_is_due_three_months_after_the_assignment(world: World) -> None:
    """Three months from the day of the assignment (Deputies Law, art. 51; art. 42 before 2025-03-12)."""
    deadline = a_reply(world)

    assert deadline.due_at == datetime(2025, 6, 10, 23, 59, 59, tzinfo=SHANGHAI)
    assert deadline.original_due_at == deadline.due_at
    assert deadline.state is DeadlineState.RUNNING
    assert deadline.rule is not None
    assert "第四十二条" in deadline.rule.citation


def test_the_holiday_of_the_region_counts_for_its_counties_only(world: World) -> None:
    """Sanyuesan 2025 is on 31 March and 1 April, in Guangxi alone."""
    starts_at = datetime(2025, 3, 24, 9, 0, tzinfo=SHANGHAI)

    in_guangxi = a_deadline(world, DeadlineKind.REQUEST_RETURN, starts_at)
    country = world.region("00")
    elsewhere = start_deadline(
        world.env(),
        congress=world.congress("00"),
        region=country,
        kind=DeadlineKind.REQUEST_RETURN,
        starts_at=starts_at,
        event=DeadlineEvent.ASSIGNED,
    )

    assert elsewhere.due_at.date() == date(2025, 4, 2)
    assert in_guangxi.due_at.date() == date(2025, 4, 7)


def test_what_is_done_in_time_is_met(world: World) -> None:
    deadline = a_reply(world)

    meet(at(world, deadline.due_at), deadline)

    assert (deadline.state, deadline.met_at) == (DeadlineState.MET, deadline.due_at)


def test_what_is_done_later_is_missed(world: World) -> None:
    deadline = a_reply(world)
    env = at(world, deadline.due_at + timedelta(seconds=1))
    assert is_past_due(env, deadline)

    meet(env, deadline)

    assert deadline.state is DeadlineState.MISSED
    assert not is_past_due(env, deadline)


def test_what_has_ended_is_neither_met_nor_cancelled_nor_extended(world: World) -> None:
    deadline, env = a_reply(world), at(world, BEFORE_DUE)
    cancel(env, deadline)

    for change in (meet, cancel, extended):
        with pytest.raises(DeadlineNotRunning, match="CANCELLED"):
            change(env, deadline)


def test_an_extension_may_reach_six_months_from_the_start(world: World) -> None:
    """Broad or difficult matters have six months in all (Deputies Law, art. 51)."""
    deadline, env = a_reply(world), at(world, BEFORE_DUE)

    extend(env, deadline, until=date(2025, 9, 10), reason="涉及面广", approved_by="示例主任")

    assert deadline.state is DeadlineState.EXTENDED
    assert deadline.due_at == deadline.extended_to == datetime(2025, 9, 10, 23, 59, 59, tzinfo=SHANGHAI)
    assert deadline.original_due_at == datetime(2025, 6, 10, 23, 59, 59, tzinfo=SHANGHAI)


def test_an_extension_by_count_is_counted_from_the_start(world: World) -> None:
    """Five months from 10 March end on Sunday 10 August, and roll to Monday."""
    deadline = a_reply(world)

    extend(at(world, BEFORE_DUE), deadline, count=5, reason="涉及面广", approved_by="示例主任")

    assert deadline.due_at.date() == date(2025, 8, 11)


def test_an_extension_beyond_six_months_in_all_is_refused(world: World) -> None:
    deadline, env = a_reply(world), at(world, BEFORE_DUE)
    extend(env, deadline, until=date(2025, 8, 1), reason="涉及面广", approved_by="示例主任")

    with pytest.raises(ExtensionExceedsMax, match="2025-09-10") as refused:
        extend(env, deadline, until=date(2025, 9, 11), reason="再延", approved_by="示例主任")

    assert refused.value.code == "EXTENSION_EXCEEDS_MAX"
    assert deadline.due_at.date() == date(2025, 8, 1)


def test_an_overdue_deadline_is_not_extended(world: World) -> None:
    """An extension is asked for only before the day is over."""
    deadline = a_reply(world)

    with pytest.raises(DeadlinePassed) as refused:
        extended(at(world, AFTER_DUE), deadline)

    assert refused.value.code == "INVALID_TRANSITION"


def test_an_extension_gives_more_time_and_says_why(world: World) -> None:
    deadline, env = a_reply(world), at(world, BEFORE_DUE)

    with pytest.raises(ExtensionNotLater):
        extend(env, deadline, until=date(2025, 6, 10), reason="涉及面广", approved_by="示例主任")
    with pytest.raises(ExtensionUnexplained):
        extend(env, deadline, until=date(2025, 7, 1), reason=" ", approved_by="示例主任")


def test_only_a_rule_with_a_limit_is_extended(world: World) -> None:
    deadline = a_deadline(world, DeadlineKind.EVALUATE, ASSIGNED)

    with pytest.raises(NotExtendable):
        extended(at(world, ASSIGNED), deadline)


def test_a_commitment_is_due_on_the_day_that_was_given(world: World) -> None:
    """A day that was promised stands, a Sunday too; no rule moves it."""
    sunday = date(2025, 11, 30)

    deadline = a_deadline(world, DeadlineKind.COMMITMENT, ASSIGNED, due_on=sunday)

    assert (deadline.due_at.date(), deadline.rule) == (sunday, None)


def test_a_commitment_needs_a_day_that_is_not_past(world: World) -> None:
    with pytest.raises(DueDateMissing):
        a_deadline(world, DeadlineKind.COMMITMENT, ASSIGNED)
    with pytest.raises(DueBeforeStart):
        a_deadline(world, DeadlineKind.COMMITMENT, ASSIGNED, due_on=date(2025, 3, 9))


def test_no_deadline_runs_into_a_year_without_holidays_on_record(world: World) -> None:
    """A guessed date would be believed, so the year is named instead."""
    with pytest.raises(CalendarYearMissing, match="2027") as refused:
        a_reply(world, datetime(2026, 10, 8, 9, 0, tzinfo=SHANGHAI))

    assert refused.value.code == "CALENDAR_YEAR_MISSING"
    assert running(world.env(), DeadlineKind.REPLY) == []


def test_a_new_unit_gets_its_own_time_and_the_days_before_are_kept(world: World) -> None:
    """The clock starts anew for the new unit; the total is kept and shown."""
    first = a_reply(world)
    env = at(world, datetime(2025, 3, 20, 15, 0, tzinfo=SHANGHAI))
    cancel(env, first)

    second = a_deadline(world, DeadlineKind.REPLY, env.now, elapsed_before=elapsed_days(env, first))

    assert second.due_at.date() == date(2025, 6, 20)
    assert second.elapsed_before == 10
    assert elapsed_days(at(world, env.now + timedelta(days=5)), second) == 15


def test_running_deadlines_come_by_the_day_they_are_due(world: World) -> None:
    reply = a_reply(world)
    plan = a_deadline(world, DeadlineKind.WORK_PLAN, ASSIGNED)
    done = a_deadline(world, DeadlineKind.FIRST_CONTACT, ASSIGNED)
    env = at(world, BEFORE_DUE)
    meet(env, done)

    assert running(env, region_id=reply.region_id) == [plan, reply]
    assert running(env, DeadlineKind.REPLY) == [reply]
    assert running(env, DeadlineKind.REPLY, elapsed_before=3) == []


@pytest.mark.parametrize(
    ("values", "check"),
    [
        ({"state": DeadlineState.MET}, "met"),
        ({"state": DeadlineState.CANCELLED}, "cancelled"),
        ({"state": DeadlineState.EXTENDED}, "extended"),
        ({"due_at": AFTER_DUE}, "extension"),
        ({"elapsed_before": -1}, "elapsed"),
        ({"approved_by": "示例主任"}, "extension_approval"),
    ],
)
def test_the_database_holds_no_contradictory_deadline(world: World, values: dict[str, object], check: str) -> None:
    deadline = a_reply(world)

    with pytest.raises(IntegrityError, match=check):  # noqa: PT012 - the flush is what the database refuses
        for name, value in values.items():
            setattr(deadline, name, value)
        world.env().session.flush()


@pytest.mark.parametrize(
    "refusal",
    [
        CalendarYearMissing(year=2027),
        DeadlineNotRunning(state="MET"),
        DeadlinePassed(day="2025-06-10"),
        ExtensionExceedsMax(day="2025-09-11", last="2025-09-10"),
        NotExtendable(),
    ],
    ids=lambda refusal: type(refusal).__name__,
)
def test_refusals_speak_both_languages(world: World, refusal: Refusal) -> None:
    words = world.env().generation.translations

    chinese = words.translate(refusal.message, "zh_CN").format_map(refusal.details)

    assert chinese != str(refusal)
    assert all(str(value) in chinese for value in refusal.details.values())


def a_reply(world: World, starts_at: datetime = ASSIGNED) -> Deadline:
    return a_deadline(world, DeadlineKind.REPLY, starts_at)


def a_deadline(
    world: World, kind: DeadlineKind, starts_at: datetime, due_on: date | None = None, elapsed_before: int = 0
) -> Deadline:
    """A deadline of the city's congress, running by the seeded policies."""
    return start_deadline(
        world.env(),
        congress=world.congress(LIUZHOU),
        region=world.region(LIUZHOU),
        kind=kind,
        starts_at=starts_at,
        event=DeadlineEvent.ASSIGNED,
        due_on=due_on,
        elapsed_before=elapsed_before,
    )


def at(world: World, now: datetime) -> Env:
    return replace(world.env(), now=now)


def extended(env: Env, deadline: Deadline) -> None:
    extend(env, deadline, count=4, reason="涉及面广", approved_by="示例主任")
