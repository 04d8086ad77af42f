"""The whole life of a suggestion, from stage to stage, as far as the last day lets it come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from plugins.proposals.demo.assigning import assign, dispute, sign_for
from plugins.proposals.demo.fates import Quota, outcome
from plugins.proposals.demo.handling import ask_for_time, help_out, in_charge, plan, reply_day, talk
from plugins.proposals.demo.judging import coordinate, handle_again, judge
from plugins.proposals.demo.life import Life, NotYet, Unit
from plugins.proposals.demo.opening import draft, screen, submit
from plugins.proposals.demo.promising import Promise, keep, promise
from plugins.proposals.demo.replying import reply_all
from plugins.proposals.demo.series import Series
from plugins.proposals.models import HandlingState, OutcomeCount, SuggestionState

_MOST_ROUNDS = 3
_STUCK_AFTER = date(2026, 5, 31)
"""Whatever was assigned until then is due on the last day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """When the first stages come, who handles it, and, for one told of on purpose, what is to come of it."""

    submitted_at: datetime
    accepted_at: datetime
    assigned_at: datetime
    batch_id: int | None
    units: Sequence[Unit]
    series: Series
    counts_as: OutcomeCount | None = None
    broken: bool = False


def tell(life: Life, course: Course, quota: Quota) -> None:
    """Tell the life until it ends, or the last day has come."""
    try:
        draft(life)
        submit(life, course.submitted_at)
        if screen(life, course.series, course.accepted_at):
            _handle(life, course, quota)
    except NotYet:
        pass


def _handle(life: Life, course: Course, quota: Quota) -> None:
    assign(life, course.units, course.assigned_at, course.batch_id)
    if life.fate.withdrawn and not life.cosigners:
        _withdraw(life)
        return
    year = life.times["assigned_at"].year
    effective = quota.succeeds(year, life.county.code, certainly=course.counts_as is not None)
    counts_as = course.counts_as or outcome(life.dice, effective=effective)
    try:
        _reply(life, course, counts_as)
    finally:
        if effective and life.counts_as is None:
            quota.give_back(year)


def _reply(life: Life, course: Course, counts_as: OutcomeCount) -> None:
    if life.fate.returned and len(course.units) > 1:
        dispute(life, course.units[-1])
    sign_for(life)
    plan(life)
    for task in in_charge(life):
        talk(life, task)
    help_out(life)
    first = in_charge(life)[0]
    if life.fate.stuck and life.times["assigned_at"].date() <= _STUCK_AFTER:
        return
    if life.fate.extended:
        ask_for_time(life, first)
    life.go_on(max(life.now.date(), reply_day(life, first)))
    _follow(life, course, counts_as, reply_all(life, counts_as))


def _follow(life: Life, course: Course, counts_as: OutcomeCount, replies: Sequence[int]) -> None:
    """Follow it from the reply to its end."""
    promises = _promises(life, course, replies) if counts_as is OutcomeCount.PLANNED else []
    try:
        satisfied = judge(life, replies)
        while not satisfied and life.round < (_MOST_ROUNDS if life.fate.stubborn else 2):
            satisfied = judge(life, handle_again(life, counts_as))
        if not satisfied:
            coordinate(life)
        kept = _track(life, course, promises)
    finally:
        for made in promises:
            made.write(life)
    if kept:
        _close(life)
    elif not course.broken and life.round == 1:
        _follow(life, course, OutcomeCount.SOLVED, handle_again(life, OutcomeCount.SOLVED))


def _promises(life: Life, course: Course, replies: Sequence[int]) -> list[Promise]:
    """What the first of the units promises."""
    due_on = date(life.now.year, 12, 31) if course.broken else None
    return [promise(life, in_charge(life)[0], replies[0], due_on=due_on)]


def _track(life: Life, course: Course, promises: Sequence[Promise]) -> bool:
    """Wait for the promises: whether all were kept."""
    if promises:
        life.by_itself("track_commitments", SuggestionState.TRACKING)
    return all(keep(life, made, broken=course.broken) for made in promises)


def _close(life: Life) -> None:
    life.wait(2, 15)
    life.note("closed_at")
    for task in life.tasks:
        if task.state is not HandlingState.RETURNED:
            task.state = HandlingState.ENDED
    life.step("close_suggestion", life.staff, SuggestionState.CLOSED)


def _withdraw(life: Life) -> None:
    life.wait(1, 6)
    life.note("withdrawn_at")
    for one in life.timers:
        if one.running:
            one.cancel(life.now)
    for task in life.tasks:
        task.state = HandlingState.ENDED
    life.step("withdraw_suggestion", life.deputy, SuggestionState.WITHDRAWN, reason="问题已经解决，撤回建议。")
