"""How a letter refuses to be set."""

from __future__ import annotations

from core.api import Invalid, _


class CharactersNotPrintable(Invalid):
    """Characters that the font of the printed letter does not have."""

    code = "CHARACTERS_NOT_PRINTABLE"
    message = _("The letter cannot be printed: its font has no {characters}.")
    hint = _("Write these characters differently, or print the letter from the page in a browser.")


class AddresseeMissing(Invalid):
    """A letter to nobody."""

    message = _("The letter has no addressee.")
    hint = _("Name at least one deputy, or the delegation that made the suggestion.")


class OrdinalOutOfRange(Invalid):
    """A term or a session that no congress has."""

    message = _("{ordinal} is no ordinal of a term or a session.")
    hint = _("Terms and sessions are counted from 1 to 99.")
