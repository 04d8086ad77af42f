"""A suggestion while its units handle it."""

from __future__ import annotations

from dataclasses import dataclass

from core.env import Env
from core.model import extensible
from core.words import _
from core.workflow.declarations import Reason, Step, Taking
from plugins.proposals.actors import GOVERNMENT, SIGNER, STAFF, UNIT
from plugins.proposals.models import Suggestion, SuggestionState


@dataclass(frozen=True, kw_only=True)
class AcceptCoOpinionInput:
    """AcceptCoOpinionInput."""


@dataclass(frozen=True, kw_only=True)
class ConfirmContactInput:
    """ConfirmContactInput."""


@dataclass(frozen=True, kw_only=True)
class DecideExtensionInput:
    """DecideExtensionInput."""


@dataclass(frozen=True, kw_only=True)
class FileWorkPlanInput:
    """FileWorkPlanInput."""


@dataclass(frozen=True, kw_only=True)
class LogContactInput:
    """LogContactInput."""


@dataclass(frozen=True, kw_only=True)
class RequestCoOpinionAgainInput:
    """RequestCoOpinionAgainInput."""


@dataclass(frozen=True, kw_only=True)
class RequestExtensionInput:
    """RequestExtensionInput."""


@dataclass(frozen=True, kw_only=True)
class SignForInput:
    """SignForInput."""


@dataclass(frozen=True, kw_only=True)
class SubmitCoOpinionInput:
    """SubmitCoOpinionInput."""


class HandledSuggestion(Suggestion):
    """A suggestion while its units handle it."""

    @extensible
    def sign_for(self, env: Env, taking: Taking[SignForInput]) -> SuggestionState | None:
        """Sign for a suggestion as one of its units, and begin to handle it."""

    @extensible
    def file_work_plan(self, env: Env, taking: Taking[FileWorkPlanInput]) -> SuggestionState | None:
        """File the unit's work plan."""

    @extensible
    def log_contact(self, env: Env, taking: Taking[LogContactInput]) -> SuggestionState | None:
        """Record a talk with the deputy."""

    @extensible
    def confirm_contact(self, env: Env, taking: Taking[ConfirmContactInput]) -> SuggestionState | None:
        """Confirm that a unit spoke with oneself about the suggestion."""

    @extensible
    def submit_co_opinion(self, env: Env, taking: Taking[SubmitCoOpinionInput]) -> SuggestionState | None:
        """Give the lead unit one's opinion as a co-handling unit."""

    @extensible
    def accept_co_opinion(self, env: Env, taking: Taking[AcceptCoOpinionInput]) -> SuggestionState | None:
        """Accept the opinion of a co-handling unit."""

    @extensible
    def request_co_opinion_again(self, env: Env, taking: Taking[RequestCoOpinionAgainInput]) -> SuggestionState | None:
        """Send the opinion of a co-handling unit back, to be done again."""

    @extensible
    def request_extension(self, env: Env, taking: Taking[RequestExtensionInput]) -> SuggestionState | None:
        """Ask for more time to reply; the deputy reads the reason."""

    @extensible
    def decide_extension(self, env: Env, taking: Taking[DecideExtensionInput]) -> SuggestionState | None:
        """Decide whether a unit gets more time to reply."""


STEPS = (
    Step(
        name="sign_for",
        label=_("Sign for it"),
        leaves=(SuggestionState.ASSIGNED, SuggestionState.HANDLING, SuggestionState.RETURN_REQUESTED),
        reaches=(SuggestionState.HANDLING, SuggestionState.RETURN_REQUESTED),
        who=UNIT,
        effect=HandledSuggestion.sign_for,
        input=SignForInput,
        stops=("REQUEST_RETURN",),
    ),
    Step(
        name="file_work_plan",
        label=_("File the work plan"),
        leaves=(SuggestionState.HANDLING,),
        who=UNIT,
        effect=HandledSuggestion.file_work_plan,
        input=FileWorkPlanInput,
        stops=("WORK_PLAN",),
    ),
    Step(
        name="log_contact",
        label=_("Record a contact"),
        leaves=(
            SuggestionState.ASSIGNED,
            SuggestionState.HANDLING,
            SuggestionState.REHANDLING,
            SuggestionState.REPLIED,
            SuggestionState.TRACKING,
        ),
        who=UNIT,
        effect=HandledSuggestion.log_contact,
        input=LogContactInput,
        stops=("FIRST_CONTACT",),
    ),
    Step(
        name="confirm_contact",
        label=_("Confirm a contact"),
        leaves=(
            SuggestionState.ASSIGNED,
            SuggestionState.HANDLING,
            SuggestionState.REHANDLING,
            SuggestionState.REPLIED,
            SuggestionState.TRACKING,
        ),
        who=SIGNER,
        effect=HandledSuggestion.confirm_contact,
        input=ConfirmContactInput,
    ),
    Step(
        name="submit_co_opinion",
        label=_("Give the co-handling opinion"),
        leaves=(SuggestionState.HANDLING, SuggestionState.REHANDLING),
        who=UNIT,
        effect=HandledSuggestion.submit_co_opinion,
        input=SubmitCoOpinionInput,
        stops=("CO_OPINION", "CO_OPINION_REDO"),
    ),
    Step(
        name="accept_co_opinion",
        label=_("Accept the co-handling opinion"),
        leaves=(SuggestionState.HANDLING, SuggestionState.REHANDLING),
        who=UNIT,
        effect=HandledSuggestion.accept_co_opinion,
        input=AcceptCoOpinionInput,
    ),
    Step(
        name="request_co_opinion_again",
        label=_("Send the co-handling opinion back"),
        leaves=(SuggestionState.HANDLING, SuggestionState.REHANDLING),
        who=UNIT,
        effect=HandledSuggestion.request_co_opinion_again,
        input=RequestCoOpinionAgainInput,
        reason=Reason.REQUIRED,
        starts=("CO_OPINION_REDO",),
    ),
    Step(
        name="request_extension",
        label=_("Ask for more time"),
        leaves=(SuggestionState.ASSIGNED, SuggestionState.HANDLING),
        who=UNIT,
        effect=HandledSuggestion.request_extension,
        input=RequestExtensionInput,
        reason=Reason.REQUIRED,
    ),
    Step(
        name="decide_extension",
        label=_("Decide on more time"),
        leaves=(SuggestionState.ASSIGNED, SuggestionState.HANDLING, SuggestionState.RETURN_REQUESTED),
        who=(*STAFF, *GOVERNMENT),
        effect=HandledSuggestion.decide_extension,
        input=DecideExtensionInput,
    ),
)
