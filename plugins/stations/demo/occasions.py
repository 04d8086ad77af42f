"""When residents spoke: at random within two years, at Rongkang as the report says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from plugins.congress.demo.days import FIRST_DAY, REFERENCE_DAY, instant
from plugins.congress.demo.dice import Dice
from plugins.stations.demo.ledger import FIRST_YEAR, SINCE_THEN, opinion_counts
from plugins.stations.demo.network import RONGKANG, RONGKANG_OPENED, DemoStation
from plugins.stations.demo.receptions import DemoReception, held
from plugins.stations.models import OpinionHandling

FORWARDED_IN_FIRST_YEAR = 7
"""Of the 23 opinions; the other 16 were answered on the spot."""

_AT_RECEPTIONS = 0.4
_OPENS, _LAST_MINUTE = time(8, 30), 600
_LAST_MINUTE_OF_TURN = 85
_YEAR = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When somebody spoke, at which reception day, if it was one, and what was done, if that is laid down."""

    at: datetime
    reception: DemoReception | None = None
    handling: OpinionHandling | None = None


def occasions(station: DemoStation, scale: float) -> Sequence[Occasion]:
    """The occasions of all opinions of a station, in order."""
    if station.code == RONGKANG:
        return [*_first_year(), *_since_then()]
    count, receptions = opinion_counts(scale)[station.code], held(scale)[station.code]
    dice = Dice("occasions", station.code)
    return sorted((_occasion(station, receptions, dice) for _ in range(count)), key=lambda occasion: occasion.at)


def _occasion(station: DemoStation, receptions: Sequence[DemoReception], dice: Dice) -> Occasion:
    if receptions and dice.chance(_AT_RECEPTIONS):
        reception = dice.pick(receptions)
        minute = timedelta(minutes=dice.between(0, _LAST_MINUTE_OF_TURN))
        return Occasion(at=instant(reception.held_on, reception.turn[0]) + minute, reception=reception)
    first = max(FIRST_DAY, station.established_on)
    day = first + timedelta(days=dice.between(0, (REFERENCE_DAY - first).days))
    return Occasion(at=instant(day, _OPENS) + timedelta(minutes=dice.between(0, _LAST_MINUTE)))


def _first_year() -> Iterator[Occasion]:
    for place in range(FIRST_YEAR):
        day = RONGKANG_OPENED + timedelta(days=place * _YEAR // FIRST_YEAR)
        forwarded = place * FORWARDED_IN_FIRST_YEAR % FIRST_YEAR < FORWARDED_IN_FIRST_YEAR
        handling = OpinionHandling.FORWARDED if forwarded else OpinionHandling.ON_THE_SPOT
        yield Occasion(at=instant(day, time(9 + place % 7, place * 13 % 60)), handling=handling)


def _since_then() -> Iterator[Occasion]:
    """What was said after the year the report is about."""
    first = RONGKANG_OPENED + timedelta(days=_YEAR + 12)
    for place in range(SINCE_THEN):
        yield Occasion(at=instant(first + timedelta(days=place * 36), time(15, 10 + place)))
