"""A suggestion and those who sign it."""

from __future__ import annotations

from dataclasses import dataclass

from core.env import Env
from core.model import extensible
from core.words import _
from core.workflow.declarations import NoInput, Reason, Step, Taking
from plugins.proposals.actors import INVITED_DEPUTY, LEAD_DEPUTY
from plugins.proposals.models import Suggestion, SuggestionState


@dataclass(frozen=True, kw_only=True)
class ConfirmCosignInput:
    """ConfirmCosignInput."""


@dataclass(frozen=True, kw_only=True)
class InviteCosignersInput:
    """InviteCosignersInput."""


class SignedSuggestion(Suggestion):
    """A suggestion and those who sign it."""

    @extensible
    def invite(self, env: Env, taking: Taking[InviteCosignersInput]) -> SuggestionState | None:
        """Invite other deputies to sign a suggestion."""

    @extensible
    def confirm(self, env: Env, taking: Taking[ConfirmCosignInput]) -> SuggestionState | None:
        """Sign a suggestion in the version of its text that was read."""

    @extensible
    def decline(self, env: Env, taking: Taking[NoInput]) -> SuggestionState | None:
        """Decline to sign a suggestion."""

    @extensible
    def unsign(self, env: Env, taking: Taking[NoInput]) -> SuggestionState | None:
        """Take back one's signature before the suggestion is accepted."""

    @extensible
    def agree(self, env: Env, taking: Taking[NoInput]) -> SuggestionState | None:
        """Agree that a joint suggestion is withdrawn."""

    @extensible
    def withdraw(self, env: Env, taking: Taking[NoInput]) -> SuggestionState | None:
        """Withdraw a suggestion before it is replied to."""


STEPS = (
    Step(
        name="invite_cosigners",
        label=_("Invite cosigners"),
        leaves=(SuggestionState.DRAFT, SuggestionState.COSIGNING),
        reaches=(SuggestionState.COSIGNING,),
        who=LEAD_DEPUTY,
        effect=SignedSuggestion.invite,
        input=InviteCosignersInput,
    ),
    Step(
        name="confirm_cosign",
        label=_("Sign"),
        leaves=(SuggestionState.COSIGNING,),
        who=INVITED_DEPUTY,
        effect=SignedSuggestion.confirm,
        input=ConfirmCosignInput,
    ),
    Step(
        name="decline_cosign",
        label=_("Decline to sign"),
        leaves=(SuggestionState.COSIGNING,),
        who=INVITED_DEPUTY,
        effect=SignedSuggestion.decline,
    ),
    Step(
        name="withdraw_cosign",
        label=_("Take back the signature"),
        leaves=(SuggestionState.DRAFT, SuggestionState.COSIGNING, SuggestionState.SUBMITTED, SuggestionState.RETURNED),
        who=INVITED_DEPUTY,
        effect=SignedSuggestion.unsign,
    ),
    Step(
        name="agree_withdrawal",
        label=_("Agree to the withdrawal"),
        leaves=(
            SuggestionState.ACCEPTED,
            SuggestionState.ASSIGNED,
            SuggestionState.RETURN_REQUESTED,
            SuggestionState.HANDLING,
        ),
        who=INVITED_DEPUTY,
        effect=SignedSuggestion.agree,
    ),
    Step(
        name="withdraw_suggestion",
        label=_("Withdraw"),
        leaves=(
            SuggestionState.DRAFT,
            SuggestionState.COSIGNING,
            SuggestionState.SUBMITTED,
            SuggestionState.RETURNED,
            SuggestionState.ACCEPTED,
            SuggestionState.ASSIGNED,
            SuggestionState.RETURN_REQUESTED,
            SuggestionState.HANDLING,
        ),
        reaches=(SuggestionState.WITHDRAWN,),
        who=LEAD_DEPUTY,
        effect=SignedSuggestion.withdraw,
        reason=Reason.REQUIRED,
    ),
)
