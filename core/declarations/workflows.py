"""The language in which plugins declare workflows: states, steps, who takes them, and what refuses them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from core.declarations.models import Model
from core.declarations.rules import everything
from core.foundation.origins import Place, caller

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from core.declarations.environments import Env, Predicate
    from core.declarations.roles import Role
    from core.foundation.errors import Refusal
    from core.values.choices import Choice

M = TypeVar("M", bound=Model)
I_co = TypeVar("I_co", covariant=True)

_IN_DATACLASS = 3
"""Frames from the reader of the frame, through a default factory and `__init__`, to the declaration."""


@dataclass(frozen=True)
class NoInput:
    """Nothing beyond what every step asks for."""


class Reason(Enum):
    """Whether a step asks for a written reason."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True)
class StepPermission:
    """A role that may take a step, on the records for which the predicate holds."""

    role: Role
    where: Predicate[Any]


def allow(role: Role, where: Predicate[M] = everything) -> StepPermission:
    """Let the role take a step on those records for which the predicate holds."""
    return StepPermission(role, where)


@dataclass(frozen=True, kw_only=True)
class StepContext(Generic[I_co]):
    """What an effect and a guard are given about the step: its name, its input and the reason.

    What an effect puts into `noted` goes into the event: values by the names of the event's columns.
    """

    step: str
    input: I_co
    reason: str | None = None
    noted: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Guard:
    """A condition on a step: an SQL predicate that must hold, or a function that may give a refusal.

    A predicate is asked about the record before the step, and in `availableSteps` as part of the one
    statement. A function is asked only when the step is taken, for it sees the input.
    """

    refusal: type[Refusal] | None = None
    holds: Predicate[Any] | None = None
    refuse: Callable[[Env, Any, StepContext[Any]], Refusal | None] | None = None
    place: Place


def condition(refusal: type[Refusal], holds: Predicate[M]) -> Guard:
    """Refuse the step on records for which the predicate does not hold; the refusal's sentence takes no details."""
    return Guard(refusal=refusal, holds=holds, place=caller())


def check(refuse: Callable[[Env, M, StepContext[Any]], Refusal | None]) -> Guard:
    """Refuse the step with what the function gives; None lets it pass."""
    return Guard(refuse=refuse, place=caller())


class Clock(Protocol):
    """What keeps a workflow's deadlines; kinds of deadline are names, as steps declare them."""

    @property
    def kinds(self) -> Collection[str]:
        """The kinds of deadline it keeps; a step that names another one is refused when the workflow is composed."""

    @property
    def refusing(self) -> Collection[str]:
        """Those of them after which it refuses a step; only they may be named in `within`."""

    def check(self, env: Env, record: Any, kind: str, context: StepContext[Any]) -> Refusal | None:  # noqa: ANN401
        """Why the step comes too late for that kind of deadline; None while it does not."""

    def start(self, env: Env, record: Any, kind: str, context: StepContext[Any]) -> None:  # noqa: ANN401
        """Let a deadline of that kind begin to run for the record."""

    def stop(self, env: Env, record: Any, kind: str, context: StepContext[Any]) -> None:  # noqa: ANN401
        """End the running deadline of that kind: met, or missed if it is past due."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a workflow; the mutation, the entry in `availableSteps` and the diagram are made of it.

    Args:
        name: a verb and its noun, as the mutation is called: `accept_suggestion`.
        label: what a clerk calls it, in English and marked with `_`.
        sources: the states in which it may be taken; empty for a step that makes the record.
        targets: the states it may lead to, the usual one first; empty for one that stays where it is. Where that
            depends on the state it leaves, those states with what each leads to.
        permission: who may take it; a step that is only SYSTEM's is no mutation.
        effect: an extensible method of the model, `def accept(self, env, context) -> Choice | None`. It
            changes the record and may name which of `targets` the record reaches. Counties wrap it
            with `super()`. Its docstring describes the mutation.
        input: a frozen dataclass of what is asked beyond identifier, version, key and reason.
        guards: what refuses it, in the order of asking.
        reason: whether it asks for a reason.
        within: kinds of deadline that must not be past due, of those the clock refuses after; asked after the guards.
        starts: kinds of deadline that begin to run with it.
        stops: kinds of deadline that end with it.
        automatic: whether the engine takes it by itself, as SYSTEM, as soon as a record stands in a
            state it leaves and its guards hold.
        bulk: the name of the mutation that takes it on many records; empty: there is none.
    """

    name: str
    label: str
    sources: tuple[Choice, ...] = ()
    targets: tuple[Choice, ...] | Mapping[Choice, tuple[Choice, ...]] = ()
    permission: tuple[StepPermission, ...]
    effect: Callable[[Any, Env, StepContext[Any]], Choice | None]
    input: type = NoInput
    guards: tuple[Guard, ...] = ()
    reason: Reason = Reason.OPTIONAL
    within: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    automatic: bool = False
    bulk: str = ""
    place: Place = field(default_factory=lambda: caller(_IN_DATACLASS), compare=False, repr=False)

    @property
    def creates(self) -> bool:
        """Whether it makes the record."""
        return not self.sources

    @property
    def transitions(self) -> list[tuple[Choice | None, Choice]]:
        """From where (None: from nothing) to where it may lead."""
        return [(start, end) for start in self.sources or (None,) for end in self.targets_from(start)]

    @property
    def all_targets(self) -> tuple[Choice, ...]:
        """The states it may lead to from anywhere, each once; empty for one that stays where it is."""
        if isinstance(self.targets, tuple):
            return self.targets
        return tuple(dict.fromkeys(state for states in self.targets.values() for state in states))

    def targets_from(self, state: Choice | None) -> tuple[Choice, ...]:
        """The states it may lead to from that one, the usual one first; None for a record not made yet."""
        found = self.targets if isinstance(self.targets, tuple) else self.targets.get(state, ()) if state else ()
        return found or ((state,) if state else ())


@dataclass(frozen=True, kw_only=True)
class Workflow:
    """The workflow of a model.

    Args:
        model: the definition whose records go through it.
        event: the model that keeps its history: a record for each step, with the fields `step`,
            `from_state`, `to_state`, `at`, `actor`, `role`, `reason` and `idempotency_key`.
        subject: the name of the event's link to the record.
        steps: what may be done.
        final: the states in which a record may rest for good.
        state: the name of the field that holds the state, a `Choice`.
        clock: what keeps its deadlines; needed if a step names any.
    """

    model: type[Model]
    event: type[Model]
    subject: str
    steps: tuple[Step, ...]
    final: tuple[Choice, ...]
    state: str = "state"
    clock: Clock | None = None
    place: Place = field(default_factory=lambda: caller(_IN_DATACLASS), compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class WorkflowExtension:
    """What a plugin adds to the workflow of another: states and steps of its own, guards on existing steps.

    Args:
        model: the definition whose workflow is extended.
        states: a `Choice` with further states.
        steps: further steps.
        guards: further guards, by the name of the step; asked after the step's own.
        final: further states in which a record may rest for good.
        on_leave: for each of its own states, the state its records go to when the plugin leaves.
    """

    model: type[Model]
    states: type[Choice] | None = None
    steps: tuple[Step, ...] = ()
    guards: Mapping[str, tuple[Guard, ...]] = field(default_factory=lambda: MappingProxyType({}))
    final: tuple[Choice, ...] = ()
    on_leave: Mapping[Choice, Choice] = field(default_factory=lambda: MappingProxyType({}))
    place: Place = field(default_factory=lambda: caller(_IN_DATACLASS), compare=False, repr=False)
