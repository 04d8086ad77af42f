"""At which sessions, and when between them, how many suggestions are made to which congress."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from plugins.congress.demo.days import REFERENCE_DAY
from plugins.congress.demo.dice import Dice
from plugins.congress.demo.homes import counties, townships
from plugins.congress.demo.roster import CITY_CODE
from plugins.congress.demo.terms import DemoSession, DemoTerm, demo_sessions, terms_of
from plugins.congress.models import CONGRESS_OF_KIND, CongressLevel

FIRST_YEAR, LAST_YEAR = 2022, 2026
"""The years of the term with suggestions; the first session of each congress, in 2021, but elected."""

EVERY_TOWNSHIP = 5
"""Every so many townships have their suggestions on record."""

_AT_SESSION: Mapping[CongressLevel, tuple[int, int]] = MappingProxyType(
    {CongressLevel.CITY: (220, 240), CongressLevel.COUNTY: (86, 116), CongressLevel.TOWNSHIP: (7, 10)}
)
_BETWEEN: Mapping[CongressLevel, tuple[int, int]] = MappingProxyType(
    {CongressLevel.CITY: (34, 44), CongressLevel.COUNTY: (18, 24), CongressLevel.TOWNSHIP: (0, 1)}
)
_SECOND_HALF, _SHORT_SHARE = 7, 0.2
"""The month from which on sessions are a year's second, and what share of the usual they have."""

_LAST_SHARE = 0.45
"""Of the months between the sessions in the last year, which is not over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A session, or the months of a year between the sessions, with the number of suggestions made then."""

    term: DemoTerm
    session: DemoSession | None
    first: date
    last: date
    count: int

    @property
    def year(self) -> int:
        """The year in which it is."""
        return self.first.year


def agenda(scale: float) -> Iterator[tuple[DemoTerm, list[Occasion]]]:
    """The terms of all congresses with suggestions on record, each with its occasions in their order."""
    for code in _congresses():
        term = terms_of(code)[1]
        occasions = [*_at_sessions(term, scale), *_between(term, scale)]
        yield term, sorted(occasions, key=lambda occasion: occasion.first)


def _congresses() -> Iterator[str]:
    yield CITY_CODE
    yield from (county.code for county in counties())
    with_congress = [township.code for township in townships() if township.kind in CONGRESS_OF_KIND]
    yield from with_congress[::EVERY_TOWNSHIP]


def _at_sessions(term: DemoTerm, scale: float) -> Iterator[Occasion]:
    for session in demo_sessions():
        if session.term is term and session.opens_on.year >= FIRST_YEAR and session.opens_on <= REFERENCE_DAY:
            share = _SHORT_SHARE if session.opens_on.month >= _SECOND_HALF else 1
            count = Dice("session", session.id).between(*_AT_SESSION[term.level])
            last = min(session.closes_on, REFERENCE_DAY)
            yield _occasion(term, session, (session.opens_on, last), count * share * scale)


def _between(term: DemoTerm, scale: float) -> Iterator[Occasion]:
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        first, last = date(year, 4, 1), min(date(year, 12, 20), REFERENCE_DAY - timedelta(days=1))
        count = Dice("between", term.seat.code, year).between(*_BETWEEN[term.level])
        yield _occasion(term, None, (first, last), count * scale * (_LAST_SHARE if year == LAST_YEAR else 1))


def _occasion(term: DemoTerm, session: DemoSession | None, days: tuple[date, date], count: float) -> Occasion:
    return Occasion(term=term, session=session, first=days[0], last=days[1], count=round(count))
