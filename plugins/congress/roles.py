"""The roles this plugin brings."""

from __future__ import annotations

from core.access import Role
from core.words import _

COUNTY_STAFF = Role("county_staff", _("County congress staff"), scope="region")
