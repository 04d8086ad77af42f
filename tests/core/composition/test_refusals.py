"""The zoo: plugins that do not fit together are refused, each for its own reason."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from itertools import permutations

import pytest

from core.composition import refusals
from core.composition.compose import compose
from core.foundation.errors import WiringError
from core.generation.refusals import NotComposed
from core.mapping import refusals as mapping
from schema import clashes
from schema.clashes import check_names
from tests.core.composition.zoo import (
    attributes,
    columns,
    expressions,
    naming,
    overrides,
    permissions,
    references,
    shares,
)
from tests.core.composition.zoo.clean import ALL, BASE
from tests.core.composition.zoo.kit import ROOT, Case

CASES = (
    *attributes.CASES,
    *columns.CASES,
    *expressions.CASES,
    *naming.CASES,
    *overrides.CASES,
    *permissions.CASES,
    *references.CASES,
    *shares.CASES,
)
REFUSALS = {
    one
    for module in (mapping, refusals, clashes)
    for one in vars(module).values()
    if isinstance(one, type) and issubclass(one, WiringError)
} | {NotComposed}


@cache
def refusal_at(place: int) -> WiringError:
    """The refusal of one of the cases; its traceback would keep all that was half composed."""
    with pytest.raises(WiringError) as caught:
        check_names(compose(CASES[place].contributions))
    return caught.value.with_traceback(None)


def refusal_of(case: Case) -> WiringError:
    return refusal_at(next(place for place, one in enumerate(CASES) if one is case))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_plugins_that_do_not_fit_are_refused_by_name_file_and_line(case: Case) -> None:
    refusal = refusal_of(case)

    assert refusal.code == case.code
    assert case.places, "the zoo marks the lines at fault"
    for place in case.places:
        assert f"({place})" in str(refusal)
    for party in case.parties:
        assert f"'{party}'" in str(refusal)
    assert refusal.hint.format_map(refusal.details)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_order_in_which_a_plugin_lists_its_models_does_not_matter(case: Case) -> None:
    turned = tuple(replace(one, models=one.models[::-1]) for one in case.contributions)

    with pytest.raises(WiringError) as caught:
        check_names(compose(turned))

    assert str(caught.value) == str(refusal_of(case))


@pytest.mark.parametrize("contributions", [BASE, ALL, *((*BASE, *two) for two in permutations(ALL[2:]))])
def test_plugins_that_fit_are_refused_nothing(contributions: tuple[Case, ...]) -> None:
    generation = compose(contributions)  # type: ignore[arg-type]
    check_names(generation)

    assert set(generation.models) == {"Person", "Region", "Station", "Opinion", "Assignment"}
    generation.dispose()


def test_every_refusal_has_its_own_code_and_an_animal_in_the_zoo() -> None:
    codes = [refusal.code for refusal in REFUSALS if refusal is not WiringError]

    assert len(set(codes)) == len(codes)
    assert {case.code for case in CASES} == set(codes) - {NotComposed.code}
    assert all(refusal.message and refusal.hint for refusal in REFUSALS if refusal is not WiringError)


ALL_SENTENCES = """
from core.composition.compose import compose
from core.foundation.errors import WiringError
from schema.clashes import check_names
from tests.core.composition.test_refusals import CASES
for case in CASES:
    try:
        check_names(compose(case.contributions))
    except WiringError as refusal:
        print(case.name, refusal)
"""


def test_the_sentences_are_the_same_in_every_process() -> None:
    """The seed of Python's hashes, by chance in this process, must not decide which of two plugins is named first."""
    own = "".join(f"{case.name} {refusal_of(case)}\n" for case in CASES)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    outputs = {
        subprocess.run(
            [sys.executable, "-c", ALL_SENTENCES],
            env={**environment, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
            cwd=ROOT,
        ).stdout
        for seed in ("0", "4711")
    }

    assert outputs == {own}
    assert own.count("\n") >= len(CASES)
