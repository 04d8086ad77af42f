"""Deadlines: until when something has to be done, and whether it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from sqlalchemy import (
    ColumnElement,
    Date,
    Enum,
    Index,
    Integer,
    Table,
    case,
    extract,
    func,
    literal,
    null,
    text,
    type_coerce,
)
from sqlalchemy.orm import Mapped

from core.api import TIME_ZONE, Model, Needed, ReadEnv, Ref, Rows, _, computed, field, label, link, resolved
from plugins.congress.audiences import CONGRESS_SIDE, TAKING_PART
from plugins.congress.deadlines.choices import OPEN_STATES, DeadlineEvent, DeadlineKind, DeadlineLamp, DeadlineState
from plugins.congress.deadlines.explaining import explain
from plugins.congress.deadlines.facts import Explanation
from plugins.congress.deadlines.what_if import WhatIf, what_if
from plugins.congress.models.congresses import Congress
from plugins.congress.models.deadline_explanations import (
    calendar_of,
    explain_needs,
    facts_of,
    read,
    rule_of,
    what_if_needs,
)
from plugins.congress.models.deadline_policies import DeadlinePolicy, DeadlineRule
from plugins.congress.models.regions import Region

_OPEN = "state IN ('RUNNING', 'EXTENDED')"


def _open_by_due(deadline: Table) -> Index:
    """What is due next, over all congresses."""
    return Index("ix_congress_deadline_open_due", deadline.c.due_at, deadline.c.id, postgresql_where=text(_OPEN))


def _open_of_region(deadline: Table) -> Index:
    """What is due next in a division."""
    columns = (deadline.c.region_id, deadline.c.due_at, deadline.c.id)
    return Index("ix_congress_deadline_open_region_due", *columns, postgresql_where=text(_OPEN))


class Deadline(Model):
    """Until when something has to be done; what it is about is added by the plugin that starts it."""

    __indexes__ = (("state", "due_at"),)
    __checks__ = (
        ("dates", "due_at >= starts_at AND due_at >= original_due_at"),
        ("met", "(state IN ('MET', 'MISSED')) = (met_at IS NOT NULL)"),
        ("cancelled", "(state = 'CANCELLED') = (cancelled_at IS NOT NULL)"),
        ("extended", "state <> 'EXTENDED' OR extended_to IS NOT NULL"),
        ("extension", "due_at = coalesce(extended_to, original_due_at)"),
        ("extension_reason", "(extended_to IS NULL) = (extension_reason IS NULL)"),
        ("extension_approval", "(extended_to IS NULL) = (approved_by IS NULL)"),
        ("elapsed", "elapsed_before >= 0"),
    )
    __constraints__ = (_open_by_due, _open_of_region)

    kind: Mapped[DeadlineKind] = field(label=_("What has to be done"), index=True)
    congress_id: Mapped[int]
    congress: Mapped[Congress] = link(label=_("Congress"))
    region_id: Mapped[int]
    region: Mapped[Region] = link(label=_("Division whose calendar counts"))
    rule_id: Mapped[int | None]
    rule: Mapped[DeadlineRule | None] = link(label=_("Rule; empty where the date was given"))
    start_event: Mapped[DeadlineEvent] = field(label=_("What made it start"))
    starts_at: Mapped[datetime] = field(label=_("Starts at"))
    due_at: Mapped[datetime] = field(label=_("Due at, extensions included"))
    original_due_at: Mapped[datetime] = field(label=_("Due at before any extension"))
    extended_to: Mapped[datetime | None] = field(label=_("Extended to"))
    extension_reason: Mapped[str | None] = field(label=_("Reason of the extension"), length=500, audience=TAKING_PART)
    approved_by: Mapped[str | None] = field(label=_("Extension approved by"), length=120, audience=CONGRESS_SIDE)
    elapsed_before: Mapped[int] = field(label=_("Days that earlier units had used up"), default=0, server_default="0")
    state: Mapped[DeadlineState] = field(
        label=_("State"), index=True, default=DeadlineState.RUNNING, server_default="RUNNING"
    )
    met_at: Mapped[datetime | None] = field(label=_("Done at"))
    cancelled_at: Mapped[datetime | None] = field(label=_("Cancelled at"))

    @computed
    @classmethod
    def lamp(cls, rows: Rows) -> ColumnElement[DeadlineLamp]:
        """How pressing it is: green, yellow from the last fifth of the time on, red when overdue."""
        del rows
        left, whole = (extract("epoch", cls.due_at - instant) for instant in (func.now(), cls.starts_at))
        return case(
            (_not_running(cls), _lamp(DeadlineLamp.NONE)),
            (cls.due_at < func.now(), _lamp(DeadlineLamp.RED)),
            (left * 5 <= whole, _lamp(DeadlineLamp.YELLOW)),
            else_=_lamp(DeadlineLamp.GREEN),
        )

    @computed
    @classmethod
    def days_left(cls, rows: Rows) -> ColumnElement[int | None]:
        """Calendar days until it is due, below zero when overdue; none when not running."""
        del rows
        return case((_not_running(cls), null()), else_=_days_left(cls))

    @computed
    @classmethod
    def overdue_days(cls, rows: Rows) -> ColumnElement[int]:
        """Calendar days by which it is overdue, 0 while there is time or when not running."""
        del rows
        return case((_not_running(cls), 0), else_=func.greatest(-_days_left(cls), 0))

    @resolved(needs=explain_needs)
    @staticmethod
    def explain(needed: Sequence[Needed], env: ReadEnv) -> Sequence[Explanation]:
        """Why it ends when it does: rule, days counted, holidays crossed, extension, and what happens next."""
        return [explain(facts_of(one), calendar_of(one), env) for one in map(read, needed)]

    @resolved(needs=what_if_needs)
    @staticmethod
    def what_if(
        needed: Sequence[Needed], env: ReadEnv, *, policy: Annotated[Ref[DeadlinePolicy], label(_("Policy"))]
    ) -> Sequence[WhatIf | None]:
        """When it would be due under another policy; none where that has no rule of its kind. Nothing is saved."""
        del policy
        found = ((one, rule_of(one)) for one in map(read, needed))
        return [what_if(facts_of(one), rule, calendar_of(one), env) if rule else None for one, rule in found]


def _not_running(deadline: type[Deadline]) -> ColumnElement[bool]:
    return deadline.state.not_in(OPEN_STATES)


def _days_left(deadline: type[Deadline]) -> ColumnElement[int]:
    due, today = (func.timezone(TIME_ZONE, instant).cast(Date) for instant in (deadline.due_at, func.now()))
    return type_coerce(due - today, Integer)


def _lamp(lamp: DeadlineLamp) -> ColumnElement[DeadlineLamp]:
    return literal(lamp, Enum(DeadlineLamp, native_enum=False))
