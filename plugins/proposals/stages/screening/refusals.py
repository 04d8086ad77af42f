"""How the screening of a suggestion is refused."""

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
