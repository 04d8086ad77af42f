"""Steps by which deputies sign a suggestion or withdraw it."""

from __future__ import annotations

from core.api import Env, NoInput, Reason, Step, StepContext, _, check, condition, extensible
from plugins.congress.models import Mandate
from plugins.proposals.actors import INVITED_DEPUTY, LEAD_DEPUTY
from plugins.proposals.clock import cancel_running
from plugins.proposals.models import (
    BEFORE_REPLY,
    WITH_AUTHORS,
    CosignatureKind,
    CosignatureState,
    HandlingState,
    Suggestion,
    SuggestionState,
)
from plugins.proposals.notices import step_news, tell_staff, tell_units
from plugins.proposals.records.handlings import handlings_of
from plugins.proposals.records.requests import let_lapse
from plugins.proposals.records.signatures import ask_to_sign, mark, own_signatures
from plugins.proposals.stages.signing.guards import (
    has_own,
    may_be_invited,
    nothing_merged,
    signers_agree,
    signs_in_office,
    text_was_read,
)
from plugins.proposals.stages.signing.inputs import ConfirmCosignInput, InviteCosignersInput
from plugins.proposals.stages.signing.refusals import InvitationNotOpen, NotSigned, OthersMergedIntoIt


class SignedSuggestion(Suggestion):
    """A suggestion and those who sign it."""

    @extensible
    def invite(self, env: Env, context: StepContext[InviteCosignersInput]) -> None:
        """Invite other deputies to sign a suggestion."""
        for ref in context.input.mandates:
            mandate = env.get(Mandate, ref.id, field="mandates")
            ask_to_sign(env, self, mandate, CosignatureKind.COSIGNER, CosignatureState.INVITED)

    @extensible
    def confirm(self, env: Env, context: StepContext[ConfirmCosignInput]) -> None:
        """Sign a suggestion in the version of its text that was read."""
        for signature in own_signatures(env, self, CosignatureState.INVITED):
            signature.text_version = context.input.text_version
            mark(env, (signature,), CosignatureState.CONFIRMED)

    @extensible
    def decline(self, env: Env, context: StepContext[NoInput]) -> None:
        """Decline to sign a suggestion."""
        del context
        mark(env, own_signatures(env, self, CosignatureState.INVITED), CosignatureState.DECLINED)

    @extensible
    def unsign(self, env: Env, context: StepContext[NoInput]) -> None:
        """Take back one's signature before the suggestion is accepted."""
        del context
        mark(env, own_signatures(env, self, CosignatureState.CONFIRMED), CosignatureState.WITHDRAWN)

    @extensible
    def agree(self, env: Env, context: StepContext[NoInput]) -> None:
        """Agree that a joint suggestion is withdrawn, and take back one's signature for it."""
        del context
        mark(env, own_signatures(env, self, CosignatureState.CONFIRMED), CosignatureState.WITHDRAWN)

    @extensible
    def withdraw(self, env: Env, context: StepContext[NoInput]) -> None:
        """Withdraw a suggestion before it is replied to, once all who signed it agree."""
        _tell(env, self, context)
        cancel_running(env, self)
        for handling in handlings_of(env, self):
            let_lapse(env, handling)
            handling.state = HandlingState.ENDED
        self.state, self.withdrawn_at = SuggestionState.WITHDRAWN, env.now


def _tell(env: Env, suggestion: Suggestion, context: StepContext[object]) -> None:
    """Tell those who had it before them; of a draft nobody knows."""
    if suggestion.submitted_at is None:
        return
    message = step_news(suggestion, context)
    tell_staff(env, suggestion, message)
    tell_units(env, suggestion, message)


INVITED = condition(InvitationNotOpen, has_own(CosignatureState.INVITED))
SIGNED = condition(NotSigned, has_own(CosignatureState.CONFIRMED))
STEPS = (
    Step(
        name="invite_cosigners",
        label=_("Invite cosigners"),
        sources=WITH_AUTHORS,
        targets={
            SuggestionState.DRAFT: (SuggestionState.COSIGNING,),
            SuggestionState.COSIGNING: (SuggestionState.COSIGNING,),
            SuggestionState.RETURNED: (SuggestionState.RETURNED,),
        },
        permission=LEAD_DEPUTY,
        effect=SignedSuggestion.invite,
        input=InviteCosignersInput,
        guards=(check(may_be_invited),),
    ),
    Step(
        name="confirm_cosign",
        label=_("Sign"),
        sources=(SuggestionState.COSIGNING, SuggestionState.RETURNED),
        permission=INVITED_DEPUTY,
        effect=SignedSuggestion.confirm,
        input=ConfirmCosignInput,
        guards=(INVITED, check(signs_in_office), check(text_was_read)),
    ),
    Step(
        name="decline_cosign",
        label=_("Decline to sign"),
        sources=(SuggestionState.COSIGNING, SuggestionState.RETURNED),
        permission=INVITED_DEPUTY,
        effect=SignedSuggestion.decline,
        guards=(INVITED,),
    ),
    Step(
        name="withdraw_cosign",
        label=_("Take back the signature"),
        sources=(SuggestionState.DRAFT, SuggestionState.COSIGNING, SuggestionState.SUBMITTED, SuggestionState.RETURNED),
        permission=INVITED_DEPUTY,
        effect=SignedSuggestion.unsign,
        guards=(SIGNED,),
    ),
    Step(
        name="agree_withdrawal",
        label=_("Agree to the withdrawal"),
        sources=BEFORE_REPLY,
        permission=INVITED_DEPUTY,
        effect=SignedSuggestion.agree,
        guards=(SIGNED,),
    ),
    Step(
        name="withdraw_suggestion",
        label=_("Withdraw"),
        sources=(
            SuggestionState.DRAFT,
            SuggestionState.COSIGNING,
            SuggestionState.SUBMITTED,
            SuggestionState.RETURNED,
            *BEFORE_REPLY,
        ),
        targets=(SuggestionState.WITHDRAWN,),
        permission=LEAD_DEPUTY,
        effect=SignedSuggestion.withdraw,
        guards=(condition(OthersMergedIntoIt, nothing_merged), check(signers_agree)),
        reason=Reason.REQUIRED,
    ),
)
