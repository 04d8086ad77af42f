"""The roles this plugin brings."""

from __future__ import annotations

from core.api import Role, _

STATION_STAFF = Role("station_staff", _("Station staff"), scope="station")
