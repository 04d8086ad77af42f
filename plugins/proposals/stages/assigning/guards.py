"""Guards of an assignment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from core.api import Env, Refusal, StepContext
from plugins.congress.deadlines.arithmetic import day_of
from plugins.congress.models import Organization
from plugins.proposals.models import LONGEST_PART, AssignmentBatch, HandlingRole, Suggestion
from plugins.proposals.records.parts import absent
from plugins.proposals.records.texts import clean
from plugins.proposals.records.units import not_the_governments, undertaking_unit
from plugins.proposals.refusals import UnitTwice
from plugins.proposals.stages.assigning.inputs import AssignedUnitInput, AssignSuggestionInput
from plugins.proposals.stages.assigning.refusals import BatchOver, LeadAndSeparateMixed, LeadRequired, PartMissing


def roles_fit(_env: Env, _suggestion: Suggestion, context: StepContext[AssignSuggestionInput]) -> Refusal | None:
    """One unit leads, with any number of helpers; or two and more handle parts of their own."""
    roles = Counter(each.role for each in context.input.units)
    if roles[HandlingRole.LEAD] and roles[HandlingRole.SEPARATE]:
        return LeadAndSeparateMixed(field="units")
    apart = roles[HandlingRole.SEPARATE] > 1 and not roles[HandlingRole.CO]
    return None if roles[HandlingRole.LEAD] == 1 or apart else LeadRequired(field="units")


def units_fit(env: Env, _suggestion: Suggestion, context: StepContext[AssignSuggestionInput]) -> Refusal | None:
    """Each unit may be given suggestions, is named once, and if it is separate has a part of its own."""
    seen: set[int] = set()
    for each in context.input.units:
        unit = undertaking_unit(env, each.unit, "units")
        if unit.id in seen:
            return UnitTwice(unit=unit.name, field="units")
        if each.role is HandlingRole.SEPARATE and not clean(each.part, LONGEST_PART, "units"):
            return PartMissing(unit=unit.name, field="units")
        seen.add(unit.id)
    return None


def batch_fits(env: Env, suggestion: Suggestion, context: StepContext[AssignSuggestionInput]) -> Refusal | None:
    """A batch is of one congress, and of one day: the time to reply runs from the day of assignment."""
    if context.input.batch is None:
        return None
    batch = env.get(AssignmentBatch, context.input.batch.id, field="batch")
    if (batch.congress_id, batch.session_id) != (suggestion.congress_id, suggestion.session_id):
        return absent(env, AssignmentBatch, context.input.batch, "batch")
    day = day_of(batch.assigned_at)
    return None if day == day_of(env.now) else BatchOver(day=day.isoformat(), field="batch")


def organs_fit(env: Env, suggestion: Suggestion, context: StepContext[AssignSuggestionInput]) -> Refusal | None:
    """The government's office assigns nothing to a court or a procuratorate."""
    units = (env.get(Organization, each.unit.id, field="units") for each in context.input.units)
    return not_the_governments(env, suggestion, *units)


def parts(units: Sequence[AssignedUnitInput]) -> Sequence[tuple[int, HandlingRole, str | None]]:
    """The units by number, each with its role and part."""
    return [(each.unit.id, each.role, clean(each.part, LONGEST_PART, "units")) for each in units]
