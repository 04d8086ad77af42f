"""Plugins that fit together: regions, duty stations, and what two counties add to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped

from core.declarations.computed import computed
from core.declarations.environments import Env, Rows, RuleEnv
from core.declarations.models import Checks, Keys, Model, extensible, field, link, links
from core.declarations.mutations import mutation
from core.declarations.roles import Role
from core.declarations.rules import Action, grant
from core.values.choices import Choice
from tests.core.composition.zoo.kit import county, plugin

CLERK = Role("clerk", "Clerk", scope="region")


class StationKind(Choice):
    """The kinds of place where deputies meet residents."""

    CENTRE = "Duty centre"
    POINT = "Contact point"


class Region(Model):
    """A part of the country."""

    code: Mapped[str] = field(label="Code", length=12, unique=True)
    name: Mapped[str] = field(label="Name")


class Person(Model):
    """A deputy."""

    name: Mapped[str] = field(label="Name", search=True)
    phone: Mapped[str | None] = field(label="Telephone", audience=(CLERK,))


class Station(Model):
    """A place where deputies meet residents."""

    __keys__: ClassVar[Keys] = (("region", "number"), ("name", "kind"))
    __indexes__: ClassVar[Keys] = (("region", "kind"),)
    __checks__: ClassVar[Checks] = (("closed_after_opened", "closed_on >= opened_on"),)

    number: Mapped[int] = field(label="Number", server_default=1)
    name: Mapped[str] = field(label="Name", length=120, search=True)
    address: Mapped[str | None] = field(label="Address", search=True)
    kind: Mapped[StationKind] = field(label="Kind", index=True, default=StationKind.POINT)
    opened_on: Mapped[date | None] = field(label="Opened on")
    closed_on: Mapped[date | None] = field(label="Closed on")
    region_id: Mapped[int]
    region: Mapped[Region] = link(label="Region")
    centre: Mapped[Station | None] = link(label="Centre")
    points: Mapped[list[Station]] = links(label="Points", back="centre")
    opinions: Mapped[list[Opinion]] = links(label="Opinions", back="station")
    assignments: Mapped[list[Assignment]] = links(label="Assignments", back="station")
    deputies: Mapped[list[Person]] = links(
        label="Deputies", via="assignments.person", only=lambda assignment: assignment.ended_on.is_(None)
    )

    @computed
    @classmethod
    def open_opinions(cls, rows: Rows) -> ColumnElement[int]:
        """Opinions not closed yet."""
        opinion = rows[Opinion]
        return rows.count(opinion, opinion.station_id == cls.id, opinion.closed_at.is_(None))

    @extensible
    def announcement(self, day: date) -> list[str]:
        """What is said before a reception day."""
        return [f"{self.name}, {day:%d.%m.}"]


class Opinion(Model):
    """What a resident said."""

    text: Mapped[str] = field(label="Text")
    closed_at: Mapped[datetime | None] = field(label="Closed at")
    station_id: Mapped[int]
    station: Mapped[Station] = link(label="Station")


class Assignment(Model):
    """A deputy's duty at a station."""

    station_id: Mapped[int]
    station: Mapped[Station] = link(label="Station")
    person: Mapped[Person] = link(label="Deputy")
    ended_on: Mapped[date | None] = field(label="Ended on")


class StationsRegion(Region):
    """What the stations add to regions."""

    stations: Mapped[list[Station]] = links(label="Stations", back="region")


class SanjiangStation(Station):
    """What Sanjiang adds to stations."""

    drum_tower: Mapped[str | None] = field(label="Drum tower", search=True)

    @computed
    @classmethod
    def has_tower(cls, rows: Rows) -> ColumnElement[bool]:
        """Whether the station meets in a drum tower."""
        return cls.drum_tower.is_not(None)

    def announcement(self, day: date) -> list[str]:
        return [*super().announcement(day), f"beat the drum of {self.drum_tower}"]


class RongshuiStation(Station):
    """What Rongshui adds to stations."""

    __keys__ = (("dock",),)

    dock: Mapped[str | None] = field(label="Boat dock")

    @computed
    @classmethod
    def by_water(cls, rows: Rows) -> ColumnElement[bool]:
        """Whether a boat lands there."""
        return cls.dock.is_not(None)

    def announcement(self, day: date) -> list[str]:
        return [*super().announcement(day), f"boats leave for {self.dock}"]


@dataclass(frozen=True, kw_only=True)
class RecordOpinionInput:
    """What a resident said, and where."""

    text: str = ""


def record_opinion(env: Env, input: RecordOpinionInput) -> Opinion:
    """Record what a resident said."""
    return env[Opinion](text=input.text)


def of_open_stations(env: RuleEnv, model: type[Opinion]) -> ColumnElement[bool]:
    """Opinions of the clerk's own stations."""
    return env.in_scope(CLERK, model.station_id)


CONGRESS = plugin("congress", Region, Person, roles=(CLERK,))
STATIONS = plugin(
    "stations",
    Station,
    Opinion,
    Assignment,
    StationsRegion,
    depends=("congress",),
    mutations=(mutation(record_opinion, allow=(CLERK,)),),
)
STATIONS_RULES = (*STATIONS.rules, grant(CLERK, Action.CREATE, Opinion, of_open_stations))
RONGSHUI = county("rongshui", RongshuiStation)
SANJIANG = county("sanjiang", SanjiangStation)
BASE = (CONGRESS, STATIONS)
ALL = (CONGRESS, STATIONS, RONGSHUI, SANJIANG)
