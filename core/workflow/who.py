"""Which of an actor's roles lets it take a step on a record, and which conditions hold: asked in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import ColumnElement, false, or_, select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.access import Predicate
    from core.env import Env
    from core.model import Model
    from core.rows import RuleEnv
    from core.workflow.composed import ComposedStep


def may_take(step: ComposedStep, rules: RuleEnv, model: type[Model]) -> ColumnElement[bool]:
    """The rows on which one of the roles held may take the step."""
    return or_(false(), *(who.where(rules, model) for who in step.who if who.role.name in rules.roles))


def role_for(env: Env, step: ComposedStep, record: Model) -> str | None:
    """The first role of the actor that may take the step on the record; None where there is none."""
    held = [who for who in step.who if who.role.name in env.rules.roles]
    answers = answers_about(env, record, [who.where for who in held])
    return next((who.role.name for who, answer in zip(held, answers, strict=True) if answer), None)


def answers_about(env: Env, record: Model, predicates: Sequence[Predicate[Any]]) -> Sequence[bool]:
    """Whether each predicate holds for the record as the database has it, asked by one statement."""
    if not predicates:
        return ()
    model = env[type(record)]
    asked = [predicate(env.rules, model).label(f"p{number}") for number, predicate in enumerate(predicates)]
    row = env.session.execute(select(*asked).select_from(model).where(model.id == record.id)).one()
    return cast("Sequence[bool]", tuple(row))
