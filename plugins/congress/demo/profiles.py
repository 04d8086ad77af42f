"""What else is known of an invented deputy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from plugins.congress.demo.dice import Dice, Weighted
from plugins.congress.demo.roster import Deputy
from plugins.congress.models import Gender, PreferredLanguage, RegionKind, Sector

MARK = "示例"
"""What every name holds, so that nobody takes the person for a real one."""

_SURNAMES = Weighted(dict(zip("韦覃黄梁莫蒙罗杨吴石潘贾李陈刘张王龙廖蓝", range(30, 10, -1), strict=True)))
_ORDINARY = Weighted({"壮族": 46, "汉族": 40, "苗族": 4, "侗族": 4, "瑶族": 3, "仫佬族": 2, "回族": 1})
_LOCAL: Mapping[str, Weighted[str]] = MappingProxyType(
    {
        "450225": Weighted({"苗族": 42, "汉族": 24, "壮族": 14, "侗族": 12, "瑶族": 8}),
        "450226": Weighted({"侗族": 58, "汉族": 14, "苗族": 17, "壮族": 6, "瑶族": 5}),
    }
)
"""Rongshui is an autonomous county of the Miao, Sanjiang one of the Dong."""

_LANGUAGES = MappingProxyType(
    {"壮族": PreferredLanguage.ZA, "侗族": PreferredLanguage.KMC, "苗族": PreferredLanguage.HMN}
)
_NEEDS = ("轮椅通道", "大字版材料", "手语翻译", "会场前排座位")
_OCCUPATIONS: Mapping[Sector, tuple[str, ...]] = MappingProxyType(
    {
        Sector.AGRICULTURE: ("种植大户", "养殖户", "合作社理事长", "农艺师", "护林员"),
        Sector.INDUSTRY: ("车间班组长", "工程师", "钳工", "企业负责人", "质检员"),
        Sector.COMMERCE: ("个体工商户", "超市经理", "物流站长", "米粉店店主"),
        Sector.EDUCATION: ("小学教师", "中学教师", "高职院校教师", "幼儿园园长"),
        Sector.HEALTH: ("乡村医生", "护士长", "社区卫生服务中心医生", "中医师"),
        Sector.CULTURE: ("文化站辅导员", "非遗传承人", "体育教练", "图书管理员"),
        Sector.LAW: ("律师", "人民调解员", "法律援助工作者"),
        Sector.PUBLIC_SERVICE: ("公交驾驶员", "环卫工人", "电力检修员", "乡镇干部", "消防队员"),
        Sector.GRASSROOTS: ("村党组织书记", "村委会主任", "社区主任", "网格员", "妇女主任"),
        Sector.OTHER: ("退休职工", "自由职业者", "志愿者"),
    }
)
_RURAL = Weighted(
    {
        Sector.GRASSROOTS: 28,
        Sector.AGRICULTURE: 34,
        Sector.PUBLIC_SERVICE: 10,
        Sector.EDUCATION: 8,
        Sector.HEALTH: 6,
        Sector.COMMERCE: 6,
        Sector.INDUSTRY: 4,
        Sector.CULTURE: 2,
        Sector.LAW: 1,
        Sector.OTHER: 1,
    }
)
_URBAN = Weighted(
    {
        Sector.INDUSTRY: 26,
        Sector.GRASSROOTS: 18,
        Sector.PUBLIC_SERVICE: 14,
        Sector.EDUCATION: 12,
        Sector.COMMERCE: 10,
        Sector.HEALTH: 9,
        Sector.LAW: 4,
        Sector.CULTURE: 4,
        Sector.OTHER: 3,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The name and the circumstances of a deputy."""

    name: str
    gender: Gender
    ethnic_group: str
    language: PreferredLanguage
    needs: str | None
    sector: Sector
    occupation: str


def profile(deputy: Deputy) -> Profile:
    """The deputy's profile, the same whenever it is asked for."""
    dice = Dice("profile", deputy.id)
    ethnic_group = dice.draw(_LOCAL.get(deputy.home.county.code, _ORDINARY))
    sector = dice.draw(_URBAN if deputy.home.division.kind is RegionKind.SUBDISTRICT else _RURAL)
    own_language = dice.chance(0.3)
    return Profile(
        name=f"{dice.draw(_SURNAMES)}{MARK}{deputy.id:04}",
        gender=Gender.FEMALE if dice.chance(0.36) else Gender.MALE,
        ethnic_group=ethnic_group,
        language=_LANGUAGES.get(ethnic_group, PreferredLanguage.ZH) if own_language else PreferredLanguage.ZH,
        needs=dice.pick(_NEEDS) if dice.chance(0.01) else None,
        sector=sector,
        occupation=dice.pick(_OCCUPATIONS[sector]),
    )
