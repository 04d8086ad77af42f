"""A workflow once it is composed: the declaration of its plugin with what other plugins added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.access import Role
    from core.choice import Choice
    from core.model import Model
    from core.workflow.declarations import Clock, Guard, Step, Who


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
    def who(self) -> tuple[Who, ...]:
        """Who may take it."""
        return self.step.who

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that may take it, each once."""
        return tuple({who.role.name: who.role for who in self.step.who}.values())


@dataclass(frozen=True, kw_only=True)
class ComposedWorkflow:
    """The workflow of one model in one generation.

    `states` are those of its plugin, then those of its extensions; `leaving` says for each plugin
    where the records in its states go when it leaves.
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

    def leaving_steps(self, state: Choice) -> Iterator[ComposedStep]:
        """The steps that may be taken in a state, in the order of their declaration."""
        return (step for step in self.steps.values() if state in step.step.leaves)

    def arrows(self) -> Iterator[tuple[Choice | None, ComposedStep, Choice]]:
        """All ways through it: from where (None: from nothing), by which step, to where."""
        for step in self.steps.values():
            for start, end in step.step.ways:
                yield start, step, end
