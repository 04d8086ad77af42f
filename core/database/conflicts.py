"""What the database would not keep, as a refusal: of many changes the one that met it is refused alone."""

from __future__ import annotations

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from core.foundation.errors import Conflict, Refusal, StaleVersion
from core.foundation.logs import log_error

CONFLICTS = (IntegrityError, StaleDataError)
"""What SQLAlchemy raises where a row breaks a constraint, or was changed by somebody else meanwhile."""

_log = structlog.get_logger("renda.conflicts")


def conflict(error: IntegrityError | StaleDataError) -> Refusal:
    """The refusal of the change that met the error; a broken constraint is logged under the number it names.

    The log names the constraint and the place, and nothing the database says: that repeats the values of the row.
    """
    if isinstance(error, StaleDataError):
        return StaleVersion()
    broken = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    kind = type(error.orig).__qualname__
    return Conflict(number=log_error(_log, "change broke a constraint", error, kind=kind, constraint=broken))
