"""`where`: typed operators, across links, with and, or and not.

The logic has two values: an operator holds or it does not, also where a column is null, so `not` gives
exactly the other rows.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Text, and_, any_, false, not_, or_, true
from sqlalchemy import cast as sql_cast

from core.generation.models import ComposedComputed, ComposedField, ComposedLink, ComposedLinks
from schema.compiler.identifiers import numbers_of
from schema.compiler.texts import clean, like_pattern
from schema.compiler.types import column_type
from schema.refusals import NullFilter

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.types import TypeEngine

    from schema.compiler.inputs import Getter, Value
    from schema.compiler.reader import ActorReader
    from schema.compiler.sources import Source


class WhereCompiler:
    """Builds predicates from `where` arguments."""

    def __init__(self, reader: ActorReader) -> None:
        self.reader = reader

    def where(self, source: Source, value: Value, path: str = "where") -> ColumnElement[bool]:
        """The predicate of a `where` input on the rows of a source."""
        _refuse_null(value, path)
        return and_(true(), *(self._member(source, name, part, path) for name, part in value.members().items()))

    def _member(self, source: Source, name: str, value: Value, path: str) -> ColumnElement[bool]:
        path = f"{path}.{name}"
        _refuse_null(value, path)
        if name == "not":
            return _not(self.where(source, value, path))
        if name in ("and", "or"):
            parts = [self.where(source, item, f"{path}[{n}]") for n, item in enumerate(value.items())]
            return and_(true(), *parts) if name == "and" else or_(false(), *parts)
        if name == "id":
            return self._identifiers(source, value, path)
        member = self.reader.members(source.model)[name]
        if isinstance(member, ComposedLink):
            return self._link(source, member, value, path)
        if isinstance(member, ComposedLinks):
            return self._links(source, member, value, path)
        return self._scalar(source, member, value, path)

    def _link(self, source: Source, link: ComposedLink, value: Value, path: str) -> ColumnElement[bool]:
        child = self.reader.source(link.target)
        tie = child.column("id") == source.column(link.column)
        return self.reader.exists(child, tie, self.where(child, value, path), outer=source)

    def _links(self, source: Source, links: ComposedLinks, value: Value, path: str) -> ColumnElement[bool]:
        return and_(
            true(),
            *(self._quantified(source, links, how, part, f"{path}.{how}") for how, part in value.members().items()),
        )

    def _quantified(
        self, source: Source, links: ComposedLinks, how: str, value: Value, path: str
    ) -> ColumnElement[bool]:
        child, tie = self.reader.reached(source, links)
        condition = self.where(child, value, path)
        if how == "some":
            return self.reader.exists(child, tie, condition, outer=source)
        if how == "none":
            return not_(self.reader.exists(child, tie, condition, outer=source))
        return not_(self.reader.exists(child, tie, _not(condition), outer=source))

    def _scalar(
        self, source: Source, member: ComposedField | ComposedComputed, value: Value, path: str
    ) -> ColumnElement[bool]:
        column = self.reader.value(source, member)
        kind = column_type(member)
        conditions = []
        for operator, operand in value.members().items():
            _refuse_null(operand, f"{path}.{operator}")
            conditions.append(self._operator(column, operator, operand, kind))
        return and_(true(), *conditions)

    def _operator(
        self, column: ColumnElement[Any], operator: str, operand: Value, kind: TypeEngine[Any]
    ) -> ColumnElement[bool]:
        if operator == "isNull":
            return column.is_(None) if operand.whole() else column.is_not(None)
        if operator in _PATTERNS:
            before, after = _PATTERNS[operator]
            pattern = _pattern(operand.get, before=before, after=after)
            return sql_cast(column, Text).like(self.reader.bind(pattern, Text()))
        if operator in ("in", "notIn"):
            _refuse_null_items(operand, operator)
            found = column == any_(self.reader.bind(_bindable(operand.get), ARRAY(kind)))
            return found if operator == "in" else _not(found)
        return _COMPARISONS[operator](column, self.reader.bind(_bindable(operand.get), kind))

    def _identifiers(self, source: Source, value: Value, path: str) -> ColumnElement[bool]:
        column, expected = source.column("id"), source.model.name
        conditions: list[ColumnElement[bool]] = []
        for operator, operand in value.members().items():
            _refuse_null(operand, f"{path}.{operator}")
            getter = numbers_of(operand.get, expected)
            if operator in ("in", "notIn"):
                _refuse_null_items(operand, operator)
                found = column == any_(self.reader.bind(getter, ARRAY(BigInteger)))
                conditions.append(found if operator == "in" else not_(found))
            else:
                bound = self.reader.bind(getter, BigInteger())
                conditions.append(column == bound if operator == "eq" else column != bound)
        return and_(true(), *conditions)


_PATTERNS = {"contains": (True, True), "startsWith": (False, True), "endsWith": (True, False)}
_COMPARISONS: dict[str, Callable[[ColumnElement[Any], ColumnElement[Any]], ColumnElement[bool]]] = {
    "eq": lambda column, value: column == value,
    "ne": lambda column, value: column.is_distinct_from(value),
    "lt": lambda column, value: column < value,
    "lte": lambda column, value: column <= value,
    "gt": lambda column, value: column > value,
    "gte": lambda column, value: column >= value,
}


def _not(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return condition.self_group().is_not(true())


def _refuse_null(value: Value, path: str) -> None:
    if value.is_null:
        raise NullFilter(argument=path, field=path)


def _refuse_null_items(operand: Value, operator: str) -> None:
    if operand.ask(lambda items: None in items):
        raise NullFilter(argument=operator, field=operator)


def _pattern(get: Getter, *, before: bool, after: bool) -> Getter:
    return lambda inputs: like_pattern(get(inputs), before=before, after=after)


def _bindable(get: Getter) -> Getter:
    return lambda inputs: bindable(get(inputs))


def bindable(value: Any) -> Any:  # noqa: ANN401 - whatever a leaf of an input may be
    """The value as the driver takes it: enum members by name, texts checked."""
    if isinstance(value, list):
        return [bindable(item) for item in value]
    return value.name if isinstance(value, Enum) else clean(value)
