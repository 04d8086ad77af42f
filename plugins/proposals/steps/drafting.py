"""A suggestion while it is written."""

from __future__ import annotations

from dataclasses import dataclass

from core.env import Env
from core.model import extensible
from core.words import _
from core.workflow.declarations import Step, Taking
from plugins.proposals.actors import LEAD_DEPUTY, STAFF
from plugins.proposals.models import Suggestion, SuggestionState


@dataclass(frozen=True, kw_only=True)
class CreateSuggestionInput:
    """CreateSuggestionInput."""


@dataclass(frozen=True, kw_only=True)
class EditSuggestionInput:
    """EditSuggestionInput."""


@dataclass(frozen=True, kw_only=True)
class SubmitSuggestionInput:
    """SubmitSuggestionInput."""


class DraftedSuggestion(Suggestion):
    """A suggestion while it is written."""

    @extensible
    def draft(self, env: Env, taking: Taking[CreateSuggestionInput]) -> SuggestionState | None:
        """Draft a suggestion, as a deputy or on a deputy's behalf."""

    @extensible
    def edit(self, env: Env, taking: Taking[EditSuggestionInput]) -> SuggestionState | None:
        """Change the text of a suggestion; whoever had signed the old text is asked again."""

    @extensible
    def submit(self, env: Env, taking: Taking[SubmitSuggestionInput]) -> SuggestionState | None:
        """Submit a suggestion to the congress."""


STEPS = (
    Step(
        name="create_suggestion",
        label=_("Draft"),
        reaches=(SuggestionState.DRAFT,),
        who=(*LEAD_DEPUTY, *STAFF),
        effect=DraftedSuggestion.draft,
        input=CreateSuggestionInput,
    ),
    Step(
        name="edit_suggestion",
        label=_("Edit"),
        leaves=(SuggestionState.DRAFT, SuggestionState.COSIGNING, SuggestionState.RETURNED),
        who=(*LEAD_DEPUTY, *STAFF),
        effect=DraftedSuggestion.edit,
        input=EditSuggestionInput,
    ),
    Step(
        name="submit_suggestion",
        label=_("Submit"),
        leaves=(SuggestionState.DRAFT, SuggestionState.COSIGNING, SuggestionState.RETURNED),
        reaches=(SuggestionState.SUBMITTED,),
        who=(*LEAD_DEPUTY, *STAFF),
        effect=DraftedSuggestion.submit,
        input=SubmitSuggestionInput,
    ),
)
