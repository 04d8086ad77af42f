"""The organs that deputies and stations deal with, made after one pattern for every place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from core.api import Load, _
from plugins.congress.demo.homes import HEXI_HOME, counties, townships
from plugins.congress.demo.roster import CITY_CODE
from plugins.congress.models import FunctionalZone, FunctionalZoneRegion, Organization, OrganizationKind, RegionKind
from plugins.congress.seeds.congresses import congress_name
from plugins.congress.seeds.regions import Division, divisions, numbers

FIRST_NUMBER = 10_001
"""The standing committees, which are no demonstration, have the numbers of their divisions."""

STANDING_COMMITTEE, GOVERNMENT, WORKING_COMMITTEE = "SC", "GOV", "SWC"

HEXI_ZONE = "DEMO-HEXI"


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """An organ that each place of a kind has.

    In its name, `{place}` is the place in full, `{own}` in short, `{above}` the place it belongs to.
    """

    suffix: str
    name: str
    kind: OrganizationKind
    parent: str | None = None


def _department(suffix: str, name: str, kind: OrganizationKind = OrganizationKind.DEPARTMENT) -> Pattern:
    return Pattern(suffix=suffix, name="{place}" + name, kind=kind, parent=GOVERNMENT)


def _committee_body(suffix: str, name: str, kind: OrganizationKind) -> Pattern:
    return Pattern(suffix=suffix, name="{place}人大常委会" + name, kind=kind, parent=STANDING_COMMITTEE)


COUNTY_ORGANS = (
    _committee_body("SCO", "办公室", OrganizationKind.SC_OFFICE),
    _committee_body("DWB", "代表工作委员会", OrganizationKind.DEPUTY_WORK_BODY),
    Pattern(suffix=GOVERNMENT, name="{place}人民政府", kind=OrganizationKind.GOVERNMENT),
    _department("GOVO", "人民政府办公室", OrganizationKind.GOVERNMENT_OFFICE),
    _department("SUP", "人民政府督查室", OrganizationKind.SUPERVISION_OFFICE),
    _department("FIN", "财政局", OrganizationKind.FINANCE),
    _department("AUD", "审计局", OrganizationKind.AUDIT),
    _department("CIV", "民政局"),
    _department("EDU", "教育局"),
    _department("EEB", "生态环境局"),
    _department("HEA", "卫生健康局"),
    _department("HOU", "住房和城乡建设局"),
    _department("HRS", "人力资源和社会保障局"),
    _department("AGR", "农业农村局"),
    _department("TRA", "交通运输局"),
    _department("URB", "城市管理行政执法局"),
    _department("CUL", "文化体育广电和旅游局"),
    _department("POL", "公安局"),
    _department("WAT", "水利局"),
    Pattern(suffix="COURT", name="{place}人民法院", kind=OrganizationKind.COURT),
    Pattern(suffix="PROC", name="{place}人民检察院", kind=OrganizationKind.PROCURATORATE),
    Pattern(suffix="SVC", name="{place}监察委员会", kind=OrganizationKind.SUPERVISORY_COMMISSION),
)
CITY_ORGANS = (
    *COUNTY_ORGANS,
    _committee_body("LAC", "法制工作委员会", OrganizationKind.LEGISLATIVE_AFFAIRS_COMMISSION),
    Pattern(suffix="SPF", name="{place}人民代表大会财政经济委员会", kind=OrganizationKind.SPECIAL_COMMITTEE),
    Pattern(suffix="SPS", name="{place}人民代表大会社会建设委员会", kind=OrganizationKind.SPECIAL_COMMITTEE),
    _department("PLA", "自然资源和规划局"),
    Pattern(suffix="SOE", name="示例城市公用事业集团（演示）", kind=OrganizationKind.SOE),
    Pattern(suffix="PROP", name="示例物业服务公司（演示）", kind=OrganizationKind.PROPERTY_COMPANY),
    Pattern(suffix="LAW", name="示例律师事务所（演示）", kind=OrganizationKind.LAW_FIRM),
    Pattern(suffix="VOL", name="示例社区志愿者协会（演示）", kind=OrganizationKind.COMMUNITY_ORG),
)
TOWNSHIP_ORGANS = (
    Pattern(suffix="PRES", name="{place}人民代表大会主席团", kind=OrganizationKind.TOWNSHIP_PRESIDIUM),
    Pattern(suffix=GOVERNMENT, name="{place}人民政府", kind=OrganizationKind.GOVERNMENT),
)
SUBDISTRICT_ORGANS = (
    Pattern(suffix=GOVERNMENT, name="{place}办事处", kind=OrganizationKind.GOVERNMENT),
    Pattern(
        suffix=WORKING_COMMITTEE,
        name="{above}人大常委会{own}工作委员会",
        kind=OrganizationKind.SUBDISTRICT_WORKING_COMMITTEE,
    ),
)
_UNDERTAKING = frozenset(
    {
        OrganizationKind.GOVERNMENT,
        OrganizationKind.DEPARTMENT,
        OrganizationKind.FINANCE,
        OrganizationKind.COURT,
        OrganizationKind.PROCURATORATE,
        OrganizationKind.SOE,
    }
)


@cache
def organization_numbers() -> Mapping[str, int]:
    """The identifier of each organization of the demonstration, by its code."""
    codes = (f"{place.code}-{pattern.suffix}" for place, pattern in _organs())
    return MappingProxyType({code: number for number, code in enumerate(codes, start=FIRST_NUMBER)})


def organizations() -> Load:
    """The rows of `Organization` beside the standing committees."""
    columns = ("id", "code", "name", "kind", "region_id", "parent_id", "is_undertaking_unit")
    rows = [_row(place, pattern) for place, pattern in _organs()]
    return Load(model=Organization, columns=columns, rows=rows, total=len(rows), label=_("Organizations"))


def zones() -> Load:
    """The row of `FunctionalZone`: the industrial area that has a station of its own."""
    rows = [(1, HEXI_ZONE, "河西工业区（演示）")]
    return Load(model=FunctionalZone, columns=("id", "code", "name"), rows=rows, total=1, label=_("Functional zones"))


def zone_regions() -> Load:
    """The rows of `FunctionalZoneRegion`."""
    rows = [(1, 1, numbers()[HEXI_HOME]), (2, 1, numbers()["450204001"])]
    columns = ("id", "zone_id", "region_id")
    return Load(
        model=FunctionalZoneRegion, columns=columns, rows=rows, total=len(rows), label=_("Divisions of the zones")
    )


def _organs() -> Iterator[tuple[Division, Pattern]]:
    city = next(division for division in divisions() if division.code == CITY_CODE)
    yield from ((city, pattern) for pattern in CITY_ORGANS)
    for county in counties():
        yield from ((county, pattern) for pattern in COUNTY_ORGANS)
    for township in townships():
        own = SUBDISTRICT_ORGANS if township.kind is RegionKind.SUBDISTRICT else TOWNSHIP_ORGANS
        yield from ((township, pattern) for pattern in own)


def _row(place: Division, pattern: Pattern) -> tuple[object, ...]:
    code = f"{place.code}-{pattern.suffix}"
    return (
        organization_numbers()[code],
        code,
        _name(place, pattern),
        pattern.kind,
        place.id,
        _parent(place, pattern),
        pattern.kind in _UNDERTAKING,
    )


def _name(place: Division, pattern: Pattern) -> str:
    full = congress_name(place).removesuffix("人民代表大会")
    return pattern.name.format(place=full, own=place.name, above=full.removesuffix(place.name))


def _parent(place: Division, pattern: Pattern) -> int | None:
    """The organ of the same place above it; for a government that of the place above."""
    above = place.parent_code or ""
    if pattern.suffix == WORKING_COMMITTEE:
        return numbers()[above]
    if pattern.suffix == GOVERNMENT:
        return organization_numbers().get(f"{above}-{GOVERNMENT}")
    if pattern.parent == STANDING_COMMITTEE:
        return place.id
    return organization_numbers()[f"{place.code}-{pattern.parent}"] if pattern.parent else None
