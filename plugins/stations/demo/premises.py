"""The rows of the stations and of what they cover."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from core.api import Load, _
from plugins.congress.demo.dice import Dice
from plugins.congress.demo.homes import counties
from plugins.stations.demo.network import DemoStation, network
from plugins.stations.models import Station, StationCoverage, StationKind, StationState

_COLUMNS = (
    "id",
    "code",
    "name",
    "kind",
    "theme",
    "state",
    "host_region_id",
    "parent_centre_id",
    "address",
    "latitude",
    "longitude",
    "opening_hours",
    "has_premises",
    "has_sign",
    "has_staff",
    "has_rules",
    "has_ledger",
    "has_funds",
    "established_on",
)
_CENTRES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "450202": (24.33, 109.42),
        "450203": (24.31, 109.45),
        "450204": (24.33, 109.38),
        "450205": (24.37, 109.41),
        "450206": (24.25, 109.33),
        "450222": (24.65, 109.24),
        "450223": (24.48, 109.74),
        "450224": (25.22, 109.40),
        "450225": (25.07, 109.25),
        "450226": (25.78, 109.61),
    }
)
"""Roughly where the seats of the counties and districts lie, in degrees."""

_URBAN_SPREAD, _RURAL_SPREAD = 30, 150
"""Thousandths of a degree around it over which the positions are strewn; none of them was surveyed."""

_HOURS = (
    "工作日 9:00–12:00、15:00–18:00",
    "每周三 9:00–12:00",
    "每周六 9:00–11:30",
    "每月10日 9:00–17:00",
    "圩日 8:30–12:00",
)


def stations() -> Load:
    """The rows of `Station`."""
    rows = (_row(station) for station in network())
    return Load(model=Station, columns=_COLUMNS, rows=rows, total=len(network()), label=_("Stations"))


def covered() -> Load:
    """The rows of `StationCoverage`: a centre covers its home, a station its units."""
    rows = [(number, *pair) for number, pair in enumerate(_pairs(), start=1)]
    columns = ("id", "station_id", "region_id")
    return Load(model=StationCoverage, columns=columns, rows=rows, total=len(rows), label=_("Coverage of the stations"))


def _pairs() -> Iterator[tuple[int, int]]:
    for station in network():
        if station.kind is StationKind.CENTRE:
            yield station.id, station.home.id
        for unit in station.units:
            yield station.id, unit.id


def _row(station: DemoStation) -> tuple[object, ...]:
    dice = Dice("premises", station.code)
    latitude, longitude = _position(station, dice)
    centre = station.kind is StationKind.CENTRE
    return (
        station.id,
        station.code,
        station.name,
        station.kind,
        station.theme,
        StationState.ACTIVE,
        station.host_id,
        station.centre_id,
        _address(station),
        latitude,
        longitude,
        _HOURS[0] if centre else dice.pick(_HOURS),
        centre or dice.chance(0.96),
        centre or dice.chance(0.98),
        centre or dice.chance(0.85),
        centre or dice.chance(0.93),
        centre or dice.chance(0.9),
        centre or dice.chance(0.4),
        station.established_on,
    )


def _address(station: DemoStation) -> str:
    county = next(county for county in counties() if station.home.code.startswith(county.code))
    place = station.units[0].name if station.units else ""
    return f"柳州市{county.name}{station.home.name}{place}便民服务中心（示例地址）"


def _position(station: DemoStation, dice: Dice) -> tuple[float, float]:
    county = station.home.parent_code or ""
    latitude, longitude = _CENTRES[county]
    spread = _RURAL_SPREAD if not station.units or station.units[0].rural else _URBAN_SPREAD
    north, east = dice.between(-spread, spread), dice.between(-spread, spread)
    return round(latitude + north / 1000, 3), round(longitude + east / 1000, 3)
