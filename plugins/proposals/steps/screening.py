"""A suggestion while the congress decides whether to take it up."""

from __future__ import annotations

from dataclasses import dataclass

from core.env import Env
from core.model import extensible
from core.words import _
from core.workflow.declarations import Step, Taking
from plugins.proposals.actors import STAFF
from plugins.proposals.models import Suggestion, SuggestionState


@dataclass(frozen=True, kw_only=True)
class AcceptSuggestionInput:
    """AcceptSuggestionInput."""


@dataclass(frozen=True, kw_only=True)
class MergeSuggestionInput:
    """MergeSuggestionInput."""


@dataclass(frozen=True, kw_only=True)
class ReturnForRevisionInput:
    """ReturnForRevisionInput."""


@dataclass(frozen=True, kw_only=True)
class TreatAsLetterInput:
    """TreatAsLetterInput."""


class ScreenedSuggestion(Suggestion):
    """A suggestion while the congress decides whether to take it up."""

    @extensible
    def send_back(self, env: Env, taking: Taking[ReturnForRevisionInput]) -> SuggestionState | None:
        """Return a suggestion to the deputy for revision."""

    @extensible
    def treat_as_letter(self, env: Env, taking: Taking[TreatAsLetterInput]) -> SuggestionState | None:
        """Treat as a letter what is no matter for a suggestion."""

    @extensible
    def merge(self, env: Env, taking: Taking[MergeSuggestionInput]) -> SuggestionState | None:
        """Merge a suggestion into another one on the same matter; each deputy still gets a reply."""

    @extensible
    def accept(self, env: Env, taking: Taking[AcceptSuggestionInput]) -> SuggestionState | None:
        """Accept a suggestion and give it its number."""


STEPS = (
    Step(
        name="return_for_revision",
        label=_("Return for revision"),
        leaves=(SuggestionState.SUBMITTED,),
        reaches=(SuggestionState.RETURNED,),
        who=STAFF,
        effect=ScreenedSuggestion.send_back,
        input=ReturnForRevisionInput,
    ),
    Step(
        name="treat_as_letter",
        label=_("Treat as a letter"),
        leaves=(SuggestionState.SUBMITTED,),
        reaches=(SuggestionState.AS_LETTER,),
        who=STAFF,
        effect=ScreenedSuggestion.treat_as_letter,
        input=TreatAsLetterInput,
    ),
    Step(
        name="merge_suggestion",
        label=_("Merge"),
        leaves=(SuggestionState.SUBMITTED,),
        reaches=(SuggestionState.MERGED,),
        who=STAFF,
        effect=ScreenedSuggestion.merge,
        input=MergeSuggestionInput,
    ),
    Step(
        name="accept_suggestion",
        label=_("Accept"),
        leaves=(SuggestionState.SUBMITTED,),
        reaches=(SuggestionState.ACCEPTED,),
        who=STAFF,
        effect=ScreenedSuggestion.accept,
        input=AcceptSuggestionInput,
        bulk="accept_suggestions",
    ),
)
