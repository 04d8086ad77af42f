"""The stations: a duty centre in each home, below it the stations and points that cover its villages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from plugins.congress.demo.dice import Dice, Weighted
from plugins.congress.demo.homes import HEXI_HOME, townships
from plugins.congress.seeds.regions import Division
from plugins.stations.demo.coverage import Unit, coverage, units_of_homes
from plugins.stations.models import StationKind, StationTheme

RONGKANG, HEXI, QILIN = "LS0560", "LS0124", "DC450203007"

STATIONS = 1014
"""Stations and points, numbered through the city."""

RONGKANG_OPENED = date(2025, 3, 18)
_FIRST_OPENED = date(2019, 3, 1)
_SPAN = 2_000
"""Days over which the network grew; all of it before the two years on record."""

_KINDS = Weighted({StationKind.STATION: 58, StationKind.POINT: 42})
_RURAL_THEMES = Weighted(
    {StationTheme.GENERAL: 93, StationTheme.MARKET: 3, StationTheme.SECTOR: 3, StationTheme.RELOCATION: 1}
)
_URBAN_THEMES = Weighted(
    {
        StationTheme.GENERAL: 80,
        StationTheme.MARKET: 5,
        StationTheme.SECTOR: 6,
        StationTheme.INDUSTRY: 4,
        StationTheme.RELOCATION: 2,
        StationTheme.LEGISLATIVE_OUTREACH: 3,
    }
)
_THEME_NAMES: Mapping[StationTheme, str] = MappingProxyType(
    {
        StationTheme.GENERAL: "",
        StationTheme.RELOCATION: "安置小区",
        StationTheme.INDUSTRY: "产业园",
        StationTheme.MARKET: "集贸市场",
        StationTheme.SECTOR: "行业",
        StationTheme.LEGISLATIVE_OUTREACH: "立法联系",
    }
)
_KIND_NAMES: Mapping[StationKind, str] = MappingProxyType(
    {
        StationKind.CENTRE: "人大代表履职活动中心",
        StationKind.STATION: "人大代表联络站",
        StationKind.POINT: "人大代表联络点",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoStation:
    """A station with the units it covers; a centre covers its home as a whole."""

    id: int
    code: str
    name: str
    kind: StationKind
    theme: StationTheme
    home: Division
    centre_id: int | None
    established_on: date
    units: tuple[Unit, ...]

    @property
    def host_id(self) -> int:
        """The number of the division it stands in."""
        return self.units[0].id if self.units else self.home.id

    @property
    def concerns(self) -> tuple[Unit, ...]:
        """The units its visitors come from."""
        return self.units or units_of_homes()[self.home.code]


@cache
def network() -> tuple[DemoStation, ...]:
    """The 118 centres, then the stations and points, numbered from one."""
    centres = tuple(_centre(number, home) for number, home in enumerate(townships(), start=1))
    return (*centres, *_stations(centres))


@cache
def stations_of_homes() -> Mapping[str, tuple[DemoStation, ...]]:
    """The stations of each home, by its code; the centre comes first."""
    found: dict[str, list[DemoStation]] = {}
    for station in network():
        found.setdefault(station.home.code, []).append(station)
    return MappingProxyType({code: tuple(stations) for code, stations in found.items()})


def _centre(number: int, home: Division) -> DemoStation:
    code = f"DC{home.code}"
    return DemoStation(
        id=number,
        code=code,
        name=home.name + _KIND_NAMES[StationKind.CENTRE],
        kind=StationKind.CENTRE,
        theme=StationTheme.GENERAL,
        home=home,
        centre_id=None,
        established_on=_opened(Dice("station", code)),
        units=(),
    )


def _stations(centres: tuple[DemoStation, ...]) -> Iterator[DemoStation]:
    by_home = {centre.home.code: centre for centre in centres}
    for place in range(1, STATIONS + 1):
        code = f"LS{place:04}"
        units = coverage().get(code, ())
        centre = by_home[units[0].home_code if units else HEXI_HOME]
        yield _station(len(centres) + place, code, centre, units)


def _station(number: int, code: str, centre: DemoStation, units: tuple[Unit, ...]) -> DemoStation:
    dice = Dice("station", code)
    opened, kind = _opened(dice), dice.draw(_KINDS)
    if code == HEXI:
        kind, theme, name = StationKind.STATION, StationTheme.INDUSTRY, "河西工业区"
    elif code == RONGKANG:
        kind, theme, name, opened = StationKind.STATION, StationTheme.RELOCATION, units[0].name, RONGKANG_OPENED
    else:
        theme = dice.draw(_RURAL_THEMES if units[0].rural else _URBAN_THEMES)
        name = units[0].name + _THEME_NAMES[theme]
    return DemoStation(
        id=number,
        code=code,
        name=name + _KIND_NAMES[kind],
        kind=kind,
        theme=theme,
        home=centre.home,
        centre_id=centre.id,
        established_on=opened,
        units=units,
    )


def _opened(dice: Dice) -> date:
    return _FIRST_OPENED + timedelta(days=dice.between(0, _SPAN))
