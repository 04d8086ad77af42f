"""The public cases that fall into the term of the demonstration, as suggestions with their real numbers.

The city's Nos. 34 and 83 do. The items of Liucheng of 2020, the follow-up of 2019 and the bills of 2018 lie in terms
before, which have no sessions here; of Liujiang in 2024 only totals are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from plugins.congress.demo.dice import Dice
from plugins.congress.demo.roster import CITY_CODE
from plugins.proposals.demo.cases import SHOP_ENTRANCES, SOLAR_LAMPS, PublicCase
from plugins.proposals.demo.choices import unit_named
from plugins.proposals.demo.life import Life
from plugins.proposals.demo.making import Asked, Desk, course_of, life_of
from plugins.proposals.demo.matters import Wording, matters
from plugins.proposals.demo.telling import Course
from plugins.proposals.models import OutcomeCount, SuggestionCategory
from plugins.stations.demo.coverage import Unit as Village
from plugins.stations.demo.coverage import units_of_homes


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A public case with where it is about, its text, and what is to come of it."""

    case: PublicCase
    county: str
    village: str
    words: Wording
    counts_as: OutcomeCount | None = None


NAMED = (
    Named(
        case=SOLAR_LAMPS,
        county="450204",
        village="高兴村",
        words=Wording(
            SuggestionCategory.TRANSPORT,
            SOLAR_LAMPS.title,
            "洛满镇高兴村主干道约1500米没有照明，夜间出行不便，经测算每30米一盏，需太阳能路灯50盏，概算约25万元。",
            "村集体收入有限，无力自行建设，需要财政资金支持。",
            ("在高兴村主干道安装太阳能路灯50盏", "落实所需资金约25万元"),
            "洛满镇高兴村",
        ),
        counts_as=OutcomeCount.PLANNED,
    ),
    Named(
        case=SHOP_ENTRANCES,
        county="450205",
        village="",
        words=Wording(
            SuggestionCategory.URBAN_CONSTRUCTION,
            SHOP_ENTRANCES.title,
            "杨柳郡桂园商铺的出入口问题，商户和居民多次反映，出行不便。",
            "出入口的位置需要有关部门现场核定。",
            ("现场核定商铺出入口的位置", "由主办单位会同规划部门提出解决办法"),
            "杨柳郡桂园",
        ),
    ),
)


def named(desk: Desk) -> Mapping[int, Named]:
    """The public cases of this occasion, by their numbers."""
    session = desk.occasion.session
    if session is None or desk.occasion.term.seat.code != CITY_CODE:
        return MappingProxyType({})
    return MappingProxyType({one.case.number: one for one in NAMED if one.case.session == session.ordinal})


def begin(desk: Desk, one: Named, submitted_at: datetime) -> tuple[Life, Course]:
    """The life of a public case at its beginning, and its course."""
    dice = Dice("named", one.case.number)
    author = next(author for author in desk.pool if author.deputy.home.county.code == one.county)
    village = _village(one)
    asking = Asked(author, village, matters(one.county, rural=village.rural)[0], repeated=True)
    life = life_of(desk, asking, dice, submitted_at)
    life.words, life.serial = one.words, one.case.number
    life.document_no, life.co_opinion_on = one.case.document_number or None, one.case.co_opinion_on
    helped = bool(one.case.co_units)
    life.fate = replace(life.fate, helped=helped, separate=False, returned=False, silent=False, revised=False)
    course = course_of(desk, asking, dice, submitted_at)
    units = [unit_named(name) for name in (one.case.lead_unit, *one.case.co_units)]
    return life, replace(course, units=units, counts_as=one.counts_as)


def _village(one: Named) -> Village:
    """The village of the case, or the first community of its district."""
    inside = list(_villages(one.county))
    return next((village for village in inside if village.name == one.village), inside[0])


def _villages(county: str) -> Iterator[Village]:
    for home, villages in sorted(units_of_homes().items()):
        if home.startswith(county):
            yield from villages
