"""`availableSteps`: what the reader may do with a record now, as far as the one statement can tell.

Who may take a step, and each condition in SQL, become part of the statement; a predicate that several
steps share is asked once. What a step's input decides is known only when it is taken.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from core.declarations import mutations
from core.declarations.mutations import label_of
from core.declarations.resolved import Needed, Resolved
from core.declarations.roles import roles_held
from core.declarations.workflows import Reason
from core.foundation.i18n import _, docstring
from core.foundation.spelling import client_name
from core.generation.models import ComposedResolved, ResultMember, ResultObject, ValueShape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from core.declarations.environments import Predicate
    from core.declarations.models import Model
    from core.declarations.resolved import Expressions
    from core.foundation.errors import Refusal
    from core.generation.workflows import ComposedStep, ComposedWorkflow
    from core.runtime.env import ReadEnv
    from core.runtime.rows import Rows

_STATE = "state"
_SHAPES: Mapping[str, ValueShape] = MappingProxyType(
    {
        "str": ValueShape(type=str),
        "str | None": ValueShape(type=str, nullable=True),
        "bool": ValueShape(type=bool),
    }
)


@dataclass(frozen=True, kw_only=True)
class AvailableStep:
    """A step that leads on from the present state, for a reader with one of its roles."""

    name: str = dataclasses.field(metadata=mutations.label(_("Name of its mutation")))
    label: str = dataclasses.field(metadata=mutations.label(_("What it is called")))
    allowed: bool = dataclasses.field(
        metadata=mutations.label(_("Whether nothing known before its input speaks against it"))
    )
    refusal: str | None = dataclasses.field(
        metadata=mutations.label(_("Why it would be refused now; empty where it is allowed"))
    )
    code: str | None = dataclasses.field(metadata=mutations.label(_("The code of that refusal")))
    hint: str | None = dataclasses.field(metadata=mutations.label(_("What to do about it")))
    needs_reason: bool = dataclasses.field(metadata=mutations.label(_("Whether it asks for a reason")))


def available_steps_field(workflow: ComposedWorkflow) -> tuple[ComposedResolved, Resolved[list[AvailableStep]]]:
    """The field of the workflow's model: what is known of it, and the attribute of the mapped class."""
    field = _available_steps(workflow.model)
    result = ValueShape(type=list, item=ValueShape(type=AvailableStep))
    members = tuple(
        ResultMember(name=one.name, label=label_of(one), shape=_SHAPES[str(one.type)])
        for one in dataclasses.fields(AvailableStep)
    )
    made = ResultObject(type=AvailableStep, description=docstring(AvailableStep), members=members)
    composed = ComposedResolved(
        name=field.name,
        label=field.label,
        owner=workflow.owner,
        place=field.place,
        needs=(field.needs,),
        arguments=(),
        result=result,
        objects=MappingProxyType({AvailableStep: made}),
    )
    return composed, field


def _available_steps(model_name: str) -> Resolved[list[AvailableStep]]:
    def needs(model: type[Model], rows: Rows) -> Expressions:
        workflow = rows.env.generation.workflows[model_name]
        asked = _Questions(workflow, rows.env.roles)
        answers = {name: rows.holds(predicate, model) for name, predicate in asked.names.items()}
        return {_STATE: getattr(model, workflow.state), **answers}

    def available_steps(needed: Sequence[Needed], env: ReadEnv) -> Sequence[list[AvailableStep]]:
        """The steps that lead on from its present state and belong to one's roles, and what speaks against each."""
        workflow = env.generation.workflows[model_name]
        asked = _Questions(workflow, roles_held(env.actor.fingerprint))
        return [list(asked.steps(one, env)) for one in needed]

    return Resolved(staticmethod(available_steps), needs)


class _Questions:
    """The predicates to be asked about a record for a reader with certain roles, each under a name."""

    def __init__(self, workflow: ComposedWorkflow, roles: frozenset[str]) -> None:
        self._roles = roles
        self.names: dict[str, Predicate[Any]] = {}
        self._known: dict[Predicate[Any], str] = {}
        self._steps = [step for step in workflow.steps.values() if step.step.sources and self._held(step)]
        for step in self._steps:
            for predicate in (*self._held(step), *_conditions(step)):
                self._name(predicate)

    def steps(self, needed: Needed, env: ReadEnv) -> Iterator[AvailableStep]:
        """What the answers about one record mean."""
        for step in self._steps:
            state = needed[_STATE] in {one.name for one in step.step.sources}
            if state and any(needed[self._known[predicate]] for predicate in self._held(step)):
                yield _shown_step(step, self._refusal(step, needed), env)

    def _held(self, step: ComposedStep) -> list[Predicate[Any]]:
        return [one.where for one in step.permission if one.role.name in self._roles]

    def _refusal(self, step: ComposedStep, needed: Needed) -> Refusal | None:
        failing = (make for predicate, make in _conditions(step).items() if not needed[self._known[predicate]])
        return next((refusal() for refusal in failing), None)

    def _name(self, predicate: Predicate[Any]) -> None:
        if predicate not in self._known:
            self._known[predicate] = f"p{len(self._known)}"
            self.names[self._known[predicate]] = predicate


def _conditions(step: ComposedStep) -> Mapping[Predicate[Any], type[Refusal]]:
    """The conditions of a step that are asked in SQL, with what each refuses with."""
    return {guard.holds: guard.refusal for guard in step.guards if guard.holds and guard.refusal}


def _shown_step(step: ComposedStep, refusal: Refusal | None, env: ReadEnv) -> AvailableStep:
    return AvailableStep(
        name=client_name(step.name),
        label=env.translate(step.step.label),
        allowed=refusal is None,
        refusal=env.translate(refusal.message) if refusal else None,
        code=refusal.code if refusal else None,
        hint=env.translate(refusal.hint) if refusal and refusal.hint else None,
        needs_reason=step.step.reason is Reason.REQUIRED,
    )
