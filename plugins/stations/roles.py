"""The roles this plugin brings."""

from __future__ import annotations

from core.access import Role
from core.words import _

STATION_STAFF = Role("station_staff", _("Station staff"), scope="station")
