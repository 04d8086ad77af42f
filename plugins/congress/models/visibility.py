"""Who a text is meant for."""

from __future__ import annotations

from core.api import Choice, _


class Visibility(Choice):
    """Who may read a record; state secrets must not be entered at all."""

    PUBLIC = _("Everyone")
    DEPUTIES = _("Deputies and staff")
    OFFICIAL = _("Staff")
    CONFIDENTIAL = _("Staff in charge only")
