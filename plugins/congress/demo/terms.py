"""The terms of all congresses and the sessions of the current ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from types import MappingProxyType

from core.api import Load, _
from plugins.congress.demo.days import REFERENCE_DAY, instant
from plugins.congress.models import CONGRESS_OF_KIND, CongressLevel, Session, SessionState, Term
from plugins.congress.seeds.congresses import congress_name, seats
from plugins.congress.seeds.regions import Division

NATIONAL_NAME = "全国人民代表大会"
_DIGITS = "〇一二三四五六七八九"
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """When the congresses of a level meet: the term before, the sessions of this one, their length in days."""

    ordinal: int
    before: date
    sessions: tuple[date, ...]
    days: int


def _every(day: str, years: range) -> tuple[date, ...]:
    return tuple(date.fromisoformat(f"{year}-{day}") for year in years)


SCHEDULES: Mapping[CongressLevel, Schedule] = MappingProxyType(
    {
        CongressLevel.NATIONAL: Schedule(
            ordinal=14, before=date(2018, 3, 5), sessions=_every("03-05", range(2023, 2028)), days=8
        ),
        CongressLevel.AUTONOMOUS_REGION: Schedule(
            ordinal=14, before=date(2018, 1, 25), sessions=_every("01-12", range(2023, 2028)), days=6
        ),
        CongressLevel.CITY: Schedule(
            ordinal=15,
            before=date(2016, 10, 31),
            sessions=(
                date(2021, 11, 1),
                date(2022, 2, 14),
                date(2023, 1, 9),
                date(2023, 7, 24),
                date(2024, 1, 8),
                date(2025, 1, 6),
                date(2026, 1, 12),
                date(2026, 9, 28),
            ),
            days=5,
        ),
        CongressLevel.COUNTY: Schedule(
            ordinal=17,
            before=date(2016, 10, 17),
            sessions=(date(2021, 10, 18), *_every("02-20", range(2022, 2027))),
            days=3,
        ),
        CongressLevel.TOWNSHIP: Schedule(
            ordinal=17,
            before=date(2016, 10, 10),
            sessions=(
                date(2021, 10, 11),
                *sorted(_every("03-15", range(2022, 2027)) + _every("08-10", range(2022, 2027))),
            ),
            days=1,
        ),
    }
)
"""Invented, but for the years: one session is open on the last day, that of the city."""


@dataclass(frozen=True, kw_only=True)
class DemoTerm:
    """A term; `ends_on` is empty for the current one of its congress."""

    id: int
    seat: Division
    level: CongressLevel
    ordinal: int
    starts_on: date
    ends_on: date | None

    @property
    def name(self) -> str:
        """What the congress of this term is called."""
        ordinal = f"第{chinese(self.ordinal)}届"
        whole = congress_name(self.seat)
        if whole == NATIONAL_NAME:
            return ordinal + whole
        return whole.removesuffix("人民代表大会") + ordinal + "人民代表大会"


@cache
def demo_terms() -> tuple[DemoTerm, ...]:
    """The term before and the current one of every congress."""
    found: list[DemoTerm] = []
    for seat in seats():
        level = CONGRESS_OF_KIND[seat.kind]
        plan = SCHEDULES[level]
        change = plan.sessions[0]
        for ordinal, starts_on, ends_on in (
            (plan.ordinal - 1, plan.before, change - _DAY),
            (plan.ordinal, change, None),
        ):
            found.append(
                DemoTerm(
                    id=len(found) + 1, seat=seat, level=level, ordinal=ordinal, starts_on=starts_on, ends_on=ends_on
                )
            )
    return tuple(found)


@cache
def terms_of(code: str) -> tuple[DemoTerm, DemoTerm]:
    """The term before and the current one of the congress with that code."""
    before, current = (term for term in demo_terms() if term.seat.code == code)
    return before, current


def terms() -> Load:
    """The rows of `Term`."""
    columns = ("id", "congress_id", "ordinal", "name", "starts_on", "ends_on")
    rows = [(term.id, term.seat.id, term.ordinal, term.name, term.starts_on, term.ends_on) for term in demo_terms()]
    return Load(model=Term, columns=columns, rows=rows, total=len(rows), label=_("Terms"))


@dataclass(frozen=True, kw_only=True)
class DemoSession:
    """A session of a current term, held or planned."""

    id: int
    term: DemoTerm
    ordinal: int
    opens_on: date
    closes_on: date


@cache
def demo_sessions() -> tuple[DemoSession, ...]:
    """The sessions of all current terms, numbered from one."""
    meetings = (
        (term, ordinal, opens_on)
        for term in demo_terms()
        if term.ends_on is None
        for ordinal, opens_on in enumerate(SCHEDULES[term.level].sessions, start=1)
    )
    return tuple(
        DemoSession(
            id=number,
            term=term,
            ordinal=ordinal,
            opens_on=opens_on,
            closes_on=opens_on + _DAY * (SCHEDULES[term.level].days - 1),
        )
        for number, (term, ordinal, opens_on) in enumerate(meetings, start=1)
    )


def sessions() -> Load:
    """The rows of `Session`."""
    columns = ("id", "term_id", "ordinal", "name", "opens_on", "closes_on", "bill_deadline_at", "state")
    rows = [tuple(_session(session)) for session in demo_sessions()]
    return Load(model=Session, columns=columns, rows=rows, total=len(rows), label=_("Sessions"))


def chinese(number: int) -> str:
    """A number below a hundred in Chinese, as terms and sessions are counted."""
    tens, ones = divmod(number, 10)
    leading = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return leading + (_DIGITS[ones] if ones or not tens else "")


def _session(session: DemoSession) -> Iterator[object]:
    planned = session.opens_on > REFERENCE_DAY
    no_bills = planned or session.term.level is CongressLevel.TOWNSHIP
    yield session.id
    yield session.term.id
    yield session.ordinal
    yield f"{session.term.name}第{chinese(session.ordinal)}次会议"
    yield session.opens_on
    yield None if planned else session.closes_on
    yield None if no_bills else instant(min(session.opens_on + _DAY, session.closes_on), time(18))
    yield _state(session.opens_on, session.closes_on)


def _state(opens_on: date, closes_on: date) -> SessionState:
    if opens_on > REFERENCE_DAY:
        return SessionState.PLANNED
    return SessionState.OPEN if closes_on >= REFERENCE_DAY else SessionState.CLOSED
