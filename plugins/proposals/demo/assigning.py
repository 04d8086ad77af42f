"""Giving a suggestion to its units: assigning, asking to return it, signing for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from core.api import Role
from plugins.congress.deadlines.arithmetic import day_of
from plugins.congress.deadlines.choices import DeadlineEvent, DeadlineKind
from plugins.congress.roles import UNIT_CLERK
from plugins.proposals.demo.life import Life, Task, Unit
from plugins.proposals.models import (
    Handling,
    HandlingRole,
    HandlingState,
    RequestDecision,
    ReturnRequest,
    SuggestionState,
)

_IN_CHARGE = (DeadlineKind.REQUEST_RETURN, DeadlineKind.WORK_PLAN, DeadlineKind.FIRST_CONTACT, DeadlineKind.REPLY)
_HELPING = (DeadlineKind.REQUEST_RETURN, DeadlineKind.CO_OPINION)
_NOT_OURS = "经研究，该事项不属于本单位职责范围，建议另行交办。"


def assign(life: Life, units: Sequence[Unit], at: datetime, batch_id: int | None) -> None:
    """Assign it: to one unit in the lead, perhaps with a helper, or to two for a part each."""
    life.go_to(at)
    life.stop(DeadlineKind.ACCEPT_AND_ASSIGN)
    separate = life.fate.separate and len(units) > 1
    helped = life.fate.helped and len(units) > 1
    if separate:
        for place, unit in enumerate(units, start=1):
            _give(life, unit, HandlingRole.SEPARATE, batch_id, part=f"分办事项第{place}项")
    else:
        _give(life, units[0], HandlingRole.LEAD, batch_id)
        if helped:
            _give(life, units[1], HandlingRole.CO, batch_id)
    life.note("assigned_at")
    life.step("assign_suggestion", life.staff, SuggestionState.ASSIGNED)


def dispute(life: Life, other: Unit) -> None:
    """Let the unit ask to return it; it is given to the other one, or stays where it is."""
    task = life.tasks[0]
    life.wait(2, 5)
    task.state = HandlingState.RETURN_REQUESTED
    life.step("request_return", clerk(task), SuggestionState.RETURN_REQUESTED, task=task, reason=_NOT_OURS)
    requested_at = life.now
    life.wait(1, 4)
    granted = other.id not in {one.unit.id for one in life.tasks} and life.dice.chance(0.6)
    reason = "情况属实，同意改办。" if granted else "按职责分工仍由该单位办理。"
    decision = RequestDecision.ACCEPTED if granted else RequestDecision.REFUSED
    values = (_NOT_OURS, "单位分管负责人", requested_at, decision, reason, life.now, life.staff[0], 1)
    life.book.add(ReturnRequest, task.id, *values)
    if granted:
        _pass_on(life, task, other)
    else:
        task.state = HandlingState.ASSIGNED
    life.step("decide_return", life.staff, SuggestionState.ASSIGNED, task=task, reason=reason)


def sign_for(life: Life) -> None:
    """Let every unit sign for it."""
    for task in active(life):
        if task.state is HandlingState.ASSIGNED:
            life.wait(0, 3)
            life.stop(DeadlineKind.REQUEST_RETURN, task)
            task.state, task.signed_for_at = HandlingState.HANDLING, life.now
            life.step("sign_for", clerk(task), SuggestionState.HANDLING, task=task)


def active(life: Life) -> list[Task]:
    """The handlings that were not given back."""
    return [task for task in life.tasks if task.state is not HandlingState.RETURNED]


def clerk(task: Task) -> tuple[str, Role]:
    """Who acts for the unit."""
    return f"{task.unit.name}经办人", UNIT_CLERK


def _give(life: Life, unit: Unit, role: HandlingRole, batch_id: int | None, part: str | None = None) -> Task:
    task = Task(life.book.number(Handling), unit, role, life.now, batch_id, part)
    life.tasks.append(task)
    for kind in _HELPING if role is HandlingRole.CO else _IN_CHARGE:
        life.start(kind, DeadlineEvent.ASSIGNED, task)
    return task


def _pass_on(life: Life, task: Task, other: Unit) -> None:
    """The new unit's clock starts anew; the days the first one used up are told with it."""
    task.state = HandlingState.RETURNED
    for one in life.timers:
        if one.handling_id == task.id and one.running:
            one.cancel(life.now)
    new = _give(life, other, task.role, None, task.part)
    used = (day_of(life.now) - day_of(task.assigned_at)).days
    for one in life.timers:
        if one.handling_id == new.id:
            one.event = DeadlineEvent.REASSIGNED
            one.elapsed_before = used if one.kind is DeadlineKind.REPLY else 0
