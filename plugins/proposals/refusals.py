"""Refusals that several stages of a suggestion share; those of one stage are in its `refusals.py`.

Citations are of the Deputies Law (2025), or of a regulation from which a rule comes where national law has none.
"""

from __future__ import annotations

from core.api import Invalid, Refusal, _


class MandateNotActive(Refusal):
    """A suggestion or signature by somebody who is no deputy of that congress at the time."""

    code = "MANDATE_NOT_ACTIVE"
    message = _("{person} holds no active mandate in {congress}.")
    hint = _("Only a deputy in office makes suggestions to that congress; a suspended one does not.")
    citation = _("Deputies Law, arts. 24, 36 and 61")


class SuggestionTextTooLong(Invalid):
    """A text of a suggestion longer than the records take."""

    message = _("This part has {length} characters; at most {longest} are possible.")
    hint = _("Shorten it; a suggestion is about one matter.")


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


class UnitTwice(Invalid):
    """A unit named twice in an assignment."""

    message = _("{unit} is named twice.")
    hint = _("Name each unit once.")


class NoUndertakingUnit(Refusal):
    """An assignment to an organization that handles no suggestions."""

    code = "NOT_UNDERTAKING_UNIT"
    message = _("{unit} is not a unit that handles suggestions.")
    hint = _("Choose a unit that may be given suggestions, or have this one registered as such.")


class ReturnWindowClosed(Refusal):
    """A request to return a suggestion after the time for it."""

    code = "RETURN_WINDOW_CLOSED"
    message = _("A return could be asked for until {until}.")
    hint = _("The unit handles the suggestion, and says in its reply what is not in its charge.")


class OutcomeClassRequired(Refusal):
    """A reply that does not say what came of it."""

    code = "OUTCOME_CLASS_REQUIRED"
    message = _("The reply has no class of outcome.")
    hint = _("Choose one of {known}.")


class OutcomeClassOfOtherScheme(Invalid):
    """A class that is not in the scheme the congress uses."""

    message = _("The class {code} is not one of those {congress} uses.")
    hint = _("Choose one of {known}.")


class CommitmentRequired(Refusal):
    """A promise without a day."""

    code = "COMMITMENT_REQUIRED"
    message = _("An outcome that counts as planned needs at least one commitment with the day it is due.")
    hint = _("Say what will be done, and until which day.")
    citation = _("Chongqing Regulation on Deputies' Suggestions, art. 24")


class CommitmentDuePast(Invalid):
    """A commitment due before it is made."""

    message = _("A commitment cannot be due on {due_on}: that day is over.")
    hint = _("Name a day to come.")


class EvidenceRequired(Refusal):
    """A matter declared to be solved, or a class of outcome changed, without showing it."""

    code = "EVIDENCE_REQUIRED"
    message = _("That the matter is solved, or stands better than before, needs evidence.")
    hint = _("Name what shows it: a report, an acceptance, photographs.")


class SignerNotAuthorised(Refusal):
    """A reply signed by somebody who does not lead the unit."""

    code = "SIGNER_NOT_AUTHORISED"
    message = _("A reply of {unit} is signed by a leader of that unit.")
    hint = _("Have a leader of the unit sign it.")


class NotPublicReasonMissing(Invalid):
    """A reply kept from the public without a reason."""

    message = _("A reply that is not public as a whole needs the reason.")
    hint = _("Say whether it is a secret, personal or business matter, or whether the deputy objects.")
    citation = _("Deputies Law, art. 51")


class TextMissing(Invalid):
    """A part without which a record says nothing, left empty."""

    message = _("This part is empty.")
    hint = _("Write it; those concerned will read it.")


class HandlingDoesNotFit(Refusal):
    """A step of a unit whose part in the handling, or whose progress with it, is another."""

    code = "INVALID_TRANSITION"
    message = _("{unit} cannot do this: its part is “{role}”, and its handling stands at “{state}”.")
    hint = _("Look at the state of the unit's own handling.")


class EvaluationClosed(Refusal):
    """An evaluation after the time for it."""

    code = "EVALUATION_CLOSED"
    message = _("The reply could be evaluated until {until}.")
    hint = _("Tell the congress's working body; it can have the suggestion opened again.")


class ConflictOfInterest(Refusal):
    """A deputy who judges the unit he or she works for."""

    code = "CONFLICT_OF_INTEREST"
    message = _("{person} works for {unit}, and cannot evaluate or accept what it did.")
    hint = _("Another signer confirms the talk; a reply that is not evaluated counts as without feedback.")
    citation = _("Deputies Law, art. 59")
