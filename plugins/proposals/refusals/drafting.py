"""How the drafting, signing and withdrawal of a suggestion are refused."""

from __future__ import annotations

from core.api import Invalid, Refusal, _


class MandateNotActive(Refusal):
    """A suggestion or signature by somebody who is no deputy of that congress at the time."""

    code = "MANDATE_NOT_ACTIVE"
    message = _("{person} holds no active mandate in {congress}.")
    hint = _("Only a deputy in office makes suggestions to that congress; a suspended one does not.")
    citation = _("Deputies Law, arts. 24, 36 and 61")


class SessionOfOtherTerm(Invalid):
    """A suggestion made at a session of another congress or another term."""

    message = _("{session} is no session of the congress and term in which the mandate is held.")
    hint = _("Name a session of that congress, or leave it out between sessions.")


class SessionOver(Invalid):
    """A suggestion made at a session that is over."""

    message = _("{session} is over, and the suggestion was not submitted while it lasted.")
    hint = _("Make the suggestion between sessions; it is handled in the same way.")
    citation = _("Deputies Law, art. 36")


class CountyExpected(Invalid):
    """A suggestion about a county that is none."""

    message = _("{region} is no county or district.")
    hint = _("Name a county or district here; name other divisions among those the suggestion is about.")


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


class MultipleMatters(Refusal):
    """A suggestion about more than one matter."""

    code = "MULTIPLE_MATTERS"
    message = _("A suggestion is about one matter, and this one was not declared to be.")
    hint = _("Make a suggestion of its own for each matter.")


class SimilarNotAcknowledged(Invalid):
    """A suggestion submitted before its author looked at similar ones."""

    message = _("There are {count} similar suggestions that you have not acknowledged.")
    hint = _("Look at them; sign one of them, or acknowledge them and submit yours.")


class TitleMissing(Invalid):
    """A suggestion without a title."""

    message = _("The suggestion has no title.")
    hint = _("Say in up to {longest} characters what it is about.")


class TitleTooLong(Invalid):
    """A title longer than the records take."""

    message = _("The title has {length} characters; at most {longest} are possible.")
    hint = _("Shorten it; what is asked for has its own place.")


class MatterMissing(Invalid):
    """A suggestion that does not say what the facts are."""

    message = _("The suggestion does not say what the matter is.")
    hint = _("Describe the facts in up to {longest} characters.")


class RequestMissing(Invalid):
    """A suggestion that asks for nothing."""

    message = _("The suggestion asks for nothing.")
    hint = _("Say point by point what should be done; the reply answers each point.")
    citation = _("Deputies Law, art. 51")


class SuggestionTextTooLong(Invalid):
    """A text of a suggestion longer than the records take."""

    message = _("This part has {length} characters; at most {longest} are possible.")
    hint = _("Shorten it; a suggestion is about one matter.")


class SuggestionSecrecyNotDeclared(Refusal):
    """A suggestion whose author did not declare that it holds no state secret."""

    code = "CONFIDENTIAL_CONTENT"
    message = _("State secrets must not be entered, and this suggestion was not declared free of them.")
    hint = _("Make sure that the suggestion holds no state secret, and declare it.")


class SignersMustAgree(Refusal):
    """A joint suggestion withdrawn by some of its signers."""

    code = "SIGNERS_MUST_AGREE"
    message = _("A joint suggestion is withdrawn by all who signed it; {count} have not agreed.")
    hint = _("Ask the other signers to agree to the withdrawal; before acceptance they can withdraw their signatures.")
    citation = _("Shanghai Provisions on Deputies' Suggestions, art. 10")


class OpinionAnswered(Refusal):
    """An opinion taken up that was answered already, or is closed."""

    code = "INVALID_TRANSITION"
    message = _("The opinion {number} was answered on the spot or is over; its state is “{state}”.")
    hint = _("Only an opinion that still waits for a result becomes a suggestion.")


class OpinionTakenUp(Refusal):
    """An opinion taken up a second time."""

    code = "INVALID_TRANSITION"
    message = _("The opinion {number} has been taken up already.")
    hint = _("Sign the suggestion that grew from it, or link the opinion to another one while drafting.")
