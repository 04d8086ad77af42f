"""The roles this plugin brings: whoever works with a congress, whatever plugin the work belongs to."""

from __future__ import annotations

from core.api import Role, _

DEPUTY = Role("deputy", _("Deputy to a people's congress"), scope="person")
TOWNSHIP_STAFF = Role("township_staff", _("Township congress staff"), scope="region")
COUNTY_STAFF = Role("county_staff", _("County congress staff"), scope="region")
CITY_STAFF = Role("city_staff", _("City congress staff"), scope="region")
CONGRESS_LEADER = Role("congress_leader", _("Leader of a standing committee or presidium"), scope="region")
GOVERNMENT_OFFICE = Role("government_office", _("Supervision office of a government"), scope="region")
UNIT_CLERK = Role("unit_clerk", _("Clerk of an undertaking unit"), scope="organization")
UNIT_LEADER = Role("unit_leader", _("Leader of an undertaking unit"), scope="organization")
AUDITOR = Role("auditor", _("Auditor"))
