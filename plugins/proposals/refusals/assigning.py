"""How the screening and the assignment of a suggestion are refused."""

from __future__ import annotations

from core.api import Invalid, Refusal, _


class SubjectNotAllowed(Refusal):
    """A subject that is no matter for a suggestion."""

    code = "SUBJECT_NOT_ALLOWED"
    message = _("This is no matter for a suggestion: {ground}.")
    hint = _("Explain it to the deputy; return the suggestion, or treat it as a letter.")


class OutOfCompetence(Refusal):
    """A matter that this congress and the organs it oversees cannot decide."""

    code = "OUT_OF_COMPETENCE"
    message = _("The matter is outside the competence of {congress}.")
    hint = _("Pass it to the deputies or the organs of the level that decides it.")
    citation = _("Deputies Law, art. 51")


class ExplanationMissing(Invalid):
    """A suggestion treated as a letter without an explanation."""

    message = _("A suggestion is not treated as a letter without an explanation.")
    hint = _("Explain to the deputy why the subject is no matter for a suggestion.")


class GroundMissing(Invalid):
    """A suggestion turned down without a reason."""

    message = _("A suggestion is not turned down without a ground or advice.")
    hint = _("Name the ground, or advise the deputy on how to mend it.")


class MergeTargetClosed(Refusal):
    """A merger into a suggestion that is not being handled any more."""

    code = "INVALID_TRANSITION"
    message = _("{number} is {state}, so nothing can be merged into it.")
    hint = _("Merge into a suggestion that has been accepted and not replied to; each deputy still gets a reply.")


class MergeTargetOfOtherCongress(Invalid):
    """A merger into a suggestion to another congress, or into itself."""

    message = _("A suggestion is merged only into another one to the same congress.")
    hint = _("Name another suggestion to {congress}.")


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


class UnitTwice(Invalid):
    """A unit named twice in an assignment."""

    message = _("{unit} is named twice.")
    hint = _("Name each unit once.")


class NoUndertakingUnit(Refusal):
    """An assignment to an organization that handles no suggestions."""

    code = "NOT_UNDERTAKING_UNIT"
    message = _("{unit} is not a unit that handles suggestions.")
    hint = _("Choose a unit that may be given suggestions, or have this one registered as such.")


class BatchOver(Invalid):
    """An assignment added to a batch of another day."""

    message = _("That batch was assigned on {day}, and the time to reply runs from then.")
    hint = _("Leave the batch out; a new one begins today.")


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


class ReturnWindowClosed(Refusal):
    """A request to return a suggestion after the time for it."""

    code = "RETURN_WINDOW_CLOSED"
    message = _("A return could be asked for until {until}.")
    hint = _("The unit handles the suggestion, and says in its reply what is not in its charge.")


class ProposedUnitIsOwn(Invalid):
    """A request to return that proposes the requesting unit."""

    message = _("{unit} cannot propose itself.")
    hint = _("Name the unit in whose charge the matter is, or leave it out.")


class ReasonMissing(Invalid):
    """A request or decision without its reason."""

    message = _("A reason is needed.")
    hint = _("Give the reason; the deputy reads it.")
