"""Which deputies serve at which station."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Table, func
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped

from core.api import Choice, Model, _, field, link
from plugins.congress.models import Person

if TYPE_CHECKING:
    from plugins.stations.models.stations import Station


class AssignmentRole(Choice):
    """What a deputy does at a station."""

    CONVENOR = _("Convenor")
    MEMBER = _("Member")


def _no_two_at_once(assignment: Table) -> ExcludeConstraint:
    """A deputy is assigned to a station once at a time."""
    station, person = assignment.c.station_id, assignment.c.person_id
    return ExcludeConstraint(
        (func.int8range(station, station, "[]"), "&&"),
        (func.int8range(person, person, "[]"), "&&"),
        (func.daterange(assignment.c.started_on, assignment.c.ended_on, "[]"), "&&"),
        name="ex_stations_station_assignment_overlap",
    )


class StationAssignment(Model):
    """A deputy's service at a station, where deputies of several levels work side by side."""

    __checks__ = (("dates", "ended_on >= started_on"),)
    __constraints__ = (_no_two_at_once,)

    station_id: Mapped[int]
    station: Mapped[Station] = link(label=_("Station"))
    person_id: Mapped[int]
    person: Mapped[Person] = link(label=_("Deputy"))
    role: Mapped[AssignmentRole] = field(label=_("Role"), default=AssignmentRole.MEMBER, server_default="MEMBER")
    started_on: Mapped[date] = field(label=_("Assigned since"), index=True)
    ended_on: Mapped[date | None] = field(label=_("Last day; empty while assigned"))
