"""`orderBy`: any list of columns, computed fields and columns of linked records, with nulls placed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, ColumnElement, UnaryExpression, case, nulls_first, nulls_last

from core.generation.models import ComposedComputed, ComposedField, ComposedLink
from schema.compiler.types import column_type
from schema.refusals import NullFilter

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

    from schema.compiler.inputs import Value
    from schema.compiler.reader import ActorReader
    from schema.compiler.rowset import RowSet
    from schema.compiler.sources import Source


@dataclass(frozen=True)
class OrderTerm:
    """One term of an order. `path` names it in cursors; `python_type` is what a cursor must hold for it."""

    path: str
    expression: ColumnElement[Any]
    kind: TypeEngine[Any]
    python_type: type
    nullable: bool
    descending: bool
    nulls_first: bool

    def term(self, *, backward: bool) -> UnaryExpression[Any]:
        """The term for ORDER BY, reversed when the list is read from its end."""
        descending = self.descending != backward
        term: UnaryExpression[Any] = self.expression.desc() if descending else self.expression.asc()
        if not self.nullable:
            return term
        first = self.nulls_first != backward
        if first == descending:
            return term  # the order PostgreSQL has by itself, which indexes support
        placed: UnaryExpression[Any] = nulls_first(term) if first else nulls_last(term)
        return placed


class OrderCompiler:
    """Builds the order of a list from its `orderBy` argument; the identifier always comes last."""

    def __init__(self, reader: ActorReader) -> None:
        self.reader = reader

    def orders(self, source: Source, value: Value, rows: RowSet) -> tuple[OrderTerm, ...]:
        """The terms of the order; links that are ordered by are joined to the row set."""
        terms: list[OrderTerm] = []
        if value.given:
            if value.is_null:
                raise NullFilter(argument="orderBy", field="orderBy")
            for item in value.items():
                terms.extend(self._terms(source, item, rows, "", nullable=False))
        tie = OrderTerm(
            "id", source.column("id"), BigInteger(), int, nullable=False, descending=False, nulls_first=False
        )
        return tuple(_without_repeats([*terms, tie]))

    def _terms(self, source: Source, value: Value, rows: RowSet, prefix: str, *, nullable: bool) -> list[OrderTerm]:
        terms = []
        for name, part in value.members().items():
            path = f"{prefix}{name}"
            if name == "id":
                terms.append(_order(path, source.column("id"), BigInteger(), int, part.whole().name, nullable=nullable))
                continue
            member = self.reader.members(source.model)[name]
            if isinstance(member, ComposedLink):
                child = rows.join(source, member)
                terms.extend(self._terms(child, part, rows, f"{path}.", nullable=True))
            elif isinstance(member, ComposedField | ComposedComputed):
                can_be_null = nullable or member.nullable or getattr(member, "audience", None) is not None
                column, kind = self.reader.value(source, member), column_type(member)
                if nullable and isinstance(member, ComposedComputed):
                    column = case((source.column("id").is_not(None), column))  # it need not be null without a record
                held = str if getattr(member, "more_choices", ()) else member.type
                terms.append(_order(path, column, kind, held, part.whole().name, nullable=can_be_null))
        return terms


def _order(  # noqa: PLR0913 - the parts of one term
    path: str,
    expression: ColumnElement[Any],
    kind: TypeEngine[Any],
    python_type: type,
    direction: str,
    *,
    nullable: bool,
) -> OrderTerm:
    descending = direction.startswith("DESC")
    first = direction.endswith("NULLS_FIRST") or direction == "DESC"
    return OrderTerm(path, expression, kind, python_type, nullable, descending, first)


def _without_repeats(terms: list[OrderTerm]) -> list[OrderTerm]:
    """The terms without those that can decide nothing: repeats, and whatever follows the identifier."""
    kept: dict[str, OrderTerm] = {}
    for term in terms:
        kept.setdefault(term.path, term)
        if "id" in kept:
            break
    return list(kept.values())
