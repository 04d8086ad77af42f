"""Who sits where: every invented deputy with all mandates, home by home."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from plugins.congress.demo.dice import Dice, Weighted
from plugins.congress.demo.homes import Home, homes
from plugins.congress.demo.terms import DemoTerm, terms_of
from plugins.congress.models import CongressLevel, MandateEndReason, MandateStatus, SuspensionCause

CITY_CODE, REGION_CODE, COUNTRY_CODE = "4502", "45", "00"

SITTING_PER_FORMER = 50
"""So many sitting deputies of a home to one who is no deputy now."""

BY_ELECTED_EVERY = 50
BY_ELECTION = date(2024, 5, 20)
"""When seats that had fallen vacant were filled; every so many deputies came in then."""

FORMER_TERM_EVERY = 5
"""Every so many deputies held a seat in the term before too."""

_END_REASONS = Weighted(
    {
        MandateEndReason.MOVED_AWAY: 5,
        MandateEndReason.RESIGNED: 4,
        MandateEndReason.DECEASED: 2,
        MandateEndReason.ABSENT_TWO_SESSIONS: 1,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A mandate: in which term, since when and how it stands."""

    term: DemoTerm
    started_on: date
    status: MandateStatus = MandateStatus.ACTIVE
    ended_on: date | None = None
    end_reason: MandateEndReason | None = None
    suspension_cause: SuspensionCause | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deputy:
    """A person with the mandates of this term, from the highest level down, and perhaps one of the term before."""

    id: int
    home: Home
    seats: tuple[Seat, ...]

    @property
    def levels(self) -> frozenset[CongressLevel]:
        """The levels of the active mandates; none for a former deputy."""
        return frozenset(seat.term.level for seat in self.seats if seat.status is MandateStatus.ACTIVE)

    @property
    def since(self) -> date:
        """The first day of this term on which the person was a deputy."""
        return min(seat.started_on for seat in self.seats if seat.term.ends_on is None)


@lru_cache(maxsize=1)
def roster(scale: float) -> tuple[Deputy, ...]:
    """All deputies, numbered from one, in the order of their homes."""
    found: list[Deputy] = []
    for home in homes(scale):
        current = _sitting(home)
        for levels in current:
            number = len(found) + 1
            found.append(Deputy(id=number, home=home, seats=(*_seats(home, levels, number), *_before(home, number))))
        for _ in range(len(current) // SITTING_PER_FORMER):
            number = len(found) + 1
            found.append(Deputy(id=number, home=home, seats=(_lost(home, number),)))
    return tuple(found)


def congress_code(home: Home, level: CongressLevel) -> str:
    """The code of the congress of that level in which people from the home sit."""
    above = {
        CongressLevel.NATIONAL: COUNTRY_CODE,
        CongressLevel.AUTONOMOUS_REGION: REGION_CODE,
        CongressLevel.CITY: CITY_CODE,
        CongressLevel.COUNTY: home.county.code,
    }
    return above.get(level, home.code)


def _sitting(home: Home) -> list[list[CongressLevel]]:
    """The levels of each sitting deputy, from the highest down.

    Every second person of the level above takes a seat of a level too; the rest goes to new people.
    """
    people: list[list[CongressLevel]] = []
    above: CongressLevel | None = None
    for level in CongressLevel:
        seats = home.seats.get(level, 0)
        for person in [person for person in people if person[-1] is above][home.division.id % 2 :: 2][:seats]:
            person.append(level)
            seats -= 1
        people += [[level] for _ in range(seats)]
        above = level
    return people


def _seats(home: Home, levels: list[CongressLevel], number: int) -> Iterator[Seat]:
    for level in levels:
        term = terms_of(congress_code(home, level))[1]
        yield Seat(term=term, started_on=term.starts_on if number % BY_ELECTED_EVERY else BY_ELECTION)


def _before(home: Home, number: int) -> Iterator[Seat]:
    """The seat in the home's lowest congress that some held before."""
    if number % FORMER_TERM_EVERY == 0:
        term = terms_of(_lowest(home))[0]
        yield Seat(
            term=term,
            started_on=term.starts_on,
            status=MandateStatus.ENDED,
            ended_on=term.ends_on,
            end_reason=MandateEndReason.TERM_ENDED,
        )


def _lost(home: Home, number: int) -> Seat:
    """The mandate of someone who is no deputy now: one in ten suspended, the others ended."""
    dice = Dice("lost", home.code, number)
    term = terms_of(_lowest(home))[1]
    if dice.chance(0.1):
        cause = SuspensionCause.CUSTODY_IN_CRIMINAL_CASE
        return Seat(term=term, started_on=term.starts_on, status=MandateStatus.SUSPENDED, suspension_cause=cause)
    ended_on = date(2022, 6, 1) + timedelta(days=dice.between(0, 1_400))
    return Seat(
        term=term,
        started_on=term.starts_on,
        status=MandateStatus.ENDED,
        ended_on=ended_on,
        end_reason=dice.draw(_END_REASONS),
    )


def _lowest(home: Home) -> str:
    level = CongressLevel.TOWNSHIP if CongressLevel.TOWNSHIP in home.seats else CongressLevel.COUNTY
    return congress_code(home, level)
