"""Faults to plant in the product, each as a way to patch it, and the stage at which it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from core.declarations.rates import Share
from core.workflow.running import Engine
from plugins.congress.deadlines.choices import DeadlineKind
from plugins.congress.models import Deadline
from plugins.proposals import clock, measures
from plugins.proposals.clock import SuggestionClock
from plugins.proposals.stages.drafting import guards

Planting = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Plant:
    """A fault, and where suggestions stand soon before or after it shows."""

    stage: str
    into: Planting


PLANTS: dict[str, Plant] = {}


def plant(stage: str) -> Callable[[Planting], Planting]:
    """Add a fault under the first line of its docstring."""

    def add(planting: Planting) -> Planting:
        PLANTS[str(planting.__doc__).rstrip(".")] = Plant(stage, planting)
        return planting

    return add


@plant("DRAFT")
def unguarded(patch: pytest.MonkeyPatch) -> None:
    """A deputy out of office may draft."""
    patch.setattr(guards, "unless_in_office", lambda *_: None)


@plant("HANDLING")
def endless(patch: pytest.MonkeyPatch) -> None:
    """A step stops no deadline."""
    patch.setattr(SuggestionClock, "stop", lambda *_: None)


@plant("DRAFT")
def forgetful(patch: pytest.MonkeyPatch) -> None:
    """An event does not say where the suggestion came from."""
    write = Engine._event  # noqa: SLF001 - what is broken here

    def written(engine: Engine, step: Any, record: Any, _before: object, *others: Any) -> Any:  # noqa: ANN401 - passed on
        return write(engine, step, record, None, *others)

    patch.setattr(Engine, "_event", written)


@plant("REHANDLING")
def lenient(patch: pytest.MonkeyPatch) -> None:
    """To handle a suggestion again there is a day too much."""
    begin = clock.begin

    def begun(env: Any, suggestion: Any, kind: DeadlineKind, *others: Any, **more: Any) -> Deadline:  # noqa: ANN401 - likewise
        deadline = begin(env, suggestion, kind, *others, **more)
        if kind is DeadlineKind.REHANDLE:
            deadline.due_at = deadline.original_due_at = deadline.due_at + timedelta(days=1)
        return deadline

    patch.setattr(clock, "begin", begun)


@plant("WITHDRAWN")
def greedy(patch: pytest.MonkeyPatch) -> None:
    """A rate counts what was withdrawn."""
    share = measures._of_assigned  # noqa: SLF001 - likewise

    def of_all(suggestion: Any, hit: Any) -> Share:  # noqa: ANN401 - likewise
        honest = share(suggestion, hit)
        return Share(numerator=hit, denominator=suggestion.assigned_at.is_not(None), year=honest.year)

    patch.setattr(measures, "_of_assigned", of_all)
