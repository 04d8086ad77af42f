"""How many opinions and residents each station has on record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import accumulate
from types import MappingProxyType

from core.api import Load, _
from plugins.congress.demo.dice import Dice, Weighted
from plugins.congress.demo.homes import apportion
from plugins.congress.models import PreferredLanguage
from plugins.stations.demo.network import QILIN, RONGKANG, DemoStation, network
from plugins.stations.models import Resident, StationKind

OPINIONS = 60_000
"""Opinions in two years, of all stations."""

FIRST_YEAR, SINCE_THEN = 23, 5
"""Opinions of Rongkang in the year from its opening, as the report says, and from then to the last day."""

_WEIGHTS: Mapping[StationKind, int] = MappingProxyType(
    {StationKind.CENTRE: 300, StationKind.STATION: 120, StationKind.POINT: 70}
)
_QILIN_TIMES = 3
_RESIDENTS_SHARE = 0.3
_LANGUAGES: Mapping[str, Weighted[PreferredLanguage]] = MappingProxyType(
    {
        "450225": Weighted({PreferredLanguage.ZH: 70, PreferredLanguage.HMN: 22, PreferredLanguage.KMC: 8}),
        "450226": Weighted({PreferredLanguage.ZH: 62, PreferredLanguage.KMC: 34, PreferredLanguage.HMN: 4}),
    }
)
_ELSEWHERE = Weighted({PreferredLanguage.ZH: 93, PreferredLanguage.ZA: 7})


@cache
def opinion_counts(scale: float) -> Mapping[str, int]:
    """The number of opinions of each station, by its code: at least one, and exactly so many at Rongkang."""
    others = {station.code: _weight(station) for station in network() if station.code != RONGKANG}
    total = max(0, round(OPINIONS * scale) - FIRST_YEAR - SINCE_THEN - len(others))
    shared = apportion(total, others)
    counts = {code: 1 + shared[code] for code in others} | {RONGKANG: FIRST_YEAR + SINCE_THEN}
    return MappingProxyType({station.code: counts[station.code] for station in network()})


@cache
def residents_known(scale: float) -> Mapping[str, range]:
    """The numbers of the residents of each station, by its code."""
    counts = [int(count * _RESIDENTS_SHARE) for count in opinion_counts(scale).values()]
    ends = accumulate(counts)
    ranges = (range(end - count + 1, end + 1) for count, end in zip(counts, ends, strict=True))
    return MappingProxyType(dict(zip(opinion_counts(scale), ranges, strict=True)))


def residents(scale: float) -> Load:
    """The rows of `Resident`: pseudonyms and no contacts."""
    columns = ("id", "station_id", "pseudonym", "verified", "language")
    total = sum(map(len, residents_known(scale).values()))
    return Load(model=Resident, columns=columns, rows=_residents(scale), total=total, label=_("Residents"))


def _residents(scale: float) -> Iterator[tuple[object, ...]]:
    for station in network():
        dice = Dice("residents", station.code)
        languages = _LANGUAGES.get(station.home.parent_code or "", _ELSEWHERE)
        for place, number in enumerate(residents_known(scale)[station.code], start=1):
            yield number, station.id, f"示例居民{place:03}", dice.chance(0.4), dice.draw(languages)


def _weight(station: DemoStation) -> int:
    times = _QILIN_TIMES if station.code == QILIN else 1
    return times * _WEIGHTS[station.kind] * Dice("weight", station.code).between(40, 160) // 100
