"""The sentences of an explanation, in the language of its reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from core.api import _
from plugins.congress.deadlines.arithmetic import Computation, Period, day_of
from plugins.congress.deadlines.calendars import ONE_DAY, Exceptional
from plugins.congress.deadlines.choices import OPEN_STATES, DeadlineKind, DeadlineState, DeadlineUnit
from plugins.congress.deadlines.facts import DeadlineFacts, ExtensionFacts, Reader

_COUNTS: Mapping[DeadlineUnit, str] = MappingProxyType(
    {
        DeadlineUnit.WORKDAY: _("{count} working days"),
        DeadlineUnit.DAY: _("{count} calendar days"),
        DeadlineUnit.MONTH: _("{count} calendar months"),
    }
)
_NEXT: Mapping[DeadlineKind, str] = MappingProxyType(
    {
        DeadlineKind.ACCEPT_AND_ASSIGN: _("Next it is assigned to a unit, and the time for the reply starts."),
        DeadlineKind.REQUEST_RETURN: _("After that day the unit can no longer ask to return it, and handles it."),
        DeadlineKind.REASSIGN: _("Next it is assigned to another unit, whose own time starts."),
        DeadlineKind.WORK_PLAN: _("Next the unit files its work plan and handles the matter by it."),
        DeadlineKind.FIRST_CONTACT: _("Next the unit contacts the deputy, who confirms it."),
        DeadlineKind.CO_OPINION: _("Next the co-handling unit sends its opinion, and the lead unit can reply."),
        DeadlineKind.CO_OPINION_REDO: _("Next the co-handling unit sends its opinion again."),
        DeadlineKind.REPLY: _("Next the unit replies, and the time for the deputy's evaluation starts."),
        DeadlineKind.REPLY_EXTENDED: _("Next the unit replies; this time cannot be extended."),
        DeadlineKind.EVALUATE: _("Without an evaluation by then it counts as without feedback, in no rate."),
        DeadlineKind.REHANDLE: _("Next the unit replies again, and the deputy evaluates again."),
        DeadlineKind.ORAL_MATTER: _("Next the deputy is answered."),
        DeadlineKind.PUBLISH: _("Next the reply is published, unless it may not be."),
        DeadlineKind.COMMITMENT: _("Next it is checked whether the commitment was kept."),
    }
)
_ENDED: Mapping[DeadlineState, str] = MappingProxyType(
    {
        DeadlineState.MET: _("It was done in time, on {day}."),
        DeadlineState.MISSED: _("It was done too late, on {day}."),
        DeadlineState.CANCELLED: _("It was cancelled on {day}."),
    }
)
_OVERDUE = _("It is overdue by {days} days; reminders go out after 1, 7 and 30 days, and it can no longer be extended.")


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the sentences are made of."""

    facts: DeadlineFacts
    computed: Computation | None
    crossed: tuple[Exceptional, ...]
    is_known: bool
    reader: Reader

    def say(self, text: str, **details: object) -> str:
        """The sentence in the reader's language."""
        return self.reader.translate(text).format_map(details)


def tell(told: Told) -> Iterator[str]:
    """All sentences in their order: start, rule, steps of the count, days crossed, extension, what comes next."""
    yield told.say(
        _("It started on {day}: {event}."),
        day=day_of(told.facts.starts_at),
        event=told.reader.translate(told.facts.event.label),
    )
    yield from _rule(told)
    yield from _steps(told)
    yield from _crossed(told)
    yield from _history(told)
    yield next_told(told.facts, told.reader)


def count_told(period: Period, reader: Reader) -> str:
    """How long that is: three calendar months."""
    return reader.translate(_COUNTS[period.unit]).format_map({"count": period.count})


def name_of(one: Exceptional, reader: Reader) -> str:
    """What the day is called in the reader's language, where that is known."""
    return (one.name_en or one.name) if reader.locale == "en" else one.name


def next_told(facts: DeadlineFacts, reader: Reader) -> str:
    """What happens next, or what has happened."""
    if facts.state in OPEN_STATES and reader.now > facts.due_at:
        days = (day_of(reader.now) - day_of(facts.due_at)).days
        return reader.translate(_OVERDUE).format_map({"days": days})
    ended = day_of(facts.ended_at) if facts.ended_at else None
    return reader.translate(_ENDED.get(facts.state, _NEXT[facts.kind])).format_map({"day": ended})


def _rule(told: Told) -> Iterator[str]:
    rule = told.facts.rule
    if rule is None:
        yield told.say(_("The day on which it is due was agreed."))
    else:
        yield told.say(
            _("The rule gives {count}, counted from the next day on: {citation}."),
            count=count_told(rule.period, told.reader),
            citation=rule.cited(told.reader.locale),
        )


def _steps(told: Told) -> Iterator[str]:
    computed = told.computed
    if computed is None:
        return
    if computed.is_clamped:
        yield told.say(
            _("The month in which it ends has no day {number}; its last day counts."), number=computed.starts_on.day
        )
    if computed.rolled_from:
        yield told.say(
            _("The count ends on {day}, which is not worked, so it is due on the next working day, {due}."),
            day=computed.rolled_from,
            due=computed.due_on,
        )
    else:
        yield told.say(_("The count ends on {day}."), day=computed.due_on)
    if computed.due_at != told.facts.original_due_at:
        yield told.say(
            _("When it started, {day} was noted; rule or calendar have changed since."),
            day=day_of(told.facts.original_due_at),
        )


def _crossed(told: Told) -> Iterator[str]:
    holidays = [one for one in told.crossed if not one.is_workday]
    worked = [one for one in told.crossed if one.is_workday]
    if holidays:
        yield told.say(_("Holidays crossed: {days}."), days=_spans(holidays, told))
    if worked:
        yield told.say(_("Weekend days worked: {days}."), days=_spans(worked, told))
    if not told.crossed:
        yield told.say(_("No holiday was crossed."))
    if not told.is_known:
        yield told.say(_("Not all holidays up to then are on record yet."))


def _history(told: Told) -> Iterator[str]:
    if told.facts.elapsed_before:
        yield told.say(_("Earlier units had used up {count} days before."), count=told.facts.elapsed_before)
    if told.facts.extension:
        yield _extension(told, told.facts.extension)


def _extension(told: Told, extension: ExtensionFacts) -> str:
    """The extension, with as much of its reason and its approval as the reader may know."""
    day = day_of(extension.until)
    if not extension.reason:
        return told.say(_("It was extended to {day}."), day=day)
    if not extension.approved_by:
        return told.say(_("It was extended to {day}: {reason}."), day=day, reason=extension.reason)
    return told.say(
        _("It was extended to {day}, approved by {name}: {reason}."),
        day=day,
        name=extension.approved_by,
        reason=extension.reason,
    )


def _spans(days: Iterable[Exceptional], told: Told) -> str:
    """Each occasion with its days, those of one occasion in a row as a span."""
    spans: list[tuple[str, date, date]] = []
    for one in days:
        name = name_of(one, told.reader)
        if spans and spans[-1][0] == name and spans[-1][2] + ONE_DAY == one.day:
            spans[-1] = (name, spans[-1][1], one.day)
        else:
            spans.append((name, one.day, one.day))
    return told.say(_(", ")).join(_span(span, told) for span in spans)


def _span(span: tuple[str, date, date], told: Told) -> str:
    name, first, last = span
    if first == last:
        return told.say(_("{name} {first}"), name=name, first=first)
    return told.say(_("{name} {first} to {last}"), name=name, first=first, last=last)
