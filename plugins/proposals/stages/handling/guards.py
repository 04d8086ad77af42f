"""Guards of the steps of the handling units."""

from __future__ import annotations

from core.api import Env, ForbiddenScope, Refusal, StepContext
from plugins.congress.deadlines.arithmetic import day_of
from plugins.congress.deadlines.choices import DeadlineKind
from plugins.congress.deadlines.clocks import extended_day, is_past_due, running
from plugins.congress.refusals import DeadlinePassed, ExtensionNotLater
from plugins.congress.roles import DEPUTY
from plugins.proposals.actors import is_confirmed, signatures_answered
from plugins.proposals.models import (
    CoHandlingOpinion,
    ContactLog,
    Cosignature,
    ExtensionRequest,
    Handling,
    HandlingRole,
    RequestDecision,
    Suggestion,
)
from plugins.proposals.records.handlings import handlings_of, latest_opinion
from plugins.proposals.records.parts import part_of
from plugins.proposals.records.requests import pending_requests
from plugins.proposals.records.texts import is_blank
from plugins.proposals.records.units import acts_for, conflict_of_interest, not_the_governments
from plugins.proposals.refusals import SuggestionTextTooLong
from plugins.proposals.stages.handling.inputs import (
    AcceptCoOpinionInput,
    ConfirmContactInput,
    DecideExtensionInput,
    FileWorkPlanInput,
    LogContactInput,
    RequestCoOpinionAgainInput,
    RequestExtensionInput,
)
from plugins.proposals.stages.handling.refusals import (
    ContactConfirmed,
    ContactInFuture,
    NoReplyDeadline,
    OpinionSettled,
    ReasonMissing,
    RequestDecided,
    RequestPending,
    WorkPlanMissing,
)

LONGEST_EXTENSION_REASON = 500
"""What a deadline keeps of the reason of its extension."""
OpinionInput = AcceptCoOpinionInput | RequestCoOpinionAgainInput


def work_plan_missing(env: Env, suggestion: Suggestion, context: StepContext[FileWorkPlanInput]) -> Refusal | None:
    """An empty work plan is none."""
    return WorkPlanMissing(field="work_plan") if is_blank(context.input.work_plan) else None


def contact_in_future(env: Env, suggestion: Suggestion, context: StepContext[LogContactInput]) -> Refusal | None:
    """A contact is recorded after it took place."""
    return ContactInFuture(field="at") if context.input.at > env.now else None


def contact_confirmed(env: Env, suggestion: Suggestion, context: StepContext[ConfirmContactInput]) -> Refusal | None:
    """One confirmation is enough, and stands."""
    contact = env.session.get_one(env[ContactLog], context.input.contact.id)
    return ContactConfirmed(field="contact") if contact.confirmed_at else None


def contact_conflict(env: Env, suggestion: Suggestion, context: StepContext[ConfirmContactInput]) -> Refusal | None:
    """Nobody confirms what his or her own unit did."""
    contact = env.session.get_one(env[ContactLog], context.input.contact.id)
    return conflict_of_interest(env, suggestion, contact.handling, signature_of_actor)


def signature_of_actor(env: Env, suggestion: Suggestion) -> Cosignature:
    """The actor's signature under the suggestion, or under one that was merged into it."""
    signature = env[Cosignature]
    own = signature.person_id.in_(env.actor.scope_ids(DEPUTY)), is_confirmed(signature)
    found = signatures_answered(env, suggestion).where(*own).order_by(signature.id)
    return env.session.scalars(found.limit(1)).one()


def opinion_of_other(env: Env, suggestion: Suggestion, context: StepContext[OpinionInput]) -> Refusal | None:
    """The opinion was given on this suggestion, to the acting unit."""
    opinion = part_of(env, suggestion, CoHandlingOpinion, context.input.opinion, "opinion")
    leading = any(acts_for(env, one.unit_id) for one in handlings_of(env, suggestion, HandlingRole.LEAD))
    return None if leading else ForbiddenScope(what=opinion.handling.unit.name, field="opinion")


def opinion_settled(env: Env, suggestion: Suggestion, context: StepContext[OpinionInput]) -> Refusal | None:
    """Only the latest opinion of a unit is accepted or sent back, and once."""
    opinion = env.session.get_one(env[CoHandlingOpinion], context.input.opinion.id)
    latest = latest_opinion(env, opinion.handling)
    settled = opinion.accepted_at or opinion.redo_requested_at or latest is not opinion
    return OpinionSettled(field="opinion") if settled else None


def extension_impossible(
    env: Env, suggestion: Suggestion, context: StepContext[RequestExtensionInput]
) -> Refusal | None:
    """More time is asked for once at a time, while the time for the reply runs, and for a later day that may be."""
    handling = env.session.get_one(env[Handling], context.input.handling.id)
    deadlines = running(env, DeadlineKind.REPLY, handling_id=handling.id)
    if not deadlines:
        return NoReplyDeadline(unit=handling.unit.name, field="handling")
    due_on = day_of(deadlines[0].due_at)
    if is_past_due(env, deadlines[0]):
        return DeadlinePassed(day=due_on.isoformat())
    if pending_requests(env, ExtensionRequest, handling):
        return RequestPending(unit=handling.unit.name, field="handling")
    if context.input.until <= due_on:
        return ExtensionNotLater(day=context.input.until.isoformat(), due=due_on.isoformat(), field="until")
    extended_day(env, deadlines[0], context.input.until)
    length = len(context.reason or "")
    too_long = SuggestionTextTooLong(length=length, longest=LONGEST_EXTENSION_REASON, field="reason")
    return too_long if length > LONGEST_EXTENSION_REASON else None


def extension_of_organ(env: Env, suggestion: Suggestion, context: StepContext[DecideExtensionInput]) -> Refusal | None:
    """The government's office decides nothing about a court or a procuratorate."""
    request = env.session.get_one(env[ExtensionRequest], context.input.request.id)
    return not_the_governments(env, suggestion, request.handling.unit)


def extension_decided(env: Env, suggestion: Suggestion, context: StepContext[DecideExtensionInput]) -> Refusal | None:
    """A request is decided once; more time is granted only where the time for the reply still runs."""
    request = env.session.get_one(env[ExtensionRequest], context.input.request.id)
    if request.decision is not RequestDecision.PENDING:
        return RequestDecided(field="request")
    if context.input.accept and not running(env, DeadlineKind.REPLY, handling_id=request.handling_id):
        return NoReplyDeadline(unit=request.handling.unit.name, field="request")
    return None


def refused_without_reason(
    env: Env, suggestion: Suggestion, context: StepContext[DecideExtensionInput]
) -> Refusal | None:
    """A unit is told why it gets no more time."""
    return None if context.input.accept or context.reason else ReasonMissing(field="reason")
