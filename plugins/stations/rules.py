"""Who may read and record what. Stations are public; an opinion is when it says so; a resident never is."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from core.api import PUBLIC, Action, Role, Rule, RuleEnv, grant
from plugins.congress.models import Region, Visibility
from plugins.congress.roles import AUDITOR, CITY_STAFF, CONGRESS_LEADER, COUNTY_STAFF, DEPUTY, TOWNSHIP_STAFF
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
    return _heard_in_county(COUNTY_STAFF, env, model)


def opinion_in_township(env: RuleEnv, model: type[Opinion]) -> ColumnElement[bool]:
    """Opinions of the stations in the actor's township, and in its villages and neighbourhoods."""
    host, region = _host(env, model)
    within = or_(env.in_scope(TOWNSHIP_STAFF, region.id), env.in_scope(TOWNSHIP_STAFF, region.parent_id))
    return host.where(within).exists()


def opinion_in_city(env: RuleEnv, model: type[Opinion]) -> ColumnElement[bool]:
    """Opinions of all stations in the actor's city, but those for the staff in charge alone."""
    return and_(_told_above(model), _heard_in_city(CITY_STAFF, env, model))


def opinion_under_leader(env: RuleEnv, model: type[Opinion]) -> ColumnElement[bool]:
    """Opinions of all stations in the leader's division, but those for the staff in charge alone."""
    heard = or_(_heard_in_county(CONGRESS_LEADER, env, model), _heard_in_city(CONGRESS_LEADER, env, model))
    return and_(_told_above(model), heard)


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
        grant(TOWNSHIP_STAFF, Action.READ, Opinion, opinion_in_township),
        grant(COUNTY_STAFF, Action.READ, Opinion, opinion_in_county),
        grant(CITY_STAFF, Action.READ, Opinion, opinion_in_city),
        grant(CONGRESS_LEADER, Action.READ, Opinion, opinion_under_leader),
        grant(AUDITOR, Action.READ, Opinion),
    )


def _told_above(model: type[Opinion]) -> ColumnElement[bool]:
    return model.visibility != Visibility.CONFIDENTIAL


def _heard_in_county(role: Role, env: RuleEnv, model: type[Opinion]) -> ColumnElement[bool]:
    host, region = _host(env, model)
    return host.where(env.in_scope(role, region.county_id)).exists()


def _heard_in_city(role: Role, env: RuleEnv, model: type[Opinion]) -> ColumnElement[bool]:
    (host, region), county = _host(env, model), env.alias(Region)
    return host.join(county, county.id == region.county_id).where(env.in_scope(role, county.parent_id)).exists()


def _host(env: RuleEnv, model: type[Opinion]) -> tuple[Select[int], type[Region]]:
    """The station at which the opinion was heard, with its division."""
    station, region = env.alias(Station), env.alias(Region)
    host = select(station.id).join(region, region.id == station.host_region_id)
    return host.where(station.id == model.station_id), region
