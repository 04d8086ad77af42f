"""The `orderBy` inputs: exactly one column, computed field or field of a linked record for each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.types.facts import facts_of
from schema.types.parts import field, optional
from schema.types.shared import IDENTIFIER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from strawberry.types.field import StrawberryField

    from schema.types.facts import Part
    from schema.types.models import ModelTypes
    from schema.types.parts import Kind
    from schema.types.registry import TypeRegistry
    from schema.types.shared import Shared


class OrderTypes:
    """Fills the `orderBy` inputs of models."""

    def __init__(self, registry: TypeRegistry, types: Mapping[str, ModelTypes], shared: Shared) -> None:
        self._registry = registry
        self._types = types
        self._direction = optional(shared.direction)

    def fill(self, types: ModelTypes) -> None:
        """Give a model's order its fields."""
        self._registry.fill(types.order, self._order(types))

    def _order(self, types: ModelTypes) -> Iterator[StrawberryField]:
        model = types.model
        yield field("id", self._direction, self._registry.describe(IDENTIFIER))
        yield from (self._step(column, self._direction) for column in model.fields.values() if column.name != "id")
        yield from (self._step(computed, self._direction) for computed in model.computed.values())
        yield from (self._step(link, optional(self._types[link.target].order)) for link in model.links.values())

    def _step(self, part: Part, kind: Kind) -> StrawberryField:
        return field(part.name, kind, self._registry.describe(part.label), facts=facts_of(part))
