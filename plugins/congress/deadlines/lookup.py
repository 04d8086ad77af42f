"""Lookup of what holds for a deadline: the rule of its congress, and the calendar of its division."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CTE, literal, or_, select
from sqlalchemy.orm import aliased

from core.api import Env
from plugins.congress.deadlines.calendars import Calendar, Exceptional
from plugins.congress.deadlines.choices import DeadlineKind
from plugins.congress.models import (
    Congress,
    DeadlinePolicy,
    DeadlineRule,
    Region,
    WorkCalendarDay,
    WorkCalendarYear,
)
from plugins.congress.refusals import DeadlineRuleMissing


def rule_for(env: Env, congress: Congress, kind: DeadlineKind, on: date) -> DeadlineRule:
    """How long that kind may take at the congress by the policy valid on that day.

    The nearest policy that has such a rule counts: the congress's own, then those of the congresses
    above it, then that of all congresses.

    Raises:
        DeadlineRuleMissing: if no policy has one.
    """
    policy, rule, seat, above = env[DeadlinePolicy], env[DeadlineRule], env[Congress], _above(env, congress.region_id)
    found = (
        select(rule)
        .join(policy, policy.id == rule.policy_id)
        .outerjoin(seat, seat.id == policy.congress_id)
        .outerjoin(above, above.c.region_id == seat.region_id)
        .where(rule.kind == kind, policy.valid_from <= on, or_(policy.valid_to.is_(None), policy.valid_to >= on))
        .where(or_(policy.congress_id.is_(None), above.c.distance.is_not(None)))
        .order_by(above.c.distance.asc().nulls_last())
    )
    nearest = env.session.scalars(found.limit(1)).first()
    if nearest is None:
        raise DeadlineRuleMissing(kind=kind.name, congress=congress.name, day=on.isoformat())
    return nearest


def calendar_of(env: Env, region: Region) -> Calendar:
    """The working days of the division: its own announcements over those of the divisions above it.

    All years are read, in two statements; whoever computes many deadlines reads it once.
    """
    above = _above(env, region.id)
    day, year = env[WorkCalendarDay], env[WorkCalendarYear]
    days = select(above.c.distance, day.day, day.is_workday, day.note, day.note_en).join(
        above, above.c.region_id == day.region_id
    )
    years = select(above.c.distance, year.year).join(above, above.c.region_id == year.region_id)
    return Calendar.layered(
        days=[
            (distance, Exceptional(on, is_workday=worked, name=note or "", name_en=note_en or ""))
            for distance, on, worked, note, note_en in env.session.execute(days)
        ],
        years=[(distance, number) for distance, number in env.session.execute(years)],
    )


def _above(env: Env, region_id: int) -> CTE:
    """The division and all above it, with their distance from it."""
    region = env[Region]
    start = select(region.id.label("region_id"), region.parent_id, literal(0).label("distance"))
    path = start.where(region.id == region_id).cte("above", recursive=True)
    parent = aliased(region)
    step = select(parent.id, parent.parent_id, path.c.distance + 1).join(path, parent.id == path.c.parent_id)
    return path.union_all(step)
