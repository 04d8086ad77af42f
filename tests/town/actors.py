"""Who asks in the tests."""

from __future__ import annotations

from core.declarations.roles import OPERATOR as OPERATOR_ROLE
from core.declarations.roles import PUBLIC_READER, Actor, Grant
from plugins.congress.roles import COUNTY_STAFF
from plugins.stations.roles import STATION_STAFF
from tests.town.scene import RONGSHUI, SANJIANG

PUBLIC = PUBLIC_READER
OPERATOR = Actor("operator", (Grant(OPERATOR_ROLE.name),))


def staff_of(*stations: int) -> Actor:
    """The staff of the stations of those numbers."""
    return Actor(f"staff {stations}", tuple(Grant(STATION_STAFF.name, number, "station") for number in stations))


def county_staff(region: int) -> Actor:
    """The congress staff of the county of that number."""
    return Actor(f"county {region}", (Grant(COUNTY_STAFF.name, region, "region"),))


HOME_STAFF, RONGSHUI_STAFF = staff_of(1), staff_of(4)
SANJIANG_STAFF, RONGSHUI_COUNTY = county_staff(SANJIANG), county_staff(RONGSHUI)
