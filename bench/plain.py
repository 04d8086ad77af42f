"""The server most people would write: strawberry types by hand, resolvers, and a DataLoader for each link.

Answers the benchmark's queries over the same tables as the compiled server, with the same JSON.
Start it with `python -m bench.plain PORT`; the database comes from RENDA_DATABASE_URL.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

import strawberry
import uvicorn
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader

from plugins.congress.models import Person, Region, Visibility
from plugins.stations.models import Opinion, Station, StationAssignment, StationKind
from schema.installation import Installation

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.websockets import WebSocket

GENERATION = Installation().generation
ENGINE = create_async_engine(
    os.environ["RENDA_DATABASE_URL"], pool_size=8, connect_args={"options": "-c timezone=Asia/Shanghai"}
)
SESSIONS = async_sessionmaker(ENGINE, expire_on_commit=False)


async def _rows(statement: Any) -> Sequence[Any]:  # noqa: ANN401 - any select
    async with SESSIONS() as session:
        return (await session.scalars(statement)).all()


async def _by_id(definition: type, keys: list[int]) -> list[Any]:
    model: Any = GENERATION[definition]
    found = {row.id: row for row in await _rows(select(model).where(model.id.in_(keys)))}
    return [found.get(key) for key in keys]


class Loaders:
    """The DataLoaders of one request."""

    def __init__(self) -> None:
        self.regions: DataLoader[int, Any] = DataLoader(lambda keys: _by_id(Region, keys))
        self.stations: DataLoader[int, Any] = DataLoader(lambda keys: _by_id(Station, keys))
        self.persons: DataLoader[int, Any] = DataLoader(lambda keys: _by_id(Person, keys))
        self.assignments = DataLoader(self._assignments)
        self.branches = DataLoader(self._branches)
        self.opinions = DataLoader(self._opinions)
        self.opinion_counts = DataLoader(self._opinion_counts)

    @staticmethod
    async def _grouped(model: Any, column: Any, keys: list[int], *conditions: Any) -> list[list[Any]]:  # noqa: ANN401
        groups: dict[int, list[Any]] = defaultdict(list)
        for row in await _rows(select(model).where(column.in_(keys), *conditions).order_by(model.id)):
            groups[getattr(row, column.key)].append(row)
        return [groups[key] for key in keys]

    async def _assignments(self, keys: list[int]) -> list[list[Any]]:
        model: Any = GENERATION[StationAssignment]
        return await self._grouped(model, model.station_id, keys)

    async def _branches(self, keys: list[int]) -> list[list[Any]]:
        model: Any = GENERATION[Station]
        return await self._grouped(model, model.parent_centre_id, keys)

    async def _opinions(self, keys: list[tuple[int, int]]) -> list[list[Any]]:
        """The first opinions of each station, by a window: a limit for each parent."""
        model: Any = GENERATION[Opinion]
        place = func.row_number().over(partition_by=model.station_id, order_by=model.id).label("place")
        wanted = [key for key, _ in keys]
        ranked = (
            select(model.id, place)
            .where(model.station_id.in_(wanted), model.visibility == Visibility.PUBLIC)
            .subquery()
        )
        chosen = select(ranked.c.id).where(ranked.c.place <= keys[0][1])
        groups: dict[int, list[Any]] = defaultdict(list)
        for row in await _rows(select(model).where(model.id.in_(chosen)).order_by(model.id)):
            groups[row.station_id].append(row)
        return [groups[key] for key in wanted]

    async def _opinion_counts(self, keys: list[int]) -> list[int]:
        model: Any = GENERATION[Opinion]
        counted = (
            select(model.station_id, func.count())
            .where(model.station_id.in_(keys), model.visibility == Visibility.PUBLIC)
            .group_by(model.station_id)
        )
        async with SESSIONS() as session:
            found: dict[int, int] = dict((await session.execute(counted)).all())
        return [found.get(key, 0) for key in keys]


@strawberry.type
class RegionType:
    """A division."""

    name: str
    code: str


@strawberry.type
class PersonType:
    """A deputy."""

    name: str


@strawberry.type
class AssignmentType:
    """A deputy's service at a station."""

    row: strawberry.Private[Any]
    role: str

    @strawberry.field
    async def person(self, info: strawberry.Info) -> PersonType:
        """The deputy."""
        person = await info.context["loaders"].persons.load(self.row.person_id)
        return PersonType(name=person.name)


@strawberry.type
class AssignmentConnection:
    """Assignments."""

    nodes: list[AssignmentType]


@strawberry.type
class OpinionType:
    """What a resident said."""

    number: str
    received_at: datetime
    handling: str
    category: str

    @classmethod
    def of(cls, row: Any) -> Self:  # noqa: ANN401 - a mapped row
        """The type of a row."""
        return cls(
            number=row.number, received_at=row.received_at, handling=row.handling.name, category=row.category.name
        )


@strawberry.type
class OpinionConnection:
    """Opinions."""

    nodes: list[OpinionType]


@strawberry.type
class StationType:
    """A place where deputies meet residents."""

    row: strawberry.Private[Any]
    id: strawberry.ID
    code: str
    name: str
    kind: str
    theme: str
    state: str
    address: str | None
    established_on: date | None

    @classmethod
    def of(cls, row: Any) -> Self:  # noqa: ANN401 - a mapped row
        """The type of a row."""
        return cls(
            row=row,
            id=strawberry.ID(f"Station:{row.id}"),
            code=row.code,
            name=row.name,
            kind=row.kind.name,
            theme=row.theme.name,
            state=row.state.name,
            address=row.address,
            established_on=row.established_on,
        )

    @strawberry.field
    async def host_region(self, info: strawberry.Info) -> RegionType:
        """Where it lies."""
        region = await info.context["loaders"].regions.load(self.row.host_region_id)
        return RegionType(name=region.name, code=region.code)

    @strawberry.field
    async def parent_centre(self, info: strawberry.Info) -> StationType | None:
        """The centre it belongs to."""
        if self.row.parent_centre_id is None:
            return None
        return StationType.of(await info.context["loaders"].stations.load(self.row.parent_centre_id))

    @strawberry.field
    async def assignments(self, info: strawberry.Info, first: int = 50) -> AssignmentConnection:
        """The deputies' services."""
        rows = await info.context["loaders"].assignments.load(self.row.id)
        return AssignmentConnection(nodes=[AssignmentType(row=row, role=row.role.name) for row in rows[:first]])

    @strawberry.field
    async def branches(self, info: strawberry.Info, first: int = 50) -> StationConnection:
        """The stations below a centre."""
        rows = await info.context["loaders"].branches.load(self.row.id)
        return StationConnection(nodes=[StationType.of(row) for row in rows[:first]])

    @strawberry.field
    async def opinions(self, info: strawberry.Info, first: int = 50) -> OpinionConnection:
        """What residents said."""
        rows = await info.context["loaders"].opinions.load((self.row.id, first))
        return OpinionConnection(nodes=[OpinionType.of(row) for row in rows])

    @strawberry.field
    async def opinion_count(self, info: strawberry.Info) -> int:
        """How many opinions."""
        count: int = await info.context["loaders"].opinion_counts.load(self.row.id)
        return count


@strawberry.type
class StationConnection:
    """Stations."""

    nodes: list[StationType]


strawberry.enum(StationKind)


@strawberry.input
class KindFilter:
    """A condition on the kind."""

    eq: StationKind


@strawberry.input
class StationWhere:
    """A condition on stations."""

    kind: KindFilter


@strawberry.type
class Query:
    """The root."""

    @strawberry.field
    async def station(self, id: strawberry.ID) -> StationType | None:
        """One station."""
        (row,) = await _by_id(Station, [int(id.removeprefix("Station:"))])
        return StationType.of(row) if row else None

    @strawberry.field
    async def stations(self, first: int = 50, where: StationWhere | None = None) -> StationConnection:
        """Stations in the order of their identifiers."""
        model: Any = GENERATION[Station]
        chosen = select(model).order_by(model.id).limit(first)
        if where is not None:
            chosen = chosen.where(model.kind == where.kind.eq)
        return StationConnection(nodes=[StationType.of(row) for row in await _rows(chosen)])


class PlainServer(GraphQL[dict[str, Any], None]):
    """Strawberry's own view, with loaders for each request."""

    async def get_context(self, request: Request | WebSocket, response: Any) -> dict[str, Any]:  # noqa: ANN401
        """The context of a request."""
        return {"loaders": Loaders()}


def main() -> None:
    """Serve on the port given."""
    app = PlainServer(strawberry.Schema(Query))
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", loop="uvloop", http="httptools")


if __name__ == "__main__":
    main()
