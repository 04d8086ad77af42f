"""Guards of the decisions about a submitted suggestion."""

from __future__ import annotations

from core.api import Env, Refusal, StepContext
from plugins.proposals.models import BEFORE_REPLY, Suggestion
from plugins.proposals.records.texts import clean
from plugins.proposals.stages.screening.inputs import (
    AcceptSuggestionInput,
    MergeSuggestionInput,
    ReturnForRevisionInput,
    TreatAsLetterInput,
)
from plugins.proposals.stages.screening.refusals import (
    ExplanationMissing,
    GroundMissing,
    MergeTargetClosed,
    MergeTargetOfOtherCongress,
    OutOfCompetence,
    SubjectNotAllowed,
)

LONGEST_ADVICE = 1000


def says_why(_env: Env, _suggestion: Suggestion, context: StepContext[ReturnForRevisionInput]) -> Refusal | None:
    """A deputy is told why a suggestion comes back."""
    advice = clean(context.input.advice, LONGEST_ADVICE, "advice")
    return None if context.input.ground or advice else GroundMissing(field="ground")


def explains(_env: Env, _suggestion: Suggestion, context: StepContext[TreatAsLetterInput]) -> Refusal | None:
    """A deputy is told why a suggestion is treated as a letter."""
    explanation = clean(context.input.explanation, LONGEST_ADVICE, "explanation")
    return None if explanation else ExplanationMissing(field="explanation")


def takes_others(env: Env, suggestion: Suggestion, context: StepContext[MergeSuggestionInput]) -> Refusal | None:
    """A suggestion is merged into another of the congress that is being handled; both are held meanwhile."""
    target = env.locked(Suggestion, context.input.into.id, field="into")
    if target.id == suggestion.id or target.congress_id != suggestion.congress_id:
        return MergeTargetOfOtherCongress(congress=suggestion.congress.name, field="into")
    if target.state in BEFORE_REPLY:
        return None
    return MergeTargetClosed(number=target.number or target.title, state=target.state, field="into")


def no_grounds(_env: Env, _suggestion: Suggestion, context: StepContext[AcceptSuggestionInput]) -> Refusal | None:
    """What is no matter for a suggestion is explained, returned or treated as a letter."""
    grounds = context.input.grounds
    return SubjectNotAllowed(ground=grounds[0], field="grounds") if grounds else None


def competent(_env: Env, suggestion: Suggestion, context: StepContext[AcceptSuggestionInput]) -> Refusal | None:
    """A congress accepts what it and the organs it oversees decide (Deputies Law, art. 51)."""
    if context.input.within_competence:
        return None
    return OutOfCompetence(congress=suggestion.congress.name, field="within_competence")
