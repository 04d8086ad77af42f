"""How a reply or a publication is refused."""

from __future__ import annotations

from core.api import Invalid, Refusal, _


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


class PointsUnanswered(Invalid):
    """A reply that passes over what was asked for."""

    message = _("The reply does not answer the points {points}.")
    hint = _("Answer each point of the suggestion.")


class CommentUnanswered(Invalid):
    """A second reply that passes over why the deputy was dissatisfied."""

    message = _("The reply does not answer why the deputy was dissatisfied with the last one.")
    hint = _("Say what was done about the deputy's comment.")


class FaceToFaceRequired(Refusal):
    """A reply to a key suggestion that was only sent."""

    code = "FACE_TO_FACE_REQUIRED"
    message = _("A key suggestion is replied to face to face, by the head of the unit.")
    hint = _("Meet the deputy, and say in the reply that it was given face to face.")
    citation = _("Qingdao Regulation on Deputies' Suggestions, art. 28")


class NothingToPublish(Refusal):
    """A publication, or an objection to one, where none is to come."""

    code = "INVALID_TRANSITION"
    message = _("The suggestion is published already, or is not meant for the public.")
    hint = _("Look at its visibility and at the day of its publication.")


class PointTwice(Invalid):
    """A point answered twice in one reply."""

    message = _("A point is answered twice.")
    hint = _("Give one answer to each point.")
