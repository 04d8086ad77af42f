"""The days on which deputies receive residents: every month at centres and stations, every other at points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType

from core.api import Load, _
from plugins.congress.demo.days import FIRST_DAY, REFERENCE_DAY, instant
from plugins.congress.demo.dice import Dice
from plugins.congress.demo.roster import Deputy
from plugins.stations.demo.network import QILIN, DemoStation, network
from plugins.stations.demo.posts import serving
from plugins.stations.models import ReceptionDay, ReceptionDayDeputy, ReceptionDayState, StationKind

MONTHS = 25
"""The two years on record and the month after them."""

CENTRES_DAY = 10
"""The day of the month on which all centres receive residents."""

_REPORT_TIME = timedelta(days=20)
_NOTICE = timedelta(days=10)
_TURNS = ((time(9), time(11, 30)), (time(15), time(17)), (time(19), time(20, 30)))
_CANCELLED = 0.02
HELD_STATES = frozenset({ReceptionDayState.HELD, ReceptionDayState.REPORTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoReception:
    """A reception day with the deputies on its rota."""

    id: int
    station: DemoStation
    held_on: date
    turn: tuple[time, time]
    state: ReceptionDayState
    announced_at: datetime | None
    rota: tuple[Deputy, ...]


@lru_cache(maxsize=1)
def demo_receptions(scale: float) -> tuple[DemoReception, ...]:
    """All reception days, station by station; a smaller demonstration keeps the last months."""
    found: list[DemoReception] = []
    months = list(_months())[-min(MONTHS, max(3, round(MONTHS * scale))) :]
    for station in network():
        found += _receptions_of(station, months, serving(scale)[station.code], len(found))
    return tuple(found)


@lru_cache(maxsize=1)
def held(scale: float) -> Mapping[str, tuple[DemoReception, ...]]:
    """The reception days that took place at each station, by its code."""
    found: dict[str, list[DemoReception]] = {station.code: [] for station in network()}
    for reception in demo_receptions(scale):
        if reception.state in HELD_STATES:
            found[reception.station.code].append(reception)
    return MappingProxyType({code: tuple(receptions) for code, receptions in found.items()})


def reception_days(scale: float) -> Load:
    """The rows of `ReceptionDay`."""
    columns = ("id", "station_id", "held_on", "starts_at", "ends_at", "announced_at", "state")
    days = demo_receptions(scale)
    rows = ((day.id, day.station.id, day.held_on, *day.turn, day.announced_at, day.state) for day in days)
    return Load(model=ReceptionDay, columns=columns, rows=rows, total=len(days), label=_("Reception days"))


def rota(scale: float) -> Load:
    """The rows of `ReceptionDayDeputy`."""
    columns = ("id", "reception_day_id", "person_id")
    places = ((day.id, deputy.id) for day in demo_receptions(scale) for deputy in day.rota)
    rows = ((number, *place) for number, place in enumerate(places, start=1))
    total = sum(len(day.rota) for day in demo_receptions(scale))
    return Load(
        model=ReceptionDayDeputy, columns=columns, rows=rows, total=total, label=_("Rota of the reception days")
    )


def _months() -> Iterator[date]:
    for month in range(MONTHS):
        years, place = divmod(FIRST_DAY.month - 1 + month, 12)
        yield date(FIRST_DAY.year + years, place + 1, 1)


def _receptions_of(
    station: DemoStation, months: Sequence[date], deputies: Sequence[Deputy], before: int
) -> Iterator[DemoReception]:
    dice = Dice("receptions", station.code)
    turn = dice.pick(_TURNS)
    days = [day for day in _days(station, months, dice) if day >= station.established_on]
    for place, held_on in enumerate(days):
        state = _state(held_on, dice)
        announced = state is not ReceptionDayState.PLANNED
        first = held_on - timedelta(days=dice.between(4, 10))
        yield DemoReception(
            id=before + place + 1,
            station=station,
            held_on=held_on,
            turn=turn,
            state=state,
            announced_at=instant(min(first, REFERENCE_DAY), time(9)) if announced else None,
            rota=_rota(deputies, place),
        )


def _days(station: DemoStation, months: Sequence[date], dice: Dice) -> Iterator[date]:
    if station.kind is StationKind.CENTRE:
        for month in months:
            yield month.replace(day=CENTRES_DAY)
            if station.code == QILIN:
                yield month.replace(day=CENTRES_DAY + 15)
        return
    usual = dice.between(1, 28)
    step = 2 if station.kind is StationKind.POINT else 1
    for month in months[::-step][::-1]:
        yield month.replace(day=usual)


def _state(held_on: date, dice: Dice) -> ReceptionDayState:
    if held_on > REFERENCE_DAY + _NOTICE:
        return ReceptionDayState.PLANNED
    if held_on > REFERENCE_DAY:
        return ReceptionDayState.ANNOUNCED
    if dice.chance(_CANCELLED):
        return ReceptionDayState.CANCELLED
    return ReceptionDayState.HELD if held_on > REFERENCE_DAY - _REPORT_TIME else ReceptionDayState.REPORTED


def _rota(deputies: Sequence[Deputy], place: int) -> tuple[Deputy, ...]:
    """Two deputies at a time, in turn."""
    pair = (deputies[place * 2 % len(deputies)], deputies[(place * 2 + 1) % len(deputies)])
    return pair if len(deputies) > 1 else pair[:1]
