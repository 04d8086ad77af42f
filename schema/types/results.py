"""The types of what resolved fields take and return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from strawberry.scalars import ID
from strawberry.types.unset import UNSET

from core.foundation.origins import Origin
from schema.scalars import BigInt
from schema.types import shapes
from schema.types.facts import facts
from schema.types.parts import Kind, argument, field, list_of, optional, scalar_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from strawberry.types.arguments import StrawberryArgument
    from strawberry.types.field import StrawberryField

    from core.generation.models import ComposedResolved, ResolvedArgument, ResultObject, ValueShape
    from schema.types.registry import TypeRegistry


class Results:
    """Makes the types of resolved fields; each dataclass gives one object type under its own name."""

    def __init__(self, registry: TypeRegistry) -> None:
        self._registry = registry
        self._made: dict[type, type] = {}

    def kind(self, resolved: ComposedResolved, shape: ValueShape) -> Kind:
        """The GraphQL type of a value, without its nullability."""
        if shape.item is not None:
            item = self.kind(resolved, shape.item)
            return list_of(optional(item) if shape.item.nullable else item)
        if shape.target is not None:
            return ID
        if shape.type in resolved.objects:
            return self._object(resolved, resolved.objects[shape.type])
        return BigInt if shape.big else scalar_kind(self._registry, shape.type, resolved.name)

    def arguments(self, resolved: ComposedResolved) -> Iterator[StrawberryArgument]:
        """The arguments of the field; a default that GraphQL cannot hold may be left out or null."""
        for each in resolved.arguments:
            kind, default = self.kind(resolved, each.shape), _default(each)
            may_be_null = each.shape.nullable or (not each.required and default is UNSET)
            described = self._registry.describe(each.label)
            yield argument(each.name, optional(kind) if may_be_null else kind, described, default)

    def _object(self, resolved: ComposedResolved, made: ResultObject) -> type:
        if made.type not in self._made:
            origin = f"made for {resolved.name} of {Origin(resolved.owner, resolved.place)}"
            name, described = made.type.__name__, self._registry.describe(made.description)
            self._made[made.type] = self._registry.object_type(name, described, origin)
            self._registry.fill(self._made[made.type], list(self._fields(resolved, made)))
        return self._made[made.type]

    def _fields(self, resolved: ComposedResolved, made: ResultObject) -> Iterator[StrawberryField]:
        for member in made.members:
            kind = self.kind(resolved, member.shape)
            entries = facts(member, owner=resolved.owner, label=member.label)
            described = self._registry.describe(member.label)
            yield field(member.name, optional(kind) if member.shape.nullable else kind, described, facts=entries)


def _default(each: ResolvedArgument) -> object:
    return UNSET if each.required or each.default is None else shapes.serialized(each.default)
