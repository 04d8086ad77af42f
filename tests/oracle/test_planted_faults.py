"""The oracle is able to fail: of every fault planted in the compiler, an operation is found that shows it.

One that was found is stored (`witnesses/`) and sent whenever the tests are run. That the oracle finds one by itself,
whatever is stored, takes minutes and is for `make test-long`; `make witnesses` stores what is found.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.oracle.planting import PLANTS
from tests.oracle.witnessing import WITNESSES, name_of, store, stored
from tests.oracle_kit.comparing import Mismatch
from tests.oracle_kit.generator.operations import Operation, operations
from tests.oracle_kit.reducing import reduced
from tests.oracle_kit.trial import Trial

ENOUGH = 1000
"""The most operations it may take."""
SEARCH = "`make witnesses` searches for another operation and stores it"
WRITING = "RENDA_WITNESSES"
"""Set by `make witnesses`: what the search finds is stored."""


@pytest.fixture
def unplanned(trial: Trial) -> Iterator[Trial]:
    """The trial, whose server keeps no plans: neither honest ones, nor afterwards faulty ones."""
    trial.forget_plans()
    yield trial
    trial.forget_plans()


@pytest.mark.parametrize("fault", PLANTS)
def test_a_planted_fault_is_found(unplanned: Trial, fault: str) -> None:
    witness = stored(fault, unplanned.actors)
    assert shown(unplanned, witness) is None, f"The witness shows a fault where none is planted; {SEARCH}."

    found = shown_under(unplanned, fault, witness)

    assert found, f"The stored operation no longer shows the fault '{fault}'; {SEARCH}."


def test_every_witness_is_that_of_a_fault() -> None:
    assert {path.stem for path in WITNESSES.iterdir()} == {name_of(fault) for fault in PLANTS}


@pytest.mark.long
@pytest.mark.parametrize("fault", PLANTS)
def test_a_planted_fault_is_found_by_searching(unplanned: Trial, fault: str) -> None:
    found = searched(unplanned, fault)

    assert found is not None
    if WRITING in os.environ:
        schema = unplanned.oracle.schema
        store(fault, reduced(found, schema, lambda operation: is_witness(unplanned, fault, operation)))


def searched(trial: Trial, fault: str) -> Operation | None:
    """The first operation that shows the fault."""
    found: list[Operation] = []

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
        found[:] = [operation]
        trial.compare(operation)

    with pytest.MonkeyPatch.context() as patch:
        PLANTS[fault](patch)
        try:
            search()
        except Mismatch:
            return found[0]
    return None


def is_witness(trial: Trial, fault: str, operation: Operation) -> bool:
    """Whether the operation shows the fault where it is planted, and nothing where it is not."""
    return shown(trial, operation) is None and shown_under(trial, fault, operation) is not None


def shown_under(trial: Trial, fault: str, operation: Operation) -> Mismatch | None:
    """How the answers differ if the fault is planted."""
    with pytest.MonkeyPatch.context() as patch:
        PLANTS[fault](patch)
        return shown(trial, operation)


def shown(trial: Trial, operation: Operation) -> Mismatch | None:
    """How the answers of a server that begins anew differ, if they do."""
    trial.forget_plans()
    try:
        trial.compare(operation)
    except Mismatch as mismatch:
        return mismatch
    finally:
        trial.forget_plans()
    return None
