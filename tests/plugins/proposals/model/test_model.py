"""Random actors take random steps on random suggestions; the server and a small independent model always agree.

The model (`taking.py` and the modules of the steps beside it) is written by the rules of the domain, shares no code
with the product and remembers everything in plain objects. Hypothesis chooses the walks, each through a town without
suggestions, into which some are brought by the shortest way to a late stage. Both sides must take each step, or refuse
it by the same code; then the suggestion is compared with all that belongs to it: state, version, number, signatures,
handlings, replies, promises, deadlines and events. Every few steps all suggestions are compared, what may be done with
them next, all rates and all numbers.

Few steps are tried whenever the tests are run. A long look, by `make test-long`, must come through every step there is:
`RENDA_MODEL_STEPS` sets how many steps it tries. With `-s` the count of what was taken and refused is shown.
"""

from __future__ import annotations

import os
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import integers

from tests.plugins.proposals.model.hurrying import STARTS
from tests.plugins.proposals.model.tallying import Tally
from tests.plugins.proposals.model.walks import Ground

SHORT_LOOK = 80
LONG_LOOK = int(os.environ.get("RENDA_MODEL_STEPS", "10000"))
ENOUGH = 10_000
"""So many steps must come through every step there is."""
LENGTH = 150
"""The steps of one walk: enough for some suggestions to come to their end."""
LOOKING_ROUND = 30
"""After so many steps everything is compared."""
MOST_BROUGHT = 3
"""The most suggestions that a walk begins with."""


@pytest.mark.parametrize("steps", [SHORT_LOOK, pytest.param(LONG_LOOK, marks=pytest.mark.long)], ids=["short", "long"])
def test_the_server_agrees_with_the_model_however_steps_are_taken(ground: Ground, steps: int) -> None:
    tally, length = Tally(), min(steps, LENGTH)

    @settings(
        max_examples=-(-steps // length),
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(integers(0, 2**32 - 1))
    def walking(seed: int) -> None:
        tally.add(walk_by(ground, seed, length))
        print(tally.tried, "steps, the last walk by", seed, flush=True)  # noqa: T201 - for a long look, with `-s`

    walking()

    print(tally)  # noqa: T201 - likewise
    assert not tally.missing or steps < ENOUGH


def walk_by(ground: Ground, seed: int, length: int = LENGTH) -> Tally:
    chance = Random(seed)  # noqa: S311 - the same walk again, not a secret
    with ground.walk() as walk:
        for stage in chance.sample(STARTS, chance.randint(1, MOST_BROUGHT)):
            walk.bring(stage, chance)
        for number in range(walk.tally.tried, length):
            walk.go(chance)
            if number % LOOKING_ROUND == 0:
                walk.compare_all(chance)
        walk.compare_all(chance)
        return walk.tally
