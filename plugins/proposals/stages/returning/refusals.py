"""How a request to return a suggestion, and the decision on it, is refused."""

from __future__ import annotations

from core.api import Invalid, Refusal, _


class HandlingNotReturnable(Refusal):
    """A request to return what the unit signed for, or gave back already."""

    code = "INVALID_TRANSITION"
    message = _("{unit} cannot ask to return it: its handling is “{state}”.")
    hint = _("A return is asked for before the suggestion is signed for.")


class ReturnUnsigned(Invalid):
    """A request to return without the signature of a leader."""

    message = _("A request to return it is signed by a leader of the unit.")
    hint = _("Name the leader who signed, in up to {longest} characters.")


class ReturnDecided(Refusal):
    """A decision on a request that was decided already."""

    code = "INVALID_TRANSITION"
    message = _("That request was decided already.")
    hint = _("The unit can ask again while there is time for it.")


class LeaderDecides(Refusal):
    """A decision on a second dispute by somebody who is not a leader."""

    code = "FORBIDDEN_SCOPE"
    message = _("This is dispute number {dispute} over the assignment; now a leader of the congress decides.")
    hint = _("Lay it before a leader of the standing committee or the presidium.")
    citation = _("Practice of Yulin on deputies' suggestions")


class NewUnitMissing(Invalid):
    """A return that leaves nobody in charge."""

    message = _("{unit} was in charge, so a return needs a unit that takes its place.")
    hint = _("Name the new unit.")


class ProposedUnitIsOwn(Invalid):
    """A request to return that proposes the requesting unit."""

    message = _("{unit} cannot propose itself.")
    hint = _("Name the unit in whose charge the matter is, or leave it out.")
