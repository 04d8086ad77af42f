"""Satisfaction rates of units, shown to a unit only when they rest on enough evaluations to name no deputy.

Evaluations are sealed: no unit reads one. It is told its figures of a year once five of its evaluations count,
also of a year that is over, so that no deputy can be found out and pressed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, cast

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select, true

from core.api import Expressions, Needed, ReadEnv, Rows, RuleEnv, _, label, resolved, year_of
from plugins.congress.models import Organization, Region
from plugins.congress.roles import (
    AUDITOR,
    CITY_STAFF,
    CONGRESS_LEADER,
    COUNTY_STAFF,
    GOVERNMENT_OFFICE,
    UNIT_CLERK,
    UNIT_LEADER,
)
from plugins.proposals.json_rows import json_object
from plugins.proposals.models import Evaluation, Handling, Reply, Satisfaction

ENOUGH = 5
"""The fewest evaluations of which a unit is told the figure, so that none can be put down to one deputy."""

_OWN = (UNIT_CLERK, UNIT_LEADER)
_ALL = (AUDITOR, CITY_STAFF)
_WITHIN = (CONGRESS_LEADER, COUNTY_STAFF, GOVERNMENT_OFFICE)
_BASIS = _("Evaluations of the unit's replies that count, in the year of the evaluation; all others are left out.")


@dataclass(frozen=True, kw_only=True)
class SatisfactionFigure:
    """How many of a unit's evaluations of a year were satisfied, at least basically."""

    numerator: int = dataclasses.field(metadata=label(_("Satisfied, or basically so")))
    denominator: int = dataclasses.field(metadata=label(_("Evaluations that count")))
    excluded: int = dataclasses.field(metadata=label(_("Evaluations that do not count")))
    value: float | None = dataclasses.field(metadata=label(_("The share; empty where nothing counts")))
    basis: str = dataclasses.field(metadata=label(_("What it is a share of")))


def satisfaction_needs(organization: type[Organization], rows: Rows, year: ColumnElement[int]) -> Expressions:
    """The counts of the year, if they concern the reader, and whether the reader may know even the fewest."""
    counts, known = _counts(rows.env, organization, year), _known(rows.env, organization)
    return {
        "counts": rows.unchecked(case((or_(known, _own(rows.env, organization)), counts))),
        "known": rows.unchecked(case((known, true()), else_=false())),
    }


class JudgedOrganization(Organization):
    """A unit and how its replies were judged."""

    @resolved(needs=satisfaction_needs)
    @staticmethod
    def satisfaction(
        needed: Sequence[Needed], env: ReadEnv, *, year: Annotated[int, label(_("Year of the evaluations"))]
    ) -> Sequence[SatisfactionFigure | None]:
        """The unit's satisfaction rate of a year; empty while it is sealed, and for whoever it does not concern."""
        del year
        return [
            _figure(cast("Mapping[str, int] | None", one["counts"]), env, known=bool(one["known"])) for one in needed
        ]


def _figure(counts: Mapping[str, int] | None, env: ReadEnv, *, known: bool) -> SatisfactionFigure | None:
    if counts is None or not (known or counts["denominator"] >= ENOUGH):
        return None
    share = counts["numerator"] / counts["denominator"] if counts["denominator"] else None
    return SatisfactionFigure(**counts, value=share, basis=env.translate(_BASIS))


def _counts(env: RuleEnv, organization: type[Organization], year: ColumnElement[int]) -> ColumnElement[Any]:
    evaluation, reply, handling = env.alias(Evaluation), env.alias(Reply), env.alias(Handling)
    counts = evaluation.counts_in_rate
    satisfied = and_(counts, evaluation.result != Satisfaction.DISSATISFIED)
    found = (
        select(
            json_object(
                {
                    "numerator": func.count().filter(satisfied),
                    "denominator": func.count().filter(counts),
                    "excluded": func.count().filter(~counts),
                }
            )
        )
        .where(reply.id == evaluation.reply_id, handling.id == reply.handling_id)
        .where(handling.unit_id == organization.id, year_of(evaluation.at) == year)
    )
    return found.scalar_subquery()


def _known(env: RuleEnv, organization: type[Organization]) -> ColumnElement[bool]:
    """Whether the figure is the reader's whatever it counts: the city's, or that of those above the unit."""
    if any(role.name in env.roles for role in _ALL):
        return true()
    region, county = env.alias(Region), env.alias(Region)
    held = [role for role in _WITHIN if role.name in env.roles]
    above = (env.in_scope(role, column) for role in held for column in (region.id, region.county_id, county.parent_id))
    seat = select(region.id).outerjoin(county, county.id == region.county_id)
    return seat.where(region.id == organization.region_id, or_(false(), *above)).exists()


def _own(env: RuleEnv, organization: type[Organization]) -> ColumnElement[bool]:
    """Whether it is the figure of the reader's own unit."""
    return or_(false(), *(env.in_scope(role, organization.id) for role in _OWN if role.name in env.roles))
