"""Decisions, each drawn from Hypothesis so that a failing operation can be made smaller."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Choices:
    """Makes decisions; the plainest comes first, so that shrinking leads to it.

    They are drawn through one of Hypothesis's `randoms()`. Drawn as strategies, five of six operations
    would be copies of the one before with some decisions swapped, which finds less.
    """

    def __init__(self, random: Random) -> None:
        self._random = random

    def chance(self, percent: int) -> bool:
        """Whether something happens that does in that many of a hundred cases."""
        return self.number(0, 99) >= 100 - percent

    def number(self, least: int, most: int) -> int:
        """A number between two, both included."""
        return self._random.randint(least, most)

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[self.number(0, len(items) - 1)]

    def some(self, items: Sequence[T], most: int) -> list[T]:
        """Some of the items, at most so many, each at most once, in any order."""
        rest = list(items)
        return [rest.pop(self.number(0, len(rest) - 1)) for _ in range(self.number(0, min(most, len(rest))))]
