"""How inviting, signing and withdrawing are refused."""

from __future__ import annotations

from core.api import Invalid, Refusal, _


class NobodyInvited(Invalid):
    """An invitation to nobody."""

    message = _("Nobody is invited.")
    hint = _("Name the deputies who are to be asked for their signature.")


class InvitationNotOpen(Refusal):
    """An answer to an invitation that was answered already, or taken back."""

    code = "INVALID_TRANSITION"
    message = _("No invitation to you to sign this suggestion is open.")
    hint = _("Ask the lead deputy to invite you again.")


class NotSigned(Refusal):
    """A signature taken back by somebody who did not sign."""

    code = "INVALID_TRANSITION"
    message = _("You have not signed this suggestion.")
    hint = _("Only a signature that was given can be taken back.")


class OthersMergedIntoIt(Refusal):
    """A withdrawal of a suggestion into which others were merged."""

    code = "INVALID_TRANSITION"
    message = _("Other suggestions were merged into this one, and their deputies wait for its reply.")
    hint = _("Let it be handled; ask the congress's working body if the matter has fallen away.")


class CosignerOfOtherTerm(Refusal):
    """An invitation to a deputy of another congress or another term."""

    code = "FORBIDDEN_SCOPE"
    message = _("{person} is not a deputy of the same congress and term.")
    hint = _("Invite deputies of {congress} who are in office in this term.")


class DuplicateCosigner(Refusal):
    """An invitation to somebody who signed or was invited already."""

    code = "DUPLICATE_COSIGNER"
    message = _("{person} signed this suggestion or was invited to already.")
    hint = _("A deputy signs a suggestion once; leave the name out.")


class CosignTextChanged(Refusal):
    """A signature under a text that is no longer the current one."""

    code = "COSIGN_TEXT_CHANGED"
    message = _("The text was changed: you saw version {seen}, and version {current} is the current one.")
    hint = _("Read the current text and sign that.")


class SignersMustAgree(Refusal):
    """A joint suggestion withdrawn by some of its signers."""

    code = "SIGNERS_MUST_AGREE"
    message = _("A joint suggestion is withdrawn by all who signed it; {count} have not agreed.")
    hint = _("Ask the other signers to agree to the withdrawal; before acceptance they can withdraw their signatures.")
    citation = _("Shanghai Provisions on Deputies' Suggestions, art. 10")
