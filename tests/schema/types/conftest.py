"""A small world of two plugins: stations in regions, and a county that extends the stations."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

import pytest
import strawberry
from graphql import GraphQLSchema
from sqlalchemy import ColumnElement, true
from sqlalchemy.orm import Mapped

from core.composition.compose import compose
from core.declarations.computed import computed
from core.declarations.contribution import Contribution
from core.declarations.environments import Env, Rows, RuleEnv
from core.declarations.models import Model, field, link, links
from core.declarations.mutations import Ref, label, mutation
from core.declarations.roles import PUBLIC, Role
from core.declarations.rules import Action, Rule, grant
from core.foundation.i18n import Translations
from core.generation.generation import Generation
from core.values.choices import Choice
from schema.build import build_schema

STAFF = Role("staff", "Staff")


class Kind(Choice):
    """The kinds of stations."""

    CENTRE = "Duty centre"
    POINT = "Contact point"


class Region(Model):
    """A division."""

    __keys__ = (("code", "valid_from"),)

    code: Mapped[str] = field(label="Code")
    valid_from: Mapped[date] = field(label="Valid from")
    name: Mapped[str] = field(label="Name", search=True)
    short_name: Mapped[str | None] = field(label="Short name", search=True)
    population: Mapped[int] = field(label="Population", big=True)
    parent: Mapped[Region | None] = link(label="Part of")
    stations: Mapped[list[Station]] = links(label="Stations", back="host_region")


class Station(Model):
    """A place where deputies meet residents.

    It has opening hours.
    """

    code: Mapped[str] = field(label="Code", unique=True)
    kind: Mapped[Kind] = field(label="Kind")
    phone: Mapped[str] = field(label="Telephone", audience=(STAFF,))
    seats: Mapped[int] = field(label="Seats")
    score: Mapped[float] = field(label="Score")
    active: Mapped[bool] = field(label="Active")
    opens_at: Mapped[time | None] = field(label="Opens at")
    founded_at: Mapped[datetime] = field(label="Founded at")
    host_region: Mapped[Region] = link(label="Region")
    region_of_staff: Mapped[Region | None] = link(label="Region of the staff")
    visits: Mapped[list[Visit]] = links(label="Visits", back="station")

    @computed
    @classmethod
    def visit_count(cls, rows: Rows) -> ColumnElement[int]:
        """Number of visits."""
        visit = rows[Visit]
        return rows.count(visit, visit.station_id == cls.id)


class Visit(Model):
    """A visit to a station."""

    station_id: Mapped[int]
    station: Mapped[Station] = link(label="Station")
    note: Mapped[str | None] = field(label="Note")


class CountyStation(Station):
    """A station with a drum tower."""

    drum_tower: Mapped[str | None] = field(label="Drum tower")


@dataclass(frozen=True, kw_only=True)
class GuestInput:
    """Somebody who came along."""

    name: str = dataclasses.field(metadata=label("Name"))
    region: Ref[Region] | None = dataclasses.field(metadata=label("Home"), default=None)


@dataclass(frozen=True, kw_only=True)
class RecordVisitInput:
    """What is known of a visit."""

    station: Ref[Station] = dataclasses.field(metadata=label("Station"))
    visited_on: date = dataclasses.field(metadata=label("Day"))
    note: str | None = dataclasses.field(metadata=label("Note"))
    kind: Kind = dataclasses.field(metadata=label("Kind"), default=Kind.CENTRE)
    hours: int = dataclasses.field(metadata=label("Hours"), default=1)
    regions: list[Ref[Region]] = dataclasses.field(metadata=label("Regions"), default_factory=list)
    guests: list[GuestInput] | None = dataclasses.field(metadata=label("Guests"), default=None)


def record_visit(env: Env, input: RecordVisitInput) -> Visit:
    """Record a visit."""
    return env.create(Visit(station_id=input.station.id, note=input.note))


def _open(_env: RuleEnv, model: type[Station]) -> ColumnElement[bool]:
    return model.active == true()


class Spoken(Mapping[str, str]):
    """A catalogue that has every text."""

    def __getitem__(self, text: str) -> str:
        return f"【{text}】"

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


RULES: tuple[Rule, ...] = (
    grant(PUBLIC, Action.READ, Region),
    grant(PUBLIC, Action.READ, Station, _open),
    grant(PUBLIC, Action.READ, Visit),
)


@pytest.fixture(scope="session")
def make_generation() -> Callable[[], Generation]:
    """Composes the small world anew."""
    town = Contribution(
        plugin="town",
        depends=frozenset(),
        package=__name__,
        models=(Region, Station, Visit),
        roles=(STAFF,),
        rules=RULES,
        mutations=(mutation(record_visit, allow=(STAFF,)),),
    )
    county = Contribution(plugin="county", depends=frozenset({"town"}), package=__name__, models=(CountyStation,))
    return lambda: compose([town, county])


@pytest.fixture(scope="session")
def generation(make_generation: Callable[[], Generation]) -> Generation:
    return make_generation()


@pytest.fixture(scope="session")
def built(generation: Generation) -> strawberry.Schema:
    return build_schema(generation)


@pytest.fixture(scope="session")
def schema(built: strawberry.Schema) -> GraphQLSchema:
    return built._schema  # noqa: SLF001 - strawberry's own way to graphql-core's schema


@pytest.fixture(scope="session")
def spoken(generation: Generation) -> GraphQLSchema:
    """The schema where every text has a translation."""
    translations, generation.translations = generation.translations, Translations({"zh_CN": Spoken()})
    try:
        return build_schema(generation)._schema  # noqa: SLF001 - likewise
    finally:
        generation.translations = translations
