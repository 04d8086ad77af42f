"""The groups in which deputies work between the sessions: one in each home, one for each field in the city."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from core.api import Load, _
from plugins.congress.demo.profiles import profile
from plugins.congress.demo.roster import CITY_CODE, Deputy, roster
from plugins.congress.demo.terms import DemoTerm, terms_of
from plugins.congress.models import CongressLevel, DeputyGroup, DeputyGroupMember, GroupBasis, Sector
from plugins.congress.seeds.regions import Division, divisions

_FIELDS: Mapping[Sector, str] = {
    Sector.AGRICULTURE: "农业",
    Sector.INDUSTRY: "工业",
    Sector.COMMERCE: "商贸服务",
    Sector.EDUCATION: "教育科技",
    Sector.HEALTH: "医疗卫生",
    Sector.CULTURE: "文化体育",
    Sector.LAW: "法治",
    Sector.PUBLIC_SERVICE: "公共服务",
    Sector.GRASSROOTS: "基层治理",
    Sector.OTHER: "综合",
}


@dataclass(frozen=True, kw_only=True)
class DemoGroup:
    """A group with its members, the convenor first; only a group of one congress has a term."""

    code: str
    name: str
    basis: GroupBasis
    term: DemoTerm | None
    area: Division
    members: tuple[Deputy, ...]


@lru_cache(maxsize=1)
def demo_groups(scale: float) -> tuple[DemoGroup, ...]:
    """All groups, those of the homes first."""
    sitting = [deputy for deputy in roster(scale) if deputy.levels]
    return (*_of_homes(sitting), *_of_fields(sitting))


def groups(scale: float) -> Load:
    """The rows of `DeputyGroup`."""
    columns = ("id", "code", "name", "basis", "term_id", "region_id")
    rows = [
        (number, group.code, group.name, group.basis, group.term.id if group.term else None, group.area.id)
        for number, group in enumerate(demo_groups(scale), start=1)
    ]
    return Load(model=DeputyGroup, columns=columns, rows=rows, total=len(rows), label=_("Deputy groups"))


def memberships(scale: float) -> Load:
    """The rows of `DeputyGroupMember`."""
    columns = ("id", "group_id", "person_id", "convenor", "joined_on")
    total = sum(len(group.members) for group in demo_groups(scale))
    rows = ((number, *row) for number, row in enumerate(_memberships(scale), start=1))
    return Load(model=DeputyGroupMember, columns=columns, rows=rows, total=total, label=_("Group memberships"))


def _of_homes(sitting: list[Deputy]) -> Iterator[DemoGroup]:
    for home, members in groupby(sitting, key=lambda deputy: deputy.home.division):
        yield DemoGroup(
            code=f"DG-{home.code}",
            name=f"{home.name}代表小组",
            basis=GroupBasis.AREA,
            term=None,
            area=home,
            members=tuple(members),
        )


def _of_fields(sitting: list[Deputy]) -> Iterator[DemoGroup]:
    city = next(division for division in divisions() if division.code == CITY_CODE)
    city_deputies = [deputy for deputy in sitting if CongressLevel.CITY in deputy.levels]
    for sector, field in _FIELDS.items():
        members = tuple(deputy for deputy in city_deputies if profile(deputy).sector is sector)
        if members:
            yield DemoGroup(
                code=f"DG-{city.code}-{sector.name}",
                name=f"{field}领域代表小组",
                basis=GroupBasis.FIELD,
                term=terms_of(CITY_CODE)[1],
                area=city,
                members=members,
            )


def _memberships(scale: float) -> Iterator[tuple[object, ...]]:
    for number, group in enumerate(demo_groups(scale), start=1):
        for place, deputy in enumerate(group.members):
            yield number, deputy.id, place == 0, deputy.since
