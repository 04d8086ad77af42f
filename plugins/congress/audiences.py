"""Who reads the columns that are not for everyone who reads the record."""

from __future__ import annotations

from plugins.congress.roles import (
    AUDITOR,
    CITY_STAFF,
    CONGRESS_LEADER,
    COUNTY_STAFF,
    DEPUTY,
    GOVERNMENT_OFFICE,
    TOWNSHIP_STAFF,
    UNIT_CLERK,
    UNIT_LEADER,
)

CONGRESS_SIDE = (TOWNSHIP_STAFF, COUNTY_STAFF, CITY_STAFF, CONGRESS_LEADER, AUDITOR)
"""The congress's own bodies: they know who wrote a suggestion, even one whose author is kept confidential."""

TAKING_PART = (*CONGRESS_SIDE, DEPUTY, GOVERNMENT_OFFICE, UNIT_CLERK, UNIT_LEADER)
"""Everyone who has a part in a suggestion; not the public."""
