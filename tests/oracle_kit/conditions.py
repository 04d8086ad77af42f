"""`where`, decided for one record at a time: what holds, holds; what does not, does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.oracle_kit.snapshot import Record, View

Where = Mapping[str, Any]

_OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda value, operand: value is not None and value == operand,
    "ne": lambda value, operand: value is None or value != operand,
    "in": lambda value, operand: value is not None and value in operand,
    "notIn": lambda value, operand: value is None or value not in operand,
    "lt": lambda value, operand: value is not None and value < operand,
    "lte": lambda value, operand: value is not None and value <= operand,
    "gt": lambda value, operand: value is not None and value > operand,
    "gte": lambda value, operand: value is not None and value >= operand,
    "contains": lambda value, operand: value is not None and operand in value,
    "startsWith": lambda value, operand: value is not None and value.startswith(operand),
    "endsWith": lambda value, operand: value is not None and value.endswith(operand),
    "isNull": lambda value, operand: (value is None) == operand,
}


def holds(view: View, record: Record, where: Where) -> bool:
    """Whether a record meets all conditions of a `where`."""
    return all(_holds(view, record, name, condition) for name, condition in where.items())


def _holds(view: View, record: Record, name: str, condition: Any) -> bool:  # noqa: ANN401 - an input
    if name in ("and", "or"):
        met = [holds(view, record, part) for part in condition]
        return all(met) if name == "and" else any(met)
    if name == "not":
        return not holds(view, record, condition)
    if name == "id":
        return _meets(f"{type(record).__name__}:{record.id}", condition)
    names = view.snapshot.names_for(record)
    if name in names.links:
        linked = view.linked(record, names.links[name])
        return linked is not None and holds(view, linked, condition)
    if name in names.to_many:
        records = view.many(record, names.to_many[name])
        return all(holds_of(view, records, part, how) for how, part in condition.items())
    return _meets(view.value(record, names.scalars[name]), condition)


def holds_of(view: View, records: list[Record], where: Where, how: str) -> bool:
    """Whether some, none or every one of the records meets a `where`."""
    met = [holds(view, record, where) for record in records]
    return {"some": any(met), "none": not any(met), "every": all(met)}[how]


def _meets(value: Any, condition: Where) -> bool:  # noqa: ANN401 - whatever a column holds
    return all(_OPERATORS[operator](value, operand) for operator, operand in condition.items())
