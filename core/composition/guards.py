"""Refuses fields that reveal more than the actor may read, and rules, computed fields or needs that fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, bindparam

from core.composition.clauses import restricted_columns, revealed_columns, unguarded
from core.composition.refusals import BrokenComputed, BrokenNeeds, BrokenRule, RestrictedComputed, UnguardedTable
from core.foundation.origins import Origin
from core.runtime.needs import argument_type, needed_expressions
from core.runtime.rows import Rows, ShownRows
from core.runtime.rules import RuleEnv

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.declarations.contribution import Contribution
    from core.generation.generation import Generation
    from core.generation.models import ComposedComputed, ComposedModel, ComposedResolved


def check_rules(generation: Generation, contributions: Iterable[Contribution]) -> None:
    """Ask every rule once for its predicate."""
    env = RuleEnv(generation, generation.access.roles)
    for contribution in contributions:
        for rule in contribution.rules:
            try:
                _expression(env.ask(rule.where, generation[rule.model]))
            except Exception as error:
                origin = Origin(contribution.plugin, rule.place)
                raise BrokenRule(model=rule.model.__name__, first=origin, reason=_reason(error)) from error


def check_predicates(generation: Generation) -> None:
    """Ask once for the predicate of everyone who may take a step of a workflow, and of every condition on it."""
    env = RuleEnv(generation, generation.access.roles)
    for workflow in generation.workflows.values():
        for step in workflow.steps.values():
            asked = [*(one.where for one in step.permission), *(guard.holds for guard in step.guards if guard.holds)]
            for predicate in asked:
                try:
                    _expression(env.ask(predicate, generation[workflow.definition]))
                except Exception as error:
                    origin = Origin(step.owner, step.step.place)
                    raise BrokenRule(model=f"the step {step.name}", first=origin, reason=_reason(error)) from error


def check_computed(generation: Generation) -> None:
    """Ask every computed field once for its expression, as an actor who holds all roles, and look through it."""
    restricted = restricted_columns(generation)
    for model in generation.models.values():
        for computed in model.computed.values():
            rows = Rows(RuleEnv(generation, generation.access.roles))
            _check_reads(model, computed, rows, restricted)


def _check_reads(model: ComposedModel, computed: ComposedComputed, rows: Rows, restricted: Mapping[int, str]) -> None:
    attribute, origin = f"{model.name}.{computed.name}", Origin(computed.owner, computed.place)
    try:
        expression = _expression(getattr(model.mapped, computed.name)(rows))
    except Exception as error:
        raise BrokenComputed(attribute=attribute, first=origin, reason=_reason(error)) from error
    own: Any = model.mapped
    for table in unguarded(expression, own.__table__, rows.guarded):
        raise UnguardedTable(attribute=attribute, first=origin, table=table)
    for column in revealed_columns(expression, own.__table__, rows.guarded, restricted):
        raise RestrictedComputed(attribute=attribute, first=origin, column=column)


def check_resolved(generation: Generation) -> None:
    """Ask every resolved field once for what it needs, as an actor who holds all roles, and look through it."""
    for model in generation.models.values():
        for resolved in model.resolved.values():
            rows = ShownRows(RuleEnv(generation, generation.access.roles))
            _check_needs(model, resolved, rows)


def _check_needs(model: ComposedModel, resolved: ComposedResolved, rows: ShownRows) -> None:
    attribute, origin = f"{model.name}.{resolved.name}", Origin(resolved.owner, resolved.place)
    bound = {one.name: bindparam(one.name, type_=argument_type(one.shape)) for one in resolved.arguments}
    try:
        needed = needed_expressions(resolved, model.mapped, rows, bound)
    except Exception as error:
        raise BrokenNeeds(attribute=attribute, first=origin, reason=_reason(error)) from error
    own: Any = model.mapped
    for expression in needed.values():
        for table in unguarded(expression, own.__table__, rows.guarded):
            raise UnguardedTable(attribute=attribute, first=origin, table=table)


class NotSqlError(TypeError):
    """A function returned something of this type instead of an SQL expression."""


def _expression(value: object) -> ColumnElement[Any]:
    if not isinstance(value, ColumnElement):
        raise NotSqlError(type(value).__name__)
    return value


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
