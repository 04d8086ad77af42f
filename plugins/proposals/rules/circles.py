"""Circles of readers: roles, each with the suggestions it reaches."""

from __future__ import annotations

from core.api import PUBLIC
from plugins.congress.roles import (
    CITY_STAFF,
    CONGRESS_LEADER,
    COUNTY_STAFF,
    DEPUTY,
    GOVERNMENT_OFFICE,
    TOWNSHIP_STAFF,
    UNIT_CLERK,
    UNIT_LEADER,
)
from plugins.proposals.rules.following import Circles
from plugins.proposals.rules.reach import (
    accepted_in_region,
    handled_by,
    in_city,
    in_county,
    joined,
    led_by,
    merged_into,
    named,
    of_own_congress,
    published,
    shared,
    signed,
    under_leader,
)

STAFF: Circles = (
    (TOWNSHIP_STAFF, of_own_congress(TOWNSHIP_STAFF)),
    (COUNTY_STAFF, in_county),
    (CITY_STAFF, in_city),
    (CONGRESS_LEADER, under_leader),
)
SIGNERS: Circles = ((DEPUTY, signed),)
JOINED: Circles = ((DEPUTY, joined),)
OTHER_DEPUTIES: Circles = ((DEPUTY, shared),)
READERS: Circles = ((PUBLIC, published),)
GOVERNMENT: Circles = ((GOVERNMENT_OFFICE, accepted_in_region),)
UNITS: Circles = ((UNIT_CLERK, handled_by(UNIT_CLERK)), (UNIT_LEADER, handled_by(UNIT_LEADER)))
LEAD_UNITS: Circles = ((UNIT_CLERK, led_by(UNIT_CLERK)), (UNIT_LEADER, led_by(UNIT_LEADER)))
MERGED: Circles = (
    (GOVERNMENT_OFFICE, merged_into(accepted_in_region)),
    (UNIT_CLERK, merged_into(handled_by(UNIT_CLERK))),
    (UNIT_LEADER, merged_into(handled_by(UNIT_LEADER))),
)
"""What was merged into a suggestion is handled with it, by those who are assigned nothing but that one."""

ALL: Circles = (*READERS, *SIGNERS, *JOINED, *OTHER_DEPUTIES, *STAFF, *GOVERNMENT, *UNITS)

OWN_TIER: Circles = (
    (TOWNSHIP_STAFF, of_own_congress(TOWNSHIP_STAFF)),
    (COUNTY_STAFF, of_own_congress(COUNTY_STAFF)),
    (CITY_STAFF, in_city),
    (CONGRESS_LEADER, of_own_congress(CONGRESS_LEADER)),
)
"""Evaluations are read in the congress they were made for, and by the city."""

AUTHOR_MET: Circles = (
    (DEPUTY, named(joined)),
    (GOVERNMENT_OFFICE, named(accepted_in_region)),
    (UNIT_CLERK, named(handled_by(UNIT_CLERK))),
    (UNIT_LEADER, handled_by(UNIT_LEADER)),
    *STAFF,
)
"""Whoever takes part in the handling, and may know the author: what is recorded of a meeting names the deputy."""

MERGED_AUTHOR_KNOWN: Circles = (
    (GOVERNMENT_OFFICE, named(merged_into(named(accepted_in_region)))),
    (UNIT_CLERK, named(merged_into(named(handled_by(UNIT_CLERK))))),
    (UNIT_LEADER, merged_into(handled_by(UNIT_LEADER))),
)
"""Whoever may know all to whom the one reply is addressed: no letter is to one author for want of the other."""

AUTHOR_KNOWN: Circles = ((PUBLIC, named(published)), (DEPUTY, named(shared)), *AUTHOR_MET)
"""A confidential author is known to the congress's side and to the head of the unit, and to nobody else."""
