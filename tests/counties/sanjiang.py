"""A county's plugin: Sanjiang marks the drum tower a station meets in, and keeps a list of the towers."""

from __future__ import annotations

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped
from typing_extensions import override

from core.api import PUBLIC, Action, Model, Rows, _, computed, field, grant, link, links
from plugins.stations.models import Station
from tests.counties.kit import contribution


class DrumTower(Model):
    """A tower of a Dong village, where people have met to decide for centuries."""

    __keys__ = (("name",),)

    name: Mapped[str] = field(label=_("Name"), length=60, unique=True, search=True)
    storeys: Mapped[int | None] = field(label=_("Storeys"))
    stations: Mapped[list[Station]] = links(label=_("Stations that meet in it"), back="drum_tower")


class SanjiangStation(Station):
    """A station with the drum tower it meets in."""

    drum_tower_id: Mapped[int | None]
    drum_tower: Mapped[DrumTower | None] = link(label=_("Drum tower"))
    meets_under_roof: Mapped[bool] = field(label=_("Meets under a roof"), default=True, server_default="true")

    @computed
    @classmethod
    def stations_in_tower(cls, rows: Rows) -> ColumnElement[int]:
        """Number of stations that meet in the same tower."""
        station = rows[SanjiangStation]
        return rows.count(station, station.drum_tower_id == cls.drum_tower_id)

    @override
    def opinion_number(self, serial: int) -> str:
        return f"SJ-{super().opinion_number(serial)}"


CONTRIBUTION = contribution(
    "sanjiang",
    models=(DrumTower, SanjiangStation),
    rules=(grant(PUBLIC, Action.READ, DrumTower),),
)
