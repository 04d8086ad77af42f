"""What deputies ask for, from a table of matters, in the words of a suggestion."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from plugins.congress.demo.dice import Dice
from plugins.proposals.models import SuggestionCategory
from plugins.stations.demo.coverage import Unit
from plugins.stations.models import OpinionCategory

_FILE = Path(__file__).with_name("matters.csv")
_RURAL, _URBAN, _ANYWHERE = "RURAL", "URBAN", "ANY"
_CAUSES = (
    "主要原因是建设年代早、标准低，管护责任没有落实到人。",
    "主要原因是资金投入不足，部门之间衔接不够。",
    "群众多次反映，村（社区）无力自行解决，需要有关部门统筹。",
    "近年来人口和车辆增加，原有设施已不能满足需要。",
    "调研走访三十多户，大家意见一致，盼望早日解决。",
)
_VOICES = ("据走访了解，", "联络站接待时群众反映，", "近期调研发现，", "闭会期间走访选民时了解到，", "")
_OF_OPINIONS: Mapping[OpinionCategory, frozenset[SuggestionCategory]] = MappingProxyType(
    {
        OpinionCategory.ROADS: frozenset({SuggestionCategory.TRANSPORT}),
        OpinionCategory.ENVIRONMENT: frozenset({SuggestionCategory.ENVIRONMENT}),
        OpinionCategory.EDUCATION: frozenset({SuggestionCategory.EDUCATION_AND_SCIENCE}),
        OpinionCategory.HEALTH: frozenset({SuggestionCategory.HEALTH}),
        OpinionCategory.AGRICULTURE: frozenset({SuggestionCategory.AGRICULTURE}),
        OpinionCategory.HOUSING: frozenset({SuggestionCategory.URBAN_CONSTRUCTION}),
        OpinionCategory.CULTURE: frozenset({SuggestionCategory.CULTURE_AND_SPORT}),
        OpinionCategory.SAFETY: frozenset({SuggestionCategory.PUBLIC_SAFETY}),
        OpinionCategory.WELFARE: frozenset({SuggestionCategory.LABOUR_AND_SOCIAL_SECURITY}),
    }
)


@dataclass(frozen=True, slots=True)
class Matter:
    """A row of the table: `organ` handles it, `helper` helps if there is one."""

    category: SuggestionCategory
    setting: str
    organ: str
    helper: str
    subject: str
    fact: str
    requests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """The text of a suggestion."""

    category: SuggestionCategory
    title: str
    matter: str
    analysis: str
    requests: tuple[str, ...]
    place: str | None


@cache
def matters(county: str, *, rural: bool, opinion: OpinionCategory | None = None) -> tuple[Matter, ...]:
    """What is asked for in such a place; after an opinion, what fits its category, if anything does."""
    settings = {_ANYWHERE, _RURAL if rural else _URBAN, county}
    fitting = tuple(matter for matter in _table() if matter.setting in settings)
    wanted = _OF_OPINIONS.get(opinion) if opinion else None
    return tuple(matter for matter in fitting if wanted is None or matter.category in wanted) or fitting


def word(matter: Matter, unit: Unit, dice: Dice) -> Wording:
    """The matter as a deputy writes it about that village or community."""
    number = dice.between(2, 9)
    subject = matter.subject.format(unit=unit.name)
    return Wording(
        category=matter.category,
        title=f"关于{subject}的建议",
        matter=dice.pick(_VOICES) + matter.fact.format(unit=unit.name, n=number) + "。",
        analysis=dice.pick(_CAUSES),
        requests=matter.requests,
        place=unit.name,
    )


@cache
def _table() -> tuple[Matter, ...]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_rows(csv.DictReader(file)))


def _rows(rows: csv.DictReader[str]) -> Iterator[Matter]:
    for row in rows:
        yield Matter(
            SuggestionCategory[row["category"]],
            row["setting"],
            row["organ"],
            row["helper"],
            row["subject"],
            row["fact"],
            tuple(row["requests"].split("；")),
        )
