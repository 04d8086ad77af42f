"""A suggestion and what its deputies think of the replies."""

from __future__ import annotations

from dataclasses import dataclass

from core.access import SYSTEM
from core.env import Env
from core.model import extensible
from core.words import _
from core.workflow.declarations import NoInput, Reason, Step, Taking, allow
from plugins.proposals.actors import EVALUATOR, LEADER, STAFF
from plugins.proposals.models import Suggestion, SuggestionState


@dataclass(frozen=True, kw_only=True)
class ConcludeCoordinationInput:
    """ConcludeCoordinationInput."""


@dataclass(frozen=True, kw_only=True)
class EvaluateReplyInput:
    """EvaluateReplyInput."""


class EvaluatedSuggestion(Suggestion):
    """A suggestion and what its deputies think of the replies."""

    @extensible
    def evaluate(self, env: Env, taking: Taking[EvaluateReplyInput]) -> SuggestionState | None:
        """Say how satisfied one is with a reply; no unit reads it."""

    @extensible
    def close_feedback(self, env: Env, taking: Taking[NoInput]) -> SuggestionState | None:
        """Note that the deputy gave no feedback in time."""

    @extensible
    def order_rehandling(self, env: Env, taking: Taking[NoInput]) -> SuggestionState | None:
        """Order the units to handle the suggestion again."""

    @extensible
    def open_coordination(self, env: Env, taking: Taking[NoInput]) -> SuggestionState | None:
        """Bring the deputy and the units together after a second reply that did not satisfy."""

    @extensible
    def conclude_coordination(self, env: Env, taking: Taking[ConcludeCoordinationInput]) -> SuggestionState | None:
        """Record the opinion that a coordination meeting came to."""


STEPS = (
    Step(
        name="evaluate_reply",
        label=_("Evaluate the reply"),
        leaves=(SuggestionState.REPLIED,),
        reaches=(SuggestionState.EVALUATED, SuggestionState.REPLIED),
        who=EVALUATOR,
        effect=EvaluatedSuggestion.evaluate,
        input=EvaluateReplyInput,
        within=("EVALUATE",),
    ),
    Step(
        name="close_feedback",
        label=_("Close the evaluation"),
        leaves=(SuggestionState.REPLIED,),
        reaches=(SuggestionState.NO_FEEDBACK,),
        who=(allow(SYSTEM),),
        effect=EvaluatedSuggestion.close_feedback,
        stops=("EVALUATE",),
    ),
    Step(
        name="order_rehandling",
        label=_("Order it to be handled again"),
        leaves=(SuggestionState.EVALUATED, SuggestionState.REOPENED),
        reaches=(SuggestionState.REHANDLING,),
        who=(*STAFF, *LEADER),
        effect=EvaluatedSuggestion.order_rehandling,
        reason=Reason.REQUIRED,
        starts=("REHANDLE",),
    ),
    Step(
        name="open_coordination",
        label=_("Call a coordination meeting"),
        leaves=(SuggestionState.EVALUATED,),
        reaches=(SuggestionState.COORDINATION,),
        who=(*STAFF, *LEADER),
        effect=EvaluatedSuggestion.open_coordination,
    ),
    Step(
        name="conclude_coordination",
        label=_("Conclude the coordination"),
        leaves=(SuggestionState.COORDINATION,),
        who=(*STAFF, *LEADER),
        effect=EvaluatedSuggestion.conclude_coordination,
        input=ConcludeCoordinationInput,
    ),
)
