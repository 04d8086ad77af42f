"""Keyset cursors: the values of a row's order, and the condition of the rows after or before it.

A cursor is base64 of a JSON list: a digest of the order, then each value as PostgreSQL writes it in
text, or null. It holds nothing the client could not read, and is checked rather than signed: a
cursor of another order, or with a value of another type, is refused.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import cached_property, reduce
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NoReturn

import orjson
from sqlalchemy import BigInteger, ColumnElement, Text, and_, false, func, or_, true, tuple_
from sqlalchemy import cast as sql_cast

from schema.compiler.json_text import json_text
from schema.compiler.texts import clean
from schema.refusals import BadCursor, BadText

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from schema.compiler.inputs import Value
    from schema.compiler.orders import OrderTerm
    from schema.compiler.reader import ActorReader


def digest(model: str, orders: Sequence[OrderTerm]) -> str:
    """A short name of an order, by which cursors of other orders are recognised."""
    words = [model, *(f"{order.path} {order.descending} {order.nulls_first}" for order in orders)]
    return blake2b("|".join(words).encode(), digest_size=6).hexdigest()


def cursor_text(name: str, orders: Sequence[OrderTerm]) -> ColumnElement[str]:
    """The JSON text of the cursor of a row, quoted."""
    pieces: list[Any] = [f'["{name}"']
    for order in orders:
        value = func.to_json(sql_cast(order.expression, Text))
        pieces += [",", func.coalesce(sql_cast(value, Text), "null")]
    pieces.append("]")
    plain = func.convert_to(json_text(pieces), "UTF8")
    return json_text(['"', func.translate(func.encode(plain, "base64"), "\n", ""), '"'])


@dataclass(frozen=True)
class Cursor:
    """A cursor a client sent, split into the parts the statement needs."""

    reader: ActorReader
    orders: Sequence[OrderTerm]
    values: Value
    present: tuple[bool, ...]

    def beyond(self, *, backward: bool) -> ColumnElement[bool]:
        """The rows behind the cursor (or before it, when reading backward), without the cursor's own row."""
        bounds = self._bounds
        if all(self._plain(order) for order in self.orders) and len({o.descending for o in self.orders}) == 1:
            row = tuple_(*(order.expression for order in self.orders))
            limit = tuple_(*bounds)
            return row < limit if self.orders[0].descending != backward else row > limit
        return self._lexicographic(bounds, backward=backward)

    def _lexicographic(self, bounds: list[Any], *, backward: bool) -> ColumnElement[bool]:
        alternatives = []
        equal: ColumnElement[bool] = true()
        for index, order in enumerate(self.orders):
            alternatives.append(and_(equal, self._after(order, bounds[index], index, backward=backward)))
            equal = and_(equal, self._same(order, bounds[index], index))
        return reduce(or_, alternatives, false())

    def _after(self, order: OrderTerm, bound: Any, index: int, *, backward: bool) -> ColumnElement[bool]:  # noqa: ANN401
        column = order.expression
        nulls_come_first = order.nulls_first != backward
        if not self.present[index]:
            return column.is_not(None) if nulls_come_first else false()
        beyond = column < bound if order.descending != backward else column > bound
        return or_(beyond, column.is_(None)) if order.nullable and not nulls_come_first else beyond

    def _same(self, order: OrderTerm, bound: Any, index: int) -> ColumnElement[bool]:  # noqa: ANN401
        return order.expression == bound if self.present[index] else order.expression.is_(None)

    @staticmethod
    def _plain(order: OrderTerm) -> bool:
        return not order.nullable

    @cached_property
    def _bounds(self) -> list[ColumnElement[Any] | None]:
        return [self._bound(index) for index in range(len(self.orders))]

    def _bound(self, index: int) -> ColumnElement[Any] | None:
        if not self.present[index]:
            return None
        order = self.orders[index]
        kind = BigInteger() if order.python_type is int else order.kind
        return self.reader.bind(self.values.part(index).get, kind)


def read_cursor(reader: ActorReader, value: Value, argument: str, name: str, orders: Sequence[OrderTerm]) -> Cursor:
    """The cursor in an argument; raises BadCursor if it is not one of this order."""
    values = value.read_as(lambda text: decode(text, argument, name, orders, reader.limits.cursor))
    present = values.ask(lambda parts: tuple(part is not None for part in parts))
    return Cursor(reader, orders, values, present)


def decode(text: str, argument: str, name: str, orders: Sequence[OrderTerm], longest: int) -> list[Any]:
    """The values in a cursor of at most that length, each parsed as its order term's type."""
    refused = BadCursor(argument=argument, field=argument)
    try:
        if len(text) > longest:
            raise refused
        parts = orjson.loads(base64.b64decode(text.encode("ascii"), validate=True))
        if not isinstance(parts, list) or len(parts) != len(orders) + 1 or parts[0] != name:
            raise refused
        return [_parse(part, order) for part, order in zip(parts[1:], orders, strict=True)]
    except (binascii.Error, UnicodeError, json.JSONDecodeError, ValueError, OverflowError, BadText) as error:
        raise refused from error


def _parse(part: object, order: OrderTerm) -> Any:  # noqa: ANN401 - one of the types below
    if part is None:
        if not order.nullable:
            raise ValueError(order.path)
        return None
    if not isinstance(part, str):
        return _wrong(order.path)
    if issubclass(order.python_type, Enum):
        return order.python_type[part].name if part in order.python_type.__members__ else _wrong(part)
    return _PARSERS[order.python_type](part)


def _integer(part: str) -> int:
    number = int(part)
    return number if str(number) == part and -(2**63) <= number < 2**63 else _wrong(part)


def _day(part: str) -> date:
    day = date.fromisoformat(part)
    return day if day.isoformat() == part else _wrong(part)


def _instant(part: str) -> datetime:
    """The instant in UTC: PostgreSQL takes no offset of 16 hours or more."""
    instant = datetime.fromisoformat(part)
    return instant.astimezone(UTC) if instant.tzinfo else _wrong(part)


def _boolean(part: str) -> bool:
    return {"true": True, "false": False}[part] if part in ("true", "false") else _wrong(part)


def _wrong(part: str) -> NoReturn:
    raise ValueError(part)


_PARSERS: dict[type, Callable[[str], Any]] = {
    int: _integer,
    bool: _boolean,
    str: clean,
    float: float,
    date: _day,
    time: time.fromisoformat,
    datetime: _instant,
}
