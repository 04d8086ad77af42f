"""Faults to plant in the product, each as a way to patch it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.workflow.taking import Engine
from plugins.proposals.clock import SuggestionClock
from plugins.proposals.steps import drafting_guards

Plant = Callable[[pytest.MonkeyPatch], None]
PLANTS: dict[str, Plant] = {}


def plant(function: Plant) -> Plant:
    """Add a fault under the first line of its docstring."""
    PLANTS[str(function.__doc__).rstrip(".")] = function
    return function


@plant
def unguarded(patch: pytest.MonkeyPatch) -> None:
    """A deputy out of office may draft."""
    patch.setattr(drafting_guards, "unless_in_office", lambda *_: None)


@plant
def endless(patch: pytest.MonkeyPatch) -> None:
    """A step stops no deadline."""
    patch.setattr(SuggestionClock, "stop", lambda *_: None)


@plant
def forgetful(patch: pytest.MonkeyPatch) -> None:
    """An event does not say where the suggestion came from."""
    write = Engine._event  # noqa: SLF001 - what is broken here

    def written(engine: Engine, step: Any, record: Any, _before: object, *others: Any) -> Any:  # noqa: ANN401 - passed on
        return write(engine, step, record, None, *others)

    patch.setattr(Engine, "_event", written)
