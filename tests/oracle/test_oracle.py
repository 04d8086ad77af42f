"""For any operation, the compiled statement answers what graphql-core computes from ORM objects.

Some operations are tried whenever the tests are run, and many by `make test-long`: `RENDA_ORACLE_EXAMPLES` sets how
many those are, `RENDA_ORACLE_SEED` which.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis.strategies import SearchStrategy

from tests.oracle.known import KNOWN
from tests.oracle_kit.generator.operations import Operation, Run, operations
from tests.oracle_kit.generator.walks import Walk, walks
from tests.oracle_kit.trial import Trial

SOME = 150
MANY = int(os.environ.get("RENDA_ORACLE_EXAMPLES", "3000"))
SEED = int(os.environ.get("RENDA_ORACLE_SEED", "1"))

some_and_many = pytest.mark.parametrize(
    "examples", [pytest.param(SOME, id="some"), pytest.param(MANY, id="many", marks=pytest.mark.long)]
)


def try_all(strategy: SearchStrategy[Any], examples: int, compare: Callable[[Any], None]) -> None:
    @seed(SEED)
    @settings(max_examples=examples, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def trying(drawn: Any) -> None:  # noqa: ANN401 - whatever the strategy gives
        compare(drawn)

    trying()


@some_and_many
def test_the_compiler_answers_as_the_oracle_does(trial: Trial, examples: int) -> None:
    try_all(operations(trial.oracle, trial.actors, fault_percent=4), examples, trial.compare)


@some_and_many
def test_faulty_operations_are_refused_for_the_reason_the_oracle_finds(trial: Trial, examples: int) -> None:
    try_all(operations(trial.oracle, trial.actors, fault_percent=100), examples // 3, trial.compare)


@some_and_many
def test_a_list_walked_page_by_page_gives_every_record_once(trial: Trial, examples: int) -> None:
    try_all(walks(trial.oracle, trial.actors), examples // 5, lambda walk: follow(trial, walk))


@pytest.mark.parametrize(("text", "variables"), KNOWN)
def test_what_once_differed_is_the_same_for_every_actor(trial: Trial, text: str, variables: dict[str, Any]) -> None:
    trial.compare(Operation(text, None, [Run(actor, variables) for actor in trial.actors]))


def follow(trial: Trial, walk: Walk) -> None:
    seen: list[str] = []
    cursor, more, total = None, True, 0
    while more:
        run = Run(walk.actor, {"size": walk.size, "cursor": cursor})
        operation = Operation(walk.text, None, [run])
        trial.compare(operation)
        page = json.loads(trial.ask(operation, run))["data"]["list"]
        found = [edge["node"]["id"] for edge in page["edges"]]
        seen = [*found, *seen] if walk.backward else [*seen, *found]
        cursor = page["pageInfo"]["startCursor" if walk.backward else "endCursor"]
        more, total = page["pageInfo"]["hasPreviousPage" if walk.backward else "hasNextPage"], page["totalCount"]
        assert found or not more

    assert len(seen) == len(set(seen)) == total
