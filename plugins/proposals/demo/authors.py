"""Who makes suggestions: the sitting deputies of each congress, with the stations at which they serve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from plugins.congress.demo.people import numbered_mandates
from plugins.congress.demo.profiles import profile
from plugins.congress.demo.roster import Deputy
from plugins.congress.models import CongressLevel, MandateStatus
from plugins.stations.demo.network import DemoStation
from plugins.stations.demo.posts import posts


@dataclass(frozen=True, slots=True)
class Author:
    """A deputy in the mandate of one congress."""

    mandate_id: int
    deputy: Deputy
    level: CongressLevel
    since: date
    station: DemoStation
    name: str


@lru_cache(maxsize=1)
def authors(scale: float) -> Mapping[tuple[int, str], tuple[Author, ...]]:
    """The authors by the number of their term and the code of the county; in a township that of its own."""
    stations = {post.deputy.id: post.station for post in posts(scale) if post.ended_on is None}
    found: dict[tuple[int, str], list[Author]] = {}
    for number, deputy, seat in numbered_mandates(scale):
        if seat.status is MandateStatus.ACTIVE and deputy.id in stations:
            township = seat.term.level is CongressLevel.TOWNSHIP
            area = deputy.home.code if township else deputy.home.county.code
            author = Author(number, deputy, seat.term.level, seat.started_on, stations[deputy.id], profile(deputy).name)
            found.setdefault((seat.term.id, area), []).append(author)
    return MappingProxyType({key: tuple(some) for key, some in found.items()})
