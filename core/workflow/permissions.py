"""Which of an actor's roles lets it take a step on a record, and which conditions hold: asked in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.declarations.environments import Predicate
    from core.declarations.models import Model
    from core.generation.workflows import ComposedStep
    from core.runtime.env import Env


def role_for(env: Env, step: ComposedStep, record: Model) -> str | None:
    """The first role of the actor that may take the step on the record; None where there is none."""
    held = [one for one in step.permission if one.role.name in env.rules.roles]
    answers = answers_about(env, record, [one.where for one in held])
    return next((one.role.name for one, answer in zip(held, answers, strict=True) if answer), None)


def answers_about(env: Env, record: Model, predicates: Sequence[Predicate[Any]]) -> Sequence[bool]:
    """Whether each predicate holds for the record as the database has it, asked by one statement."""
    if not predicates:
        return ()
    model = env[type(record)]
    asked = [env.rules.ask(predicate, model).label(f"p{number}") for number, predicate in enumerate(predicates)]
    row = env.session.execute(select(*asked).select_from(model).where(model.id == record.id)).one()
    return cast("Sequence[bool]", tuple(row))
