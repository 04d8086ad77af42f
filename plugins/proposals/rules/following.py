"""Rules for what belongs to a suggestion: it is read by whoever reaches the suggestion."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, true

from core.api import Action, Model, Predicate, Role, Rule, RuleEnv, grant
from plugins.proposals.models import Handling, Reply, Suggestion
from plugins.proposals.rules.reach import Reach

Circles = Sequence[tuple[Role, Reach]]
"""Roles, each with the suggestions it reaches."""
Narrowing = Callable[[Any, type[Suggestion]], ColumnElement[bool]]
"""A condition on a record that belongs to a suggestion, and on that suggestion."""


def whole(record: object, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """All that belongs to the suggestion."""
    return true()


def of_suggestion(reach: Reach, only: Narrowing = whole) -> Predicate[Any]:
    """The records linked to suggestions within reach."""

    def follow(env: RuleEnv, model: Any) -> ColumnElement[bool]:  # noqa: ANN401 - any model with a link `suggestion`
        suggestion = env.alias(Suggestion)
        return exists().where(suggestion.id == model.suggestion_id, reach(env, suggestion), only(model, suggestion))

    return follow


def of_handling(reach: Reach) -> Predicate[Any]:
    """The records linked to the handling of suggestions within reach."""

    def follow(env: RuleEnv, model: Any) -> ColumnElement[bool]:  # noqa: ANN401 - any model with a link `handling`
        handling, suggestion = env.alias(Handling), env.alias(Suggestion)
        return exists().where(
            handling.id == model.handling_id, suggestion.id == handling.suggestion_id, reach(env, suggestion)
        )

    return follow


def of_own_handling(role: Role, reach: Reach | None = None) -> Predicate[Any]:
    """The records linked to the handling by the role's own unit; with `reach`, of these suggestions only."""

    def follow(env: RuleEnv, model: Any) -> ColumnElement[bool]:  # noqa: ANN401 - any model with a link `handling`
        handling, suggestion = env.alias(Handling), env.alias(Suggestion)
        own = and_(handling.id == model.handling_id, env.in_scope(role, handling.unit_id))
        if reach is None:
            return exists().where(own)
        return exists().where(own, suggestion.id == handling.suggestion_id, reach(env, suggestion))

    return follow


def of_reply(readable: Predicate[Reply]) -> Predicate[Any]:
    """The records linked to replies that are readable."""

    def follow(env: RuleEnv, model: Any) -> ColumnElement[bool]:  # noqa: ANN401 - any model with a link `reply`
        reply = env.alias(Reply)
        return exists().where(reply.id == model.reply_id, readable(env, reply))

    return follow


def grants(model: type[Model], circles: Circles, only: Narrowing = whole) -> Iterator[Rule]:
    """The records linked to a suggestion, for whoever reaches it."""
    return (grant(role, Action.READ, model, of_suggestion(reach, only)) for role, reach in circles)


def handling_grants(model: type[Model], circles: Circles) -> Iterator[Rule]:
    """The records linked to the handling of a suggestion, for whoever reaches it."""
    return (grant(role, Action.READ, model, of_handling(reach)) for role, reach in circles)
