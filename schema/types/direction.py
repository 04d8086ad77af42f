"""The directions a list can be ordered in."""

from __future__ import annotations

from enum import Enum

from core.foundation.i18n import _


class Direction(Enum):
    """Which values come first, and where records without a value stand."""

    ASC = _("From the least value; records without a value last.")
    DESC = _("From the greatest value; records without a value first.")
    ASC_NULLS_FIRST = _("From the least value; records without a value before all others.")
    ASC_NULLS_LAST = _("From the least value; records without a value after all others.")
    DESC_NULLS_FIRST = _("From the greatest value; records without a value before all others.")
    DESC_NULLS_LAST = _("From the greatest value; records without a value after all others.")
