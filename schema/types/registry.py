"""The types of one schema while they are made: each name is taken once, each type is filled later.

Types refer to each other in circles, so every type is first declared empty under its name and given
its fields when all are declared. The types are strawberry's own definitions, made the way its
integrations make them; no dataclass is generated, because no instance of them is ever built.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from strawberry.schema_directives import OneOf
from strawberry.types.base import StrawberryObjectDefinition, get_object_definition
from strawberry.types.enum import EnumValue, StrawberryEnumDefinition

from core.foundation.i18n import docstring
from core.values.choices import Choice
from schema.naming import SCALARS
from schema.types.refusals import DuplicateFieldName, DuplicateTypeName

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from enum import Enum

    from strawberry.types.field import StrawberryField

    from core.generation.models import ChoiceTypes, ComposedModel
    from schema.types.wording import Describer


class TypeRegistry:
    """Declares and fills the types of one schema.

    `models` holds the model of each derived type, by the name of the type.
    """

    def __init__(self, describe: Describer, opened: Mapping[type[Choice], ChoiceTypes] | None = None) -> None:
        """Begin empty; `opened` are the lists of values to which plugins add values of their own."""
        self.describe = describe
        self._opened = opened or {}
        self._joined: dict[type[Choice], type[Choice]] = {}
        self.models: dict[str, ComposedModel] = {}
        self._parties: dict[str, str] = dict.fromkeys(SCALARS, "a scalar of the schema")
        self._enums: dict[type[Enum], StrawberryEnumDefinition] = {}

    def object_type(self, name: str, description: str, origin: str, interface: type | None = None) -> type:
        """A new object type without fields."""
        return self._declare(name, description, origin, interface=interface)

    def interface_type(self, name: str, description: str, origin: str) -> type:
        """A new interface without fields."""
        return self._declare(name, description, origin, is_interface=True)

    def input_type(self, name: str, description: str, origin: str, *, one_of: bool = False) -> type:
        """A new input type without fields; its values reach resolvers as dictionaries of GraphQL names."""
        return self._declare(name, description, origin, is_input=True, directives=[OneOf()] if one_of else [])

    def enum_type(self, enum: type[Enum], describe_value: Callable[[Any], str]) -> StrawberryEnumDefinition:
        """The enum type of a Python enum; asked again, the same one."""
        known = self._enums.get(enum)
        if known is None:
            self._claim(enum.__name__, f"{enum.__module__}.{enum.__qualname__}")
            values = [EnumValue(each.name, each.value, description=describe_value(each)) for each in enum]
            known = StrawberryEnumDefinition(enum, enum.__name__, values, self.describe(docstring(enum)))
            self._enums[enum] = known
        return known

    def choice_type(self, choice: type[Choice]) -> StrawberryEnumDefinition:
        """The enum type of a closed list of values, with those that other plugins add to it."""
        if choice in self._opened:
            choice = self._joined.setdefault(choice, _joined(choice, self._opened[choice]))
        return self.enum_type(choice, lambda member: self.describe(member.label))

    def choice_members(self, choice: type[Choice]) -> Mapping[str, Choice]:
        """The members of a list and of those that add to it, by their label, which is what GraphQL holds."""
        return {member.label: member for one in (choice, *self._opened.get(choice, ())) for member in one}

    def fill(self, type_: type, fields: Iterable[StrawberryField]) -> None:
        """Give a declared type its fields; two of one GraphQL name are refused."""
        kept: dict[str, StrawberryField] = {}
        for field in fields:
            name = field.graphql_name or ""
            if name in kept:
                raise DuplicateFieldName(
                    type=type_.__name__, name=name, first=_declared_as(kept[name]), second=_declared_as(field)
                )
            kept[name] = field
        definition(type_).fields = list(kept.values())

    def _declare(  # noqa: PLR0913 - what a strawberry definition is made of
        self,
        name: str,
        description: str,
        origin: str,
        *,
        interface: type | None = None,
        is_input: bool = False,
        is_interface: bool = False,
        directives: list[object] | None = None,
    ) -> type:
        self._claim(name, origin)
        made_of = StrawberryObjectDefinition(
            name=name,
            is_input=is_input,
            is_interface=is_interface,
            origin=object,
            description=description,
            interfaces=[definition(interface)] if interface else [],
            extend=False,
            directives=directives or [],
            is_type_of=None,
            resolve_type=None,
            fields=[],
            from_input=_as_it_is if is_input else None,
        )
        bases = (interface,) if interface else ()
        made_of.origin = type(name, bases, {"__annotations__": {}, "__strawberry_definition__": made_of})
        return made_of.origin

    def _claim(self, name: str, origin: str) -> None:
        other = self._parties.setdefault(name, origin)
        if other is not origin:
            raise DuplicateTypeName(name=name, first=other, second=origin)


def _joined(choice: type[Choice], more: ChoiceTypes) -> type[Choice]:
    """One list of all values, under the name and with the description of the first."""
    members = [(member.name, member.value) for one in (choice, *more) for member in one]
    made = cast("Any", Choice)(choice.__name__, members, module=choice.__module__)
    made.__doc__ = choice.__doc__
    return cast("type[Choice]", made)


def definition(type_: type) -> StrawberryObjectDefinition:
    """What strawberry knows of a declared type."""
    return get_object_definition(type_, strict=True)


def _as_it_is(_type: type, value: Any, _context: object) -> Any:  # noqa: ANN401 - an input object's dictionary
    return value


def _declared_as(field: StrawberryField) -> str:
    owner = field.metadata.get("owner")
    return f"{field.python_name} of '{owner}'" if owner else field.python_name
