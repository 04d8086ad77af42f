"""Builders with defaults: each adds one record and gives it back, so that a test shows only what it is about."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine
from sqlalchemy.orm import Session as OrmSession

from core.declarations.models import Model
from plugins.congress.models import Mandate, MandateStatus, Person, Term, Visibility
from plugins.stations.models import (
    Opinion,
    OpinionCategory,
    OpinionChannel,
    OpinionHandling,
    ReceptionDay,
    Resident,
    Station,
    StationAssignment,
    StationCoverage,
    StationKind,
    StationState,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.generation.generation import Generation

M = TypeVar("M", bound=Model)

DAY = date(2023, 5, 1)
HERE = ZoneInfo("Asia/Shanghai")


def at(month: int, day: int, hour: int = 9) -> datetime:
    """An hour of a day of 2024, in Liuzhou."""
    return datetime(2024, month, day, hour, tzinfo=HERE)


@dataclass(frozen=True)
class Rows:
    """Adds records to a database of one generation, past all rules; numbers follow those of the seeds."""

    generation: Generation
    session: OrmSession
    _serials: count[int] = field(default_factory=lambda: count(1))

    def add(self, definition: type[M], **values: object) -> M:
        """The new record of the model."""
        record = self.generation[definition](**values)
        self.session.add(record)
        self.session.flush()
        return record

    def a_station(self, code: str, *, host: int, **values: Any) -> Station:  # noqa: ANN401 - columns
        """An active liaison station in the division of that number."""
        state = values.get("state", StationState.ACTIVE)
        defaults = {
            "name": f"站点{code}",
            "kind": StationKind.STATION,
            "state": state,
            "established_on": None if state is StationState.PLANNED else DAY,
        }
        return self.add(Station, code=code, host_region_id=host, **{**defaults, **values})

    def a_term(self, congress: int, **values: Any) -> Term:  # noqa: ANN401 - columns
        """A running term of the congress of that number."""
        defaults = {"ordinal": 17, "name": "第十七届", "starts_on": date(2021, 9, 1)}
        return self.add(Term, congress_id=congress, **{**defaults, **values})

    def a_person(self, name: str, *terms: Term, **values: Any) -> Person:  # noqa: ANN401 - columns
        """Someone with an active mandate of each term; without one, the public does not see them."""
        person = self.add(Person, name=name, **values)
        for term in terms:
            self.a_mandate(person, term)
        return person

    def a_mandate(self, person: Person, term: Term, **values: Any) -> Mandate:  # noqa: ANN401 - columns
        """An active mandate."""
        defaults = {"status": MandateStatus.ACTIVE, "started_on": term.starts_on}
        return self.add(Mandate, person_id=person.id, term_id=term.id, **{**defaults, **values})

    def an_assignment(self, station: Station, person: Person, **values: Any) -> StationAssignment:  # noqa: ANN401
        """An assignment that lasts."""
        defaults = {"started_on": DAY}
        return self.add(StationAssignment, station_id=station.id, person_id=person.id, **{**defaults, **values})

    def covers(self, station: Station, *regions: int) -> None:
        """Let the station cover the divisions of those numbers."""
        for region in regions:
            self.add(StationCoverage, station_id=station.id, region_id=region)

    def a_reception_day(self, station: Station, held_on: date, **values: Any) -> ReceptionDay:  # noqa: ANN401
        """A planned reception day, in the morning."""
        defaults = {"starts_at": time(9), "ends_at": time(11, 30)}
        return self.add(ReceptionDay, station_id=station.id, held_on=held_on, **{**defaults, **values})

    def a_resident(self, station: Station, **values: Any) -> Resident:  # noqa: ANN401 - columns
        """A resident known to the station."""
        return self.add(Resident, station_id=station.id, **{"pseudonym": "居民甲", **values})

    def an_opinion(self, station: Station, text: str, **values: Any) -> Opinion:  # noqa: ANN401 - columns
        """A public opinion, to be taken up as a suggestion."""
        serial = next(self._serials)
        defaults = {
            "number": f"{station.code}-{serial:05}",
            "serial": serial,
            "channel": OpinionChannel.IN_PERSON,
            "received_at": at(1, 1),
            "category": OpinionCategory.ROADS,
            "visibility": Visibility.PUBLIC,
            "handling": OpinionHandling.TO_SUGGESTION,
        }
        return self.add(Opinion, station_id=station.id, text=text, **{**defaults, **values})


@contextmanager
def rows_of(generation: Generation, url: str) -> Iterator[Rows]:
    """Builders whose records are saved at the end."""
    engine = create_engine(url)
    try:
        with OrmSession(engine) as session, session.begin():
            yield Rows(generation, session)
    finally:
        engine.dispose()
