"""How the handling of a suggestion and the reply to it are refused."""

from __future__ import annotations

from core.api import Invalid, Refusal, _


class WorkPlanMissing(Invalid):
    """An empty work plan."""

    message = _("The work plan is empty.")
    hint = _("Write down what will be done, by whom and until when.")


class ContactLogRequired(Refusal):
    """A reply before the deputy was spoken to."""

    code = "CONTACT_LOG_REQUIRED"
    message = _("No contact with the deputy during the handling is on record and confirmed.")
    hint = _("Speak with the deputy, record it, and ask the deputy to confirm it.")
    citation = _("Deputies Law, art. 51")


class CoOpinionMissing(Refusal):
    """A reply before all co-handling units gave their opinions."""

    code = "CO_OPINION_MISSING"
    message = _("The co-handling opinion of {units} is missing.")
    hint = _("Wait for it, or ask the unit for it; the lead unit replies for all.")


class OutcomeClassRequired(Refusal):
    """A reply that does not say what came of it."""

    code = "OUTCOME_CLASS_REQUIRED"
    message = _("The reply has no class of outcome.")
    hint = _("Choose one of {known}.")


class OutcomeClassOfOtherScheme(Invalid):
    """A class that is not in the scheme the congress uses."""

    message = _("The class {code} is not one of those {congress} uses.")
    hint = _("Choose one of {known}.")


class PointsUnanswered(Invalid):
    """A reply that passes over what was asked for."""

    message = _("The reply does not answer the points {points}.")
    hint = _("Answer each point of the suggestion.")


class CommentUnanswered(Invalid):
    """A second reply that passes over why the deputy was dissatisfied."""

    message = _("The reply does not answer why the deputy was dissatisfied with the last one.")
    hint = _("Say what was done about the deputy's comment.")


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


class KeptWithoutEvidence(EvidenceRequired):
    """A commitment said to be kept, without showing it."""

    message = _("That the commitment is kept needs evidence.")


class SignerNotAuthorised(Refusal):
    """A reply signed by somebody who does not lead the unit."""

    code = "SIGNER_NOT_AUTHORISED"
    message = _("A reply of {unit} is signed by a leader of that unit.")
    hint = _("Have a leader of the unit sign it.")


class FaceToFaceRequired(Refusal):
    """A reply to a key suggestion that was only sent."""

    code = "FACE_TO_FACE_REQUIRED"
    message = _("A key suggestion is replied to face to face, by the head of the unit.")
    hint = _("Meet the deputy, and say in the reply that it was given face to face.")
    citation = _("Qingdao Regulation on Deputies' Suggestions, art. 28")


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


class ContactInFuture(Invalid):
    """A contact that has not taken place."""

    message = _("A contact cannot be recorded before it takes place.")
    hint = _("Give the time at which the contact took place.")


class ContactConfirmed(Refusal):
    """A contact confirmed twice."""

    code = "INVALID_TRANSITION"
    message = _("The contact is confirmed already.")
    hint = _("One signer confirms it; nothing more is needed.")


class OpinionSettled(Refusal):
    """A co-handling opinion that was accepted, sent back or replaced."""

    code = "INVALID_TRANSITION"
    message = _("The opinion was accepted, sent back or replaced already.")
    hint = _("Look at the latest opinion of the unit.")


class RequestPending(Refusal):
    """A second request while the first is not decided."""

    code = "INVALID_TRANSITION"
    message = _("A request of {unit} is not decided yet.")
    hint = _("Wait for the decision.")


class RequestDecided(Refusal):
    """A decision on a request that was decided already."""

    code = "INVALID_TRANSITION"
    message = _("The request was decided already, or has fallen away since.")
    hint = _("A decision is not changed; the unit can ask again.")


class NoReplyDeadline(Refusal):
    """A request for more time where no time for the reply runs."""

    code = "INVALID_TRANSITION"
    message = _("No time for the reply of {unit} is running.")
    hint = _("More time is asked for before the reply is issued.")


class NothingToPublish(Refusal):
    """A publication, or an objection to one, where none is to come."""

    code = "INVALID_TRANSITION"
    message = _("The suggestion is published already, or is not meant for the public.")
    hint = _("Look at its visibility and at the day of its publication.")


class PointTwice(Invalid):
    """A point answered twice in one reply."""

    message = _("A point is answered twice.")
    hint = _("Give one answer to each point.")


class ReplySuperseded(Refusal):
    """An evaluation of a reply that another one has taken the place of."""

    code = "EVALUATION_CLOSED"
    message = _("Another reply has taken the place of this one.")
    hint = _("Evaluate the latest reply of the unit.")
