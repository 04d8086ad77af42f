"""Steps by which a suggestion is given to its units."""

from __future__ import annotations

from sqlalchemy import select

from core.api import Env, Step, StepContext, _, check, extensible
from plugins.congress.deadlines.choices import DeadlineKind
from plugins.proposals.actors import GOVERNMENT, STAFF
from plugins.proposals.clock import ON_ASSIGNMENT, deadlines
from plugins.proposals.models import (
    AssignmentBatch,
    HandlingState,
    Suggestion,
    SuggestionState,
)
from plugins.proposals.notices import tell_of_assignment
from plugins.proposals.records.commitments import release
from plugins.proposals.records.handlings import hand_over, handlings_of
from plugins.proposals.stages.assigning.guards import batch_fits, organs_fit, parts, roles_fit, units_fit
from plugins.proposals.stages.assigning.inputs import AssignSuggestionInput


class AssignedSuggestion(Suggestion):
    """A suggestion while it is given to its units."""

    @extensible
    def assign(self, env: Env, context: StepContext[AssignSuggestionInput]) -> None:
        """Assign a suggestion to the units that handle it."""
        given = context.input
        batch = _batch(env, self, given)
        if self.state is SuggestionState.REOPENED:
            _end_round(env, self)
        for unit, role, part in parts(given.units):
            hand_over(env, self, unit, role, part, batch)
        self.assigned_at = self.assigned_at or env.now
        env.session.flush()
        tell_of_assignment(env, self, context)


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


def _end_round(env: Env, suggestion: Suggestion) -> None:
    """Let the handling so far end: what was opened again is handled anew, in a round of its own."""
    release(env, suggestion)
    for handling in handlings_of(env, suggestion):
        handling.state = HandlingState.ENDED
    suggestion.round += 1
    env.session.flush()


STEPS = (
    Step(
        name="assign_suggestion",
        label=_("Assign"),
        sources=(SuggestionState.ACCEPTED, SuggestionState.REOPENED),
        targets=(SuggestionState.ASSIGNED,),
        permission=(*STAFF, *GOVERNMENT),
        effect=AssignedSuggestion.assign,
        input=AssignSuggestionInput,
        guards=(check(roles_fit), check(units_fit), check(organs_fit), check(batch_fits)),
        bulk="assign_suggestions",
        starts=deadlines(*ON_ASSIGNMENT),
        stops=deadlines(DeadlineKind.ACCEPT_AND_ASSIGN),
    ),
)
