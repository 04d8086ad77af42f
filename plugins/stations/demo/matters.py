"""What residents speak about, from a table of matters in their own words."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from plugins.congress.demo.dice import Dice
from plugins.stations.demo.coverage import Unit
from plugins.stations.models import OpinionCategory, OpinionHandling

_FILE = Path(__file__).with_name("matters.csv")
_ANYWHERE, _RURAL, _URBAN = "ANY", "RURAL", "URBAN"
_PLACES = {
    _RURAL: (
        "村口",
        "村委会门前",
        "晒谷坪",
        "老榕树下",
        "小学门口",
        "一组",
        "二组",
        "三组",
        "五组",
        "河边",
        "圩场",
        "风雨桥头",
    ),
    _URBAN: (
        "北门",
        "东门",
        "菜市场门口",
        "公交站旁",
        "小学门口",
        "文化广场",
        "三栋楼下",
        "地下车库入口",
        "后巷",
        "河堤步道",
    ),
}
_SINCE = ("最近", "半个多月", "一个多月", "近两个月", "三个月", "今年以来", "去年底以来", "这几个星期")
_OPENINGS = ("", "", "", "", "您好，", "代表您好，", "我是这里的老住户，", "替邻居们反映：", "又来麻烦代表了，")
_CLOSINGS = ("", "", "", "希望尽快解决。", "请代表帮忙反映。", "盼回复。", "谢谢代表。", "大家都很关心这件事。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A row of the table: `handling` is given where there is but one way; `organ` is who it is forwarded to."""

    category: OpinionCategory
    setting: str
    organ: str
    handling: OpinionHandling | None
    text: str
    answer: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A matter as a resident put it, with what was answered at once and what came of it."""

    matter: Matter
    text: str
    place: str
    answer: str | None
    result: str | None


@cache
def matters(*, rural: bool, ordinary: bool) -> tuple[Matter, ...]:
    """What is said in the country or in town; `ordinary` leaves out what can be handled in one way only."""
    fitting = {_ANYWHERE, _RURAL if rural else _URBAN}
    return tuple(matter for matter in _table() if matter.setting in fitting and not (ordinary and matter.handling))


def say(matter: Matter, unit: Unit, dice: Dice) -> Said:
    """The matter in the words of someone from that village or community."""
    place = dice.pick(_PLACES[_RURAL if unit.rural else _URBAN])
    number = dice.between(2, 9)
    told = matter.text.format(unit=unit.name, place=place, n=number, since=dice.pick(_SINCE))
    return Said(
        matter=matter,
        text=dice.pick(_OPENINGS) + told + dice.pick(_CLOSINGS),
        place=f"{unit.name}{place}往里{dice.between(1, 30) * 10}米",
        answer=matter.answer or None,
        result=matter.result.format(n=number) or None,
    )


@cache
def _table() -> tuple[Matter, ...]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Matter(
                category=OpinionCategory[row["category"]],
                setting=row["setting"],
                organ=row["organ"],
                handling=OpinionHandling[row["handling"]] if row["handling"] else None,
                text=row["text"],
                answer=row["answer"],
                result=row["result"],
            )
            for row in csv.DictReader(file)
        )
