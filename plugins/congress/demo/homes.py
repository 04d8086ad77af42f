"""Where deputies come from: the townships, towns and subdistricts, and how many seats each fills."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from plugins.congress.models import CONGRESS_OF_KIND, CongressLevel, RegionKind, RegionLevel
from plugins.congress.seeds.regions import Division, divisions

RONGKANG_HOME = "450224100"
HEXI_HOME = "450204007"
QILIN_HOME = "450203007"
SHOWCASES = frozenset({RONGKANG_HOME, HEXI_HOME, QILIN_HOME})
"""The divisions with the stations everyone reads about; however small the demonstration, they are whole."""

VILLAGERS, TOWNSFOLK = 1_900, 7_000
"""Residents assumed for a village and for a community: nearly four million in all, about as many as in Liuzhou."""

REGIONAL_SEATS, NATIONAL_SEATS = 52, 7
_DIGITS = 9
"""In the code of a home, with which the codes of its villages begin."""


@dataclass(frozen=True, kw_only=True)
class Home:
    """A division of township level with the seats its people fill in the congresses of all levels."""

    division: Division
    seats: Mapping[CongressLevel, int]

    @property
    def code(self) -> str:
        """The code of the division."""
        return self.division.code

    @property
    def county(self) -> Division:
        """The county or district it lies in."""
        return next(county for county in counties() if self.code.startswith(county.code))


@cache
def homes(scale: float) -> tuple[Home, ...]:
    """All homes in the order of their codes; what is no showcase has that multiple of its seats."""
    whole = _seats()
    return tuple(
        Home(division=division, seats=_scaled(whole[division.code], 1 if division.code in SHOWCASES else scale))
        for division in townships()
    )


@cache
def townships() -> tuple[Division, ...]:
    """The divisions of township level, in the order of their codes."""
    found = (division for division in divisions() if division.level is RegionLevel.TOWNSHIP)
    return tuple(sorted(found, key=lambda division: division.code))


@cache
def counties() -> tuple[Division, ...]:
    """The counties and districts of today, in the order of their codes."""
    found = (division for division in divisions() if division.level is RegionLevel.COUNTY and not division.valid_to)
    return tuple(sorted(found, key=lambda division: division.code))


@cache
def residents() -> Mapping[str, int]:
    """How many people are assumed to live in each home, by its code."""
    counted: Counter[str] = Counter()
    for division in divisions():
        if division.level is RegionLevel.VILLAGE:
            rural = division.kind in {RegionKind.VILLAGE, RegionKind.QUASI_VILLAGE}
            counted[division.code[:_DIGITS]] += VILLAGERS if rural else TOWNSFOLK
    return MappingProxyType({division.code: counted[division.code] for division in townships()})


def apportion(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """The total in whole parts as near to the weights as can be: the largest remainders get what is left."""
    everything = sum(weights.values())
    parts = {name: total * weight // everything for name, weight in weights.items()}
    by_remainder = sorted(weights, key=lambda name: (-(total * weights[name] % everything), name))
    for name in by_remainder[: total - sum(parts.values())]:
        parts[name] += 1
    return parts


def _scaled(seats: Mapping[CongressLevel, int], scale: float) -> Mapping[CongressLevel, int]:
    return MappingProxyType({level: max(1, round(count * scale)) for level, count in seats.items() if count})


def _seats() -> Mapping[str, Mapping[CongressLevel, int]]:
    """The seats by home and level, as the Electoral Law (2020, art. 12) gives them to such populations."""
    people = residents()
    local = {level: dict.fromkeys(people, 0) for level in CongressLevel}
    local[CongressLevel.NATIONAL] |= _spread(NATIONAL_SEATS, {HEXI_HOME: 1})
    local[CongressLevel.AUTONOMOUS_REGION] |= _spread(REGIONAL_SEATS, {HEXI_HOME: 2})
    local[CongressLevel.CITY] |= apportion(240 + sum(people.values()) // 25_000, people)
    for county in counties():
        inside = {code: count for code, count in people.items() if code.startswith(county.code)}
        local[CongressLevel.COUNTY] |= apportion(min(450, 140 + sum(inside.values()) // 5_000), inside)
    for division in townships():
        if division.kind in CONGRESS_OF_KIND:
            local[CongressLevel.TOWNSHIP][division.code] = min(160, 45 + people[division.code] // 1_500)
    return {code: {level: local[level][code] for level in CongressLevel} for code in people}


def _spread(total: int, first: Mapping[str, int]) -> dict[str, int]:
    """Few seats over many homes: the first get theirs, the others one each at even distances.

    Rongkang's town gets none: its deputies are of the three lower levels.
    """
    others = [code for code in residents() if code not in first and code != RONGKANG_HOME]
    left = total - sum(first.values())
    return {**first, **{others[place * len(others) // left]: 1 for place in range(left)}}
