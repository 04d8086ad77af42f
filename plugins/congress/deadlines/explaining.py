"""Why a deadline ends when it does: its facts and its calendar, about step by step."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.congress.deadlines.arithmetic import Computation, day_of, due, workdays_between
from plugins.congress.deadlines.calendars import Calendar, Exceptional
from plugins.congress.deadlines.facts import CrossedDay, DeadlineFacts, Explanation, Reader
from plugins.congress.deadlines.sentences import (
    SentenceFacts,
    count_sentence,
    name_of,
    next_step_sentence,
    sentences_of,
)
from plugins.congress.refusals import CalendarYearMissing


def explain(facts: DeadlineFacts, calendar: Calendar, reader: Reader) -> Explanation:
    """Why the deadline ends when it does.

    Every day that differs from the ordinary week is named, to the end of an extension. The date is
    computed once more, so that a rule or a holiday that changed since shows.
    """
    start, end = day_of(facts.starts_at), day_of(facts.due_at)
    computed, extension = _computed(facts, calendar), facts.extension
    crossed = calendar.crossed(start, end)
    known = {*range(start.year, end.year + 1)} <= calendar.years
    about = SentenceFacts(facts=facts, computed=computed, crossed=crossed, is_known=known, reader=reader)
    return Explanation(
        start_event=reader.translate(facts.event.label),
        starts_at=facts.starts_at,
        rule=count_sentence(facts.rule.period, reader) if facts.rule else None,
        citation=facts.rule.cited(reader.locale) if facts.rule else None,
        counted_to=computed.counted_to if computed else None,
        rolled_from=computed.rolled_from if computed else None,
        workdays=len(workdays_between(start, end, calendar)) if known else None,
        calendar_days=(end - start).days,
        holidays=_days((one for one in crossed if not one.is_workday), reader),
        make_up_days=_days((one for one in crossed if one.is_workday), reader),
        original_due_at=facts.original_due_at,
        computed_due_at=computed.due_at if computed else None,
        extended_to=extension.until if extension else None,
        extension_reason=extension.reason if extension else None,
        approved_by=extension.approved_by if extension else None,
        elapsed_before=facts.elapsed_before,
        due_at=facts.due_at,
        next=next_step_sentence(facts, reader),
        sentences=list(sentences_of(about)),
    )


def _computed(facts: DeadlineFacts, calendar: Calendar) -> Computation | None:
    """Nothing for a date that was agreed, or while the holidays of a year are unknown."""
    if facts.rule is None:
        return None
    try:
        return due(facts.rule.period, facts.starts_at, calendar)
    except CalendarYearMissing:
        return None


def _days(crossed: Iterable[Exceptional], reader: Reader) -> list[CrossedDay]:
    return [CrossedDay(one.day, name_of(one, reader)) for one in crossed]
