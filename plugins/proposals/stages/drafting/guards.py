"""Guards of a draft, its changes and its submission."""

from __future__ import annotations

from sqlalchemy import exists, select

from core.api import Env, ForbiddenScope, Refusal, StepContext
from plugins.congress.models import Mandate, Session, SessionState
from plugins.congress.roles import DEPUTY
from plugins.proposals.duplicates import earlier
from plugins.proposals.models import LONGEST_TEXT, LONGEST_TITLE, RequestPoint, Suggestion
from plugins.proposals.records.mandates import is_staff_of, unless_in_office
from plugins.proposals.records.signatures import lead_signature
from plugins.proposals.records.texts import is_blank
from plugins.proposals.stages.drafting.inputs import CreateSuggestionInput, EditSuggestionInput, SubmitSuggestionInput
from plugins.proposals.stages.drafting.refusals import (
    MatterMissing,
    MultipleMatters,
    RequestMissing,
    SessionOfOtherTerm,
    SessionOver,
    SimilarNotAcknowledged,
    SuggestionSecrecyNotDeclared,
    TitleMissing,
)


def mandate_of_actor(env: Env, _suggestion: Suggestion, context: StepContext[CreateSuggestionInput]) -> Refusal | None:
    """A deputy drafts in the own mandate, staff in any of their congress."""
    mandate = env.get(Mandate, context.input.mandate.id, field="mandate")
    if mandate.person_id in env.actor.scope_ids(DEPUTY) or is_staff_of(env, mandate.term.congress):
        return None
    return ForbiddenScope(what=mandate.person.name, field="mandate")


def mandate_in_office(env: Env, _suggestion: Suggestion, context: StepContext[CreateSuggestionInput]) -> Refusal | None:
    """A suggestion is made by a deputy in office (Deputies Law, arts. 24, 36 and 61)."""
    return unless_in_office(env, env.get(Mandate, context.input.mandate.id, field="mandate"), "mandate")


def session_of_mandate(
    env: Env, _suggestion: Suggestion, context: StepContext[CreateSuggestionInput]
) -> Refusal | None:
    """A suggestion is made at a session of the deputy's own congress and term."""
    mandate = env.get(Mandate, context.input.mandate.id, field="mandate")
    return _unless_open(env, context.input, mandate.term_id)


def session_of_term(env: Env, suggestion: Suggestion, context: StepContext[EditSuggestionInput]) -> Refusal | None:
    """A suggestion stays in its term."""
    return _unless_open(env, context.input, suggestion.term_id)


def matter_stays(_env: Env, suggestion: Suggestion, context: StepContext[EditSuggestionInput]) -> Refusal | None:
    """What was submitted once goes on saying what the matter is, also while it is revised."""
    text = context.input.matter_text
    emptied = text is not None and is_blank(text) and suggestion.submitted_at is not None
    return MatterMissing(longest=LONGEST_TEXT, field="matter_text") if emptied else None


def _unless_open(env: Env, given: CreateSuggestionInput | EditSuggestionInput, term_id: int) -> Refusal | None:
    if given.session is None:
        return None
    session = env.get(Session, given.session.id, field="session")
    if session.term_id != term_id:
        return SessionOfOtherTerm(session=session.name, field="session")
    return SessionOver(session=session.name, field="session") if session.state is SessionState.CLOSED else None


def declared(_env: Env, _suggestion: Suggestion, context: StepContext[SubmitSuggestionInput]) -> Refusal | None:
    """A suggestion holds no state secret, and is about one matter."""
    if not context.input.declares_no_state_secret:
        return SuggestionSecrecyNotDeclared(field="declares_no_state_secret")
    return None if context.input.declares_single_matter else MultipleMatters(field="declares_single_matter")


def complete(env: Env, suggestion: Suggestion, _context: StepContext[SubmitSuggestionInput]) -> Refusal | None:
    """A suggestion says what the matter is and what is asked for (Deputies Law, art. 51)."""
    if not suggestion.title:
        return TitleMissing(longest=LONGEST_TITLE)
    if not suggestion.matter_text:
        return MatterMissing(longest=LONGEST_TEXT)
    point = env[RequestPoint]
    asks = env.session.scalar(select(exists().where(point.suggestion_id == suggestion.id)))
    return None if asks else RequestMissing()


def lead_in_office(env: Env, suggestion: Suggestion, _context: StepContext[SubmitSuggestionInput]) -> Refusal | None:
    """Who lost the mandate after drafting submits nothing."""
    return unless_in_office(env, lead_signature(env, suggestion).mandate)


def session_not_over(_env: Env, suggestion: Suggestion, _context: StepContext[SubmitSuggestionInput]) -> Refusal | None:
    """What was not submitted while the session lasted is made between sessions; what was returned may come back."""
    session = suggestion.session
    if session is None or suggestion.submitted_at is not None or session.state is not SessionState.CLOSED:
        return None
    return SessionOver(session=session.name)


def similar_acknowledged(
    env: Env, suggestion: Suggestion, context: StepContext[SubmitSuggestionInput]
) -> Refusal | None:
    """The author has looked at what was suggested before on the matter."""
    seen = {one.id for one in context.input.acknowledged}
    unseen = [one for one in earlier(env, suggestion) if one.id not in seen]
    return SimilarNotAcknowledged(count=len(unseen), field="acknowledged") if unseen else None
