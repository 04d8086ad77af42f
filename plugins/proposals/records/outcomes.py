"""Outcomes of suggestions: the classes a congress uses, and what several replies together come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import or_, select

from core.api import Env, Refusal
from plugins.congress.deadlines.arithmetic import day_of
from plugins.proposals.models import OutcomeClass, OutcomeCount, OutcomeScheme, Reply, Suggestion
from plugins.proposals.refusals import OutcomeClassOfOtherScheme, OutcomeClassRequired

LEAST_FAVOURABLE_LAST = tuple(OutcomeCount)
"""From what a deputy hopes for to what a deputy fears, as the outcomes are declared."""


def classes_on(env: Env, congress_id: int, day: date) -> Sequence[OutcomeClass]:
    """The classes of the scheme the congress uses on that day: its own, else the one for all."""
    scheme, outcome = env[OutcomeScheme], env[OutcomeClass]
    valid = (
        select(scheme.id)
        .where(or_(scheme.congress_id == congress_id, scheme.congress_id.is_(None)))
        .where(scheme.valid_from <= day, or_(scheme.valid_to.is_(None), scheme.valid_to >= day))
        .order_by(scheme.congress_id.asc().nulls_last())
        .limit(1)
        .scalar_subquery()
    )
    return env.session.scalars(select(outcome).where(outcome.scheme_id == valid).order_by(outcome.code)).all()


def least_favourable(replies: Iterable[Reply]) -> Reply:
    """The reply whose outcome is the worst; of equals the first."""
    return max(replies, key=_disfavour)


def take_outcome(suggestion: Suggestion, replies: Iterable[Reply]) -> None:
    """Let the suggestion count as its least favourable reply does."""
    worst = least_favourable(replies)
    suggestion.outcome_class_id, suggestion.counts_as = worst.outcome_class_id, worst.counts_as


def _disfavour(reply: Reply) -> int:
    return LEAST_FAVOURABLE_LAST.index(reply.counts_as) if reply.counts_as else -1


def outcome_refusal(env: Env, suggestion: Suggestion, number: int | None) -> Refusal | None:
    """Why the class of that number cannot be the outcome today; None if it can."""
    known = classes_on(env, suggestion.congress_id, day_of(env.now))
    listed = tuple(f"{one.code} {one.label}" for one in known)
    if number is None:
        return OutcomeClassRequired(known=listed, field="outcome_class")
    chosen = env.get(OutcomeClass, number, field="outcome_class")
    if chosen in known:
        return None
    congress = suggestion.congress.name
    return OutcomeClassOfOtherScheme(code=chosen.code, congress=congress, known=listed, field="outcome_class")
