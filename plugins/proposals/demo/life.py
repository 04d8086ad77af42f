"""A suggestion while its life is told: where it stands, what time it is, and what is written down of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from core.api import SYSTEM, Role
from plugins.congress.deadlines.arithmetic import day_of
from plugins.congress.deadlines.choices import DeadlineEvent, DeadlineKind
from plugins.congress.demo.days import REFERENCE_DAY, instant
from plugins.congress.models import CongressLevel, Visibility
from plugins.congress.roles import CITY_STAFF, COUNTY_STAFF, DEPUTY, TOWNSHIP_STAFF
from plugins.proposals.demo.deadlines import Timer, calendar, timer
from plugins.proposals.models import (
    HandlingRole,
    HandlingState,
    OutcomeCount,
    SuggestionEvent,
    SuggestionOrigin,
    SuggestionState,
)

if TYPE_CHECKING:
    from plugins.congress.demo.dice import Dice
    from plugins.congress.demo.terms import DemoSession, DemoTerm
    from plugins.congress.seeds.regions import Division
    from plugins.proposals.demo.authors import Author
    from plugins.proposals.demo.book import Book
    from plugins.proposals.demo.fates import Fate
    from plugins.proposals.demo.matters import Wording

END = instant(REFERENCE_DAY, time(18))
_STAFF = {
    CongressLevel.CITY: CITY_STAFF,
    CongressLevel.COUNTY: COUNTY_STAFF,
    CongressLevel.TOWNSHIP: TOWNSHIP_STAFF,
}


class NotYet(Exception):
    """What would happen next lies after the last day."""


@dataclass(slots=True)
class Unit:
    """An undertaking unit: its number and its name."""

    id: int
    name: str


@dataclass(slots=True)
class Task:
    """The handling by a unit."""

    id: int
    unit: Unit
    role: HandlingRole
    assigned_at: datetime
    batch_id: int | None = None
    part: str | None = None
    work_plan: str | None = None
    work_plan_filed_at: datetime | None = None
    signed_for_at: datetime | None = None
    state: HandlingState = HandlingState.ASSIGNED


@dataclass(slots=True, kw_only=True)
class Life:
    """The life of one suggestion."""

    book: Book
    id: int
    dice: Dice
    fate: Fate
    term: DemoTerm
    session: DemoSession | None
    county: Division
    author: Author
    cosigners: tuple[Author, ...]
    words: Wording
    region_id: int
    origin: SuggestionOrigin
    now: datetime
    created_at: datetime
    opinion_id: int | None = None
    state: SuggestionState | None = None
    round: int = 1
    text_version: int = 1
    number: str | None = None
    serial: int | None = None
    counts_as: OutcomeCount | None = None
    merged_into: int | None = None
    times: dict[str, datetime] = field(default_factory=dict)
    points: list[int] = field(default_factory=list)
    lead_signature: int = 0
    tasks: list[Task] = field(default_factory=list)
    timers: list[Timer] = field(default_factory=list)
    visibility: Visibility = Visibility.PUBLIC
    document_no: str | None = None
    co_opinion_on: date | None = None

    @property
    def on_paper(self) -> bool:
        """Whether the history begins with the acceptance, because all before was on paper."""
        return self.fate.on_paper

    @property
    def staff(self) -> tuple[str, Role]:
        """The staff of the congress."""
        return f"{self.term.seat.name}人大工作人员", _STAFF[self.term.level]

    @property
    def deputy(self) -> tuple[str, Role]:
        """The lead deputy."""
        return self.author.name, DEPUTY

    def go_to(self, at: datetime) -> None:
        """Let the time be that; if it is later already, let a moment go by.

        Raises:
            NotYet: if that is after the last day.
        """
        then = at if at >= self.now else self.now + timedelta(minutes=7)
        if then > END:
            raise NotYet
        self.now = then

    def wait(self, least: int, most: int) -> None:
        """Let so many days go by, up to a working hour of a working day."""
        day = day_of(self.now) + timedelta(days=self.dice.between(least, most))
        self.go_on(day)

    def go_on(self, day: date) -> None:
        """Let it be a working hour of that day, or of the next that is worked."""
        if day > REFERENCE_DAY:
            raise NotYet
        hour, minute = self.dice.between(8, 16), self.dice.between(0, 59)
        self.go_to(instant(calendar().workday_from(day), time(hour, minute)))

    def step(
        self,
        name: str,
        who: tuple[str, Role],
        to: SuggestionState | None = None,
        *,
        task: Task | None = None,
        reason: str | None = None,
    ) -> None:
        """Take a step now."""
        before, self.state = self.state, to or self.state
        if self.on_paper and "accepted_at" not in self.times:
            return
        actor, role = who
        handling = task.id if task else None
        event = (self.id, handling, name, before, self.state, self.now, actor, role.name, reason)
        self.book.add(SuggestionEvent, *event)

    def by_itself(self, name: str, to: SuggestionState) -> None:
        """Let the system take a step."""
        self.step(name, (SYSTEM.name, SYSTEM), to)

    def start(self, kind: DeadlineKind, event: DeadlineEvent, task: Task | None = None) -> Timer:
        """Let a deadline begin now."""
        started = timer(kind, event, self.now, task.id if task else None)
        self.timers.append(started)
        return started

    def running(self, kind: DeadlineKind, task: Task | None = None) -> Timer | None:
        """The deadline of that kind that runs."""
        number = task.id if task else None
        found = (one for one in self.timers if one.kind is kind and one.handling_id == number and one.running)
        return next(found, None)

    def stop(self, kind: DeadlineKind, task: Task | None = None) -> None:
        """End the deadline of that kind, if it runs."""
        found = self.running(kind, task)
        if found:
            found.meet(self.now)

    def note(self, time_of: str) -> None:
        """Remember that it happened now."""
        self.times[time_of] = self.now
