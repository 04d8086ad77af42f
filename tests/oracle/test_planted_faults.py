"""The oracle is able to fail: of every fault planted in the compiler, an operation is found that shows it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.oracle.planting import PLANTS
from tests.oracle_kit.comparing import Mismatch
from tests.oracle_kit.generator.operations import Operation, operations
from tests.oracle_kit.trial import Trial

ENOUGH = 1000
"""The most operations it may take."""


@pytest.mark.parametrize("fault", PLANTS)
def test_a_planted_fault_is_found(trial: Trial, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    @seed(1)
    @settings(
        max_examples=ENOUGH,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operations(trial.oracle, trial.actors, fault_percent=0))
    def search(operation: Operation) -> None:
        trial.compare(operation)

    trial.forget_plans()
    PLANTS[fault](monkeypatch)

    with pytest.raises(Mismatch):
        search()
    trial.forget_plans()
