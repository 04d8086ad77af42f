"""Steps by which a suggestion is drafted, edited and submitted."""

from __future__ import annotations

from core.api import Env, Step, StepContext, _, check, extensible
from plugins.congress.deadlines.choices import DeadlineEvent, DeadlineKind
from plugins.congress.models import Mandate
from plugins.congress.roles import DEPUTY
from plugins.proposals.actors import LEAD_DEPUTY, RECORDING_STAFF, STAFF
from plugins.proposals.clock import begin
from plugins.proposals.models import (
    WITH_AUTHORS,
    CosignatureKind,
    CosignatureState,
    Suggestion,
    SuggestionOrigin,
    SuggestionState,
)
from plugins.proposals.records.signatures import ask_to_sign, lead_signature, mark, signatures_of
from plugins.proposals.stages.drafting.guards import (
    complete,
    declared,
    lead_in_office,
    mandate_in_office,
    mandate_of_actor,
    matter_stays,
    session_not_over,
    session_of_mandate,
    session_of_term,
    similar_acknowledged,
)
from plugins.proposals.stages.drafting.inputs import CreateSuggestionInput, EditSuggestionInput, SubmitSuggestionInput
from plugins.proposals.stages.drafting.parts import keep_text, link, note_submission, put_into_session, say


class DraftedSuggestion(Suggestion):
    """A suggestion while it is written."""

    @extensible
    def draft(self, env: Env, context: StepContext[CreateSuggestionInput]) -> None:
        """Draft a suggestion, as a deputy or on a deputy's behalf."""
        given = context.input
        mandate = env.get(Mandate, given.mandate.id, field="mandate")
        self.congress_id, self.term_id = mandate.term.congress_id, mandate.term_id
        self.recorded_by = None if mandate.person_id in env.actor.scope_ids(DEPUTY) else env.actor.name
        self.text_version = 1
        self.origin_kind = SuggestionOrigin.SESSION if given.session else SuggestionOrigin.INTERSESSION
        put_into_session(self, given.session)
        say(env, self, given)
        env.session.add(self)
        env.session.flush()
        ask_to_sign(env, self, mandate, CosignatureKind.LEAD, CosignatureState.CONFIRMED)
        link(env, self, given)
        keep_text(env, self)

    @extensible
    def edit(self, env: Env, context: StepContext[EditSuggestionInput]) -> None:
        """Change the text of a suggestion; whoever had signed the old text is asked again."""
        given = context.input
        if given.session or given.between_sessions:
            put_into_session(self, given.session)
        say(env, self, given)
        if given.no_county:
            self.county_id = None
        if given.no_suggested_unit:
            self.suggested_unit_id = None
        self.text_version += 1
        link(env, self, given)
        keep_text(env, self)
        mark(env, signatures_of(env, self, state=CosignatureState.CONFIRMED), CosignatureState.INVITED)
        lead_signature(env, self).text_version = self.text_version

    @extensible
    def submit(self, env: Env, context: StepContext[SubmitSuggestionInput]) -> None:
        """Submit a suggestion to the congress; invitations to sign that nobody answered are taken back."""
        mark(env, signatures_of(env, self, state=CosignatureState.INVITED), CosignatureState.WITHDRAWN)
        note_submission(env, self)
        self.declares_no_state_secret = context.input.declares_no_state_secret
        # State and instant at once, here and in other steps: the database holds them to each other at every flush.
        self.state, self.submitted_at = SuggestionState.SUBMITTED, self.submitted_at or env.now
        if self.session_id is None:
            begin(env, self, DeadlineKind.ACCEPT_AND_ASSIGN, DeadlineEvent.SUBMITTED)


STEPS = (
    Step(
        name="create_suggestion",
        label=_("Draft"),
        targets=(SuggestionState.DRAFT,),
        permission=(*LEAD_DEPUTY, *STAFF),
        effect=DraftedSuggestion.draft,
        input=CreateSuggestionInput,
        guards=(check(mandate_of_actor), check(mandate_in_office), check(session_of_mandate)),
    ),
    Step(
        name="edit_suggestion",
        label=_("Edit"),
        sources=WITH_AUTHORS,
        permission=(*LEAD_DEPUTY, *RECORDING_STAFF),
        effect=DraftedSuggestion.edit,
        input=EditSuggestionInput,
        guards=(check(session_of_term), check(matter_stays)),
    ),
    Step(
        name="submit_suggestion",
        label=_("Submit"),
        sources=WITH_AUTHORS,
        targets=(SuggestionState.SUBMITTED,),
        permission=(*LEAD_DEPUTY, *RECORDING_STAFF),
        effect=DraftedSuggestion.submit,
        input=SubmitSuggestionInput,
        guards=(
            check(declared),
            check(complete),
            check(lead_in_office),
            check(session_not_over),
            check(similar_acknowledged),
        ),
    ),
)
