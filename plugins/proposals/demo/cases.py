"""Suggestions made in Liuzhou, as published pages tell of them: facts only.

The pages name private persons; none of them stands here, and the persons of `INVENTED_PERSONS`, which stand in for
them, are invented. What a page does not say is `None` or empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

INVENTED_PERSONS = ("韦青山", "覃小满", "黄一鸣", "蓝天晴")


@dataclass(frozen=True, slots=True)
class PublicCase:
    """A suggestion: who made it where, who handled it, and the figures told about it.

    The title is worded after the matter told, since the pages do not all give it. `figures` are in whole units:
    yuan, lamps, metres.
    """

    title: str
    congress: str
    number: int
    source: str
    term: int | None = None
    session: int | None = None
    year: int | None = None
    lead_unit: str = ""
    co_units: tuple[str, ...] = ()
    document_number: str = ""
    co_opinion_on: date | None = None
    figures: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PublicGroup:
    """Suggestions about which a page tells only in common: their numbers, and figures for all of them together."""

    congress: str
    year: int
    numbers: tuple[int, ...]
    closed_numbers: tuple[int, ...]
    funded_yuan: int | None
    source: str


@dataclass(frozen=True, slots=True)
class BillsOfSession:
    """The bills of a session, by the committee they concern."""

    congress: str
    term: int
    session: int
    total: int
    by_committee: dict[str, int]
    kept_as_bills: int
    converted: int
    source: str


SOLAR_LAMPS = PublicCase(
    title="关于在柳南区洛满镇高兴村安装太阳能路灯的建议",
    congress="柳州市",
    term=15,
    session=6,
    number=34,
    year=2025,
    lead_unit="柳州市柳南区人民政府",
    document_number="柳南政函〔2025〕90号",
    figures={"estimated_yuan": 250_000, "lamps": 50, "metres": 1_500, "metres_between_lamps": 30},
    source="柳州市柳南区人民政府，柳南政函〔2025〕90号",
)
SHOP_ENTRANCES = PublicCase(
    title="关于杨柳郡桂园商铺出入口的建议",
    congress="柳州市",
    session=5,
    number=83,
    year=2024,
    lead_unit="柳州市柳北区人民政府",
    co_units=("柳州市自然资源和规划局",),
    co_opinion_on=date(2024, 4, 25),
    source="柳州市自然资源和规划局，协办意见，2024年4月25日",
)
CASES = (SOLAR_LAMPS, SHOP_ENTRANCES)

LIUCHENG_SOURCE = "柳城县人民政府办公室，建议提案办理情况，2020年10月13日"
LIUCHENG_FUNDED = PublicGroup("柳城县", 2020, (15, 17, 18), (1,), 1_769_700, LIUCHENG_SOURCE)

BILLS_2018 = BillsOfSession(
    "柳州市",
    14,
    3,
    48,
    {"法制": 3, "财经": 17, "教科文卫": 5, "城建环资": 16, "农业": 5, "民族外侨": 2},
    7,
    41,
    "柳州日报，2018年1月18日",
)
