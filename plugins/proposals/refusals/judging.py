"""How the evaluation of a reply and what follows from it are refused."""

from __future__ import annotations

from core.api import Invalid, Refusal, _


class EvaluationClosed(Refusal):
    """An evaluation after the time for it."""

    code = "EVALUATION_CLOSED"
    message = _("The reply could be evaluated until {until}.")
    hint = _("Tell the congress's working body; it can have the suggestion opened again.")


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


class ConflictOfInterest(Refusal):
    """A deputy who judges the unit he or she works for."""

    code = "CONFLICT_OF_INTEREST"
    message = _("{person} works for {unit}, and cannot evaluate or accept what it did.")
    hint = _("Another signer confirms the talk; a reply that is not evaluated counts as without feedback.")
    citation = _("Deputies Law, art. 59")


class CommitmentsOpen(Refusal):
    """A suggestion to be closed while something promised is outstanding."""

    code = "COMMITMENTS_OPEN"
    message = _("Not all commitments are kept, changed or explained yet.")
    hint = _("Settle each commitment, then close the suggestion.")


class FeedbackOpen(Refusal):
    """An evaluation closed while the deputy still has time, or was not reminded."""

    code = "INVALID_TRANSITION"
    message = _("The deputy still has time to evaluate the reply, or was not reminded to.")
    hint = _("Wait until the time is over and the deputy was reminded once.")


class EvaluationPending(Refusal):
    """A suggestion to be closed while a deputy whose suggestion was merged into it may still judge the reply."""

    code = "EVALUATION_PENDING"
    message = _("Not all deputies have evaluated the reply; they may until {until}.")
    hint = _("Close it once those whose suggestions were merged into it have spoken, or that day is over.")


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


class CoordinationOpen(Refusal):
    """A suggestion to be closed while its coordination goes on."""

    code = "INVALID_TRANSITION"
    message = _("The coordination is not concluded yet.")
    hint = _("Record the opinion that the meeting came to.")


class DissatisfactionOpen(Refusal):
    """A suggestion to be closed although a deputy is dissatisfied with the current reply."""

    code = "INVALID_TRANSITION"
    message = _("A deputy is dissatisfied with the current reply.")
    hint = _("Order it to be handled again; after a second reply, call a coordination meeting.")


class NothingToTrack(Refusal):
    """A suggestion to be tracked that has no open commitment, or is not settled otherwise."""

    code = "INVALID_TRANSITION"
    message = _("No commitment is open, or a deputy's dissatisfaction comes first.")
    hint = _("Close the suggestion, or order it to be handled again.")


class CommitmentSettled(Refusal):
    """A change to a commitment that was kept, changed or broken."""

    code = "INVALID_TRANSITION"
    message = _("The commitment is settled already: {state}.")
    hint = _("Look at the commitment that took its place, if there is one.")


class CommitmentNotBroken(Refusal):
    """A commitment to be broken that is not overdue by thirty days."""

    code = "INVALID_TRANSITION"
    message = _("No commitment is overdue by thirty days.")
    hint = _("A commitment counts as broken thirty days after it was due.")


class ReplyDoesNotStand(Refusal):
    """An addition to a reply that is no unit's latest."""

    code = "INVALID_TRANSITION"
    message = _("Only the latest reply of a unit is added to.")
    hint = _("Name that reply; what was added to it before counts as part of it.")


class TermOver(Refusal):
    """A suggestion to be opened again after its term."""

    code = "INVALID_TRANSITION"
    message = _("The term in which the suggestion was made is over.")
    hint = _("Make a new suggestion in the current term.")
