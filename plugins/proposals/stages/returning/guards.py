"""Guards of a request to return a suggestion, and of the decision on it."""

from __future__ import annotations

from core.api import Env, Refusal, StepContext
from plugins.congress.models import Organization
from plugins.congress.roles import CONGRESS_LEADER
from plugins.proposals.models import Handling, HandlingRole, HandlingState, RequestDecision, ReturnRequest, Suggestion
from plugins.proposals.records.handlings import handlings_of
from plugins.proposals.records.parts import part_of
from plugins.proposals.records.texts import clean
from plugins.proposals.records.units import not_the_governments, undertaking_unit
from plugins.proposals.refusals import UnitTwice
from plugins.proposals.stages.returning.inputs import DecideReturnInput, RequestReturnInput
from plugins.proposals.stages.returning.refusals import (
    HandlingNotReturnable,
    LeaderDecides,
    NewUnitMissing,
    ProposedUnitIsOwn,
    ReturnDecided,
    ReturnUnsigned,
)

LONGEST_SIGNATURE = 120
SECOND_DISPUTE = 2


def not_signed_for(env: Env, _suggestion: Suggestion, context: StepContext[RequestReturnInput]) -> Refusal | None:
    """A unit asks to return what was assigned to it before it signs for it."""
    handling = env.session.get_one(env[Handling], context.input.handling.id)
    if handling.state is HandlingState.ASSIGNED:
        return None
    return HandlingNotReturnable(unit=handling.unit.name, state=handling.state, field="handling")


def well_founded(env: Env, _suggestion: Suggestion, context: StepContext[RequestReturnInput]) -> Refusal | None:
    """A leader signs the request; a unit it proposes is another one that may be given suggestions."""
    given = context.input
    if not clean(given.signed_by, LONGEST_SIGNATURE, "signed_by"):
        return ReturnUnsigned(longest=LONGEST_SIGNATURE, field="signed_by")
    if given.proposed_unit is None:
        return None
    proposed = undertaking_unit(env, given.proposed_unit, "proposed_unit")
    own = env.session.get_one(env[Handling], given.handling.id).unit_id
    return ProposedUnitIsOwn(unit=proposed.name, field="proposed_unit") if proposed.id == own else None


def pending(env: Env, suggestion: Suggestion, context: StepContext[DecideReturnInput]) -> Refusal | None:
    """A request about this suggestion is decided once."""
    request = part_of(env, suggestion, ReturnRequest, context.input.request, "request")
    return None if request.decision is RequestDecision.PENDING else ReturnDecided(field="request")


def return_of_organ(env: Env, suggestion: Suggestion, context: StepContext[DecideReturnInput]) -> Refusal | None:
    """The government's office takes nothing from a court or a procuratorate, and gives it nothing."""
    given = context.input
    units = [env.get(ReturnRequest, given.request.id, field="request").handling.unit]
    if given.unit:
        units.append(env.get(Organization, given.unit.id, field="unit"))
    return not_the_governments(env, suggestion, *units)


def decided_by_leader(env: Env, suggestion: Suggestion, context: StepContext[DecideReturnInput]) -> Refusal | None:
    """An assignment disputed again is decided by a leader of the congress."""
    request = env.get(ReturnRequest, context.input.request.id, field="request")
    leads = suggestion.congress.region_id in env.actor.scope_ids(CONGRESS_LEADER)
    return None if leads or request.dispute < SECOND_DISPUTE else LeaderDecides(dispute=request.dispute)


def somebody_takes_over(env: Env, suggestion: Suggestion, context: StepContext[DecideReturnInput]) -> Refusal | None:
    """Whoever was in charge is replaced; the new unit does not handle the suggestion already."""
    given = context.input
    if not given.accept:
        return None
    handling = env.get(ReturnRequest, given.request.id, field="request").handling
    if given.unit is None:
        lacks = handling.role is not HandlingRole.CO
        return NewUnitMissing(unit=handling.unit.name, field="unit") if lacks else None
    unit = undertaking_unit(env, given.unit, "unit")
    handles = any(one.unit_id == unit.id for one in handlings_of(env, suggestion))
    return UnitTwice(unit=unit.name, field="unit") if handles else None
