"""What refuses a decision about a submitted suggestion."""

from __future__ import annotations

from core.api import Env, Refusal, Taking
from plugins.proposals.models import Suggestion, SuggestionState
from plugins.proposals.refusals import (
    ExplanationMissing,
    GroundMissing,
    MergeTargetClosed,
    MergeTargetOfOtherCongress,
    OutOfCompetence,
    SubjectNotAllowed,
)
from plugins.proposals.steps.screening_inputs import (
    AcceptSuggestionInput,
    MergeSuggestionInput,
    ReturnForRevisionInput,
    TreatAsLetterInput,
)
from plugins.proposals.steps.words import clean

LONGEST_ADVICE = 1000
BEING_HANDLED = (
    SuggestionState.ACCEPTED,
    SuggestionState.ASSIGNED,
    SuggestionState.RETURN_REQUESTED,
    SuggestionState.HANDLING,
)
"""Where a suggestion stands while another may be merged into it: accepted, and not replied to."""


def says_why(_env: Env, _suggestion: Suggestion, taking: Taking[ReturnForRevisionInput]) -> Refusal | None:
    """A deputy is told why a suggestion comes back."""
    advice = clean(taking.input.advice, LONGEST_ADVICE, "advice")
    return None if taking.input.ground or advice else GroundMissing(field="ground")


def explains(_env: Env, _suggestion: Suggestion, taking: Taking[TreatAsLetterInput]) -> Refusal | None:
    """A deputy is told why a suggestion is treated as a letter."""
    explanation = clean(taking.input.explanation, LONGEST_ADVICE, "explanation")
    return None if explanation else ExplanationMissing(field="explanation")


def takes_others(env: Env, suggestion: Suggestion, taking: Taking[MergeSuggestionInput]) -> Refusal | None:
    """A suggestion is merged into another of the congress that is being handled; both are held meanwhile."""
    target = env.locked(Suggestion, taking.input.into.id, field="into")
    if target.id == suggestion.id or target.congress_id != suggestion.congress_id:
        return MergeTargetOfOtherCongress(congress=suggestion.congress.name, field="into")
    if target.state in BEING_HANDLED:
        return None
    return MergeTargetClosed(number=target.number or target.title, state=target.state, field="into")


def no_grounds(_env: Env, _suggestion: Suggestion, taking: Taking[AcceptSuggestionInput]) -> Refusal | None:
    """What is no matter for a suggestion is explained, returned or treated as a letter."""
    grounds = taking.input.grounds
    return SubjectNotAllowed(ground=grounds[0], field="grounds") if grounds else None


def competent(_env: Env, suggestion: Suggestion, taking: Taking[AcceptSuggestionInput]) -> Refusal | None:
    """A congress accepts what it and the organs it oversees decide (Deputies Law, art. 51)."""
    if taking.input.within_competence:
        return None
    return OutOfCompetence(congress=suggestion.congress.name, field="within_competence")
