"""Finished statements, and the tree in which they are found again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from core.foundation.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from graphql import FieldNode

    from schema.compiler.inputs import Getter, Probe, RequestInputs


P = TypeVar("P")


@dataclass(frozen=True)
class ResolvedPart:
    """One use of a resolved field in an operation, which is called once for all its records."""

    function: Callable[..., Sequence[Any]]
    arguments: Mapping[str, Getter]
    render: Callable[[Any], Any]
    nodes: tuple[FieldNode, ...]
    slow: bool

    def given(self, inputs: RequestInputs) -> dict[str, Any]:
        """The arguments of one request."""
        return {name: get(inputs) for name, get in self.arguments.items()}


@dataclass(frozen=True)
class Plan:
    """One statement: its text for the driver, and where each of its parameters comes from.

    A parameter is either read from the inputs, or the scopes of one of the actor's roles, by its name.
    `unused` reads what the statement has no use for, since nothing was selected that depends on it, or
    only Python does. `resolved` are the fields whose places in the text Python fills.
    """

    sql: bytes
    parameters: tuple[Getter | str, ...]
    unused: tuple[Getter, ...] = ()
    resolved: tuple[ResolvedPart, ...] = ()

    def values(self, inputs: RequestInputs, scopes: dict[str, list[int]]) -> list[Any]:
        """The parameters for one request, in the order of the statement; what is refused is so whatever is selected."""
        for getter in self.unused:
            getter(inputs)
        return [scopes[item] if isinstance(item, str) else item(inputs) for item in self.parameters]


@dataclass
class _Branch(Generic[P]):
    """A probe, and what follows from each answer seen so far."""

    probe: Probe
    answers: dict[Hashable, _Branch[P] | P] = field(default_factory=dict)


class PlanTree(Generic[P]):
    """The plans of one operation, found by running the probes their compilation ran.

    The next probe depends only on the answers before it, since compiling is deterministic; so
    following the answers from the root leads to the plan that compiling anew would give.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._root: _Branch[P] | P | None = None

    def find(self, inputs: RequestInputs) -> P | None:
        """The plan that fits the inputs; None if none was made yet, or if they are refused: compiling says where."""
        place = self._root
        try:
            while isinstance(place, _Branch):
                place = place.answers.get(place.probe(inputs))
        except Refusal:
            return None
        return place

    def keep(self, plan: P, steps: Sequence[tuple[Probe, Hashable]]) -> None:
        """Remember a plan under the answers that led to it; a full tree is emptied first."""
        if self.size >= self.most:
            self._root, self.size = None, 0
        self.size += 1
        if not steps:
            self._root = plan
            return
        if not isinstance(self._root, _Branch):
            self._root = _Branch(steps[0][0])
        branch = self._root
        for index, (_, answer) in enumerate(steps[:-1]):
            following = branch.answers.get(answer)
            if not isinstance(following, _Branch):
                following = branch.answers[answer] = _Branch(steps[index + 1][0])
            branch = following
        branch.answers[steps[-1][1]] = plan
