"""What refuses a request to return a suggestion, and a decision on it."""

from __future__ import annotations

from sqlalchemy import exists, select

from core.env import Env
from core.refusals import ForbiddenScope, NotFound, Refusal
from core.workflow.declarations import Taking
from plugins.congress.models import Organization
from plugins.congress.roles import CONGRESS_LEADER, UNIT_CLERK, UNIT_LEADER
from plugins.proposals.actors import GIVEN_BACK
from plugins.proposals.models import Handling, HandlingRole, HandlingState, RequestDecision, ReturnRequest, Suggestion
from plugins.proposals.refusals import (
    HandlingNotReturnable,
    LeaderDecides,
    NewUnitMissing,
    ProposedUnitIsOwn,
    ReturnDecided,
    ReturnUnsigned,
    UnitTwice,
)
from plugins.proposals.steps.assigning_inputs import DecideReturnInput, RequestReturnInput
from plugins.proposals.steps.drafting_parts import undertaking_unit
from plugins.proposals.steps.words import clean

LONGEST_SIGNATURE = 120
SECOND_DISPUTE = 2


def own_assignment(env: Env, suggestion: Suggestion, taking: Taking[RequestReturnInput]) -> Refusal | None:
    """A unit asks to return what was assigned to it, before it signs for it."""
    number = taking.input.handling.id
    handling = env.get(Handling, number, field="handling")
    if handling.suggestion_id != suggestion.id:
        return NotFound(model=env.generation.model_of(Handling).name, key=number, field="handling")
    if handling.unit_id not in (*env.actor.scope_ids(UNIT_CLERK), *env.actor.scope_ids(UNIT_LEADER)):
        return ForbiddenScope(what=handling.unit.name, field="handling")
    if handling.state is not HandlingState.ASSIGNED:
        return HandlingNotReturnable(unit=handling.unit.name, state=handling.state, field="handling")
    return None


def well_founded(env: Env, _suggestion: Suggestion, taking: Taking[RequestReturnInput]) -> Refusal | None:
    """A leader signs the request; a unit it proposes is another one that may be given suggestions."""
    given = taking.input
    if not clean(given.signed_by, LONGEST_SIGNATURE, "signed_by"):
        return ReturnUnsigned(longest=LONGEST_SIGNATURE, field="signed_by")
    if given.proposed_unit is None:
        return None
    proposed = undertaking_unit(env, given.proposed_unit, "proposed_unit")
    own = env.session.get_one(env[Handling], given.handling.id).unit_id
    return ProposedUnitIsOwn(unit=proposed.name, field="proposed_unit") if proposed.id == own else None


def pending(env: Env, suggestion: Suggestion, taking: Taking[DecideReturnInput]) -> Refusal | None:
    """A request about this suggestion is decided once."""
    number = taking.input.request.id
    request = env.get(ReturnRequest, number, field="request")
    if request.handling.suggestion_id != suggestion.id:
        return NotFound(model=env.generation.model_of(ReturnRequest).name, key=number, field="request")
    return None if request.decision is RequestDecision.PENDING else ReturnDecided(field="request")


def decided_by_leader(env: Env, suggestion: Suggestion, taking: Taking[DecideReturnInput]) -> Refusal | None:
    """An assignment disputed again is decided by a leader of the congress."""
    request = env.get(ReturnRequest, taking.input.request.id, field="request")
    leads = suggestion.congress.region_id in env.actor.scope_ids(CONGRESS_LEADER)
    return None if leads or request.dispute < SECOND_DISPUTE else LeaderDecides(dispute=request.dispute)


def somebody_takes_over(env: Env, suggestion: Suggestion, taking: Taking[DecideReturnInput]) -> Refusal | None:
    """Whoever was in charge is replaced; the new unit does not handle the suggestion already."""
    given = taking.input
    if not given.accept:
        return None
    handling = env.get(ReturnRequest, given.request.id, field="request").handling
    if given.unit is None:
        lacks = handling.role is not HandlingRole.CO
        return NewUnitMissing(unit=handling.unit.name, field="unit") if lacks else None
    unit = undertaking_unit(env, given.unit, "unit")
    return UnitTwice(unit=unit.name, field="unit") if _handles(env, suggestion, unit) else None


def _handles(env: Env, suggestion: Suggestion, unit: Organization) -> bool:
    handling = env[Handling]
    found = exists().where(
        handling.suggestion_id == suggestion.id, handling.unit_id == unit.id, handling.state.not_in(GIVEN_BACK)
    )
    return bool(env.session.scalar(select(found)))
