"""Records that belong to a suggestion, found by what an input names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from core.api import Env, Model, NotFound, Ref, Refusal, StepContext
from plugins.proposals.models import (
    CoHandlingOpinion,
    Commitment,
    ContactLog,
    ExtensionRequest,
    Handling,
    Reply,
    ReturnRequest,
    Suggestion,
)

Part = TypeVar(
    "Part",
    bound=Handling | Reply | Commitment | CoHandlingOpinion | ContactLog | ExtensionRequest | ReturnRequest,
)
M = TypeVar("M", bound=Model)


def part_of(env: Env, suggestion: Suggestion, definition: type[Part], ref: Ref[Part], field: str) -> Part:
    """The record that the input names in that field.

    Raises:
        NotFound: if it belongs to another suggestion, as if it did not exist.
    """
    found = env.get(definition, ref.id, field=field)
    of_suggestion = found if isinstance(found, Handling | Reply | Commitment) else found.handling
    if of_suggestion.suggestion_id != suggestion.id:
        raise absent(env, definition, ref, field)
    return found


def names_part(definition: type[Part], field: str) -> Callable[[Env, Suggestion, StepContext[Any]], Refusal | None]:
    """A guard that refuses what the input names in that field if it belongs to another suggestion."""

    def of_this_suggestion(env: Env, suggestion: Suggestion, context: StepContext[Any]) -> Refusal | None:
        part_of(env, suggestion, definition, getattr(context.input, field), field)
        return None

    return of_this_suggestion


def absent(env: Env, definition: type[M], ref: Ref[M], field: str) -> NotFound:
    """That the record the input names is none of the suggestion's."""
    return NotFound(model=env.label_of(definition), key=ref.id, field=field)
