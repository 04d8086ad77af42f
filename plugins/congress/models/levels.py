"""The levels of divisions and congresses, and how they belong together."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from core.api import Choice, _


class RegionLevel(Choice):
    """The levels of the administrative tree."""

    COUNTRY = _("Country")
    PROVINCE = _("Province level")
    PREFECTURE = _("Prefecture level")
    COUNTY = _("County level")
    TOWNSHIP = _("Township level")
    VILLAGE = _("Village level")


class RegionKind(Choice):
    """What a division is; counties and districts stand on one level, so do towns and subdistricts."""

    COUNTRY = _("Country")
    AUTONOMOUS_REGION = _("Autonomous region")
    PREFECTURE_LEVEL_CITY = _("Prefecture-level city")
    DISTRICT = _("Urban district")
    COUNTY = _("County")
    AUTONOMOUS_COUNTY = _("Autonomous county")
    SUBDISTRICT = _("Subdistrict")
    TOWN = _("Town")
    TOWNSHIP = _("Township")
    ETHNIC_TOWNSHIP = _("Ethnic township")
    VILLAGE = _("Village")
    COMMUNITY = _("Community")
    QUASI_VILLAGE = _("Statistical unit like a village")
    QUASI_COMMUNITY = _("Statistical unit like a community")


class CongressLevel(Choice):
    """The five levels of people's congresses; subdistricts, villages and communities have none."""

    NATIONAL = _("National")
    AUTONOMOUS_REGION = _("Autonomous region")
    CITY = _("City")
    COUNTY = _("County or district")
    TOWNSHIP = _("Township or town")


LEVEL_OF_KIND: Mapping[RegionKind, RegionLevel] = MappingProxyType(
    {
        RegionKind.COUNTRY: RegionLevel.COUNTRY,
        RegionKind.AUTONOMOUS_REGION: RegionLevel.PROVINCE,
        RegionKind.PREFECTURE_LEVEL_CITY: RegionLevel.PREFECTURE,
        RegionKind.DISTRICT: RegionLevel.COUNTY,
        RegionKind.COUNTY: RegionLevel.COUNTY,
        RegionKind.AUTONOMOUS_COUNTY: RegionLevel.COUNTY,
        RegionKind.SUBDISTRICT: RegionLevel.TOWNSHIP,
        RegionKind.TOWN: RegionLevel.TOWNSHIP,
        RegionKind.TOWNSHIP: RegionLevel.TOWNSHIP,
        RegionKind.ETHNIC_TOWNSHIP: RegionLevel.TOWNSHIP,
        RegionKind.VILLAGE: RegionLevel.VILLAGE,
        RegionKind.COMMUNITY: RegionLevel.VILLAGE,
        RegionKind.QUASI_VILLAGE: RegionLevel.VILLAGE,
        RegionKind.QUASI_COMMUNITY: RegionLevel.VILLAGE,
    }
)
"""The level on which each kind of division stands."""

CONGRESS_OF_KIND: Mapping[RegionKind, CongressLevel] = MappingProxyType(
    {
        RegionKind.COUNTRY: CongressLevel.NATIONAL,
        RegionKind.AUTONOMOUS_REGION: CongressLevel.AUTONOMOUS_REGION,
        RegionKind.PREFECTURE_LEVEL_CITY: CongressLevel.CITY,
        RegionKind.DISTRICT: CongressLevel.COUNTY,
        RegionKind.COUNTY: CongressLevel.COUNTY,
        RegionKind.AUTONOMOUS_COUNTY: CongressLevel.COUNTY,
        RegionKind.TOWN: CongressLevel.TOWNSHIP,
        RegionKind.TOWNSHIP: CongressLevel.TOWNSHIP,
        RegionKind.ETHNIC_TOWNSHIP: CongressLevel.TOWNSHIP,
    }
)
"""The level of the congress that each kind of division has; a subdistrict has none (Organic Law, art. 59)."""
