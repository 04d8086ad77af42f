"""How a wrong setting is refused: by the variable, its value and what it may be."""

from __future__ import annotations

from core.foundation.errors import WiringError
from core.foundation.i18n import _


class SettingsError(WiringError):
    """An environment variable with a value that cannot be accepted."""

    code = "SETTINGS"


class NotAChoice(SettingsError):
    """A value outside a closed list."""

    message = _("{variable} is '{value}', which it cannot be.")
    hint = _("Set it to one of: {choices}.")


class NotANumber(SettingsError):
    """A value that is no whole number, or is out of range."""

    message = _("{variable} is '{value}', which it cannot be.")
    hint = _("Set it to a whole number from {lowest} to {highest}.")


class NotADatabase(SettingsError):
    """An address that leads to no PostgreSQL database; it is not repeated, for it may hold a password."""

    message = _("{variable} is not the address of a PostgreSQL database.")
    hint = _("Write it like postgresql://user:password@host:5432/renda.")


class DefaultAboveMaximum(SettingsError):
    """A page that would be longer than pages may be."""

    message = _("{default} is {value}, more than {maximum}, which is {most}.")
    hint = _("Lower the one or raise the other.")
