"""What this plugin contributes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.api import Load, Model, Mutation, Role, Rule, hookimpl, mutation
from plugins.stations import models as definitions
from plugins.stations import rules as access
from plugins.stations.congress import StationsOrganization, StationsPerson, StationsRegion
from plugins.stations.demo.loads import loads
from plugins.stations.mutations import record_opinion
from plugins.stations.roles import STATION_STAFF


@hookimpl
def models() -> Sequence[type[Model]]:
    """Stations and what happens there, and the way to them from divisions, deputies and organizations."""
    return (
        definitions.Station,
        definitions.StationCoverage,
        definitions.StationAssignment,
        definitions.ReceptionDay,
        definitions.ReceptionDayDeputy,
        definitions.Resident,
        definitions.Opinion,
        StationsRegion,
        StationsPerson,
        StationsOrganization,
    )


@hookimpl
def roles() -> Sequence[Role]:
    """The staff of a station."""
    return (STATION_STAFF,)


@hookimpl
def rules() -> Sequence[Rule]:
    """Stations are public; opinions are as far as they say so; residents are not."""
    return access.rules()


@hookimpl
def mutations() -> Sequence[Mutation]:
    """What station staff may change."""
    return (mutation(record_opinion, allow=(STATION_STAFF,)),)


@hookimpl
def demo(scale: float) -> Iterable[Load]:
    """A made-up network of stations, with two years of opinions."""
    return loads(scale)
