"""The congress of every division that has one, and the standing committees from the county upwards."""

from __future__ import annotations

from collections.abc import Iterator

from core.api import Load, _
from plugins.congress.models import (
    CONGRESS_OF_KIND,
    Congress,
    CongressLevel,
    Organization,
    OrganizationKind,
    RegionKind,
    RegionLevel,
)
from plugins.congress.seeds.regions import Division, divisions


def congresses() -> Load:
    """The rows of `Congress`; each has the identifier and the code of its division."""
    rows = [(seat.id, seat.code, congress_name(seat), CONGRESS_OF_KIND[seat.kind], seat.id) for seat in seats()]
    columns = ("id", "code", "name", "level", "region_id")
    return Load(model=Congress, columns=columns, rows=rows, total=len(rows), label=_("Congresses"))


def standing_committees() -> Load:
    """The rows of `Organization` that are standing committees; a township's congress has a presidium instead."""
    rows = [
        (seat.id, f"{seat.code}-SC", f"{congress_name(seat)}常务委员会", OrganizationKind.STANDING_COMMITTEE, seat.id)
        for seat in seats()
        if CONGRESS_OF_KIND[seat.kind] is not CongressLevel.TOWNSHIP
    ]
    columns = ("id", "code", "name", "kind", "region_id")
    return Load(model=Organization, columns=columns, rows=rows, total=len(rows), label=_("Standing committees"))


def seats() -> Iterator[Division]:
    """The divisions of today that have a congress."""
    return (seat for seat in divisions() if seat.kind in CONGRESS_OF_KIND and seat.valid_to is None)


def congress_name(seat: Division) -> str:
    """What the congress of the division is called: a district under its city, a township under its county."""
    if seat.kind is RegionKind.COUNTRY:
        return "全国人民代表大会"
    return f"{_full_name(seat)}人民代表大会"


def _full_name(seat: Division) -> str:
    if seat.kind is RegionKind.DISTRICT or seat.level is RegionLevel.TOWNSHIP:
        above = next(division for division in divisions() if division.code == seat.parent_code)
        return _full_name(above) + seat.name
    return seat.name
