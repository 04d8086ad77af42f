"""The conditions on one value: `StringFilter`, `IntFilter`, ..., and one filter for each enum."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from strawberry.scalars import ID
from strawberry.types.enum import StrawberryEnumDefinition

from core.foundation.i18n import _
from schema.naming import filter_name
from schema.scalars import BigInt
from schema.types.parts import field, list_of, optional

if TYPE_CHECKING:
    from collections.abc import Mapping

    from strawberry.types.field import StrawberryField

    from schema.types.parts import Kind
    from schema.types.registry import TypeRegistry

_EQUALITY = ("eq", "ne", "in", "not_in")
_ORDER = ("lt", "lte", "gt", "gte")
_PATTERNS = ("contains", "starts_with", "ends_with")
_NULL = ("is_null",)

_OPERATORS: Mapping[object, tuple[str, tuple[str, ...]]] = {
    ID: ("ID", _EQUALITY),
    str: ("String", (*_EQUALITY, *_ORDER, *_PATTERNS, *_NULL)),
    int: ("Int", (*_EQUALITY, *_ORDER, *_NULL)),
    BigInt: ("BigInt", (*_EQUALITY, *_ORDER, *_NULL)),
    float: ("Float", (*_EQUALITY, *_ORDER, *_NULL)),
    bool: ("Boolean", ("eq", "ne", *_NULL)),
    date: ("Date", (*_EQUALITY, *_ORDER, *_NULL)),
    datetime: ("DateTime", (*_EQUALITY, *_ORDER, *_NULL)),
    time: ("Time", (*_EQUALITY, *_ORDER, *_NULL)),
}

_MEANINGS: Mapping[str, str] = {
    "eq": _("Equal to this value."),
    "ne": _("Not equal to this value; holds where there is no value."),
    "in": _("Equal to one of these values."),
    "not_in": _("Equal to none of these values; holds where there is no value."),
    "lt": _("Less than this value."),
    "lte": _("Less than or equal to this value."),
    "gt": _("Greater than this value."),
    "gte": _("Greater than or equal to this value."),
    "contains": _("Contains this text, upper and lower case told apart."),
    "starts_with": _("Begins with this text, upper and lower case told apart."),
    "ends_with": _("Ends with this text, upper and lower case told apart."),
    "is_null": _("Whether there is no value."),
}

_FILTER = _("Conditions on a value of type {type}; all of them must hold. Without any, every value meets them.")


class FilterTypes:
    """Makes each filter type when it is first needed."""

    def __init__(self, registry: TypeRegistry) -> None:
        self._registry = registry
        self._made: dict[str, type] = {}

    def of(self, kind: Kind) -> type:
        """The filter type for values of that type."""
        name, operators = _operators(kind)
        if name not in self._made:
            self._made[name] = self._make(name, kind, operators)
        return self._made[name]

    def _make(self, name: str, kind: Kind, operators: tuple[str, ...]) -> type:
        describe = self._registry.describe
        made = self._registry.input_type(filter_name(name), describe(_FILTER, type=name), f"the filter of {name}")
        self._registry.fill(made, (self._operator(operator, kind) for operator in operators))
        return made

    def _operator(self, name: str, kind: Kind) -> StrawberryField:
        operand: Kind = bool if name == "is_null" else list_of(kind) if name in ("in", "not_in") else kind
        return field(name, optional(operand), self._registry.describe(_MEANINGS[name]))


def _operators(kind: Kind) -> tuple[str, tuple[str, ...]]:
    if isinstance(kind, StrawberryEnumDefinition):
        return kind.name, (*_EQUALITY, *_NULL)
    return _OPERATORS[kind]
