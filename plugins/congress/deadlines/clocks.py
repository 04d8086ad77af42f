"""Deadlines as they run: started, met, extended, cancelled.

A deadline is a consequence of a step that was allowed, so no rule is asked again here. Each change locks
the deadline first: of two at once, the second sees what the first did.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from core.api import Env
from plugins.congress.deadlines.arithmetic import Period, day_of, due, end_of
from plugins.congress.deadlines.calendars import Calendar
from plugins.congress.deadlines.choices import OPEN_STATES, DeadlineEvent, DeadlineKind, DeadlineState
from plugins.congress.deadlines.lookup import calendar_of, rule_for
from plugins.congress.models import Congress, Deadline, Region
from plugins.congress.refusals import (
    DeadlineNotRunning,
    DeadlinePassed,
    DueBeforeStart,
    DueDateMissing,
    ExtensionExceedsMax,
    ExtensionNotLater,
    ExtensionUnexplained,
    NotExtendable,
)


def start_deadline(  # noqa: PLR0913 - a deadline is all of these; those with a default are seldom given
    env: Env,
    *,
    congress: Congress,
    region: Region,
    kind: DeadlineKind,
    starts_at: datetime,
    event: DeadlineEvent,
    due_on: date | None = None,
    elapsed_before: int = 0,
    calendar: Calendar | None = None,
    **subject: object,
) -> Deadline:
    """A new deadline, running from then on.

    Args:
        env: the environment.
        congress: whose policy says how long it may take.
        region: whose calendar counts.
        kind: what has to be done.
        starts_at: when the clock starts; that day does not count.
        event: what made it start.
        due_on: the day agreed, which stands as it is; without it the rule of the congress counts.
        elapsed_before: days that earlier units had used up, after a re-assignment.
        calendar: that of the region, if the caller has read it already.
        subject: what it is about: values of the links that plugins add to `Deadline`.

    Raises:
        DueDateMissing: for a commitment without a day.
        DueBeforeStart: for a day before the start.
        DeadlineRuleMissing: if no policy has a rule for it.
        CalendarYearMissing: if the holidays of a year it crosses are not known.
    """
    rule = None
    if due_on is None:
        if kind is DeadlineKind.COMMITMENT:
            raise DueDateMissing(kind=kind.name, field="due_on")
        rule = rule_for(env, congress, kind, day_of(starts_at))
        due_at = due(rule.period(), starts_at, calendar or calendar_of(env, region)).due_at
    else:
        due_at = _agreed(due_on, starts_at)
    deadline = env[Deadline](
        kind=kind,
        congress_id=congress.id,
        region_id=region.id,
        rule_id=rule.id if rule else None,
        start_event=event,
        starts_at=starts_at,
        due_at=due_at,
        original_due_at=due_at,
        elapsed_before=elapsed_before,
        **subject,
    )
    env.session.add(deadline)
    env.session.flush()
    return deadline


def running(env: Env, kind: DeadlineKind | None = None, **subject: object) -> Sequence[Deadline]:
    """The deadlines of the subject that run, those due first coming first; without a kind, of all kinds."""
    deadline = env[Deadline]
    found = select(deadline).where(deadline.state.in_(OPEN_STATES)).order_by(deadline.due_at, deadline.id)
    if kind is not None:
        found = found.where(deadline.kind == kind)
    return env.session.scalars(found.filter_by(**subject)).all()


def is_past_due(env: Env, deadline: Deadline) -> bool:
    """Whether the deadline runs and its time is over."""
    return deadline.state in OPEN_STATES and env.now > deadline.due_at


def elapsed_days(env: Env, deadline: Deadline) -> int:
    """Calendar days used up so far, those of earlier units included: what a re-assignment passes on."""
    return deadline.elapsed_before + (day_of(env.now) - day_of(deadline.starts_at)).days


def meet(env: Env, deadline: Deadline) -> None:
    """Note that it was done now: in time, or too late.

    Raises:
        DeadlineNotRunning: if it has ended.
    """
    _lock(env, deadline)
    late = is_past_due(env, deadline)
    deadline.state = DeadlineState.MISSED if late else DeadlineState.MET
    deadline.met_at = env.now
    env.session.flush()


def cancel(env: Env, deadline: Deadline) -> None:
    """Stop it, because what had to be done has fallen away.

    Raises:
        DeadlineNotRunning: if it has ended.
    """
    _lock(env, deadline)
    deadline.state = DeadlineState.CANCELLED
    deadline.cancelled_at = env.now
    env.session.flush()


def resume(env: Env, deadline: Deadline) -> None:
    """Let it run again to the day it was due on: what met it was turned down."""
    env.session.refresh(deadline, with_for_update=True)
    deadline.state = DeadlineState.EXTENDED if deadline.extended_to else DeadlineState.RUNNING
    deadline.met_at = None
    env.session.flush()


def extend(  # noqa: PLR0913 - an extension has a day or a count, a reason and somebody who approved it
    env: Env,
    deadline: Deadline,
    *,
    reason: str,
    approved_by: str,
    until: date | None = None,
    count: int | None = None,
    calendar: Calendar | None = None,
) -> None:
    """Give it more time.

    Args:
        env: the environment.
        deadline: a running one that is not overdue.
        reason: why; the deputy is told.
        approved_by: who decided it.
        until: the day agreed; if it is not worked, the next that is.
        count: or how many units of the rule in all, counted from the start; by default all it allows.
        calendar: that of the deadline's region, if the caller has read it already.

    Raises:
        DeadlineNotRunning: if it has ended.
        DeadlinePassed: if it is overdue.
        NotExtendable: if it has no rule, or one without extensions.
        ExtensionExceedsMax: if that is more than the rule allows in all.
        ExtensionNotLater: if that is no more time than it has.
        ExtensionUnexplained: if the reason or the approval is missing.
    """
    if not reason.strip() or not approved_by.strip():
        raise ExtensionUnexplained(field="reason")
    _lock(env, deadline)
    if is_past_due(env, deadline):
        raise DeadlinePassed(day=day_of(deadline.due_at).isoformat())
    day = extended_day(env, deadline, until, count, calendar)
    deadline.state = DeadlineState.EXTENDED
    deadline.due_at = deadline.extended_to = end_of(day)
    deadline.extension_reason, deadline.approved_by = reason.strip(), approved_by.strip()
    env.session.flush()


def extended_day(
    env: Env, deadline: Deadline, until: date | None = None, count: int | None = None, calendar: Calendar | None = None
) -> date:
    """The day on which it would be due after such an extension, a working day; see `extend`.

    Raises:
        NotExtendable: if it has no rule, or one without extensions.
        ExtensionExceedsMax: if that is more than the rule allows in all.
        ExtensionNotLater: if that is no more time than it has.
    """
    rule = deadline.rule
    if rule is None or rule.max_count is None:
        raise NotExtendable
    known = calendar or calendar_of(env, deadline.region)
    last = due(Period(rule.max_count, rule.unit), deadline.starts_at, known).due_on
    wanted = until or due(Period(count or rule.max_count, rule.unit), deadline.starts_at, known).due_on
    if wanted > last:
        raise ExtensionExceedsMax(day=wanted.isoformat(), last=last.isoformat())
    current = day_of(deadline.due_at)
    if wanted <= current:
        raise ExtensionNotLater(day=wanted.isoformat(), due=current.isoformat())
    return known.workday_from(wanted)


def _agreed(due_on: date, starts_at: datetime) -> datetime:
    starts_on = day_of(starts_at)
    if due_on < starts_on:
        raise DueBeforeStart(day=due_on.isoformat(), starts_on=starts_on.isoformat(), field="due_on")
    return end_of(due_on)


def _lock(env: Env, deadline: Deadline) -> None:
    env.session.refresh(deadline, with_for_update=True)
    if deadline.state not in OPEN_STATES:
        raise DeadlineNotRunning(state=deadline.state.name)
