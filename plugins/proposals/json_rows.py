"""Rows as JSON within one query: objects of named columns, and lists of them in an order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, SQLColumnExpression, func, literal, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

Columns = Mapping[str, Any]
"""Columns by the names they have in the object."""


def json_object(columns: Columns) -> ColumnElement[Any]:
    """An object of the columns."""
    return func.jsonb_build_object(*(part for name, column in columns.items() for part in (literal(name), column)))


def json_list(
    item: SQLColumnExpression[Any], order: Sequence[ColumnElement[Any]], *conditions: ColumnElement[bool]
) -> ColumnElement[Any]:
    """A list of the item over all rows that meet the conditions, in that order; null where there is none.

    It is one flat SELECT: what is nested in another could not reach the record at hand.
    """
    return select(func.jsonb_agg(aggregate_order_by(item, *order))).where(*conditions).scalar_subquery()


def objects(value: object) -> Sequence[Mapping[str, Any]]:
    """The objects of such a list, as the database gave them."""
    return cast("Sequence[Mapping[str, Any]]", value or ())
