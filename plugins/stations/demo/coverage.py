"""Which station covers which villages and communities, and the villages that were made up so that the sums agree.

The report counts 977 villages and 240 communities, the statistics bureau 935 (with four farms) and
301. So 38 villages are invented, each marked as such, and 61 communities are left to the centres.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from core.api import Load, _
from plugins.congress.demo.dice import Dice
from plugins.congress.models import LEVEL_OF_KIND, CodeSystem, Region, RegionKind
from plugins.congress.seeds.regions import divisions, numbers

FIRST_SYNTHETIC = 900_001
"""Far from the numbers of real divisions, which the seeds give."""

_FILE = Path(__file__).with_name("coverage.csv")
_HOME = 9
_COUNTY = 6
_VILLAGES = frozenset({RegionKind.VILLAGE, RegionKind.QUASI_VILLAGE})
_SUFFIXES = MappingProxyType(
    {
        "社区居民委员会": "社区",
        "村村民委员会": "村",
        "居民委员会": "社区",
        "社区居委会": "社区",
        "村委会": "村",
        "居委会": "社区",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A village or a community; `name` is what people call it, without its committee."""

    id: int
    code: str
    name: str
    rural: bool
    synthetic: bool

    @property
    def home_code(self) -> str:
        """The code of the township or subdistrict it lies in."""
        return self.code[:_HOME]


@cache
def coverage() -> Mapping[str, tuple[Unit, ...]]:
    """The units each station covers, by its code; a station that covers none is missing."""
    found: dict[str, list[Unit]] = {}
    known = _real()
    invented = FIRST_SYNTHETIC
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code, name = row["region"], row["synthetic_name"]
            if name:
                unit = Unit(id=invented, code=code, name=name, rural=True, synthetic=True)
                invented += 1
            else:
                unit = known[code]
            found.setdefault(row["station"], []).append(unit)
    return MappingProxyType({station: tuple(units) for station, units in found.items()})


@cache
def units_of_homes() -> Mapping[str, tuple[Unit, ...]]:
    """The covered units of each home, by its code."""
    found: dict[str, list[Unit]] = {}
    for units in coverage().values():
        for unit in units:
            found.setdefault(unit.home_code, []).append(unit)
    return MappingProxyType({code: tuple(units) for code, units in found.items()})


def synthetic_villages() -> Load:
    """The rows of `Region` for the invented villages."""
    columns = (
        "id",
        "code",
        "code_system",
        "name",
        "level",
        "kind",
        "congress_level",
        "parent_id",
        "county_id",
        "population",
        "synthetic",
    )
    rows = list(_villages())
    return Load(model=Region, columns=columns, rows=rows, total=len(rows), label=_("Made-up villages"))


def short_name(name: str) -> str:
    """What people call a village or community whose committee the statistics name."""
    for suffix, short in _SUFFIXES.items():
        if name.endswith(suffix):
            return name.removesuffix(suffix) + short
    return name


def _real() -> Mapping[str, Unit]:
    return {
        division.code: Unit(
            id=division.id,
            code=division.code,
            name=short_name(division.name),
            rural=division.kind in _VILLAGES,
            synthetic=False,
        )
        for division in divisions()
    }


def _villages() -> Iterator[tuple[object, ...]]:
    number, kind = numbers(), RegionKind.VILLAGE
    for unit in (unit for units in coverage().values() for unit in units if unit.synthetic):
        residents = Dice("village", unit.code).between(900, 2_900)
        parent, county = number[unit.home_code], number[unit.code[:_COUNTY]]
        yield (
            unit.id,
            unit.code,
            CodeSystem.NBS,
            unit.name,
            LEVEL_OF_KIND[kind],
            kind,
            None,
            parent,
            county,
            residents,
            True,
        )
