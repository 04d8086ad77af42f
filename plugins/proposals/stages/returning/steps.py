"""Steps by which a unit gives a suggestion back, and another takes its place."""

from __future__ import annotations

from sqlalchemy import func, select

from core.api import Env, Reason, Step, StepContext, _, check, extensible
from plugins.congress.deadlines.choices import DeadlineEvent, DeadlineKind
from plugins.congress.deadlines.clocks import meet, running
from plugins.proposals.actors import GOVERNMENT, LEADER, STAFF, UNIT
from plugins.proposals.clock import BY_UNIT, ON_ASSIGNMENT, begin, cancel_running, days_used, deadlines, run_again
from plugins.proposals.models import (
    WITH_UNITS,
    Handling,
    HandlingState,
    ReturnRequest,
    Suggestion,
    SuggestionState,
)
from plugins.proposals.notices import step_task, tell_of_assignment, tell_staff
from plugins.proposals.records.handlings import hand_over, handling_of, handlings_of, own_handling
from plugins.proposals.records.requests import decide, let_lapse
from plugins.proposals.records.texts import clean
from plugins.proposals.stages.returning.guards import (
    LONGEST_SIGNATURE,
    decided_by_leader,
    not_signed_for,
    pending,
    return_of_organ,
    somebody_takes_over,
    well_founded,
)
from plugins.proposals.stages.returning.inputs import DecideReturnInput, RequestReturnInput


class ReturnedSuggestion(Suggestion):
    """A suggestion that a unit asks to give back."""

    @extensible
    def request_return(self, env: Env, context: StepContext[RequestReturnInput]) -> None:
        """Ask to give a suggestion back, because it is in the charge of another unit."""
        given = context.input
        handling = handling_of(env, context)
        handling.state = HandlingState.RETURN_REQUESTED
        request = env[ReturnRequest](
            handling_id=handling.id,
            reason=context.reason,
            proposed_unit_id=given.proposed_unit.id if given.proposed_unit else None,
            signed_by=clean(given.signed_by, LONGEST_SIGNATURE, "signed_by"),
            requested_at=env.now,
            dispute=_disputes(env, self) + 1,
        )
        env.session.add(request)
        begin(env, self, DeadlineKind.REASSIGN, DeadlineEvent.RETURN_REQUESTED, handling)
        tell_staff(env, self, step_task(self, context))

    @extensible
    def decide_return(self, env: Env, context: StepContext[DecideReturnInput]) -> SuggestionState | None:
        """Decide whether a unit may give a suggestion back; if it may, another unit takes its place."""
        given = context.input
        request = env.session.get_one(env[ReturnRequest], given.request.id)
        handling = request.handling
        decide(env, request, accept=given.accept, reason=context.reason)
        for deadline in running(env, DeadlineKind.REASSIGN, handling_id=handling.id):
            meet(env, deadline)
        if given.accept:
            _pass_on(env, self, handling, given.unit.id if given.unit else None)
        else:
            handling.state = HandlingState.ASSIGNED
            run_again(env, DeadlineKind.REQUEST_RETURN, handling)
        env.session.flush()
        context.noted["handling_id"] = handling.id
        tell_of_assignment(env, self, context)
        return _standing(env, self)


def _pass_on(env: Env, suggestion: Suggestion, handling: Handling, unit: int | None) -> None:
    """Take the suggestion from the unit, and give its part to another; its days go on being counted."""
    used = days_used(env, suggestion, handling)
    cancel_running(env, suggestion, handling)
    let_lapse(env, handling)
    handling.state = HandlingState.RETURNED
    env.session.flush()
    if unit is None:
        return
    successor = hand_over(env, suggestion, unit, handling.role, handling.part)
    for kind in ON_ASSIGNMENT:
        if successor.role in BY_UNIT[kind]:
            before = used if kind is DeadlineKind.REPLY else 0
            begin(env, suggestion, kind, DeadlineEvent.REASSIGNED, successor, elapsed_before=before)


def _standing(env: Env, suggestion: Suggestion) -> SuggestionState:
    """Where the suggestion stands, as its units do."""
    states = {handling.state for handling in handlings_of(env, suggestion)}
    if HandlingState.RETURN_REQUESTED in states:
        return SuggestionState.RETURN_REQUESTED
    return SuggestionState.ASSIGNED if states <= {HandlingState.ASSIGNED} else SuggestionState.HANDLING


def _disputes(env: Env, suggestion: Suggestion) -> int:
    """How often units asked to return the suggestion before."""
    request, handling = env[ReturnRequest], env[Handling]
    asked = select(func.count()).join_from(request, handling, request.handling_id == handling.id)
    return env.session.scalar(asked.where(handling.suggestion_id == suggestion.id)) or 0


STEPS = (
    Step(
        name="request_return",
        label=_("Ask to return it"),
        sources=WITH_UNITS,
        targets=(SuggestionState.RETURN_REQUESTED,),
        permission=UNIT,
        effect=ReturnedSuggestion.request_return,
        input=RequestReturnInput,
        guards=(check(own_handling), check(not_signed_for), check(well_founded)),
        reason=Reason.REQUIRED,
        within=deadlines(DeadlineKind.REQUEST_RETURN),
        stops=deadlines(DeadlineKind.REQUEST_RETURN),
    ),
    Step(
        name="decide_return",
        label=_("Decide on the return"),
        sources=(SuggestionState.RETURN_REQUESTED,),
        targets=(SuggestionState.ASSIGNED, SuggestionState.HANDLING, SuggestionState.RETURN_REQUESTED),
        permission=(*STAFF, *GOVERNMENT, *LEADER),
        effect=ReturnedSuggestion.decide_return,
        input=DecideReturnInput,
        guards=(check(pending), check(return_of_organ), check(decided_by_leader), check(somebody_takes_over)),
        reason=Reason.REQUIRED,
    ),
)
