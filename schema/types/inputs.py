"""The input types of mutations, and how what a client sent becomes the plugin's own dataclass."""

from __future__ import annotations

import dataclasses
import types
from dataclasses import MISSING, dataclass
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from strawberry.types.unset import UNSET

from core.declarations.mutations import Ref, label_of
from core.foundation.i18n import docstring
from core.values.choices import Choice
from schema.naming import camel
from schema.scalars import BigInt
from schema.types import shapes
from schema.types.parts import field, optional, scalar_kind
from schema.types.refusals import UncarriedType
from schema.types.shapes import InputShape, Read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from strawberry.types.field import StrawberryField

    from core.generation.generation import Generation
    from schema.types.registry import TypeRegistry


@dataclass(frozen=True)
class Member:
    """A field of a dataclass, with the shape of its values."""

    field: dataclasses.Field[Any]
    shape: InputShape

    @property
    def has_default(self) -> bool:
        """Whether the dataclass can be made without the field."""
        return self.field.default is not MISSING or self.field.default_factory is not MISSING

    @property
    def default(self) -> object:
        """The default as clients read it; UNSET where there is none."""
        if self.field.default_factory is not MISSING:
            return shapes.serialized(self.field.default_factory())
        return UNSET if self.field.default is MISSING else shapes.serialized(self.field.default)

    @property
    def may_be_null(self) -> bool:
        """Whether a client may send null; for a default that GraphQL cannot hold, null means the default."""
        return self.shape.nullable or (self.has_default and self.default is UNSET)


class InputTypes:
    """Makes input types from dataclasses."""

    def __init__(self, registry: TypeRegistry, generation: Generation) -> None:
        self._registry = registry
        self._generation = generation
        self._made: dict[type, InputShape] = {}

    def of(self, input_type: type, name: str, origin: str) -> InputShape:
        """The shape of a dataclass, under a GraphQL name; asked again, the same one."""
        if input_type not in self._made:
            members: dict[str, Member] = {}
            made = self._registry.input_type(name, self._registry.describe(docstring(input_type)), origin)
            self._made[input_type] = InputShape(made, _reader(input_type, members))
            members.update(self._members(input_type, origin))
            self._registry.fill(made, map(self._field, members.values()))
        return self._made[input_type]

    def _members(self, input_type: type, origin: str) -> dict[str, Member]:
        hints = get_type_hints(input_type)
        return {
            camel(each.name): Member(each, self._shape(hints[each.name], f"{input_type.__name__}.{each.name}", origin))
            for each in dataclasses.fields(input_type)
        }

    def _field(self, member: Member) -> StrawberryField:
        kind = optional(member.shape.kind) if member.may_be_null else member.shape.kind
        made = field(member.field.name, kind, self._registry.describe(label_of(member.field)))
        made.default_value = member.default
        return made

    def _shape(self, annotation: Any, name: str, origin: str) -> InputShape:  # noqa: ANN401 - any annotation
        generic, arguments = get_origin(annotation), get_args(annotation)
        if generic in (Union, types.UnionType):
            [inner, *others] = [each for each in arguments if each is not type(None)]
            if others:
                raise UncarriedType(name=name, type=annotation)
            return self._shape(inner, name, origin).or_null()
        if generic is list:
            return shapes.several(self._shape(arguments[0], name, origin))
        if generic is Ref:
            return shapes.reference(self._generation.model_of(arguments[0]).name)
        if annotation is BigInt:
            return shapes.plain(BigInt)
        if not isinstance(annotation, type):
            raise UncarriedType(name=name, type=annotation)
        return self._plain_shape(annotation, name, origin)

    def _plain_shape(self, kind: type, name: str, origin: str) -> InputShape:
        if dataclasses.is_dataclass(kind):
            return self.of(kind, kind.__name__, origin)
        if issubclass(kind, Choice):
            return shapes.choice(self._registry.choice_type(kind), self._registry.choice_members(kind))
        return shapes.text() if kind is str else shapes.plain(scalar_kind(self._registry, kind, name))


def _reader(input_type: type, members: Mapping[str, Member]) -> Read:
    def read(value: Mapping[str, Any], path: str) -> object:
        given: dict[str, object] = {}
        for name, member in members.items():
            sent = value.get(name)
            if sent is not None or (name in value and member.shape.nullable):
                given[member.field.name] = member.shape.at(sent, f"{path}.{name}" if path else name)
            elif not member.has_default:
                given[member.field.name] = None
        return input_type(**given)

    return read
