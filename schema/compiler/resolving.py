"""Resolved fields: what they need stands in the JSON between two control characters, for Python to replace.

JSON text holds no control characters: PostgreSQL writes them as escapes. So the marks cannot be confused
with anything a row may hold.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from graphql import Undefined
from sqlalchemy import Text, func
from sqlalchemy import cast as sql_cast

from core.declarations.mutations import Ref
from core.runtime.needs import argument_type, needed_arguments
from schema.compiler.filters import bindable
from schema.compiler.identifiers import number_of
from schema.compiler.json_text import Piece, json_object, json_text, or_null
from schema.compiler.plan import ResolvedPart
from schema.compiler.rendering import Rendering
from schema.compiler.texts import clean
from schema.naming import camel

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from core.generation.models import ComposedResolved, ResolvedArgument, ValueShape
    from schema.compiler.context import Context
    from schema.compiler.inputs import Getter, Value
    from schema.compiler.selection import Selected
    from schema.compiler.sources import Source

MARK, NUMBERED = "\x01", "\x02"
"""Around each place to be filled, and behind its number."""


class ResolvedCompiler:
    """Compiles the resolved fields of one operation; `parts` are numbered by their place."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.parts: list[ResolvedPart] = []
        self._rendering = Rendering(context.selections)

    def value(self, selected: Selected, source: Source, member: ComposedResolved) -> Piece:
        """The marked place of the field in the text, holding what it needs of the row."""
        sent = self.context.arguments(selected)
        arguments = {one.name: _argument(one, sent[camel(one.name)]) for one in member.arguments}
        bound = {name: self._bound(member, name, arguments[name]) for name in sorted(needed_arguments(member))}
        needed = self.context.reader.needed(source, member, bound)
        texts = json_object((name, _json(expression)) for name, expression in needed.items())
        render = self._rendering.of(member, member.result, selected.definition.type, selected.selection_sets)
        function = getattr(source.model.mapped, member.name)
        self.parts.append(ResolvedPart(function, arguments, render, tuple(selected.nodes), member.slow))
        return json_text([f"{MARK}{len(self.parts) - 1}{NUMBERED}", texts, MARK])

    def _bound(self, member: ComposedResolved, name: str, get: Getter) -> ColumnElement[Any]:
        [shape] = [one.shape for one in member.arguments if one.name == name]
        return self.context.reader.bind(lambda inputs: _for_sql(get(inputs)), argument_type(shape))


def _json(expression: ColumnElement[Any]) -> ColumnElement[Any]:
    return or_null(sql_cast(func.to_json(expression), Text))


def _argument(argument: ResolvedArgument, value: Value) -> Getter:
    def read(sent: Any) -> Any:  # noqa: ANN401 - any input value
        if sent is Undefined or (sent is None and not argument.shape.nullable):
            return argument.default
        return None if sent is None else _for_python(argument.shape, sent)

    return value.read_as(read).get


def _for_python(shape: ValueShape, sent: Any) -> Any:  # noqa: ANN401 - any input value
    if shape.target is not None:
        return Ref(number_of(sent, shape.target))
    return shape.type(sent) if issubclass(shape.type, Enum) else clean(sent)


def _for_sql(value: Any) -> Any:  # noqa: ANN401 - any argument
    return value.id if isinstance(value, Ref) else bindable(value)
