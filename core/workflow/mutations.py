"""The mutations of workflows: one for each step, and one for each step that may be taken on many records."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, cast

from core.declarations.mutations import Mutation, Outcome
from core.declarations.places import function_of
from core.declarations.roles import SYSTEM
from core.foundation.i18n import docstring
from core.workflow.bulk import run_step_on_rows
from core.workflow.inputs import StepInputs
from core.workflow.requests import StepRequest
from core.workflow.running import Engine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.declarations.environments import Env as DomainEnv
    from core.generation.workflows import ComposedStep, ComposedWorkflow
    from core.runtime.env import Env


def step_mutations(workflows: Mapping[str, ComposedWorkflow]) -> Mapping[str, tuple[Mutation, ...]]:
    """The mutations of all steps, by the plugin that declares the step."""
    made: dict[str, list[Mutation]] = {}
    for workflow in workflows.values():
        for step in workflow.steps.values():
            made.setdefault(step.owner, []).extend(_mutations(workflow, step))
    return {plugin: tuple(mutations) for plugin, mutations in made.items()}


def _mutations(workflow: ComposedWorkflow, step: ComposedStep) -> Iterator[Mutation]:
    roles = tuple(role for role in step.roles if role != SYSTEM)
    if not roles:
        return
    inputs = StepInputs(step.step, workflow.definition)
    effect = function_of(step.step.effect)
    assert effect is not None  # noqa: S101 - checked when the workflow was composed

    def single(env: DomainEnv, given: Any) -> Outcome:  # noqa: ANN401 - the dataclass made for the step
        result = _engine(env, workflow).run_step(step, _request(inputs, given))
        return Outcome(records=(result.record,), also={"event": result.event})

    def many(env: DomainEnv, given: Any) -> Outcome:  # noqa: ANN401 - likewise
        requests = [_request(inputs, row) for row in given.items]
        return run_step_on_rows(_engine(env, workflow), step, requests, given.on_error)

    made = Mutation(
        name=step.name,
        description=docstring(effect),
        function=single,
        allow=roles,
        input_type=inputs.single,
        result=workflow.definition,
        place=step.step.place,
        package=effect.__module__,
        also={"event": workflow.event},
    )
    yield made
    if step.step.bulk:
        yield dataclasses.replace(made, name=step.step.bulk, function=many, input_type=inputs.bulk, also={}, many=True)


def _engine(env: DomainEnv, workflow: ComposedWorkflow) -> Engine:
    """The engine in the environment of a change, which is always one of the runtime's."""
    return Engine(cast("Env", env), workflow)


def _request(inputs: StepInputs, given: Any) -> StepRequest:  # noqa: ANN401 - the dataclass made for the step
    creates = inputs.step.creates
    return StepRequest(
        number=None if creates else given.id.id,
        version=None if creates else given.expected_version,
        input=inputs.own(given),
        reason=getattr(given, "reason", None),
        key=given.idempotency_key,
    )
