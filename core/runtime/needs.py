"""The SQL expressions that resolved fields need of a record."""

from __future__ import annotations

import inspect
from datetime import date, datetime, time
from enum import Enum
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Boolean, ColumnElement, Date, DateTime, Float, Integer, Text, Time
from sqlalchemy.sql import coercions, roles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.types import TypeEngine

    from core.declarations.models import Model
    from core.declarations.resolved import Needs
    from core.generation.models import ComposedResolved, ValueShape
    from core.runtime.rows import ShownRows

_TYPES: dict[type, type[TypeEngine[Any]]] = {
    str: Text,
    int: Integer,
    bool: Boolean,
    float: Float,
    date: Date,
    time: Time,
}


class UnusableNeedError(Exception):
    """A need under a name that another function took already, or that is no name."""


def argument_type(shape: ValueShape) -> TypeEngine[Any]:
    """The SQL type of an argument that is bound for `needs`: a reference is its number, a choice its name."""
    if shape.target is not None or shape.big:
        return BigInteger()
    if shape.type is datetime:
        return DateTime(timezone=True)
    return Text() if issubclass(shape.type, Enum) else _TYPES[shape.type]()


def asked_by(needs: Needs) -> list[str]:
    """The arguments of a field that what it needs depends on, after the model and the rows."""
    return list(inspect.signature(needs).parameters)[2:]


def needed_arguments(member: ComposedResolved) -> set[str]:
    """The arguments of the field that its needs are to be given."""
    return {name for needs in member.needs for name in asked_by(needs)}


def needed_expressions(
    member: ComposedResolved, model: type[Model], rows: ShownRows, arguments: Mapping[str, ColumnElement[Any]]
) -> dict[str, ColumnElement[Any]]:
    """What the field and its overrides need, by name, as expressions about the composed class.

    Raises:
        UnusableNeedError: a name is taken twice, or is none.
    """
    found: dict[str, ColumnElement[Any]] = {}
    for needs in member.needs:
        asked = {name: arguments[name] for name in asked_by(needs)}
        for name, expression in needs(model, rows, **asked).items():
            if name in found or not name.isidentifier():
                msg = f"{name!r} is needed twice or is no name"
                raise UnusableNeedError(msg)
            found[name] = coercions.expect(roles.ExpressionElementRole, expression)
    return found
