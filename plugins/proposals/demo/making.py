"""Makes the suggestions of a congress, occasion by occasion, in the order in which they are submitted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from plugins.congress.demo.days import instant
from plugins.congress.demo.dice import Dice
from plugins.congress.models import Visibility
from plugins.proposals.demo.agenda import Occasion
from plugins.proposals.demo.authors import Author
from plugins.proposals.demo.book import Book
from plugins.proposals.demo.choices import Opinions, company, origin, pick_author, units_for
from plugins.proposals.demo.deadlines import calendar
from plugins.proposals.demo.fates import Fate, fate
from plugins.proposals.demo.life import Life
from plugins.proposals.demo.matters import Matter, matters, word
from plugins.proposals.demo.series import Series
from plugins.proposals.demo.telling import Course
from plugins.proposals.models import OutcomeCount, Suggestion, SuggestionOrigin
from plugins.stations.demo.coverage import Unit as Village
from plugins.stations.demo.coverage import units_of_homes

_ACCEPTED_AFTER, _ASSIGNED_AFTER = (2, 7), 22
"""Days from the end of a session to the numbers, and to the meeting at which all are assigned."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A matter that a deputy raises about a place; `broken` if the promise made in reply is not kept."""

    author: Author
    village: Village
    matter: Matter
    opinion_id: int | None = None
    origin: SuggestionOrigin = SuggestionOrigin.SESSION
    repeated: bool = False
    broken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where the suggestions of an occasion are taken in."""

    book: Book
    occasion: Occasion
    series: Series
    pool: Sequence[Author]
    opinions: Opinions
    batch_id: int | None
    assigned_at: datetime | None

    @property
    def first(self) -> datetime:
        """When the first is submitted at the earliest."""
        return instant(self.occasion.first, time(8))

    @property
    def at_session(self) -> bool:
        """Whether they are made at a session."""
        return self.occasion.session is not None


def submissions(desk: Desk, count: int) -> Iterator[datetime]:
    """When so many suggestions of the occasion are submitted, in order."""
    occasion = desk.occasion
    dice = Dice("submissions", occasion.term.seat.code, occasion.first, desk.at_session)
    days = (occasion.last - occasion.first).days
    yield from sorted(_moment(dice, occasion.first + timedelta(days=dice.between(0, days))) for _place in range(count))


def asked(desk: Desk, dice: Dice, submitted_at: datetime) -> Asked:
    """What somebody raises then: at best what a resident told at the station."""
    day = submitted_at.date()
    author = pick_author(dice, desk.pool, day)
    grown_from = origin(dice, day, at_session=desk.at_session)
    station = grown_from is SuggestionOrigin.STATION
    heard = desk.opinions.take(author.station.id, submitted_at - timedelta(days=12)) if station else None
    village = dice.pick(author.station.concerns if station else units_of_homes()[author.deputy.home.code])
    fitting = matters(author.deputy.home.county.code, rural=village.rural, opinion=heard.category if heard else None)
    return Asked(author, village, dice.pick(fitting), heard.id if heard else None, grown_from)


def life_of(desk: Desk, asking: Asked, dice: Dice, submitted_at: datetime) -> Life:
    """The life of what is asked, at its beginning."""
    author, term = asking.author, desk.occasion.term
    day = submitted_at.date()
    drawn = _drawn(asking, dice, desk)
    cosigners = company(dice, desk.pool, author, day) if not asking.repeated else ()
    drafted_at = submitted_at - timedelta(days=dice.between(len(cosigners) * 4 + 1, len(cosigners) * 4 + 10))
    return Life(
        book=desk.book,
        id=desk.book.number(Suggestion),
        dice=dice,
        fate=drawn,
        term=term,
        session=desk.occasion.session,
        county=author.deputy.home.county,
        author=author,
        cosigners=cosigners,
        words=word(asking.matter, asking.village, dice),
        region_id=asking.village.id,
        origin=asking.origin,
        now=drafted_at,
        created_at=drafted_at,
        opinion_id=asking.opinion_id,
        visibility=Visibility.DEPUTIES if drawn.private else Visibility.PUBLIC,
    )


def course_of(desk: Desk, asking: Asked, dice: Dice, submitted_at: datetime) -> Course:
    """When it is accepted and assigned, and to whom."""
    accepted_at = _accepted_at(desk, dice, submitted_at)
    later = calendar().workday_from(accepted_at.date() + timedelta(days=dice.between(1, 4)))
    units = units_for(desk.occasion.term.level, asking.author.deputy.home, asking.matter)
    return Course(
        submitted_at=submitted_at,
        accepted_at=accepted_at,
        assigned_at=desk.assigned_at or instant(later, time(dice.between(9, 16), dice.between(0, 59))),
        batch_id=desk.batch_id,
        units=units,
        series=desk.series,
        counts_as=OutcomeCount.PLANNED if asking.broken else None,
        broken=asking.broken,
    )


def assigned_at(occasion: Occasion) -> datetime | None:
    """When the suggestions of a session are assigned, all at one time."""
    if occasion.session is None:
        return None
    return instant(calendar().workday_from(occasion.last + timedelta(days=_ASSIGNED_AFTER)), time(10))


def _moment(dice: Dice, day: date) -> datetime:
    return instant(day, time(dice.between(8, 17), dice.between(0, 59), dice.between(0, 59)))


def _accepted_at(desk: Desk, dice: Dice, submitted_at: datetime) -> datetime:
    days = dice.between(*_ACCEPTED_AFTER) if desk.at_session else dice.between(1, 3)
    day = calendar().workday_from((desk.occasion.last if desk.at_session else submitted_at.date()) + timedelta(days))
    return instant(day, time(dice.between(9, 16), dice.between(0, 59)))


def _drawn(asking: Asked, dice: Dice, desk: Desk) -> Fate:
    drawn = fate(dice, desk.occasion.year, between=not desk.at_session)
    if not asking.repeated:
        return drawn
    nothing = {
        "letter": False,
        "merged": False,
        "withdrawn": False,
        "late": False,
        "extended": False,
        "stuck": False,
        "displeased": False,
        "private": False,
    }
    return replace(drawn, **nothing)
