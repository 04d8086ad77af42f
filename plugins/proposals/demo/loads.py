"""All of the made-up city that belongs to this plugin, in the order in which it can be loaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain

from core.api import Load
from plugins.congress.demo.dice import Dice
from plugins.congress.demo.organizations import organization_numbers
from plugins.congress.demo.terms import DemoTerm
from plugins.congress.models import CongressLevel
from plugins.proposals.demo.agenda import Occasion, agenda
from plugins.proposals.demo.authors import Author, authors
from plugins.proposals.demo.book import Book
from plugins.proposals.demo.choices import Opinions
from plugins.proposals.demo.fates import Quota
from plugins.proposals.demo.life import END
from plugins.proposals.demo.making import Asked, Desk, asked, assigned_at, course_of, life_of, submissions
from plugins.proposals.demo.named import Named, begin, named
from plugins.proposals.demo.repeating import repeated
from plugins.proposals.demo.series import Series
from plugins.proposals.demo.telling import tell
from plugins.proposals.demo.writing import write
from plugins.proposals.models import AssignmentBatch, NumberSeries


def loads(scale: float) -> Iterator[Load]:
    """The rows at that multiple of the usual number of suggestions."""
    book, quota, opinions = Book(), Quota(), Opinions(scale)
    for term, occasions in agenda(scale):
        pool, between = _pool(term, scale), Series(term=term, session=None)
        for occasion in occasions:
            series = Series(term=term, session=occasion.session) if occasion.session else between
            _take_in(_desk(book, occasion, series, pool, opinions), quota)
            if occasion.session:
                _keep(book, series)
        _keep(book, between)
    yield from book.loads()


def _take_in(desk: Desk, quota: Quota) -> None:
    """Tell the lives of all suggestions of an occasion."""
    cases = dict(named(desk))
    again = list(repeated(desk.occasion, desk.pool))
    submitted_at = desk.first
    for place, submitted_at in enumerate(submissions(desk, desk.occasion.count + len(again))):
        if desk.series.next_serial in cases:
            _tell_named(desk, quota, cases.pop(desk.series.next_serial), submitted_at)
        dice = Dice("suggestion", desk.occasion.term.seat.code, desk.occasion.first, desk.at_session, place)
        _tell(desk, quota, again[place] if place < len(again) else asked(desk, dice, submitted_at), dice, submitted_at)
    for case in cases.values():
        _tell_named(desk, quota, case, submitted_at)


def _tell(desk: Desk, quota: Quota, asking: Asked, dice: Dice, submitted_at: datetime) -> None:
    life = life_of(desk, asking, dice, submitted_at)
    tell(life, course_of(desk, asking, dice, submitted_at), quota)
    write(life)


def _tell_named(desk: Desk, quota: Quota, case: Named, submitted_at: datetime) -> None:
    life, course = begin(desk, case, submitted_at)
    tell(life, course, quota)
    write(life)


def _desk(book: Book, occasion: Occasion, series: Series, pool: Sequence[Author], opinions: Opinions) -> Desk:
    at = assigned_at(occasion)
    return Desk(
        book=book,
        occasion=occasion,
        series=series,
        pool=pool,
        opinions=opinions,
        batch_id=_batch(book, occasion, at) if at and at <= END else None,
        assigned_at=at,
    )


def _batch(book: Book, occasion: Occasion, at: datetime) -> int:
    session, seat = occasion.session, occasion.term.seat
    suffix = "PRES" if occasion.term.level is CongressLevel.TOWNSHIP else "SCO"
    by = organization_numbers()[f"{seat.code}-{suffix}"]
    return book.add(AssignmentBatch, seat.id, session.id if session else None, at, at.date(), by, True)  # noqa: FBT003


def _keep(book: Book, series: Series) -> None:
    """Write down the next number of the series, if it has given any."""
    if series.latest_id:
        session = series.session
        book.add(NumberSeries, series.term.id, session.id if session else None, series.next_serial)


def _pool(term: DemoTerm, scale: float) -> Sequence[Author]:
    """All who sit in the congress."""
    return tuple(chain.from_iterable(some for (number, _area), some in authors(scale).items() if number == term.id))
