"""The deadlines of suggestions: which of them begin, end and refuse with a step.

A deadline is about the suggestion as a whole, or about its handling by one unit; then it names both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import cast

from sqlalchemy import select

from core.api import Env, Refusal, StepContext
from plugins.congress.deadlines.arithmetic import day_of
from plugins.congress.deadlines.calendars import Calendar
from plugins.congress.deadlines.choices import OPEN_STATES, DeadlineEvent, DeadlineKind, DeadlineState
from plugins.congress.deadlines.clocks import (
    cancel,
    elapsed_days,
    is_past_due,
    meet,
    resume,
    running,
    start_deadline,
)
from plugins.congress.deadlines.lookup import calendar_of
from plugins.congress.models import Deadline, Region
from plugins.proposals.congress import ProposalsDeadline
from plugins.proposals.models import ContactStage, Handling, HandlingRole, HandlingState, Suggestion
from plugins.proposals.refusals import EvaluationClosed, ReturnWindowClosed

IN_CHARGE = (HandlingRole.LEAD, HandlingRole.SEPARATE)
"""The roles in which a unit replies to the deputy."""

BY_UNIT: Mapping[DeadlineKind, tuple[HandlingRole, ...]] = MappingProxyType(
    {
        DeadlineKind.REQUEST_RETURN: tuple(HandlingRole),
        DeadlineKind.WORK_PLAN: IN_CHARGE,
        DeadlineKind.FIRST_CONTACT: IN_CHARGE,
        DeadlineKind.CO_OPINION: (HandlingRole.CO,),
        DeadlineKind.CO_OPINION_REDO: (HandlingRole.CO,),
        DeadlineKind.REPLY: IN_CHARGE,
        DeadlineKind.REHANDLE: IN_CHARGE,
    }
)
"""The deadlines that each unit has for itself, and the roles in which it has them."""

STARTED_BY: Mapping[str, DeadlineEvent] = MappingProxyType(
    {
        "submit_suggestion": DeadlineEvent.SUBMITTED,
        "assign_suggestion": DeadlineEvent.ASSIGNED,
        "decide_return": DeadlineEvent.REASSIGNED,
        "request_co_opinion_again": DeadlineEvent.REDO_REQUESTED,
        "issue_reply": DeadlineEvent.REPLIED,
        "order_rehandling": DeadlineEvent.REHANDLING_ORDERED,
    }
)
"""What a deadline says it began with, by the step."""

TOO_LATE: Mapping[DeadlineKind, type[Refusal]] = MappingProxyType(
    {DeadlineKind.REQUEST_RETURN: ReturnWindowClosed, DeadlineKind.EVALUATE: EvaluationClosed}
)
"""How a step that comes too late is refused; of all other deadlines the step is taken, and counted as late."""

ON_ASSIGNMENT = (
    DeadlineKind.REQUEST_RETURN,
    DeadlineKind.WORK_PLAN,
    DeadlineKind.FIRST_CONTACT,
    DeadlineKind.CO_OPINION,
    DeadlineKind.REPLY,
)
"""The deadlines that begin when a unit is assigned a suggestion."""

RIGHTS = (DeadlineKind.REQUEST_RETURN,)
"""Until when somebody may do what need not be done: nobody is reminded of it, and it is not missed."""

SETTLED = (HandlingState.RETURNED, HandlingState.REPLIED, HandlingState.ENDED)
"""Where nothing is expected of a unit, so that no deadline begins for it."""

_CALENDARS = "renda.calendars"


def deadlines(*kinds: DeadlineKind) -> tuple[str, ...]:
    """The names of the kinds, as a step declares the deadlines that it starts, stops or must keep."""
    return tuple(kind.name for kind in kinds)


class SuggestionClock:
    """Keeps the deadlines of suggestions; see `core.declarations.workflows.Clock`."""

    kinds = frozenset(deadlines(*DeadlineKind))
    refusing = frozenset(deadlines(*TOO_LATE))

    def check(self, env: Env, record: Suggestion, kind: str, context: StepContext[object]) -> Refusal | None:
        """Why the step comes too late; None while it does not."""
        late = [one for one in _concerned(env, record, DeadlineKind[kind], context) if is_past_due(env, one)]
        return TOO_LATE[DeadlineKind[kind]](until=day_of(late[0].due_at).isoformat()) if late else None

    def start(self, env: Env, record: Suggestion, kind: str, context: StepContext[object]) -> None:
        """Let the deadline begin: for the suggestion, or for each unit that does not have it yet."""
        event = STARTED_BY.get(context.step, DeadlineEvent.OTHER)
        for handling in _beginning(env, record, DeadlineKind[kind], context):
            begin(env, record, DeadlineKind[kind], event, handling)

    def stop(self, env: Env, record: Suggestion, kind: str, context: StepContext[object]) -> None:
        """End the deadline: met, or missed if it is past due; a right that was not used then falls away."""
        if _comes_after(kind, context):
            return
        for deadline in _concerned(env, record, DeadlineKind[kind], context):
            unused = deadline.kind in RIGHTS and is_past_due(env, deadline)
            (cancel if unused else meet)(env, deadline)


def begin(  # noqa: PLR0913 - what a deadline is about; the last two are seldom given
    env: Env,
    suggestion: Suggestion,
    kind: DeadlineKind,
    event: DeadlineEvent,
    handling: Handling | None = None,
    *,
    elapsed_before: int = 0,
) -> Deadline:
    """A new deadline of the suggestion, or of its handling by a unit, by the policy and calendar of its congress."""
    congress = suggestion.congress
    return start_deadline(
        env,
        congress=congress,
        region=congress.region,
        kind=kind,
        starts_at=env.now,
        event=event,
        elapsed_before=elapsed_before,
        calendar=_calendar(env, congress.region),
        suggestion_id=suggestion.id,
        handling_id=handling.id if handling else None,
    )


def running_of(env: Env, suggestion: Suggestion, handling: Handling | None = None) -> Sequence[Deadline]:
    """The deadlines of the suggestion that run, or those of its handling by one unit."""
    return running(env, handling_id=handling.id) if handling else running(env, suggestion_id=suggestion.id)


def cancel_running(env: Env, suggestion: Suggestion, handling: Handling | None = None) -> None:
    """Stop all deadlines of the suggestion, or of its handling by one unit: what had to be done has fallen away."""
    for deadline in running_of(env, suggestion, handling):
        cancel(env, deadline)


def run_again(env: Env, kind: DeadlineKind, handling: Handling) -> None:
    """Let what the unit met run again, since it was turned down."""
    deadline = env[ProposalsDeadline]
    met = select(deadline).where(
        deadline.handling_id == handling.id, deadline.kind == kind, deadline.state == DeadlineState.MET
    )
    for one in env.session.scalars(met):
        resume(env, one)


def days_used(env: Env, suggestion: Suggestion, handling: Handling) -> int:
    """The calendar days a unit's reply has used up, which a re-assignment passes on to the next unit."""
    replies = [one for one in running_of(env, suggestion, handling) if one.kind is DeadlineKind.REPLY]
    return elapsed_days(env, replies[0]) if replies else 0


def _concerned(env: Env, record: Suggestion, kind: DeadlineKind, context: StepContext[object]) -> Sequence[Deadline]:
    """The running deadlines of that kind that the step is about: those of the unit it names, if they are a unit's."""
    named = _named(context)
    if kind in BY_UNIT and named is not None:
        return running(env, kind, handling_id=named)
    return running(env, kind, suggestion_id=record.id)


def _comes_after(kind: str, context: StepContext[object]) -> bool:
    """Whether it is a talk after the reply, which is not the first contact that a unit owes the deputy."""
    return kind == DeadlineKind.FIRST_CONTACT.name and getattr(context.input, "stage", None) is ContactStage.AFTER


def _named(context: StepContext[object]) -> int | None:
    """The handling that the step is about, as its effect noted it or its input names it."""
    noted = context.noted.get("handling_id")
    given = getattr(context.input, "handling", None)
    return cast("int | None", noted if noted is not None else getattr(given, "id", None))


def _beginning(
    env: Env, record: Suggestion, kind: DeadlineKind, context: StepContext[object]
) -> Iterator[Handling | None]:
    """What the deadline begins for: the suggestion, or each unit in a fitting role that does not have it already."""
    if kind not in BY_UNIT:
        yield None
        return
    handling, deadline = env[Handling], env[ProposalsDeadline]
    already = select(deadline.handling_id).where(
        deadline.suggestion_id == record.id, deadline.kind == kind, deadline.state.in_(OPEN_STATES)
    )
    found = select(handling).where(
        handling.suggestion_id == record.id,
        handling.role.in_(BY_UNIT[kind]),
        handling.state.not_in(SETTLED),
        handling.id.not_in(already.where(deadline.handling_id.is_not(None))),
    )
    named = _named(context)
    if named is not None:
        found = found.where(handling.id == named)
    yield from env.session.scalars(found.order_by(handling.id)).all()


def _calendar(env: Env, region: Region) -> Calendar:
    """The calendar of the division, read once in a change however many deadlines begin in it."""
    known: dict[int, Calendar] = env.session.info.setdefault(_CALENDARS, {})
    if region.id not in known:
        known[region.id] = calendar_of(env, region)
    return known[region.id]
