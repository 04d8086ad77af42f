"""What this plugin adds to the models of the congress plugin."""

from __future__ import annotations

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped

from core.api import Rows, _, computed, links
from plugins.congress.models import Organization, Person, Region
from plugins.stations.models import (
    Opinion,
    ReceptionDay,
    ReceptionDayDeputy,
    Station,
    StationAssignment,
    StationCoverage,
    StationState,
)


class StationsRegion(Region):
    """A division with its stations."""

    hosted_stations: Mapped[list[Station]] = links(label=_("Stations in this division"), back="host_region")
    station_coverages: Mapped[list[StationCoverage]] = links(label=_("Coverage records"), back="region")
    covering_stations: Mapped[list[Station]] = links(
        label=_("Stations that cover this division"), via="station_coverages.station"
    )
    opinions: Mapped[list[Opinion]] = links(label=_("Opinions about this division"), back="region")

    @computed
    @classmethod
    def active_stations(cls, rows: Rows) -> ColumnElement[int]:
        """Number of active stations in this division itself."""
        station = rows[Station]
        return rows.count(station, station.host_region_id == cls.id, station.state == StationState.ACTIVE)


class StationsPerson(Person):
    """A deputy with the stations of the mixed groups."""

    station_assignments: Mapped[list[StationAssignment]] = links(label=_("Assignments to stations"), back="person")
    stations: Mapped[list[Station]] = links(
        label=_("Stations where the deputy now serves"),
        via="station_assignments.station",
        only=lambda assignment: assignment.ended_on.is_(None),
    )
    reception_rota: Mapped[list[ReceptionDayDeputy]] = links(label=_("Places on a rota"), back="person")
    reception_days: Mapped[list[ReceptionDay]] = links(
        label=_("Reception days of the deputy"), via="reception_rota.reception_day"
    )
    received_opinions: Mapped[list[Opinion]] = links(label=_("Opinions received"), back="received_by")


class StationsOrganization(Organization):
    """An organization with the opinions forwarded to it."""

    forwarded_opinions: Mapped[list[Opinion]] = links(label=_("Opinions forwarded to it"), back="forwarded_to")
