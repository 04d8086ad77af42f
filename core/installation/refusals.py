"""How an installation refuses a database that was made for something else."""

from __future__ import annotations

from core.foundation.errors import WiringError
from core.foundation.i18n import _


class DatabaseMismatch(WiringError):
    """Tables made by other plugins, or by other versions of their models."""

    code = "DATABASE_MISMATCH"


class OtherPlugins(DatabaseMismatch):
    """Tables made by other plugins."""

    message = _("The tables were made by the plugins {found}, but {installed} are installed.")
    hint = _(
        "Install the same plugins again, or start with an empty database: another RENDA_HOME or RENDA_DATABASE_URL."
    )


class OtherTables(DatabaseMismatch):
    """Tables whose shape the models no longer have."""

    message = _("The tables were made for {found}; the models of {installed} need other ones.")
    hint = _("Install those versions again, or start with an empty database: another RENDA_HOME or RENDA_DATABASE_URL.")


class Occupied(DatabaseMismatch):
    """Tables of the same names that Renda did not make."""

    message = _("The database already has tables that Renda did not make: {tables}.")
    hint = _("Start with an empty database: another RENDA_HOME or RENDA_DATABASE_URL.")


class NotInstalled(DatabaseMismatch):
    """A database without tables."""

    message = _("The database has no tables of Renda yet.")
    hint = _("Run 'renda demo' for a try, or 'renda serve', which makes them.")
