"""Until when something is due, by the rules and the calendar that the seeds bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from types import MappingProxyType
from typing import cast

from plugins.congress.deadlines.arithmetic import Period, day_of, due
from plugins.congress.deadlines.calendars import Calendar
from plugins.congress.deadlines.choices import DeadlineEvent, DeadlineKind, DeadlineState, DeadlineUnit
from plugins.congress.demo.days import instant
from plugins.congress.demo.roster import CITY_CODE
from plugins.congress.seeds.deadlines import deadline_policies, deadline_rules
from plugins.congress.seeds.work_calendar import seeded_calendar

_RuleRow = tuple[int, int, DeadlineKind, int, DeadlineUnit]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the seeds: its number, and how long it allows."""

    id: int
    period: Period


@dataclass(slots=True)
class Timer:
    """A deadline while its suggestion is told."""

    kind: DeadlineKind
    event: DeadlineEvent
    handling_id: int | None
    rule_id: int | None
    starts_at: datetime
    due_at: datetime
    elapsed_before: int = 0
    state: DeadlineState = DeadlineState.RUNNING
    extended_to: datetime | None = None
    extension_reason: str | None = None
    met_at: datetime | None = None
    cancelled_at: datetime | None = None
    original_due_at: datetime | None = None

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self.state in {DeadlineState.RUNNING, DeadlineState.EXTENDED}

    def meet(self, at: datetime) -> None:
        """Note that it was done then, in time or not."""
        self.state = DeadlineState.MISSED if at > self.due_at else DeadlineState.MET
        self.met_at = at

    def cancel(self, at: datetime) -> None:
        """Note that what had to be done fell away then."""
        self.state, self.cancelled_at = DeadlineState.CANCELLED, at

    def extend(self, until: date, reason: str) -> None:
        """Give it time until that day."""
        self.original_due_at, self.due_at = self.due_at, instant(until, time(23, 59, 59))
        self.extended_to, self.extension_reason = self.due_at, reason
        self.state = DeadlineState.EXTENDED


def calendar() -> Calendar:
    """The working days of the city, which are those of all its divisions."""
    return seeded_calendar(CITY_CODE)


@cache
def rule_of(kind: DeadlineKind, day: date) -> Rule:
    """The rule that holds on that day."""
    policy = max((start, number) for start, number in _policies() if start <= day)[1]
    return _rules()[policy, kind]


@cache
def due_at(period: Period, day: date) -> datetime:
    """When something is due that starts on that day."""
    return due(period, instant(day, time(12)), calendar()).due_at


def timer(kind: DeadlineKind, event: DeadlineEvent, at: datetime, handling_id: int | None) -> Timer:
    """A deadline that starts then."""
    rule = rule_of(kind, day_of(at))
    return Timer(kind, event, handling_id, rule.id, at, due_at(rule.period, day_of(at)))


def agreed(due_on: date, at: datetime, handling_id: int) -> Timer:
    """The deadline of a commitment, which starts then and is due on the day agreed."""
    due_at_end = instant(due_on, time(23, 59, 59))
    return Timer(DeadlineKind.COMMITMENT, DeadlineEvent.COMMITTED, handling_id, None, at, due_at_end)


@cache
def _policies() -> tuple[tuple[date, int], ...]:
    return tuple((cast("date", row[3]), cast("int", row[0])) for row in deadline_policies().rows)


@cache
def _rules() -> Mapping[tuple[int, DeadlineKind], Rule]:
    rows = (cast("_RuleRow", row[:5]) for row in deadline_rules().rows)
    found = {(policy, kind): Rule(number, Period(count, unit)) for number, policy, kind, count, unit in rows}
    return MappingProxyType(found)
