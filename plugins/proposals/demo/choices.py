"""What there is to choose from for each suggestion: who asks, about what, and who handles it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import cast

from plugins.congress.demo.dice import Dice, Weighted
from plugins.congress.demo.homes import Home
from plugins.congress.demo.organizations import GOVERNMENT, organizations
from plugins.congress.demo.roster import CITY_CODE
from plugins.congress.models import CongressLevel
from plugins.proposals.demo.authors import Author
from plugins.proposals.demo.life import Unit
from plugins.proposals.demo.matters import Matter
from plugins.proposals.models import SuggestionOrigin
from plugins.stations.demo.opinions import opinions
from plugins.stations.models import OpinionCategory, OpinionHandling

TWO_YEARS = date(2024, 10, 1)
"""Since when the stations report; before, fewer suggestions grew from them."""

_FRESH = timedelta(days=300)
_STATION_EARLIER, _STATION_NOW = 0.25, 0.7
_AT_SESSION = Weighted(
    {
        SuggestionOrigin.SESSION: 64,
        SuggestionOrigin.SURVEY: 16,
        SuggestionOrigin.INSPECTION: 12,
        SuggestionOrigin.MEETING: 8,
    }
)
_BETWEEN = Weighted({SuggestionOrigin.INTERSESSION: 60, SuggestionOrigin.INSPECTION: 22, SuggestionOrigin.SURVEY: 18})
_COMPANIES: Mapping[CongressLevel, Weighted[int]] = MappingProxyType(
    {
        CongressLevel.CITY: Weighted({0: 42, 1: 16, 2: 16, 3: 12, 4: 8, 5: 6}),
        CongressLevel.COUNTY: Weighted({0: 58, 1: 18, 2: 14, 3: 10}),
        CongressLevel.TOWNSHIP: Weighted({0: 66, 1: 22, 2: 12}),
    }
)


@dataclass(frozen=True, slots=True)
class Heard:
    """An opinion that was to become a suggestion."""

    id: int
    received_at: datetime
    category: OpinionCategory


class Opinions:
    """The opinions that wait to become suggestions, station by station; each is taken up once."""

    def __init__(self, scale: float) -> None:
        self._waiting: dict[int, list[Heard]] = defaultdict(list)
        load = opinions(scale)
        wanted = ("id", "station_id", "received_at", "category", "handling")
        places = [load.columns.index(name) for name in wanted]
        for row in load.rows:
            number, station, received_at, category, handling = (row[place] for place in places)
            if handling is OpinionHandling.TO_SUGGESTION:
                heard = Heard(cast("int", number), cast("datetime", received_at), cast("OpinionCategory", category))
                self._waiting[cast("int", station)].append(heard)

    def take(self, station_id: int, before: datetime) -> Heard | None:
        """An opinion heard at the station not long before, if one waits."""
        waiting = self._waiting.get(station_id, [])
        found = next((one for one in waiting if before - _FRESH < one.received_at < before), None)
        if found:
            waiting.remove(found)
        return found


def origin(dice: Dice, day: date, *, at_session: bool) -> SuggestionOrigin:
    """What a suggestion of that day grew from."""
    if dice.chance(_STATION_NOW if day >= TWO_YEARS else _STATION_EARLIER):
        return SuggestionOrigin.STATION
    return dice.draw(_AT_SESSION if at_session else _BETWEEN)


def pick_author(dice: Dice, pool: Sequence[Author], day: date) -> Author:
    """One of those who were deputies on that day."""
    author = dice.pick(pool)
    return author if author.since < day else next((one for one in pool if one.since < day), author)


def company(dice: Dice, pool: Sequence[Author], author: Author, day: date) -> tuple[Author, ...]:
    """Those who are asked to sign too."""
    count = dice.draw(_COMPANIES[author.level])
    chosen = {one.mandate_id: one for one in (dice.pick(pool) for _place in range(count))}
    return tuple(one for one in chosen.values() if one.mandate_id != author.mandate_id and one.since < day)


def units_for(level: CongressLevel, home: Home, matter: Matter) -> list[Unit]:
    """Who handles the matter, the first in the lead: units of the same tier, and the governments below."""
    county = home.county.code
    match level:
        case CongressLevel.TOWNSHIP:
            return [unit(f"{home.code}-{GOVERNMENT}")]
        case CongressLevel.COUNTY:
            below, tier = f"{home.code}-{GOVERNMENT}", county
        case _:
            below, tier = f"{county}-{GOVERNMENT}", CITY_CODE
    lead = below if matter.organ == GOVERNMENT else f"{tier}-{matter.organ}"
    helper = f"{tier}-{matter.helper}" if matter.helper and matter.helper != GOVERNMENT else below
    return [unit(code) for code in dict.fromkeys((lead, helper))]


def unit(code: str) -> Unit:
    """The organization with that code."""
    return _units()[code]


@cache
def _units() -> Mapping[str, Unit]:
    rows = (cast("tuple[int, str, str]", row[:3]) for row in organizations().rows)
    return MappingProxyType({code: Unit(number, name) for number, code, name in rows})


def unit_named(name: str) -> Unit:
    """The organization with that name."""
    return next(one for one in _units().values() if one.name == name)
