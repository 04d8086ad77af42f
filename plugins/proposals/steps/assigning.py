"""A suggestion while it is given to its units."""

from __future__ import annotations

from dataclasses import dataclass

from core.env import Env
from core.model import extensible
from core.words import _
from core.workflow.declarations import Reason, Step, Taking
from plugins.proposals.actors import GOVERNMENT, LEADER, STAFF, UNIT
from plugins.proposals.models import Suggestion, SuggestionState


@dataclass(frozen=True, kw_only=True)
class AssignSuggestionInput:
    """AssignSuggestionInput."""


@dataclass(frozen=True, kw_only=True)
class DecideReturnInput:
    """DecideReturnInput."""


@dataclass(frozen=True, kw_only=True)
class RequestReturnInput:
    """RequestReturnInput."""


class AssignedSuggestion(Suggestion):
    """A suggestion while it is given to its units."""

    @extensible
    def assign(self, env: Env, taking: Taking[AssignSuggestionInput]) -> SuggestionState | None:
        """Assign a suggestion to the units that handle it."""

    @extensible
    def request_return(self, env: Env, taking: Taking[RequestReturnInput]) -> SuggestionState | None:
        """Ask to give a suggestion back, because it is in the charge of another unit."""

    @extensible
    def decide_return(self, env: Env, taking: Taking[DecideReturnInput]) -> SuggestionState | None:
        """Decide whether a unit may give a suggestion back."""


STEPS = (
    Step(
        name="assign_suggestion",
        label=_("Assign"),
        leaves=(SuggestionState.ACCEPTED, SuggestionState.REOPENED),
        reaches=(SuggestionState.ASSIGNED,),
        who=(*STAFF, *GOVERNMENT),
        effect=AssignedSuggestion.assign,
        input=AssignSuggestionInput,
        bulk="assign_suggestions",
        starts=("REQUEST_RETURN", "WORK_PLAN", "FIRST_CONTACT", "CO_OPINION", "REPLY"),
        stops=("ACCEPT_AND_ASSIGN",),
    ),
    Step(
        name="request_return",
        label=_("Ask to return it"),
        leaves=(SuggestionState.ASSIGNED, SuggestionState.HANDLING, SuggestionState.RETURN_REQUESTED),
        reaches=(SuggestionState.RETURN_REQUESTED,),
        who=UNIT,
        effect=AssignedSuggestion.request_return,
        input=RequestReturnInput,
        reason=Reason.REQUIRED,
        within=("REQUEST_RETURN",),
    ),
    Step(
        name="decide_return",
        label=_("Decide on the return"),
        leaves=(SuggestionState.RETURN_REQUESTED,),
        reaches=(SuggestionState.ASSIGNED, SuggestionState.HANDLING, SuggestionState.RETURN_REQUESTED),
        who=(*STAFF, *GOVERNMENT, *LEADER),
        effect=AssignedSuggestion.decide_return,
        input=DecideReturnInput,
        reason=Reason.REQUIRED,
    ),
)
