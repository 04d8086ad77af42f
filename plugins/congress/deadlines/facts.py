"""Facts of one deadline, and the lines of its explanation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from core.api import _, label
from plugins.congress.deadlines.arithmetic import Period
from plugins.congress.deadlines.choices import DeadlineEvent, DeadlineKind, DeadlineState


class Reader(Protocol):
    """Who reads an explanation: when, in which language, and texts in it."""

    @property
    def now(self) -> datetime:
        """When it is read."""

    @property
    def locale(self) -> str:
        """The language, as `zh_CN`."""

    def translate(self, text: str) -> str:
        """The text in that language."""


@dataclass(frozen=True, kw_only=True)
class RuleFacts:
    """The rule of a deadline."""

    period: Period
    citation: str
    citation_en: str | None = None

    def cited(self, locale: str) -> str:
        """What the rule rests on, in that language where it is known."""
        return (self.citation_en or self.citation) if locale == "en" else self.citation


@dataclass(frozen=True, kw_only=True)
class ExtensionFacts:
    """How a deadline was extended, as far as the reader is told: not everyone learns why, or who approved it."""

    until: datetime
    reason: str | None = None
    approved_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class DeadlineFacts:
    """One deadline as its record has it; without a rule its date was agreed."""

    kind: DeadlineKind
    event: DeadlineEvent
    starts_at: datetime
    original_due_at: datetime
    rule: RuleFacts | None = None
    extension: ExtensionFacts | None = None
    elapsed_before: int = 0
    state: DeadlineState = DeadlineState.RUNNING
    ended_at: datetime | None = None

    @property
    def due_at(self) -> datetime:
        """When it is due, an extension included."""
        return self.extension.until if self.extension else self.original_due_at


@dataclass(frozen=True)
class CrossedDay:
    """A day between start and end on which the ordinary week did not hold."""

    day: date = field(metadata=label(_("Day")))
    name: str = field(metadata=label(_("Occasion")))


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why a deadline ends when it does, in the reader's language."""

    start_event: str = field(metadata=label(_("What made it start")))
    starts_at: datetime = field(metadata=label(_("Starts at")))
    rule: str | None = field(metadata=label(_("The rule; empty where the date was agreed")))
    citation: str | None = field(metadata=label(_("What the rule rests on")))
    counted_to: date | None = field(metadata=label(_("Day on which the count ends")))
    rolled_from: date | None = field(metadata=label(_("Day on which it would be due if that day were worked")))
    workdays: int | None = field(metadata=label(_("Working days from start to end; empty while not all are known")))
    calendar_days: int = field(metadata=label(_("Calendar days from start to end")))
    holidays: Sequence[CrossedDay] = field(metadata=label(_("Days of holidays that were crossed")))
    make_up_days: Sequence[CrossedDay] = field(metadata=label(_("Weekend days that were crossed and are worked")))
    original_due_at: datetime = field(metadata=label(_("Due at before any extension")))
    computed_due_at: datetime | None = field(
        metadata=label(_("When rule and calendar of today make it due, extensions left out"))
    )
    extended_to: datetime | None = field(metadata=label(_("Extended to")))
    extension_reason: str | None = field(metadata=label(_("Reason of the extension, for those who take part")))
    approved_by: str | None = field(metadata=label(_("Extension approved by, for the congress's side")))
    elapsed_before: int = field(metadata=label(_("Days that earlier units had used up")))
    due_at: datetime = field(metadata=label(_("Due at, extensions included")))
    next: str = field(metadata=label(_("What happens next")))
    sentences: Sequence[str] = field(metadata=label(_("All of it in sentences")))
