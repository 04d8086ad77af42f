"""What the explanation of a deadline needs of the database, and how its facts are made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypedDict, cast

from sqlalchemy import ColumnElement, ColumnExpressionArgument, Interval, Select, case, func, literal, select

from core.api import TIME_ZONE
from plugins.congress.deadlines.arithmetic import Period
from plugins.congress.deadlines.calendars import Calendar, Exceptional
from plugins.congress.deadlines.choices import DeadlineEvent, DeadlineKind, DeadlineState, DeadlineUnit
from plugins.congress.deadlines.facts import DeadlineFacts, ExtensionFacts, RuleFacts
from plugins.congress.models.deadline_policies import DeadlineRule
from plugins.congress.models.levels import RegionLevel
from plugins.congress.models.regions import Region
from plugins.congress.models.work_calendar import WorkCalendarDay, WorkCalendarYear

if TYPE_CHECKING:
    from core.api import Expressions, Needed, Rows
    from plugins.congress.models.deadlines import Deadline

_MARGIN = 60
"""Days read beyond the longest stretch a rule can take: a roll over the longest holiday is far shorter."""
_LONGEST: Mapping[DeadlineUnit, int] = {DeadlineUnit.WORKDAY: 2, DeadlineUnit.DAY: 1, DeadlineUnit.MONTH: 31}
"""Calendar days that a unit of a rule takes at most, over many of them."""


class Read(TypedDict):
    """What is read with one record, as JSON has it."""

    kind: str
    event: str
    starts_at: str
    original_due_at: str
    extended_to: str | None
    extension_reason: str | None
    approved_by: str | None
    elapsed_before: int
    state: str
    ended_at: str | None
    rule: tuple[int, str, str, str | None] | None
    until: str
    days: list[tuple[int, str, bool, str | None, str | None]] | None
    years: list[tuple[int, int]] | None


def explain_needs(deadline: type[Deadline], rows: Rows) -> Expressions:
    """The deadline, its rule, and the calendar from its start to well behind its end."""
    rule = rows[DeadlineRule]
    return _needs(deadline, rows, rule, rule.id == deadline.rule_id)


def what_if_needs(deadline: type[Deadline], rows: Rows, policy: ColumnElement[int]) -> Expressions:
    """The deadline with the other policy's rule of its kind."""
    rule = rows[DeadlineRule]
    return _needs(deadline, rows, rule, rule.policy_id == policy, rule.kind == deadline.kind)


def read(needed: Needed) -> Read:
    """What was read with the record, typed."""
    return cast("Read", needed)


def facts_of(record: Read) -> DeadlineFacts:
    """The facts of one record."""
    return DeadlineFacts(
        kind=DeadlineKind[record["kind"]],
        event=DeadlineEvent[record["event"]],
        starts_at=datetime.fromisoformat(record["starts_at"]),
        original_due_at=datetime.fromisoformat(record["original_due_at"]),
        rule=rule_of(record),
        extension=_extension_of(record),
        elapsed_before=record["elapsed_before"],
        state=DeadlineState[record["state"]],
        ended_at=datetime.fromisoformat(record["ended_at"]) if record["ended_at"] else None,
    )


def rule_of(record: Read) -> RuleFacts | None:
    """The rule that was read with the record, if there is one."""
    if record["rule"] is None:
        return None
    count, unit, citation, citation_en = record["rule"]
    return RuleFacts(period=Period(count, DeadlineUnit[unit]), citation=citation, citation_en=citation_en)


def calendar_of(record: Read) -> Calendar:
    """The stretch of the calendar that was read with the record."""
    return Calendar.layered(
        days=[
            (
                distance,
                Exceptional(date.fromisoformat(day), is_workday=is_workday, name=name or "", name_en=name_en or ""),
            )
            for distance, day, is_workday, name, name_en in record["days"] or ()
        ],
        years=[(distance, year) for distance, year in record["years"] or ()],
        until=date.fromisoformat(record["until"]),
    )


def _extension_of(record: Read) -> ExtensionFacts | None:
    if record["extended_to"] is None:
        return None
    until = datetime.fromisoformat(record["extended_to"])
    return ExtensionFacts(until=until, reason=record["extension_reason"], approved_by=record["approved_by"])


def _needs(
    deadline: type[Deadline], rows: Rows, rule: type[DeadlineRule], *conditions: ColumnExpressionArgument[bool]
) -> Expressions:
    # It also stands within the subquery of the days, where only what is said to be correlated is.
    span = select(_span(rule)).where(*conditions).correlate(deadline).scalar_subquery()
    until = func.greatest(deadline.due_at, func.coalesce(deadline.starts_at + span, deadline.due_at))
    values = func.jsonb_build_array(rule.count, rule.unit, rule.citation, rule.citation_en)
    return {
        "kind": deadline.kind,
        "event": deadline.start_event,
        "starts_at": deadline.starts_at,
        "original_due_at": deadline.original_due_at,
        "extended_to": deadline.extended_to,
        "extension_reason": deadline.extension_reason,
        "approved_by": deadline.approved_by,
        "elapsed_before": deadline.elapsed_before,
        "state": deadline.state,
        "ended_at": func.coalesce(deadline.met_at, deadline.cancelled_at),
        "rule": select(values).where(*conditions).correlate(deadline).scalar_subquery(),
        "until": _local_day(until),
        "days": _days(deadline, rows, until),
        "years": _years(deadline, rows),
    }


def _span(rule: type[DeadlineRule]) -> ColumnElement[timedelta]:
    """How far the rule can reach at most."""
    unit = case(*((rule.unit == one, days) for one, days in _LONGEST.items()))
    return func.make_interval(0, 0, 0, rule.count * unit + _MARGIN, type_=Interval())


def _days(deadline: type[Deadline], rows: Rows, until: ColumnElement[datetime]) -> ColumnElement[Any]:
    day, path = rows[WorkCalendarDay], _path(rows)
    values = func.jsonb_build_array(_distance(path, day.region_id), day.day, day.is_workday, day.note, day.note_en)
    found = _along(path, deadline, func.jsonb_agg(values)).join(day, day.region_id.in_([one.id for one in path]))
    within = (day.day > _local_day(deadline.starts_at), day.day <= _local_day(until))
    return found.where(*within).scalar_subquery()


def _years(deadline: type[Deadline], rows: Rows) -> ColumnElement[Any]:
    year, path = rows[WorkCalendarYear], _path(rows)
    values = func.jsonb_build_array(_distance(path, year.region_id), year.year)
    found = _along(path, deadline, func.jsonb_agg(values)).join(year, year.region_id.in_([one.id for one in path]))
    return found.scalar_subquery()


def _path(rows: Rows) -> Sequence[type[Region]]:
    """An alias for the division and one for each level there can be above it."""
    return [rows[Region] for _level in RegionLevel]


def _along(path: Sequence[type[Region]], deadline: type[Deadline], values: ColumnElement[Any]) -> Select[Any]:
    """What is values of the rows joined to the division and those above it."""
    found = select(values).select_from(path[0])
    for lower, upper in pairwise(path):
        found = found.outerjoin(upper, upper.id == lower.parent_id)
    return found.where(path[0].id == deadline.region_id)


def _distance(path: Sequence[type[Region]], region_id: ColumnExpressionArgument[int]) -> ColumnElement[int]:
    return case(*((one.id == region_id, literal(distance)) for distance, one in enumerate(path)))


def _local_day(instant: ColumnExpressionArgument[datetime]) -> ColumnElement[date]:
    return func.date(func.timezone(TIME_ZONE, instant))
