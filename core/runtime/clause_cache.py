"""The parts of statements that a generation keeps, since making them takes long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from core.generation.generation import Generation

T = TypeVar("T")


MOST_KEPT = 2000
"""The most parts of statements kept for a generation, over all roles; each takes some tens of kilobytes."""


class ClauseCache:
    """The parts of statements that a generation keeps: what takes long to make and is the same in each."""

    def __init__(self, generation: Generation) -> None:
        del generation
        self._parts: dict[Hashable, Any] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The part under the key, made now or before; a full book is emptied first."""
        if key not in self._parts:
            if len(self._parts) >= MOST_KEPT:
                self.forget()
            self._parts[key] = make()
        return cast("T", self._parts[key])

    def forget(self) -> None:
        """Let all parts go; statements under way have theirs."""
        self._parts.clear()
