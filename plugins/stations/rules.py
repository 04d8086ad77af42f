"""Who may read and record what. Stations are public; an opinion is when it says so; a resident never is."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, select

from core.access import PUBLIC, Action, Rule, grant
from core.rows import RuleEnv
from plugins.congress.models import Region, Visibility
from plugins.congress.roles import COUNTY_STAFF, DEPUTY
from plugins.stations.models import (
    Opinion,
    ReceptionDay,
    ReceptionDayDeputy,
    Resident,
    Station,
    StationAssignment,
    StationCoverage,
)
from plugins.stations.roles import STATION_STAFF


def published(env: RuleEnv, model: type[Opinion]) -> ColumnElement[bool]:
    """Opinions meant for everyone."""
    return model.visibility == Visibility.PUBLIC


def own_opinion(env: RuleEnv, model: type[Opinion]) -> ColumnElement[bool]:
    """Opinions of the actor's station."""
    return env.in_scope(STATION_STAFF, model.station_id)


def own_resident(env: RuleEnv, model: type[Resident]) -> ColumnElement[bool]:
    """Residents who spoke to the actor's station."""
    return env.in_scope(STATION_STAFF, model.station_id)


def opinion_in_county(env: RuleEnv, model: type[Opinion]) -> ColumnElement[bool]:
    """Opinions of the stations in the actor's county."""
    station, region = env.alias(Station), env.alias(Region)
    host = select(station.id).join(region, region.id == station.host_region_id)
    found = host.where(station.id == model.station_id, env.in_scope(COUNTY_STAFF, region.county_id))
    return found.exists()


def heard_at_own_station(env: RuleEnv, model: type[Opinion]) -> ColumnElement[bool]:
    """Opinions, but those for staff alone, of the stations at which the deputy now serves."""
    assignment = env.alias(StationAssignment)
    serves = exists().where(
        assignment.station_id == model.station_id,
        env.in_scope(DEPUTY, assignment.person_id),
        assignment.ended_on.is_(None),
    )
    return and_(model.visibility.in_((Visibility.PUBLIC, Visibility.DEPUTIES)), serves)


def rules() -> Sequence[Rule]:
    """All rules of the plugin; the operator reads what the public reads and no opinion beyond that."""
    return (
        grant(PUBLIC, Action.READ, Station),
        grant(PUBLIC, Action.READ, StationCoverage),
        grant(PUBLIC, Action.READ, StationAssignment),
        grant(PUBLIC, Action.READ, ReceptionDay),
        grant(PUBLIC, Action.READ, ReceptionDayDeputy),
        grant(PUBLIC, Action.READ, Opinion, published),
        grant(DEPUTY, Action.READ, Opinion, heard_at_own_station),
        grant(STATION_STAFF, Action.READ, Opinion, own_opinion),
        grant(STATION_STAFF, Action.CREATE, Opinion, own_opinion),
        grant(STATION_STAFF, Action.READ, Resident, own_resident),
        grant(COUNTY_STAFF, Action.READ, Opinion, opinion_in_county),
    )
