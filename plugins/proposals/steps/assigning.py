"""A suggestion while it is given to its units."""

from __future__ import annotations

from sqlalchemy import func, select

from core.api import Env, Reason, Step, Taking, _, check, extensible
from plugins.congress.deadlines.choices import DeadlineEvent, DeadlineKind
from plugins.congress.deadlines.clocks import meet, running
from plugins.proposals.actors import GOVERNMENT, LEADER, STAFF, UNIT
from plugins.proposals.clock import BY_UNIT, begin, cancel_running, days_used, run_again
from plugins.proposals.models import (
    AssignmentBatch,
    Handling,
    HandlingRole,
    HandlingState,
    RequestDecision,
    ReturnRequest,
    Suggestion,
    SuggestionState,
)
from plugins.proposals.promises import release
from plugins.proposals.steps.assigning_guards import batch_fits, organs_fit, parts, roles_fit, units_fit
from plugins.proposals.steps.assigning_inputs import AssignSuggestionInput, DecideReturnInput, RequestReturnInput
from plugins.proposals.steps.requests import let_lapse
from plugins.proposals.steps.return_guards import (
    LONGEST_SIGNATURE,
    decided_by_leader,
    not_signed_for,
    pending,
    return_of_organ,
    somebody_takes_over,
    well_founded,
)
from plugins.proposals.steps.units import handling_of, handlings_of, own_handling
from plugins.proposals.steps.words import clean
from plugins.proposals.telling import news, task, tell_deputies, tell_staff, tell_units

BEGINNING = ("REQUEST_RETURN", "WORK_PLAN", "FIRST_CONTACT", "CO_OPINION", "REPLY")
"""The deadlines that begin when a unit is assigned a suggestion."""


class AssignedSuggestion(Suggestion):
    """A suggestion while it is given to its units."""

    @extensible
    def assign(self, env: Env, taking: Taking[AssignSuggestionInput]) -> None:
        """Assign a suggestion to the units that handle it."""
        given = taking.input
        batch = _batch(env, self, given)
        if self.state is SuggestionState.REOPENED:
            _end_round(env, self)
        for unit, role, part in parts(given.units):
            _hand_over(env, self, unit, role, part, batch)
        self.assigned_at = self.assigned_at or env.now
        env.session.flush()
        _tell(env, self, taking)

    @extensible
    def request_return(self, env: Env, taking: Taking[RequestReturnInput]) -> None:
        """Ask to give a suggestion back, because it is in the charge of another unit."""
        given = taking.input
        handling = handling_of(env, taking)
        handling.state = HandlingState.RETURN_REQUESTED
        request = env[ReturnRequest](
            handling_id=handling.id,
            reason=taking.reason,
            proposed_unit_id=given.proposed_unit.id if given.proposed_unit else None,
            signed_by=clean(given.signed_by, LONGEST_SIGNATURE, "signed_by"),
            requested_at=env.now,
            dispute=_disputes(env, self) + 1,
        )
        env.session.add(request)
        begin(env, self, DeadlineKind.REASSIGN, DeadlineEvent.RETURN_REQUESTED, handling)
        tell_staff(env, self, task(taking.step, f"{self.id}:{self.version}"))

    @extensible
    def decide_return(self, env: Env, taking: Taking[DecideReturnInput]) -> SuggestionState | None:
        """Decide whether a unit may give a suggestion back; if it may, another unit takes its place."""
        given = taking.input
        request = env.session.get_one(env[ReturnRequest], given.request.id)
        handling = request.handling
        request.decision = RequestDecision.ACCEPTED if given.accept else RequestDecision.REFUSED
        request.decision_reason, request.decided_at, request.decided_by = taking.reason, env.now, env.actor.name
        for deadline in running(env, DeadlineKind.REASSIGN, handling_id=handling.id):
            meet(env, deadline)
        if given.accept:
            _pass_on(env, self, handling, given.unit.id if given.unit else None)
        else:
            handling.state = HandlingState.ASSIGNED
            run_again(env, DeadlineKind.REQUEST_RETURN, handling)
        env.session.flush()
        taking.noted["handling_id"] = handling.id
        _tell(env, self, taking)
        return _standing(env, self)


def _batch(env: Env, suggestion: Suggestion, given: AssignSuggestionInput) -> int:
    """The batch named; else that of the change, for what is assigned together is one batch."""
    if given.batch:
        return given.batch.id
    values = {
        "congress_id": suggestion.congress_id,
        "session_id": suggestion.session_id,
        "assigned_at": env.now,
        "meeting_on": given.meeting_on,
        "jointly_with_government": given.jointly_with_government,
    }
    model = env[AssignmentBatch]
    found = select(model).filter_by(**values).order_by(model.id).limit(1)
    batch = env.session.scalars(found).first() or model(**values)
    env.session.add(batch)
    env.session.flush()
    return batch.id


def _hand_over(  # noqa: PLR0913 - a handling is all of these
    env: Env, suggestion: Suggestion, unit: int, role: HandlingRole, part: str | None, batch: int | None = None
) -> Handling:
    handling = env[Handling](
        suggestion_id=suggestion.id,
        batch_id=batch,
        unit_id=unit,
        role=role,
        part=part,
        assigned_at=env.now,
        round=suggestion.round,
    )
    env.session.add(handling)
    env.session.flush()
    return handling


def _end_round(env: Env, suggestion: Suggestion) -> None:
    """Let the handling so far end: what was opened again is handled anew, in a round of its own."""
    release(env, suggestion)
    for handling in handlings_of(env, suggestion):
        handling.state = HandlingState.ENDED
    suggestion.round += 1
    env.session.flush()


def _pass_on(env: Env, suggestion: Suggestion, handling: Handling, unit: int | None) -> None:
    """Take the suggestion from the unit, and give its part to another; its days go on being counted."""
    used = days_used(env, suggestion, handling)
    cancel_running(env, suggestion, handling)
    let_lapse(env, handling)
    handling.state = HandlingState.RETURNED
    env.session.flush()
    if unit is None:
        return
    successor = _hand_over(env, suggestion, unit, handling.role, handling.part)
    for kind in (DeadlineKind[name] for name in BEGINNING):
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


def _tell(env: Env, suggestion: Suggestion, taking: Taking[object]) -> None:
    occasion = f"{suggestion.id}:{suggestion.version}"
    tell_deputies(env, suggestion, news(taking.step, occasion))
    tell_units(env, suggestion, task(taking.step, occasion), HandlingState.ASSIGNED)


STEPS = (
    Step(
        name="assign_suggestion",
        label=_("Assign"),
        leaves=(SuggestionState.ACCEPTED, SuggestionState.REOPENED),
        reaches=(SuggestionState.ASSIGNED,),
        who=(*STAFF, *GOVERNMENT),
        effect=AssignedSuggestion.assign,
        input=AssignSuggestionInput,
        guards=(check(roles_fit), check(units_fit), check(organs_fit), check(batch_fits)),
        bulk="assign_suggestions",
        starts=BEGINNING,
        stops=("ACCEPT_AND_ASSIGN",),
    ),
    Step(
        name="request_return",
        label=_("Ask to return it"),
        leaves=(SuggestionState.ASSIGNED, SuggestionState.HANDLING, SuggestionState.RETURN_REQUESTED),
        reaches=(SuggestionState.RETURN_REQUESTED,),
        who=UNIT,
        effect=AssignedSuggestion.request_return,
        input=RequestReturnInput,
        guards=(check(own_handling), check(not_signed_for), check(well_founded)),
        reason=Reason.REQUIRED,
        within=("REQUEST_RETURN",),
        stops=("REQUEST_RETURN",),
    ),
    Step(
        name="decide_return",
        label=_("Decide on the return"),
        leaves=(SuggestionState.RETURN_REQUESTED,),
        reaches=(SuggestionState.ASSIGNED, SuggestionState.HANDLING, SuggestionState.RETURN_REQUESTED),
        who=(*STAFF, *GOVERNMENT, *LEADER),
        effect=AssignedSuggestion.decide_return,
        input=DecideReturnInput,
        guards=(check(pending), check(return_of_organ), check(decided_by_leader), check(somebody_takes_over)),
        reason=Reason.REQUIRED,
    ),
)
