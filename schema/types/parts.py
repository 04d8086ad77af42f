"""Fields and arguments as strawberry holds them, made without a class body or a resolver's signature."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, cast

from strawberry.annotation import StrawberryAnnotation
from strawberry.scalars import ID
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import StrawberryList, StrawberryOptional, StrawberryType
from strawberry.types.field import StrawberryField
from strawberry.types.unset import UNSET

from core.generation.models import ComposedComputed, ComposedField
from core.values.choices import Choice
from schema.naming import camel
from schema.scalars import BigInt
from schema.types.refusals import UncarriedType

if TYPE_CHECKING:
    from strawberry.types.info import Info

    from schema.types.registry import TypeRegistry

Kind = StrawberryType | type
Resolver = Callable[..., object]
"""Answers a field: called with its object, graphql-core's info, and the arguments by Python name."""

SCALARS = frozenset({str, int, float, bool, date, time, datetime})
"""The plain Python types that GraphQL carries by themselves."""


class Settled(StrawberryAnnotation):
    """An annotation that is the type itself, so that nothing needs to be evaluated or resolved."""

    @property
    def _evaluated_annotation(self) -> object:
        return self.raw_annotation

    def resolve(self, **_context: object) -> Kind:
        """The type."""
        return cast("Kind", self.raw_annotation)


class AnsweredField(StrawberryField):
    """A field answered by a function that takes any arguments, where strawberry would read a signature."""

    answer: Resolver

    @property
    def is_basic_field(self) -> bool:
        """False: the field has a resolver, though not one strawberry knows of."""
        return False

    def get_result(self, source: Any, info: Info | None, args: list[Any], kwargs: Any) -> Any:  # noqa: ANN401, ARG002
        """What the function answers."""
        return self.answer(source, info and info._raw_info, **kwargs)  # noqa: SLF001 - strawberry has no public way


def optional(kind: Kind) -> StrawberryOptional:
    """The type, or null."""
    return StrawberryOptional(kind)


def list_of(kind: Kind) -> StrawberryList:
    """A list of the type."""
    return StrawberryList(kind)


def field(  # noqa: PLR0913 - what a field is made of
    name: str,
    kind: Kind,
    description: str,
    *,
    facts: Mapping[str, object] | None = None,
    arguments: Iterable[StrawberryArgument] = (),
    answer: Resolver | None = None,
) -> StrawberryField:
    """A field by its Python name; with `answer`, that function resolves it."""
    made = (AnsweredField if answer else StrawberryField)(
        python_name=name,
        graphql_name=camel(name),
        type_annotation=Settled(kind),
        description=description,
        metadata=facts,
    )
    made.arguments = list(arguments)
    if isinstance(made, AnsweredField) and answer:
        made.answer = answer
    return made


def argument(name: str, kind: Kind, description: str, default: object = UNSET) -> StrawberryArgument:
    """An argument by its Python name."""
    return StrawberryArgument(
        python_name=name,
        graphql_name=camel(name),
        type_annotation=Settled(kind),
        description=description,
        default=default,
    )


def kind_of(registry: TypeRegistry, part: ComposedField | ComposedComputed) -> Kind:
    """The GraphQL type of a column's or computed field's values, without its nullability."""
    if part.name == "id":
        return ID
    if part.type is int and isinstance(part, ComposedField) and part.big:
        return BigInt
    return scalar_kind(registry, part.type, part.name)


def scalar_kind(registry: TypeRegistry, python_type: type, name: str) -> Kind:
    """The GraphQL type of a plain Python type; `name` is what to blame for a type it cannot carry."""
    if issubclass(python_type, Choice):
        return registry.choice_type(python_type)
    if python_type not in SCALARS:
        raise UncarriedType(name=name, type=python_type.__qualname__)
    return python_type
