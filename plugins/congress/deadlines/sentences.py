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
class SentenceFacts:
    """What the sentences are made of."""

    facts: DeadlineFacts
    computed: Computation | None
    crossed: tuple[Exceptional, ...]
    is_known: bool
    reader: Reader

    def say(self, text: str, **details: object) -> str:
        """The sentence in the reader's language."""
        return self.reader.translate(text).format_map(details)


def sentences_of(about: SentenceFacts) -> Iterator[str]:
    """All sentences in their order: start, rule, steps of the count, days crossed, extension, what comes next."""
    yield about.say(
        _("It started on {day}: {event}."),
        day=day_of(about.facts.starts_at),
        event=about.reader.translate(about.facts.event.label),
    )
    yield from _rule(about)
    yield from _steps(about)
    yield from _crossed(about)
    yield from _history(about)
    yield next_step_sentence(about.facts, about.reader)


def count_sentence(period: Period, reader: Reader) -> str:
    """How long that is: three calendar months."""
    return reader.translate(_COUNTS[period.unit]).format_map({"count": period.count})


def name_of(one: Exceptional, reader: Reader) -> str:
    """What the day is called in the reader's language, where that is known."""
    return (one.name_en or one.name) if reader.locale == "en" else one.name


def next_step_sentence(facts: DeadlineFacts, reader: Reader) -> str:
    """What happens next, or what has happened."""
    if facts.state in OPEN_STATES and reader.now > facts.due_at:
        days = (day_of(reader.now) - day_of(facts.due_at)).days
        return reader.translate(_OVERDUE).format_map({"days": days})
    ended = day_of(facts.ended_at) if facts.ended_at else None
    return reader.translate(_ENDED.get(facts.state, _NEXT[facts.kind])).format_map({"day": ended})


def _rule(about: SentenceFacts) -> Iterator[str]:
    rule = about.facts.rule
    if rule is None:
        yield about.say(_("The day on which it is due was agreed."))
    else:
        yield about.say(
            _("The rule gives {count}, counted from the next day on: {citation}."),
            count=count_sentence(rule.period, about.reader),
            citation=rule.cited(about.reader.locale),
        )


def _steps(about: SentenceFacts) -> Iterator[str]:
    computed = about.computed
    if computed is None:
        return
    if computed.is_clamped:
        yield about.say(
            _("The month in which it ends has no day {number}; its last day counts."), number=computed.starts_on.day
        )
    if computed.rolled_from:
        yield about.say(
            _("The count ends on {day}, which is not worked, so it is due on the next working day, {due}."),
            day=computed.rolled_from,
            due=computed.due_on,
        )
    else:
        yield about.say(_("The count ends on {day}."), day=computed.due_on)
    if computed.due_at != about.facts.original_due_at:
        yield about.say(
            _("When it started, {day} was noted; rule or calendar have changed since."),
            day=day_of(about.facts.original_due_at),
        )


def _crossed(about: SentenceFacts) -> Iterator[str]:
    holidays = [one for one in about.crossed if not one.is_workday]
    worked = [one for one in about.crossed if one.is_workday]
    if holidays:
        yield about.say(_("Holidays crossed: {days}."), days=_spans(holidays, about))
    if worked:
        yield about.say(_("Weekend days worked: {days}."), days=_spans(worked, about))
    if not about.crossed:
        yield about.say(_("No holiday was crossed."))
    if not about.is_known:
        yield about.say(_("Not all holidays up to then are on record yet."))


def _history(about: SentenceFacts) -> Iterator[str]:
    if about.facts.elapsed_before:
        yield about.say(_("Earlier units had used up {count} days before."), count=about.facts.elapsed_before)
    if about.facts.extension:
        yield _extension(about, about.facts.extension)


def _extension(about: SentenceFacts, extension: ExtensionFacts) -> str:
    """The extension, with as much of its reason and its approval as the reader may know."""
    day = day_of(extension.until)
    if not extension.reason:
        return about.say(_("It was extended to {day}."), day=day)
    if not extension.approved_by:
        return about.say(_("It was extended to {day}: {reason}."), day=day, reason=extension.reason)
    return about.say(
        _("It was extended to {day}, approved by {name}: {reason}."),
        day=day,
        name=extension.approved_by,
        reason=extension.reason,
    )


def _spans(days: Iterable[Exceptional], about: SentenceFacts) -> str:
    """Each occasion with its days, those of one occasion in a row as a span."""
    spans: list[tuple[str, date, date]] = []
    for one in days:
        name = name_of(one, about.reader)
        if spans and spans[-1][0] == name and spans[-1][2] + ONE_DAY == one.day:
            spans[-1] = (name, spans[-1][1], one.day)
        else:
            spans.append((name, one.day, one.day))
    return about.say(_(", ")).join(_span(span, about) for span in spans)


def _span(span: tuple[str, date, date], about: SentenceFacts) -> str:
    name, first, last = span
    if first == last:
        return about.say(_("{name} {first}"), name=name, first=first)
    return about.say(_("{name} {first} to {last}"), name=name, first=first, last=last)
