from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from core.declarations.environments import Env
from core.declarations.models import Model
from core.declarations.mutations import Ref, label, label_of, mutation
from core.declarations.refusals import MutationSignature
from core.declarations.roles import Role

STAFF = Role("staff", "Staff")


class Club(Model):
    """A club."""


@dataclass(frozen=True, kw_only=True)
class FoundInput:
    """What a club is founded with."""

    parent: Ref[Club] | None = dataclasses.field(default=None, metadata=label("Parent club"))
    motto: str = ""


@dataclass
class ChangeableInput:
    """An input that could be changed underway."""


def found_club(env: Env, input: FoundInput) -> Club:
    """Found a club."""
    return env[Club](parent=input.parent)


def test_a_mutation_tells_its_name_text_input_and_result() -> None:
    made = mutation(found_club, allow=(STAFF,))

    assert made.name == "found_club"
    assert made.description == "Found a club."
    assert made.input_type is FoundInput
    assert made.result is Club
    assert made.allow == (STAFF,)
    assert made.function is found_club
    assert made.place.file == __file__


def test_an_input_says_what_its_fields_are() -> None:
    parent, motto = dataclasses.fields(FoundInput)

    assert label_of(parent) == "Parent club"
    assert label_of(motto) == ""


def test_a_reference_tells_which_model_it_is_about() -> None:
    reference = get_args(get_type_hints(FoundInput)["parent"])[0]

    assert get_origin(reference) is Ref
    assert get_args(reference) == (Club,)
    assert Ref[Club](7).id == 7


def without_env(input: FoundInput) -> Club:
    raise NotImplementedError


def with_untyped_env(env, input: FoundInput) -> Club:  # type: ignore[no-untyped-def]  # noqa: ANN001
    raise NotImplementedError


def with_changeable_input(env: Env, input: ChangeableInput) -> Club:
    raise NotImplementedError


def with_plain_input(env: Env, input: str) -> Club:
    raise NotImplementedError


def without_result(env: Env, input: FoundInput) -> None:
    raise NotImplementedError


def with_number(env: Env, input: FoundInput) -> int:
    raise NotImplementedError


def with_unknown_names(env: Env, input: Nowhere) -> Club:  # type: ignore[name-defined]  # noqa: F821
    raise NotImplementedError


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        (without_env, "does not take (env: Env, input)"),
        (with_untyped_env, "does not take (env: Env, input)"),
        (with_changeable_input, "no frozen dataclass"),
        (with_plain_input, "no frozen dataclass"),
        (without_result, "which model it returns"),
        (with_number, "which model it returns"),
        (with_unknown_names, "'Nowhere' is not defined"),
    ],
)
def test_a_function_of_another_shape_is_refused_with_its_line(function: Callable[..., Any], reason: str) -> None:
    with pytest.raises(MutationSignature) as caught:
        mutation(function, allow=(STAFF,))

    line = function.__code__.co_firstlineno
    assert f"The mutation {function.__name__} (tests/core/declarations/test_mutations.py:{line})" in str(caught.value)
    assert reason in str(caught.value)
