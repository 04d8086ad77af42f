"""Builders with defaults, so that a test shows only what it is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import TypeVar

from sqlalchemy import select

from core.access import OPERATOR
from core.access import Grant as Held
from core.env import Env
from core.model import Model
from plugins.congress.congresses import begin_term
from plugins.congress.models import Congress, Mandate, MandateStatus, Person, Region, Term, Visibility
from plugins.stations.models import (
    Opinion,
    OpinionCategory,
    OpinionChannel,
    OpinionHandling,
    Station,
    StationAssignment,
    StationKind,
    StationState,
)
from plugins.stations.roles import STATION_STAFF

M = TypeVar("M", bound=Model)

LIUZHOU = "4502"
RONGAN = "450224"
RONGKANG = "450224100011"
YUFENG = "450203"
QILIN = "450203007"


class World:
    """Makes rows for one test; `env` gives an environment for an actor with those grants."""

    def __init__(self, env: Callable[..., Env]) -> None:
        self.env = env
        self._bare = env()
        self._numbers = count(1)

    def add(self, definition: type[M], **values: object) -> M:
        """The record, written without asking any rule."""
        record = self._bare[definition](**values)
        self._bare.session.add(record)
        self._bare.session.flush()
        return record

    def region(self, code: str) -> Region:
        """The seeded division with that code."""
        region = self._bare[Region]
        return self._bare.session.scalars(select(region).where(region.code == code)).one()

    def congress(self, code: str) -> Congress:
        """The seeded congress of the division with that code."""
        congress = self._bare[Congress]
        return self._bare.session.scalars(select(congress).where(congress.code == code)).one()

    def a_term(self, congress: str = LIUZHOU, ordinal: int = 15, starts_on: date = date(2021, 9, 1)) -> Term:
        """A term of the congress with that code."""
        env, name = self.env(Held(OPERATOR.name)), f"term {ordinal}"
        return begin_term(env, self.congress(congress), ordinal=ordinal, name=name, starts_on=starts_on)

    def a_deputy(self, term: Term | None = None, **values: object) -> Person:
        """A person with one active mandate."""
        person = self.add(Person, **{"name": "韦小明", **values})
        self.a_mandate(person, term or self.a_term())
        return person

    def a_mandate(self, person: Person, term: Term, **values: object) -> Mandate:
        """An active mandate of the person."""
        known = {"status": MandateStatus.ACTIVE, "started_on": term.starts_on, **values}
        return self.add(Mandate, person_id=person.id, term_id=term.id, **known)

    def a_station(self, region: str = RONGKANG, /, **values: object) -> Station:
        """An active liaison station in the division with that code."""
        known = {
            "code": f"T{next(self._numbers)}",
            "name": "融康社区联络站",
            "kind": StationKind.STATION,
            "state": StationState.ACTIVE,
            "established_on": date(2024, 1, 1),
            "host_region_id": self.region(region).id,
        }
        return self.add(Station, **{**known, **values})

    def an_assignment(self, station: Station, person: Person, **values: object) -> StationAssignment:
        """The person's assignment to the station."""
        known = {"started_on": date(2024, 1, 1), **values}
        return self.add(StationAssignment, station_id=station.id, person_id=person.id, **known)

    def an_opinion(self, station: Station, **values: object) -> Opinion:
        """A public opinion that was forwarded."""
        serial = next(self._numbers)
        known = {
            "number": station.opinion_number(serial),
            "serial": serial,
            "channel": OpinionChannel.PHONE,
            "category": OpinionCategory.ROADS,
            "received_at": self._bare.now,
            "text": "路灯不亮",
            "visibility": Visibility.PUBLIC,
            "handling": OpinionHandling.FORWARDED,
        }
        return self.add(Opinion, station_id=station.id, **{**known, **values})

    def staff_of(self, station: Station) -> Env:
        """The environment of somebody on the station's staff."""
        return self.env(Held(STATION_STAFF.name, station.id, STATION_STAFF.scope))
