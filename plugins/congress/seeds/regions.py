"""The divisions of Liuzhou with those above them, as the statistics bureau listed them on 30 June 2023."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from core.api import Load, _
from plugins.congress.models import CONGRESS_OF_KIND, LEVEL_OF_KIND, CodeSystem, Region, RegionKind, RegionLevel

COUNTRY_CODE = "00"
"""The country has no code of its own in the statistical list; all other codes begin with that of their parent."""

COLUMNS = (
    "id",
    "code",
    "code_system",
    "name",
    "name_en",
    "level",
    "kind",
    "congress_level",
    "parent_id",
    "county_id",
    "mca_code",
    "valid_from",
    "valid_to",
    "successor_id",
)
_FILE = Path(__file__).with_name("regions.csv")
_PARENT_LENGTH: Mapping[int, int] = MappingProxyType({4: 2, 6: 4, 9: 6, 12: 9})
_COUNTY_LENGTH = 6


@dataclass(frozen=True, kw_only=True)
class Division:
    """A row of the file; its number is the identifier of the region."""

    id: int
    code: str
    kind: RegionKind
    name: str
    name_en: str
    mca_code: str
    valid_from: date | None
    valid_to: date | None
    successor_code: str

    @property
    def level(self) -> RegionLevel:
        """The level of the division, from its kind."""
        return LEVEL_OF_KIND[self.kind]

    @property
    def parent_code(self) -> str | None:
        """The code of the division above; the country has none."""
        if self.kind is RegionKind.COUNTRY:
            return None
        return self.code[: _PARENT_LENGTH[len(self.code)]] if len(self.code) in _PARENT_LENGTH else COUNTRY_CODE

    @property
    def county_code(self) -> str | None:
        """The code of the county or district the division lies in or is."""
        return self.code[:_COUNTY_LENGTH] if len(self.code) >= _COUNTY_LENGTH else None


@cache
def divisions() -> tuple[Division, ...]:
    """All divisions of the file, higher ones first."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_division(row) for row in csv.DictReader(file))


@cache
def numbers() -> Mapping[str, int]:
    """The identifier of each division, by its code."""
    return MappingProxyType({division.code: division.id for division in divisions()})


def regions() -> Load:
    """The rows of `Region`."""
    return Load(model=Region, columns=COLUMNS, rows=_rows(), total=len(divisions()), label=_("Divisions of Liuzhou"))


def _division(row: Mapping[str, str]) -> Division:
    return Division(
        id=int(row["id"]),
        code=row["code"],
        kind=RegionKind[row["kind"]],
        name=row["name"],
        name_en=row["name_en"],
        mca_code=row["mca_code"],
        valid_from=_date(row["valid_from"]),
        valid_to=_date(row["valid_to"]),
        successor_code=row["successor_code"],
    )


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows() -> Iterator[tuple[object, ...]]:
    number = numbers()
    for division in divisions():
        yield (
            division.id,
            division.code,
            CodeSystem.NBS,
            division.name,
            division.name_en or None,
            division.level,
            division.kind,
            CONGRESS_OF_KIND.get(division.kind),
            number.get(division.parent_code or ""),
            number.get(division.county_code or ""),
            division.mca_code or None,
            division.valid_from,
            division.valid_to,
            number.get(division.successor_code),
        )
