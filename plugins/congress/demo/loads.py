"""All of the made-up city that belongs to this plugin, in the order in which it can be loaded."""

from __future__ import annotations

from collections.abc import Iterator

from core.api import Load
from plugins.congress.demo.delegations import delegations
from plugins.congress.demo.groups import groups, memberships
from plugins.congress.demo.holidays import calendar_days, calendar_years
from plugins.congress.demo.organizations import organizations, zone_regions, zones
from plugins.congress.demo.people import mandates, people
from plugins.congress.demo.terms import sessions, terms


def loads(scale: float) -> Iterator[Load]:
    """The rows at that multiple of the usual number of deputies; divisions and congresses are seeds."""
    yield calendar_years()
    yield calendar_days()
    yield organizations()
    yield zones()
    yield zone_regions()
    yield terms()
    yield sessions()
    yield people(scale)
    yield delegations(scale)
    yield mandates(scale)
    yield groups(scale)
    yield memberships(scale)
