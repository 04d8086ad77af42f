"""What is raised a second and a third time, because the promise made before was broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.congress.demo.dice import Dice
from plugins.congress.models import CongressLevel
from plugins.proposals.demo.agenda import FIRST_YEAR, Occasion
from plugins.proposals.demo.authors import Author
from plugins.proposals.demo.making import Asked
from plugins.proposals.demo.matters import matters
from plugins.stations.demo.coverage import units_of_homes

THREADS = 3
"""Matters of each county that are raised in several years, the first time a year later each; one in a small city."""

_FEW = 20

TIMES = 3


def repeated(occasion: Occasion, pool: Sequence[Author]) -> Iterator[Asked]:
    """What is raised at this session of a county's congress and was, or will be, raised at others."""
    if occasion.term.level is not CongressLevel.COUNTY or occasion.session is None:
        return
    for thread in range(THREADS if occasion.count > _FEW else 1):
        time = occasion.year - FIRST_YEAR - thread
        if 0 <= time < TIMES:
            yield _asked(Dice("thread", occasion.term.seat.code, thread), pool, broken=time < TIMES - 1)


def _asked(dice: Dice, pool: Sequence[Author], *, broken: bool) -> Asked:
    since = min(author.since for author in pool)
    author = dice.pick([one for one in pool if one.since == since])
    home = author.deputy.home
    village = dice.pick(units_of_homes()[home.code])
    matter = dice.pick(matters(home.county.code, rural=village.rural))
    return Asked(author, village, matter, repeated=True, broken=broken)
