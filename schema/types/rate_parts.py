"""The parts of a rate whose rows can be listed."""

from __future__ import annotations

from enum import Enum

from core.foundation.i18n import _


class RatePart(Enum):
    """Which of a rate's rows are listed as evidence."""

    NUMERATOR = _("The hits: rows that count and meet the rate's condition.")
    DENOMINATOR = _("All rows that count.")
    EXCLUDED = _("The rows left out on purpose.")
    MISSING = _("The rows that count but are no hits.")
