"""The walks are able to fail: of every fault planted in the product, one is found that shows it."""

from __future__ import annotations

import pytest

from tests.plugins.proposals.model.planting import PLANTS
from tests.plugins.proposals.model.test_model import LENGTH, walk_by
from tests.plugins.proposals.model.walking import Disagreement
from tests.plugins.proposals.model.walks import Ground

ENOUGH = 1
"""The most walks it may take."""


@pytest.mark.parametrize("fault", PLANTS)
def test_a_planted_fault_is_found(ground: Ground, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    PLANTS[fault](monkeypatch)

    with pytest.raises(Disagreement):
        walk_on(ground)


def walk_on(ground: Ground) -> None:
    for seed in range(ENOUGH):
        walk_by(ground, seed, LENGTH)
