"""The `where` inputs: conditions on a record, on linked records, joined by and, or and not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from strawberry.scalars import ID

from core.foundation.i18n import _
from schema.types.facts import facts_of
from schema.types.filters import FilterTypes
from schema.types.parts import field, kind_of, list_of, optional
from schema.types.shared import IDENTIFIER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from strawberry.types.field import StrawberryField

    from core.generation.models import ComposedComputed, ComposedField
    from schema.types.facts import Part
    from schema.types.models import ModelTypes
    from schema.types.registry import TypeRegistry

_AND = _("All of these hold.")
_OR = _("At least one of these holds; an empty list holds for no record.")
_NOT = _("This does not hold.")
_SOME = _("At least one linked record meets these conditions.")
_NONE = _("No linked record meets these conditions.")
_EVERY = _("Every linked record meets these conditions; holds where there is none.")


class WhereTypes:
    """Fills the `where` inputs of models."""

    def __init__(self, registry: TypeRegistry, types: Mapping[str, ModelTypes]) -> None:
        self._registry = registry
        self._types = types
        self._filters = FilterTypes(registry)

    def fill(self, types: ModelTypes) -> None:
        """Give a model's conditions, on one record and on many, their fields."""
        self._registry.fill(types.where, self._where(types))
        self._registry.fill(types.many_where, self._quantifiers(types))

    def _where(self, types: ModelTypes) -> Iterator[StrawberryField]:
        model, describe = types.model, self._registry.describe
        yield field("and", optional(list_of(types.where)), describe(_AND))
        yield field("or", optional(list_of(types.where)), describe(_OR))
        yield field("not", optional(types.where), describe(_NOT))
        yield field("id", optional(self._filters.of(ID)), describe(IDENTIFIER))
        yield from (self._value(column) for column in model.fields.values() if column.name != "id")
        yield from (self._value(computed) for computed in model.computed.values())
        yield from (self._linked(link, self._types[link.target].where) for link in model.links.values())
        yield from (self._linked(links, self._types[links.target].many_where) for links in model.to_many.values())

    def _value(self, part: ComposedField | ComposedComputed) -> StrawberryField:
        kind = self._filters.of(kind_of(self._registry, part))
        return field(part.name, optional(kind), self._registry.describe(part.label), facts=facts_of(part))

    def _linked(self, part: Part, kind: type) -> StrawberryField:
        return field(part.name, optional(kind), self._registry.describe(part.label), facts=facts_of(part))

    def _quantifiers(self, types: ModelTypes) -> Iterator[StrawberryField]:
        for name, text in (("some", _SOME), ("none", _NONE), ("every", _EVERY)):
            yield field(name, optional(types.where), self._registry.describe(text))
