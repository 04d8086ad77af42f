"""The values of a mutation's input: their GraphQL type, and how the Python value is read."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from typing import TYPE_CHECKING, Any

from strawberry.scalars import ID
from strawberry.types.unset import UNSET

from core.declarations.mutations import Ref
from core.foundation.errors import Refusal
from schema.compiler.identifiers import number_of
from schema.compiler.texts import clean
from schema.types.parts import Kind, list_of, optional

if TYPE_CHECKING:
    from core.values.choices import Choice

Read = Callable[[Any, str], Any]
"""Makes the Python value of what GraphQL coerced; the second argument is where it stands in the input."""


@dataclass(frozen=True)
class InputShape:
    """The GraphQL type of a value and how it is read; a `nullable` value may be null or left out."""

    kind: Kind
    read: Read
    nullable: bool = False

    def or_null(self) -> InputShape:
        """The same value, or null."""
        return dataclasses.replace(self, nullable=True)

    def at(self, value: Any, path: str) -> Any:  # noqa: ANN401 - any input value
        """The Python value of what stands there; a refusal says where."""
        try:
            return None if value is None else self.read(value, path)
        except Refusal as refusal:
            refusal.field = refusal.field or path
            raise


def plain(kind: Kind) -> InputShape:
    """A value that GraphQL coerces to what Python needs."""
    return InputShape(kind, lambda value, _path: value)


def text() -> InputShape:
    """A text that PostgreSQL can hold."""
    return InputShape(str, lambda value, _path: clean(value))


def choice(kind: Kind, members: Mapping[str, Choice]) -> InputShape:
    """A member of a closed list; it arrives as GraphQL holds it, by its label."""
    return InputShape(kind, lambda value, _path: members[value.value if isinstance(value, Enum) else value])


def reference(model: str) -> InputShape:
    """A reference to a record of the model."""
    return InputShape(ID, lambda value, _path: Ref(number_of(value, model)))


def several(item: InputShape) -> InputShape:
    """A list of such values."""

    def read(values: list[Any], path: str) -> list[Any]:
        return [item.at(value, f"{path}[{place}]") for place, value in enumerate(values)]

    return InputShape(list_of(optional(item.kind) if item.nullable else item.kind), read)


def serialized(default: object) -> object:
    """A default as GraphQL holds it, or UNSET where GraphQL cannot hold it."""
    if isinstance(default, Enum):
        return default.value
    if isinstance(default, list):
        items = [serialized(item) for item in default]
        return UNSET if UNSET in items else items
    return default if isinstance(default, str | int | float | date | time) else UNSET
