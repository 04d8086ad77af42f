"""How the steps of the handling units are refused."""

from __future__ import annotations

from core.api import Invalid, Refusal, _


class WorkPlanMissing(Invalid):
    """An empty work plan."""

    message = _("The work plan is empty.")
    hint = _("Write down what will be done, by whom and until when.")


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


class ReasonMissing(Invalid):
    """A request or decision without its reason."""

    message = _("A reason is needed.")
    hint = _("Give the reason; the deputy reads it.")
