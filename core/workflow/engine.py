"""The engine that a generation is given: it takes steps by the names of model and step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.declarations.roles import SYSTEM, SYSTEM_ACTOR
from core.workflow.requests import StepRequest
from core.workflow.running import Engine

if TYPE_CHECKING:
    from core.declarations.models import Model
    from core.generation.workflows import ComposedStep, ComposedWorkflow
    from core.runtime.env import Env


class WorkflowEngine:
    """Takes steps by the name of model and step: the engine of a generation's workflows."""

    def run_step(self, env: Env, model: type[Model], step: str, given: object) -> Model:
        """Take a step that makes a record of the model, with its own input, and all that follow from it.

        Raises:
            Refusal: why it cannot be taken; the caller takes back the whole change.
            LookupError: if the model's workflow has no such step.
        """
        workflow, declared = _find(env, model, step)
        if workflow is None or declared is None or not declared.step.creates:
            msg = f"no step {step} makes a {model.__name__}"
            raise LookupError(msg)
        return Engine(env, workflow).run_step(declared, StepRequest(number=None, version=None, input=given)).record

    def run_step_as_system(self, env: Env, model: type[Model], step: str, number: int) -> Model | None:
        """Take the model's step of that name as SYSTEM, and all that follow from it; none if it is not possible now.

        Raises:
            LookupError: if the model's workflow has no step of that name for SYSTEM.
        """
        workflow, declared = _find(env, model, step)
        if workflow is None or declared is None or SYSTEM not in declared.roles:
            msg = f"SYSTEM takes no step {step} on {model.__name__}"
            raise LookupError(msg)
        result = Engine(env.acting(SYSTEM_ACTOR), workflow).run_step_as_system(declared, number)
        return result.record if result else None


def _find(env: Env, model: type[Model], step: str) -> tuple[ComposedWorkflow | None, ComposedStep | None]:
    workflow = env.generation.workflows.get(env.generation.model_of(model).name)
    return workflow, workflow.steps.get(step) if workflow else None
