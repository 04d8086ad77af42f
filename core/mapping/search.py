"""The text a model is searched by; the index and the query must spell it the same way."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from sqlalchemy import Text, func, literal_column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.sql.elements import ColumnElement

    from core.generation.models import ComposedField

NOTHING = literal_column("''", Text)
LINE_BREAK = literal_column("E'\\n'", Text)
"""Written into the statement: with parameters PostgreSQL would not find the index of the expression."""


def searched(fields: Iterable[ComposedField]) -> tuple[str, ...]:
    """The names of the searched fields, in the order in which the document holds them."""
    return tuple(field.name for field in fields if field.search)


def search_document(columns: Iterable[ColumnElement[str]]) -> ColumnElement[str]:
    """One text of all columns, a line each, nulls left out."""
    texts: list[ColumnElement[str]] = [func.coalesce(column, NOTHING, type_=Text) for column in columns]
    return reduce(lambda document, text: document.concat(LINE_BREAK).concat(text), texts) if texts else NOTHING
