"""Duty centres, liaison stations and liaison points, and what they cover."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Index, Table, text
from sqlalchemy.orm import Mapped

from core.api import Choice, Model, Rows, _, computed, extensible, field, link, links
from plugins.congress.models import Person, Region
from plugins.stations.models.assignments import StationAssignment
from plugins.stations.models.opinions import Opinion

if TYPE_CHECKING:
    from plugins.stations.models.receptions import ReceptionDay


class StationKind(Choice):
    """The kinds of place where deputies meet residents."""

    CENTRE = _("Duty centre")
    STATION = _("Liaison station")
    POINT = _("Liaison point")


class StationTheme(Choice):
    """What a station is mainly for."""

    GENERAL = _("General")
    RELOCATION = _("Resettlement area")
    INDUSTRY = _("Industrial area")
    MARKET = _("Market")
    SECTOR = _("Field of work")
    LEGISLATIVE_OUTREACH = _("Legislative outreach office")


class StationState(Choice):
    """Where a station stands."""

    PLANNED = _("Planned")
    ACTIVE = _("Active")
    SUSPENDED = _("Suspended")
    CLOSED = _("Closed down")


def _one_active_centre(station: Table) -> Index:
    """A division has one duty centre at work."""
    return Index(
        "uq_stations_station_active_centre",
        station.c.host_region_id,
        unique=True,
        postgresql_where=text("kind = 'CENTRE' AND state = 'ACTIVE'"),
    )


class Station(Model):
    """A place where deputies meet residents."""

    __checks__ = (
        ("dates", "closed_on >= established_on"),
        ("active", "state <> 'ACTIVE' OR (established_on IS NOT NULL AND closed_on IS NULL)"),
        ("closed", "state <> 'CLOSED' OR closed_on IS NOT NULL"),
        ("centre", "kind <> 'CENTRE' OR parent_centre_id IS NULL"),
        ("position", "(latitude IS NULL) = (longitude IS NULL)"),
        ("on_the_globe", "latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180"),
    )
    __constraints__ = (_one_active_centre,)

    code: Mapped[str] = field(label=_("Code"), length=20, unique=True)
    name: Mapped[str] = field(label=_("Name"), length=120, search=True, index=True)
    kind: Mapped[StationKind] = field(label=_("Kind"), index=True)
    theme: Mapped[StationTheme] = field(
        label=_("Theme"), index=True, default=StationTheme.GENERAL, server_default="GENERAL"
    )
    state: Mapped[StationState] = field(label=_("State"), index=True, default=StationState.PLANNED)
    host_region_id: Mapped[int]
    host_region: Mapped[Region] = link(label=_("Host division"))
    parent_centre_id: Mapped[int | None]
    parent_centre: Mapped[Station | None] = link(label=_("Duty centre it belongs to"))
    address: Mapped[str | None] = field(label=_("Address"), length=200, search=True)
    latitude: Mapped[float | None] = field(label=_("Latitude in degrees"))
    longitude: Mapped[float | None] = field(label=_("Longitude in degrees"))
    opening_hours: Mapped[str | None] = field(label=_("Opening hours"), length=200)
    has_premises: Mapped[bool] = field(label=_("Has premises"), default=False, server_default="false")
    has_sign: Mapped[bool] = field(label=_("Has a sign"), default=False, server_default="false")
    has_staff: Mapped[bool] = field(label=_("Has staff"), default=False, server_default="false")
    has_rules: Mapped[bool] = field(label=_("Has working rules"), default=False, server_default="false")
    has_ledger: Mapped[bool] = field(label=_("Keeps a ledger"), default=False, server_default="false")
    has_funds: Mapped[bool] = field(label=_("Has funds"), default=False, server_default="false")
    established_on: Mapped[date | None] = field(label=_("Established on"), index=True)
    closed_on: Mapped[date | None] = field(label=_("Closed down on"))

    branches: Mapped[list[Station]] = links(label=_("Stations and points below it"), back="parent_centre")
    coverages: Mapped[list[StationCoverage]] = links(label=_("Coverage records"), back="station")
    coverage: Mapped[list[Region]] = links(label=_("Divisions it covers"), via="coverages.region")
    assignments: Mapped[list[StationAssignment]] = links(label=_("Assignments"), back="station")
    deputies: Mapped[list[Person]] = links(
        label=_("Deputies now assigned"),
        via="assignments.person",
        only=lambda assignment: assignment.ended_on.is_(None),
    )
    reception_days: Mapped[list[ReceptionDay]] = links(label=_("Reception days"), back="station")
    opinions: Mapped[list[Opinion]] = links(label=_("Opinions"), back="station")

    @extensible
    def opinion_number(self, serial: int) -> str:
        """The number on the resident's slip, made from the running number at the station."""
        return f"{self.code}-{serial:05}"

    @computed
    @classmethod
    def deputy_count(cls, rows: Rows) -> ColumnElement[int]:
        """Number of deputies now assigned."""
        assignment = rows[StationAssignment]
        return rows.count(assignment, assignment.station_id == cls.id, assignment.ended_on.is_(None))

    @computed
    @classmethod
    def coverage_count(cls, rows: Rows) -> ColumnElement[int]:
        """Number of divisions it covers."""
        coverage = rows[StationCoverage]
        return rows.count(coverage, coverage.station_id == cls.id)

    @computed
    @classmethod
    def opinion_count(cls, rows: Rows) -> ColumnElement[int]:
        """Number of opinions received."""
        opinion = rows[Opinion]
        return rows.count(opinion, opinion.station_id == cls.id)

    @computed
    @classmethod
    def open_opinions(cls, rows: Rows) -> ColumnElement[int]:
        """Number of opinions not closed yet."""
        opinion = rows[Opinion]
        return rows.count(opinion, opinion.station_id == cls.id, opinion.closed_at.is_(None))


class StationCoverage(Model):
    """A division that a station covers; a station of an industry may cover none."""

    __keys__ = (("station", "region"),)

    station_id: Mapped[int]
    station: Mapped[Station] = link(label=_("Station"))
    region_id: Mapped[int]
    region: Mapped[Region] = link(label=_("Division"))
