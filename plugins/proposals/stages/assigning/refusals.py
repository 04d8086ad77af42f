"""How an assignment is refused."""

from __future__ import annotations

from core.api import Invalid, Refusal, _


class LeadRequired(Refusal):
    """An assignment in which nobody is in charge."""

    code = "LEAD_REQUIRED"
    message = _("An assignment needs one lead unit, or at least two units that each handle a part.")
    hint = _("Name exactly one lead unit, with any number of co-handling units, or two or more separate ones.")


class LeadAndSeparateMixed(Refusal):
    """An assignment to a lead unit and to separate units at once."""

    code = "LEAD_AND_SEPARATE_MIXED"
    message = _("A suggestion is handled by a lead unit or by separate units, not by both.")
    hint = _("Make the separate units co-handling ones, or give the lead unit a part of its own.")


class PartMissing(Invalid):
    """A separate unit without its part."""

    message = _("{unit} handles a part of its own, and the part is not named.")
    hint = _("Say which part of the suggestion each unit handles.")


class BatchOver(Invalid):
    """An assignment added to a batch of another day."""

    message = _("That batch was assigned on {day}, and the time to reply runs from then.")
    hint = _("Leave the batch out; a new one begins today.")
