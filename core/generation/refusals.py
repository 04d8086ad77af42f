"""What a generation does not hold."""

from __future__ import annotations

from core.foundation.errors import WiringError
from core.foundation.i18n import _


class NotComposed(WiringError):
    """A class asked of a generation that does not hold it."""

    code = "NOT_COMPOSED"
    message = _("{definition} is no part of generation {number}.")
    hint = _("Ask with a definition that an installed plugin contributes, never with a class of another generation.")
