"""Units: who acts for one, which may be given suggestions, and which the government has no say in."""

from __future__ import annotations

from collections.abc import Callable

from core.api import Env, ForbiddenScope, Ref, Refusal
from plugins.congress.models import Organization, OrganizationKind
from plugins.congress.roles import UNIT_CLERK, UNIT_LEADER
from plugins.proposals.actors import LEADER, STAFF
from plugins.proposals.models import Cosignature, Handling, Suggestion
from plugins.proposals.refusals import ConflictOfInterest, NoUndertakingUnit

JUDICIAL = (OrganizationKind.COURT, OrganizationKind.PROCURATORATE)
"""The organs beside the government, to which it assigns nothing."""


def acts_for(env: Env, unit_id: int) -> bool:
    """Whether the actor is a clerk or a leader of the unit."""
    return leads(env, unit_id) or unit_id in env.actor.scope_ids(UNIT_CLERK)


def leads(env: Env, unit_id: int) -> bool:
    """Whether the actor is a leader of the unit."""
    return unit_id in env.actor.scope_ids(UNIT_LEADER)


def conflict_of_interest(
    env: Env, suggestion: Suggestion, handling: Handling, judging: Callable[[Env, Suggestion], Cosignature]
) -> Refusal | None:
    """Whoever works for a unit does not judge what it did; `judging` finds the signature in which the actor would."""
    if not acts_for(env, handling.unit_id):
        return None
    return ConflictOfInterest(person=judging(env, suggestion).person.name, unit=handling.unit.name)


def undertaking_unit(env: Env, ref: Ref[Organization], field: str) -> Organization:
    """The unit, which may be given suggestions.

    Raises:
        NoUndertakingUnit: for an organization that handles none.
    """
    unit = env.get(Organization, ref.id, field=field)
    if not unit.is_undertaking_unit:
        raise NoUndertakingUnit(unit=unit.name, field=field)
    return unit


def not_the_governments(env: Env, suggestion: Suggestion, *units: Organization) -> Refusal | None:
    """The government's office has no say in what a court or a procuratorate handles."""
    region = suggestion.congress.region_id
    if any(region in env.actor.scope_ids(one.role) for one in (*STAFF, *LEADER)):
        return None
    return next((ForbiddenScope(what=unit.name) for unit in units if unit.kind in JUDICIAL), None)
