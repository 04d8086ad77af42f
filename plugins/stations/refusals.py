"""How this plugin refuses: one class for each refusal."""

from __future__ import annotations

from core.api import Invalid, Refusal, _


class StationNotActive(Refusal):
    """An opinion for a station that is not at work."""

    code = "INVALID_TRANSITION"
    message = _("The station {station} is not active, so it records no opinions.")
    hint = _("Record the opinion at an active station, or have this one activated.")


class ReceiverNotAssigned(Refusal):
    """A receiving deputy who did not serve at the station on that day."""

    code = "NOT_ASSIGNED"
    message = _("{person} was not assigned to the station {station} on {day}.")
    hint = _("Name a deputy assigned to the station on that day, or leave the deputy out.")
    citation = _("Deputies Law, art. 28")


class ReceivedInFuture(Invalid):
    """An opinion received later than now."""

    message = _("The opinion cannot have been received at {instant}: that is in the future.")
    hint = _("Send the time at which it was received, or leave it out for now.")


class TextMissing(Invalid):
    """A text that says nothing."""

    message = _("The text is empty.")
    hint = _("Write down what the resident said, in up to {longest} characters.")


class TextTooLong(Invalid):
    """A text longer than the records take."""

    message = _("The text has {length} characters; at most {longest} are possible.")
    hint = _("Shorten it; one opinion is about one matter.")


class AnswerMissing(Invalid):
    """An opinion answered on the spot, without the answer."""

    message = _("An opinion answered on the spot needs the answer.")
    hint = _("Write down what the resident was told; it explains and decides nothing.")
    citation = _("Deputies Law, art. 31")


class NotForwarded(Invalid):
    """An addressee for an opinion that is not forwarded."""

    message = _("Only a forwarded opinion has an organization it is forwarded to.")
    hint = _("Choose the handling FORWARDED, or leave the organization out.")


class SecrecyNotDeclared(Refusal):
    """An opinion whose recorder did not declare that it holds no state secret."""

    code = "CONFIDENTIAL_CONTENT"
    message = _("State secrets must not be entered, and this opinion was not declared free of them.")
    hint = _("Make sure that the opinion holds no state secret, and declare it.")
