"""Input values that were made up, and how GraphQL and JSON write them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class Word(str):
    """The name of an enum's value: bare in a document, a text in JSON."""

    __slots__ = ()


@dataclass(frozen=True)
class Made:
    """A value, its parts made up likewise; `again` makes up another one for the same place."""

    value: Any
    again: Callable[[], Made] | None = None


def plain(made: Made) -> Any:  # noqa: ANN401 - JSON
    """The value as JSON."""
    value = made.value
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return str(value) if isinstance(value, Word) else value


def literal(made: Made) -> str:
    """The value as a document writes it, without variables."""
    value = made.value
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {literal(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(literal(part) for part in value) + "]"
    return str(value) if isinstance(value, Word) else json.dumps(value, ensure_ascii=False)
