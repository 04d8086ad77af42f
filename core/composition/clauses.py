"""Looks through SQL expressions: which tables and which columns with an audience they read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, inspect
from sqlalchemy.sql.expression import ColumnClause, TableClause

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from core.generation.generation import Generation


def unguarded(element: Any, own: Any, guarded: Iterable[Any]) -> Iterator[str]:  # noqa: ANN401 - any clause of a statement
    """The names of the tables that the expression reads other than through `guarded`.

    Columns of the own table belong to the record at hand; rows of the own table are more than that.
    """
    return (clause.name for clause in _clauses(element, own, guarded) if isinstance(clause, TableClause))


def revealed_columns(element: Any, own: Any, guarded: Iterable[Any], restricted: Mapping[int, str]) -> Iterator[str]:  # noqa: ANN401 - any clause of a statement
    """The columns with an audience that the expression reads; those within read rules are the rules' business."""
    for clause in _clauses(element, own, guarded):
        if isinstance(clause, ColumnClause):
            bases = (hash(column) for column in clause.base_columns)
            yield from (restricted[base] for base in bases if base in restricted)


def restricted_columns(generation: Generation) -> dict[int, str]:
    """The columns with an audience, by their hash, which annotated copies share."""
    return {
        hash(inspect(model.mapped).local_table.c[field.name]): f"{model.name}.{field.name}"
        for model in generation.models.values()
        for field in model.fields.values()
        if field.audience is not None
    }


def _clauses(element: Any, own: Any, guarded: Iterable[Any]) -> Iterator[Any]:  # noqa: ANN401 - any clause of a statement
    """All that an expression is made of, but for what lies within `guarded` and for the own table."""
    allowed = {hash(one) for one in guarded}  # an annotated copy of a clause has the hash of the original
    pending, seen = [element], set()
    while pending:
        clause = pending.pop()
        if hash(clause) in allowed or id(clause) in seen:
            continue
        seen.add(id(clause))
        yield clause
        pending += _parts(clause, own)


def _parts(clause: Any, own: Any) -> list[Any]:  # noqa: ANN401 - any clause of a statement
    parts = list(clause.get_children())
    if isinstance(clause, ColumnClause) and clause.table is not None:
        parts.append(clause.table)
    if isinstance(clause, Select) and _stands_alone(clause, own):
        return parts
    if isinstance(clause, Select | ColumnClause):
        return [part for part in parts if hash(part) != hash(own)]
    return parts


def _stands_alone(select: Select[Any], own: Any) -> bool:  # noqa: ANN401 - a table
    """Whether the subquery reads the own table alone; beside others, it would be the record at hand."""
    return all(hash(one) == hash(own) for one in select.get_final_froms())
