"""Chance that falls the same way in every run."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")

_SEED = "renda-demo-1"


class Weighted(Generic[T]):
    """Things of which some come up more often than others."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self._things = tuple(weights)
        self._steps = tuple(accumulate(weights.values()))

    def at(self, share: float) -> T:
        """The thing at that share, from 0 up to but without 1, of all weights laid end to end."""
        return self._things[bisect(self._steps, share * self._steps[-1])]


class Dice:
    """A run of throws that depends only on the key it was made with.

    Everything is drawn from `Random.random`, whose run Python promises to keep from version to
    version, unlike that of `choice` or `shuffle`; and a text as seed does not go through `hash`.
    """

    def __init__(self, *key: object) -> None:
        self._throw = Random("/".join(map(str, (_SEED, *key)))).random  # noqa: S311 - nothing secret hangs on it

    def chance(self, share: float) -> bool:
        """Whether something happens that happens in that share of all cases."""
        return self._throw() < share

    def between(self, lowest: int, highest: int) -> int:
        """A whole number from the lowest to the highest, both included."""
        return lowest + int(self._throw() * (highest - lowest + 1))

    def pick(self, things: Sequence[T]) -> T:
        """One of the things, each as likely as the others."""
        return things[int(self._throw() * len(things))]

    def draw(self, things: Weighted[T]) -> T:
        """One of the things, the heavier the likelier."""
        return things.at(self._throw())
