"""Which deputy serves at which station: everyone near home, everyone somewhere, nowhere nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType

from core.api import Load, _
from plugins.congress.demo.roster import Deputy, roster
from plugins.congress.models import CongressLevel
from plugins.stations.demo.network import HEXI, RONGKANG, DemoStation, stations_of_homes
from plugins.stations.models import AssignmentRole, StationAssignment

COMPANIES: Mapping[str, Mapping[CongressLevel, int]] = MappingProxyType(
    {
        RONGKANG: {CongressLevel.CITY: 2, CongressLevel.COUNTY: 2, CongressLevel.TOWNSHIP: 8},
        HEXI: {
            CongressLevel.NATIONAL: 1,
            CongressLevel.AUTONOMOUS_REGION: 1,
            CongressLevel.CITY: 3,
            CongressLevel.COUNTY: 12,
        },
    }
)
"""The stations of the report: how many deputies of each level, which is the highest of their own."""

MOVED_ON = date(2024, 6, 30)
"""When some deputies changed their station, before the two years on record."""

MOVED_EVERY = 20
"""Every so many deputies had another station before."""

LAST_DAY_OF_SUSPENDED = date(2026, 5, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A deputy at a station; `ended_on` is empty while the deputy serves."""

    station: DemoStation
    deputy: Deputy
    role: AssignmentRole
    started_on: date
    ended_on: date | None = None


@lru_cache(maxsize=1)
def posts(scale: float) -> tuple[Post, ...]:
    """All posts, home by home."""
    found: list[Post] = []
    for home_code, deputies in groupby(roster(scale), key=lambda deputy: deputy.home.code):
        found += _posts_of_home(stations_of_homes()[home_code], list(deputies))
    return tuple(found)


@lru_cache(maxsize=1)
def serving(scale: float) -> Mapping[str, tuple[Deputy, ...]]:
    """The deputies who serve at each station, by its code, the convenor first."""
    found: dict[str, list[Deputy]] = {}
    for post in posts(scale):
        if post.ended_on is None:
            found.setdefault(post.station.code, []).append(post.deputy)
    return MappingProxyType({code: tuple(deputies) for code, deputies in found.items()})


def assignments(scale: float) -> Load:
    """The rows of `StationAssignment`."""
    columns = ("id", "station_id", "person_id", "role", "started_on", "ended_on")
    rows = (
        (number, post.station.id, post.deputy.id, post.role, post.started_on, post.ended_on)
        for number, post in enumerate(posts(scale), start=1)
    )
    return Load(
        model=StationAssignment, columns=columns, rows=rows, total=len(posts(scale)), label=_("Assignments to stations")
    )


def _posts_of_home(stations: Sequence[DemoStation], deputies: Sequence[Deputy]) -> Iterator[Post]:
    free = [deputy for deputy in deputies if deputy.levels]
    for station in stations:
        company = _company(station, free)
        free = [deputy for deputy in free if deputy not in company]
        yield from (_post(station, deputy, first=place == 0) for place, deputy in enumerate(company))
    ordinary = [station for station in stations if station.code not in COMPANIES]
    yield from _dealt(ordinary, free)
    for deputy in deputies:
        if not deputy.levels:
            yield from _past_posts(ordinary, deputy)


def _company(station: DemoStation, free: Sequence[Deputy]) -> list[Deputy]:
    chosen: list[Deputy] = []
    for level, count in COMPANIES.get(station.code, {}).items():
        chosen += [deputy for deputy in free if highest(deputy) is level][:count]
    return chosen


def highest(deputy: Deputy) -> CongressLevel:
    """The highest level at which the deputy holds a mandate."""
    return next(level for level in CongressLevel if level in deputy.levels)


def _dealt(stations: Sequence[DemoStation], deputies: Sequence[Deputy]) -> Iterator[Post]:
    """Deputies and stations in turn, until each deputy has a station and each station a deputy."""
    for turn in range(max(len(stations), len(deputies))):
        station, deputy = stations[turn % len(stations)], deputies[turn % len(deputies)]
        earlier = stations[(turn + 1) % len(stations)]
        moved = deputy.id % MOVED_EVERY == 0 and turn < len(deputies) and earlier is not station
        if moved and max(earlier.established_on, deputy.since) <= MOVED_ON:
            yield _post(earlier, deputy, ended_on=MOVED_ON)
        yield _post(station, deputy, first=turn < len(stations))


def _past_posts(stations: Sequence[DemoStation], deputy: Deputy) -> Iterator[Post]:
    """Where someone served whose mandate does not run: no longer than it did, and nowhere if nothing was open yet."""
    seat = deputy.seats[0]
    ended_on = seat.ended_on or LAST_DAY_OF_SUSPENDED
    for station in [station for station in stations if station.established_on <= ended_on][:1]:
        yield _post(station, deputy, ended_on=ended_on)


def _post(station: DemoStation, deputy: Deputy, *, first: bool = False, ended_on: date | None = None) -> Post:
    started_on = max(station.established_on, deputy.since)
    if deputy.id % MOVED_EVERY == 0 and ended_on is None:
        started_on = max(started_on, MOVED_ON + timedelta(days=1))
    return Post(
        station=station,
        deputy=deputy,
        role=AssignmentRole.CONVENOR if first else AssignmentRole.MEMBER,
        started_on=started_on,
        ended_on=ended_on,
    )
