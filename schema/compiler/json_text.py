"""JSON assembled as text inside the statement.

Concatenating pieces of text was measured faster and smaller than `json_build_object`. One null piece
would void the whole text, so every piece that can be null is coalesced where it is made.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import ColumnElement, Text, func
from sqlalchemy import cast as sql_cast
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.visitors import InternalTraversal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.sql.compiler import SQLCompiler

Piece = str | ColumnElement[Any]


class JsonText(ColumnElement[str]):
    """Text made of constant pieces and expressions, rendered as one chain of `||`.

    `constants` has one item more than `values`: the text before, between and after them.
    """

    __visit_name__ = "renda_json_text"
    _traverse_internals = [("values", InternalTraversal.dp_clauseelement_list)]  # noqa: RUF012 - as SQLAlchemy has it
    inherit_cache = False
    type = Text()

    def __init__(self, constants: Sequence[str], values: Sequence[ColumnElement[Any]]) -> None:
        self.constants = tuple(constants)
        self.values = list(values)

    @property
    def _from_objects(self) -> list[Any]:
        return list(chain.from_iterable(value._from_objects for value in self.values))  # noqa: SLF001


@compiles(JsonText)
def _render(element: JsonText, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's options
    rendered: list[str] = []
    for index, constant in enumerate(element.constants):
        if constant:
            rendered.append(compiler.render_literal_value(constant, Text()))
        if index < len(element.values):
            rendered.append(compiler.process(element.values[index], **options))
    return f"({'||'.join(rendered)})" if rendered else "''"


def json_text(pieces: Iterable[Piece]) -> JsonText:
    """The text of all pieces, in which texts inside texts are flattened and constants joined."""
    constants = [""]
    values: list[ColumnElement[Any]] = []
    for piece in pieces:
        if isinstance(piece, str):
            constants[-1] += piece
        elif isinstance(piece, JsonText):
            constants[-1] += piece.constants[0]
            values.extend(piece.values)
            constants.extend(piece.constants[1:])
        else:
            values.append(piece)
            constants.append("")
    return JsonText(constants, values)


def json_object(members: Iterable[tuple[str, Piece]]) -> JsonText:
    """The text of an object; the keys are GraphQL names, which need no escape."""
    pieces: list[Piece] = ["{"]
    for key, value in members:
        pieces.append(f'"{key}":' if len(pieces) == 1 else f',"{key}":')
        pieces.append(value)
    pieces.append("}")
    return json_text(pieces)


def json_value(expression: ColumnElement[Any], kind: type, *, nullable: bool) -> ColumnElement[Any]:
    """The JSON text of a column of that Python type; `null` where a nullable one is null."""
    text = _not_null(expression, kind)
    return func.coalesce(text, "null") if nullable else text


def _not_null(expression: ColumnElement[Any], kind: type) -> ColumnElement[Any]:
    if kind in (int, bool):
        return sql_cast(expression, Text)
    if kind is date or issubclass(kind, Enum):
        return json_text(['"', sql_cast(expression, Text), '"'])
    return sql_cast(func.to_json(expression), Text)


def or_null(text: ColumnElement[Any]) -> ColumnElement[Any]:
    """The text, or the JSON null where there is none."""
    return cast("ColumnElement[Any]", func.coalesce(text, "null"))
