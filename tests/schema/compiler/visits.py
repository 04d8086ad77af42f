"""A county's plugin that plans visits: every kind of resolved field there is."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Annotated

from sqlalchemy import ColumnElement, func, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import JSONB

from core.declarations.contribution import Contribution
from core.declarations.environments import ReadEnv, Rows
from core.declarations.models import extensible
from core.declarations.mutations import Ref, label
from core.declarations.resolved import Expressions, Needed, resolved
from core.foundation.errors import Invalid
from core.values.choices import Choice
from plugins.congress.models import Person
from plugins.stations.models import Opinion, Station

CALLS: list[tuple[str, int]] = []
"""Each call of a resolved field, with the number of its records."""
SURVEYORS = Barrier(2, timeout=20)
"""Where two surveys meet: each goes on once the other has come there too."""


class Pace(Choice):
    """How one goes."""

    WALK = "On foot"
    RIDE = "By bus"


@dataclass(frozen=True)
class Stop:
    """A stop of a visit."""

    name: str = dataclasses.field(metadata=label("Name"))
    pace: Pace = dataclasses.field(metadata=label("Pace"))
    station: Ref[Station] = dataclasses.field(metadata=label("Station"))
    at: datetime | None = dataclasses.field(default=None, metadata=label("Instant"))
    before: Stop | None = dataclasses.field(default=None, metadata=label("The stop before"))
    on_the_way: list[Stop] = dataclasses.field(default_factory=list, metadata=label("Stops on the way"))


def needs_of_age(station: type[Station], rows: Rows) -> Expressions:
    return {"established_on": station.established_on}


def needs_of_route(station: type[Station], rows: Rows) -> Expressions:
    opinion = rows[Opinion]
    serials = select(func.jsonb_agg(opinion.serial)).where(opinion.station_id == station.id).scalar_subquery()
    return {"id": station.id, "name": station.name, "serials": sql_cast(serials, JSONB)}


def needs_of_phone(station: type[Station], rows: Rows, person: ColumnElement[int]) -> Expressions:
    found = rows[Person]
    return {"phone": select(found.phone).where(found.id == person).scalar_subquery()}


def needs_of_opinion(opinion: type[Opinion], rows: Rows) -> Expressions:
    return {"text": opinion.text}


class VisitedStation(Station):
    """A station with what visitors want to know."""

    @resolved(needs=needs_of_age)
    @classmethod
    @extensible
    def age(
        cls, needed: Sequence[Needed], env: ReadEnv, *, on: Annotated[date, label("Day")] = date(2024, 5, 1)
    ) -> Sequence[int | None]:
        """Days since it was established."""
        CALLS.append(("age", len(needed)))
        days = [one["established_on"] for one in needed]
        return [(on - date.fromisoformat(str(day))).days if day else None for day in days]

    @resolved(needs=needs_of_route)
    @staticmethod
    def route(
        needed: Sequence[Needed],
        env: ReadEnv,
        *,
        pace: Annotated[Pace, label("Pace")] = Pace.WALK,
        start: Annotated[datetime | None, label("Start")] = None,
    ) -> Sequence[list[Stop]]:
        """The way to it."""
        CALLS.append(("route", len(needed)))
        return [_way(one, pace, start) for one in needed]

    @resolved(needs=needs_of_phone)
    @staticmethod
    def phone_of(
        needed: Sequence[Needed], env: ReadEnv, *, person: Annotated[Ref[Person], label("Deputy")]
    ) -> Sequence[str | None]:
        """The telephone of a deputy, as far as one may read it."""
        return [str(one["phone"]) if one["phone"] else None for one in needed]

    @resolved(needs=needs_of_age)
    @staticmethod
    def greeting(needed: Sequence[Needed], env: ReadEnv) -> Sequence[str]:
        """A word of welcome, in the reader's language."""
        return [f"{env.translate('Name')} {env.actor.name} {env.now.utcoffset()}" for _ in needed]

    @resolved(needs=needs_of_age)
    @staticmethod
    def broken(needed: Sequence[Needed], env: ReadEnv, *, how: Annotated[str, label("How")] = "fail") -> Sequence[int]:
        """What fails."""
        if how == "refuse":
            raise Invalid(reason="not today")
        if how == "one":
            return [2**40 if one["established_on"] is None else 1 for one in needed]
        return [] if how == "short" else [1 // 0 for _ in needed]

    @resolved(needs=needs_of_age, slow=True)
    @staticmethod
    def survey(needed: Sequence[Needed], env: ReadEnv, *, how: Annotated[str, label("How")] = "meet") -> Sequence[int]:
        """What takes long: as long as until another survey is made at the same time."""
        CALLS.append(("survey", len(needed)))
        if how == "refuse":
            raise Invalid(reason="not today")
        if how == "meet":
            SURVEYORS.wait()
        return [1 // 0 if how == "fail" else len(needed) for _ in needed]


class VisitedOpinion(Opinion):
    """An opinion as visitors read it."""

    @resolved(needs=needs_of_opinion)
    @staticmethod
    def length(needed: Sequence[Needed], env: ReadEnv) -> Sequence[int]:
        """Number of its characters."""
        CALLS.append(("length", len(needed)))
        return [len(str(one["text"])) for one in needed]


def _way(one: Needed, pace: Pace, start: datetime | None) -> list[Stop]:
    here = Ref[Station](int(str(one["id"])))
    first = Stop(name=f'{one["name"]}\x01"', pace=pace, station=here)
    serials = one["serials"]
    count = len(serials) if isinstance(serials, list) else 0
    later = start + timedelta(minutes=count) if start else None
    return [first, Stop(name=str(count), pace=Pace.RIDE, station=here, at=later, before=first, on_the_way=[first])]


def needs_of_roof(station: type[Station], rows: Rows) -> Expressions:
    return {"closed_on": station.closed_on}


class RoofedStation(VisitedStation):
    """What another plugin adds to the age of a station."""

    @resolved(needs=needs_of_roof)
    @classmethod
    def age(
        cls, needed: Sequence[Needed], env: ReadEnv, *, on: Annotated[date, label("Day")] = date(2024, 5, 1)
    ) -> Sequence[int | None]:
        ages = super().age(needed, env, on=on)
        return [-1 if one["closed_on"] else age for one, age in zip(needed, ages, strict=True)]


VISITS = Contribution(
    plugin="visits",
    depends=frozenset({"congress", "stations"}),
    package="renda_visits",
    models=(VisitedStation, VisitedOpinion),
)
ROOFS = Contribution(
    plugin="roofs",
    depends=frozenset({"congress", "stations", "visits"}),
    package="renda_roofs",
    models=(RoofedStation,),
)
