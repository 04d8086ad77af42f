"""The walks are able to fail: of every fault planted in the product, one is found that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from core.runtime.clause_cache import ClauseCache
from schema.execution.documents import Documents
from tests.plugins.proposals.model.planting import PLANTS
from tests.plugins.proposals.model.walking import Disagreement
from tests.plugins.proposals.model.walks import Ground

ENOUGH = 60
"""The most steps it may take once a suggestion has come to the stage."""


@pytest.fixture
def unprepared(ground: Ground) -> Iterator[Ground]:
    """The ground, whose server keeps nothing of statements: neither what is honest, nor afterwards what is faulty."""
    executor, parts = ground.ask.executor, ground.ask.generation.derived(ClauseCache)
    known, limits = executor.documents, executor.limits
    executor.documents = Documents(executor.graphql, limits.documents)
    parts.forget()
    yield ground
    executor.documents = known
    parts.forget()


@pytest.mark.parametrize("fault", PLANTS)
def test_a_planted_fault_is_found(unprepared: Ground, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    plant = PLANTS[fault]
    plant.into(monkeypatch)

    with pytest.raises(Disagreement):
        walk_on(unprepared, plant.stage)


def walk_on(ground: Ground, stage: str) -> None:
    chance = Random(1)  # noqa: S311 - the same walk again, not a secret
    with ground.walk() as walk:
        walk.bring(stage, chance)
        walk.compare_all(chance)
        for _ in range(ENOUGH):
            walk.go(chance)
        walk.compare_all(chance)
