"""The SQL types of what clients send and statements compare."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import Enum
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Float, Integer, Text, Time

from core.generation.models import ComposedComputed, ComposedField

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

_TYPES: dict[type, type[TypeEngine[Any]]] = {
    str: Text,
    bool: Boolean,
    float: Float,
    date: Date,
    time: Time,
}


def column_type(member: ComposedField | ComposedComputed) -> TypeEngine[Any]:
    """The type a value is bound with to be compared with the field."""
    kind = member.type
    if kind is datetime:
        return DateTime(timezone=True)
    if kind is int:
        return Integer() if isinstance(member, ComposedField) and not member.big else BigInteger()
    if issubclass(kind, Enum):
        return Text()
    return _TYPES[kind]()
