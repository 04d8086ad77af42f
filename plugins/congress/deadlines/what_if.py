"""Deadlines under another policy, calculated without saving anything."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from core.api import _, label
from plugins.congress.deadlines.arithmetic import day_of, due
from plugins.congress.deadlines.calendars import Calendar
from plugins.congress.deadlines.explaining import explain
from plugins.congress.deadlines.facts import DeadlineFacts, Explanation, Reader, RuleFacts


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """A deadline as another policy would have it, extensions left out."""

    due_at: datetime = field(metadata=label(_("Due at under that policy")))
    days_later: int = field(metadata=label(_("Calendar days later than it was due at first; below zero if earlier")))
    explain: Explanation = field(metadata=label(_("Why it would be due then")))


def what_if(facts: DeadlineFacts, rule: RuleFacts, calendar: Calendar, reader: Reader) -> WhatIf:
    """The deadline under the other rule.

    Raises:
        CalendarYearMissing: if the holidays of a year it would cross are not known.
    """
    due_at = due(rule.period, facts.starts_at, calendar).due_at
    other = replace(facts, rule=rule, original_due_at=due_at, extension=None)
    return WhatIf(
        due_at=due_at,
        days_later=(day_of(due_at) - day_of(facts.original_due_at)).days,
        explain=explain(other, calendar, reader),
    )
