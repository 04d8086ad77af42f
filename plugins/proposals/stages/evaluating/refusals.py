"""How an evaluation and what follows from it is refused."""

from __future__ import annotations

from core.api import Invalid, Refusal, _


class ReplySuperseded(Refusal):
    """An evaluation of a reply that another one has taken the place of."""

    code = "EVALUATION_CLOSED"
    message = _("Another reply has taken the place of this one.")
    hint = _("Evaluate the latest reply of the unit.")


class AlreadyEvaluated(Refusal):
    """A second evaluation of a reply by one deputy."""

    code = "EVALUATION_CLOSED"
    message = _("You have evaluated this reply already.")
    hint = _("An evaluation is not changed; a new reply gets one of its own.")


class CommentRequired(Refusal):
    """Dissatisfaction without saying why."""

    code = "COMMENT_REQUIRED"
    message = _("An evaluation as dissatisfied needs a comment.")
    hint = _("Say what is missing; the unit must answer it when it handles the suggestion again.")


class FeedbackOpen(Refusal):
    """An evaluation closed while the deputy still has time, or was not reminded."""

    code = "INVALID_TRANSITION"
    message = _("The deputy still has time to evaluate the reply, or was not reminded to.")
    hint = _("Wait until the time is over and the deputy was reminded once.")


class NobodyDissatisfied(Refusal):
    """A suggestion to be handled again although nobody is dissatisfied."""

    code = "INVALID_TRANSITION"
    message = _("No deputy is dissatisfied with the current reply.")
    hint = _("Close the suggestion, or open it again for a new fact.")


class NoSecondDissatisfaction(Refusal):
    """A coordination meeting before a second reply was found wanting."""

    code = "INVALID_TRANSITION"
    message = _("No deputy is dissatisfied with a second reply.")
    hint = _("Order it to be handled again first; a meeting follows if that does not satisfy either.")


class CoordinationConcluded(Refusal):
    """A coordination concluded twice."""

    code = "INVALID_TRANSITION"
    message = _("The coordination is concluded already.")
    hint = _("Its opinion stands; close the suggestion or follow its commitments.")


class CoordinationToCome(Invalid):
    """A coordination meeting recorded before it is held."""

    message = _("A meeting cannot be recorded before it is held.")
    hint = _("Give the day on which the meeting was held.")
