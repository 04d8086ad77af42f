"""A workflow once it is composed: the declaration of its plugin with what other plugins added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.declarations.models import Model
    from core.declarations.roles import Role
    from core.declarations.workflows import Clock, Guard, Step, StepPermission
    from core.values.choices import Choice


class StepEngine(Protocol):
    """What takes steps for domain code, within the environment of a change.

    The engine stands above the environments, so a generation is given it.
    """

    def run_step(self, env: Any, model: type[Model], step: str, given: object) -> Model:  # noqa: ANN401 - an Env
        """Take a step that makes a record; the record."""

    def run_step_as_system(self, env: Any, model: type[Model], step: str, number: int) -> Model | None:  # noqa: ANN401
        """Take a step of SYSTEM's on the record of that number; none if it is not possible now."""


@dataclass(frozen=True, kw_only=True)
class ComposedStep:
    """A step with the plugin it comes from, and the guards that all plugins put on it."""

    step: Step
    owner: str
    guards: tuple[Guard, ...]

    @property
    def name(self) -> str:
        """The name of the step and of its mutation."""
        return self.step.name

    @property
    def permission(self) -> tuple[StepPermission, ...]:
        """Who may take it."""
        return self.step.permission

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that may take it, each once."""
        return tuple({one.role.name: one.role for one in self.step.permission}.values())


@dataclass(frozen=True, kw_only=True)
class ComposedWorkflow:
    """The workflow of one model in one generation.

    `states` are those of its plugin, then those of its extensions; `leaving` maps each plugin
    to the states its records go to when it is detached.
    """

    model: str
    owner: str
    definition: type[Model]
    event: type[Model]
    subject: str
    state: str
    states: tuple[Choice, ...]
    final: frozenset[Choice]
    steps: Mapping[str, ComposedStep]
    clock: Clock | None
    leaving: Mapping[str, Mapping[Choice, Choice]]

    def steps_from(self, state: Choice) -> Iterator[ComposedStep]:
        """The steps that may be taken in a state, in the order of their declaration."""
        return (step for step in self.steps.values() if state in step.step.sources)

    def transitions(self) -> Iterator[tuple[Choice | None, ComposedStep, Choice]]:
        """All transitions: from which state (None: a new record), by which step, to which state."""
        for step in self.steps.values():
            for start, end in step.step.transitions:
                yield start, step, end
