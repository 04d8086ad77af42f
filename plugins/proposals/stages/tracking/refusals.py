"""How changes to commitments, and the end of a suggestion, are refused."""

from __future__ import annotations

from core.api import Refusal, _
from plugins.proposals.refusals import EvidenceRequired


class CommitmentsOpen(Refusal):
    """A suggestion to be closed while something promised is outstanding."""

    code = "COMMITMENTS_OPEN"
    message = _("Not all commitments are kept, changed or explained yet.")
    hint = _("Settle each commitment, then close the suggestion.")


class EvaluationPending(Refusal):
    """A suggestion to be closed while a deputy whose suggestion was merged into it may still judge the reply."""

    code = "EVALUATION_PENDING"
    message = _("Not all deputies have evaluated the reply; they may until {until}.")
    hint = _("Close it once those whose suggestions were merged into it have spoken, or that day is over.")


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


class KeptWithoutEvidence(EvidenceRequired):
    """A commitment said to be kept, without showing it."""

    message = _("That the commitment is kept needs evidence.")
