"""Suggestions made before on the same matter, which a deputy looks at before submitting another one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import ARRAY, ColumnElement, Text, and_, any_, distinct, exists, func, or_, select
from sqlalchemy.orm import aliased

from core.api import Env, Model, Models
from plugins.proposals.models import Suggestion, SuggestionRegion, SuggestionState

M = TypeVar("M", bound=Model)
MOST = 5
"""How many are shown: more would be acknowledged unread."""
LIKENESS = 0.6
"""From which share of common pairs of characters on two titles are alike: one word in three may differ."""
TURNED_DOWN = (SuggestionState.RETURNED, SuggestionState.AS_LETTER, SuggestionState.WITHDRAWN)
_FORMULA = "^关于|的(建议|意见|批评)$"
"""What every title says; it tells nothing about the matter."""


def earlier(env: Env, suggestion: Suggestion) -> Sequence[Suggestion]:
    """The suggestions made before on the same matter that the actor may read, the newest first, 5 at the most."""
    before, this = env[Suggestion], aliased(env[Suggestion])
    alike = or_(is_about_the_same(env, before, this), is_titled_alike(before, this))
    found = exists().where(this.id == suggestion.id, is_before(before, this), alike).correlate(before)
    readable = env.rules.readable(before)
    newest = select(before).where(readable, found).order_by(before.submitted_at.desc(), before.id.desc())
    return env.session.scalars(newest.limit(MOST)).all()


def is_before(before: type[Suggestion], this: type[Suggestion]) -> ColumnElement[bool]:
    """Whether the one was submitted to the same congress before the other was, and was not turned down."""
    return and_(
        before.id != this.id,
        before.congress_id == this.congress_id,
        before.state.not_in(TURNED_DOWN),
        before.submitted_at.is_not(None),
        or_(this.submitted_at.is_(None), before.submitted_at < this.submitted_at),
    )


def is_about_the_same(models: Models, before: type[Suggestion], this: type[Suggestion]) -> ColumnElement[bool]:
    """Whether both are about one place, or about one field in the same county or division; cheap enough for lists."""
    one, other = aliased(models[SuggestionRegion]), aliased(models[SuggestionRegion])
    shared = one.suggestion_id == before.id, other.suggestion_id == this.id, one.region_id == other.region_id
    same_division = exists().where(*shared).correlate(before, this)
    same_field = and_(before.category == this.category, or_(before.county_id == this.county_id, same_division))
    return or_(before.place == this.place, same_field)


def is_titled_alike(before: type[Suggestion], this: type[Suggestion]) -> ColumnElement[bool]:
    """Whether the titles share most of their characters and pairs of them, by which texts are searched too."""
    one, other = _grams(before), _grams(this)
    return 2 * _count_of(one, within=other) >= LIKENESS * (_count_of(one) + _count_of(other))


def _grams(suggestion: type[Suggestion]) -> ColumnElement[list[str]]:
    return func.renda_grams(func.regexp_replace(suggestion.title, _FORMULA, "", "g"), type_=ARRAY(Text))


def _count_of(grams: ColumnElement[list[str]], within: ColumnElement[list[str]] | None = None) -> ColumnElement[int]:
    """How many different ones there are, or how many of them are among others."""
    gram = func.unnest(grams).column_valued("gram")
    counted = select(func.count(distinct(gram)))
    if within is not None:
        counted = counted.where(gram == any_(within))
    return counted.scalar_subquery()
