"""Steps by which deputies sign a suggestion or withdraw it."""

from __future__ import annotations

from core.api import Env, NoInput, Reason, Step, Taking, _, check, condition, extensible
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
    def invite(self, env: Env, taking: Taking[InviteCosignersInput]) -> None:
        """Invite other deputies to sign a suggestion."""
        for ref in taking.input.mandates:
            mandate = env.get(Mandate, ref.id, field="mandates")
            ask_to_sign(env, self, mandate, CosignatureKind.COSIGNER, CosignatureState.INVITED)

    @extensible
    def confirm(self, env: Env, taking: Taking[ConfirmCosignInput]) -> None:
        """Sign a suggestion in the version of its text that was read."""
        for signature in own_signatures(env, self, CosignatureState.INVITED):
            signature.text_version = taking.input.text_version
            mark(env, (signature,), CosignatureState.CONFIRMED)

    @extensible
    def decline(self, env: Env, taking: Taking[NoInput]) -> None:
        """Decline to sign a suggestion."""
        del taking
        mark(env, own_signatures(env, self, CosignatureState.INVITED), CosignatureState.DECLINED)

    @extensible
    def unsign(self, env: Env, taking: Taking[NoInput]) -> None:
        """Take back one's signature before the suggestion is accepted."""
        del taking
        mark(env, own_signatures(env, self, CosignatureState.CONFIRMED), CosignatureState.WITHDRAWN)

    @extensible
    def agree(self, env: Env, taking: Taking[NoInput]) -> None:
        """Agree that a joint suggestion is withdrawn, and take back one's signature for it."""
        del taking
        mark(env, own_signatures(env, self, CosignatureState.CONFIRMED), CosignatureState.WITHDRAWN)

    @extensible
    def withdraw(self, env: Env, taking: Taking[NoInput]) -> None:
        """Withdraw a suggestion before it is replied to, once all who signed it agree."""
        _tell(env, self, taking)
        cancel_running(env, self)
        for handling in handlings_of(env, self):
            let_lapse(env, handling)
            handling.state = HandlingState.ENDED
        self.state, self.withdrawn_at = SuggestionState.WITHDRAWN, env.now


def _tell(env: Env, suggestion: Suggestion, taking: Taking[object]) -> None:
    """Tell those who had it before them; of a draft nobody knows."""
    if suggestion.submitted_at is None:
        return
    message = step_news(suggestion, taking)
    tell_staff(env, suggestion, message)
    tell_units(env, suggestion, message)


INVITED = condition(InvitationNotOpen, has_own(CosignatureState.INVITED))
SIGNED = condition(NotSigned, has_own(CosignatureState.CONFIRMED))
STEPS = (
    Step(
        name="invite_cosigners",
        label=_("Invite cosigners"),
        leaves=WITH_AUTHORS,
        reaches={
            SuggestionState.DRAFT: (SuggestionState.COSIGNING,),
            SuggestionState.COSIGNING: (SuggestionState.COSIGNING,),
            SuggestionState.RETURNED: (SuggestionState.RETURNED,),
        },
        who=LEAD_DEPUTY,
        effect=SignedSuggestion.invite,
        input=InviteCosignersInput,
        guards=(check(may_be_invited),),
    ),
    Step(
        name="confirm_cosign",
        label=_("Sign"),
        leaves=(SuggestionState.COSIGNING, SuggestionState.RETURNED),
        who=INVITED_DEPUTY,
        effect=SignedSuggestion.confirm,
        input=ConfirmCosignInput,
        guards=(INVITED, check(signs_in_office), check(text_was_read)),
    ),
    Step(
        name="decline_cosign",
        label=_("Decline to sign"),
        leaves=(SuggestionState.COSIGNING, SuggestionState.RETURNED),
        who=INVITED_DEPUTY,
        effect=SignedSuggestion.decline,
        guards=(INVITED,),
    ),
    Step(
        name="withdraw_cosign",
        label=_("Take back the signature"),
        leaves=(SuggestionState.DRAFT, SuggestionState.COSIGNING, SuggestionState.SUBMITTED, SuggestionState.RETURNED),
        who=INVITED_DEPUTY,
        effect=SignedSuggestion.unsign,
        guards=(SIGNED,),
    ),
    Step(
        name="agree_withdrawal",
        label=_("Agree to the withdrawal"),
        leaves=BEFORE_REPLY,
        who=INVITED_DEPUTY,
        effect=SignedSuggestion.agree,
        guards=(SIGNED,),
    ),
    Step(
        name="withdraw_suggestion",
        label=_("Withdraw"),
        leaves=(
            SuggestionState.DRAFT,
            SuggestionState.COSIGNING,
            SuggestionState.SUBMITTED,
            SuggestionState.RETURNED,
            *BEFORE_REPLY,
        ),
        reaches=(SuggestionState.WITHDRAWN,),
        who=LEAD_DEPUTY,
        effect=SignedSuggestion.withdraw,
        guards=(condition(OthersMergedIntoIt, nothing_merged), check(signers_agree)),
        reason=Reason.REQUIRED,
    ),
)
