"""How this plugin refuses: one class for each refusal."""

from __future__ import annotations

from core.refusals import Refusal
from core.words import _


class NoCongressAtRegion(Refusal):
    """A congress for a subdistrict, a village or a community, or for a division of the past."""

    code = "NO_CONGRESS_AT_REGION"
    message = _("{region} has no people's congress.")
    hint = _("There is a congress from the township upwards; a subdistrict has a working body of the county's.")
    citation = _("Organic Law of the Local People's Congresses and Governments, art. 59")


class TermsOverlap(Refusal):
    """A term that begins before another of the same congress ended."""

    code = "TERMS_OVERLAP"
    message = _("The term from {starts_on} overlaps with the term {ordinal} of {congress}.")
    hint = _("A term ends on the day before the first session of the next.")
    citation = _("Deputies Law, art. 2")
