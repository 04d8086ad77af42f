"""What refuses an assignment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from core.api import Env, ForbiddenScope, NotFound, Refusal, Taking
from plugins.congress.deadlines.arithmetic import day_of
from plugins.congress.models import Organization, OrganizationKind
from plugins.proposals.actors import LEADER, STAFF
from plugins.proposals.models import LONGEST_PART, AssignmentBatch, HandlingRole, Suggestion
from plugins.proposals.refusals import (
    BatchOver,
    LeadAndSeparateMixed,
    LeadRequired,
    PartMissing,
    UnitTwice,
)
from plugins.proposals.steps.assigning_inputs import AssignedUnitInput, AssignSuggestionInput
from plugins.proposals.steps.drafting_parts import undertaking_unit
from plugins.proposals.steps.words import clean

JUDICIAL = (OrganizationKind.COURT, OrganizationKind.PROCURATORATE)
"""The organs beside the government, to which it assigns nothing."""


def roles_fit(_env: Env, _suggestion: Suggestion, taking: Taking[AssignSuggestionInput]) -> Refusal | None:
    """One unit leads, with any number of helpers; or two and more handle parts of their own."""
    roles = Counter(each.role for each in taking.input.units)
    if roles[HandlingRole.LEAD] and roles[HandlingRole.SEPARATE]:
        return LeadAndSeparateMixed(field="units")
    apart = roles[HandlingRole.SEPARATE] > 1 and not roles[HandlingRole.CO]
    return None if roles[HandlingRole.LEAD] == 1 or apart else LeadRequired(field="units")


def units_fit(env: Env, _suggestion: Suggestion, taking: Taking[AssignSuggestionInput]) -> Refusal | None:
    """Each unit may be given suggestions, is named once, and if it is separate has a part of its own."""
    seen: set[int] = set()
    for each in taking.input.units:
        unit = undertaking_unit(env, each.unit, "units")
        if unit.id in seen:
            return UnitTwice(unit=unit.name, field="units")
        if each.role is HandlingRole.SEPARATE and not clean(each.part, LONGEST_PART, "units"):
            return PartMissing(unit=unit.name, field="units")
        seen.add(unit.id)
    return None


def batch_fits(env: Env, suggestion: Suggestion, taking: Taking[AssignSuggestionInput]) -> Refusal | None:
    """A batch is of one congress, and of one day: the time to reply runs from the day of assignment."""
    if taking.input.batch is None:
        return None
    number = taking.input.batch.id
    batch = env.get(AssignmentBatch, number, field="batch")
    if (batch.congress_id, batch.session_id) != (suggestion.congress_id, suggestion.session_id):
        return NotFound(model=env.label_of(AssignmentBatch), key=number, field="batch")
    day = day_of(batch.assigned_at)
    return None if day == day_of(env.now) else BatchOver(day=day.isoformat(), field="batch")


def organs_fit(env: Env, suggestion: Suggestion, taking: Taking[AssignSuggestionInput]) -> Refusal | None:
    """The government's office assigns nothing to a court or a procuratorate."""
    units = (env.get(Organization, each.unit.id, field="units") for each in taking.input.units)
    return not_the_governments(env, suggestion, *units)


def not_the_governments(env: Env, suggestion: Suggestion, *units: Organization) -> Refusal | None:
    """The government's office has no say in what a court or a procuratorate handles."""
    region = suggestion.congress.region_id
    if any(region in env.actor.scope_ids(who.role) for who in (*STAFF, *LEADER)):
        return None
    return next((ForbiddenScope(what=unit.name) for unit in units if unit.kind in JUDICIAL), None)


def parts(units: Sequence[AssignedUnitInput]) -> Sequence[tuple[int, HandlingRole, str | None]]:
    """The units by number, each with its role and part."""
    return [(each.unit.id, each.role, clean(each.part, LONGEST_PART, "units")) for each in units]
