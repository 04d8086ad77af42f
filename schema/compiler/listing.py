"""One list while it is compiled: its rows, its order, its page and what its members need of each row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, select, true

if TYPE_CHECKING:
    from schema.compiler.cursors import Cursor
    from schema.compiler.orders import OrderTerm
    from schema.compiler.pages import PageRequest
    from schema.compiler.rowset import RowSet
    from schema.compiler.sources import Source


@dataclass
class Listing:
    """One list while it is compiled: its rows, its page and the columns its members need.

    `outer` holds what encloses the list and may be named in its conditions.
    """

    source: Source
    outer: tuple[Any, ...]
    condition: ColumnElement[bool]
    rows: RowSet
    orders: tuple[OrderTerm, ...]
    page: PageRequest
    after: Cursor | None
    before: Cursor | None
    columns: dict[str, ColumnElement[Any]] = field(default_factory=dict)
    counted: bool = False

    @property
    def page_condition(self) -> ColumnElement[bool]:
        """The rows of the list that lie between the cursors."""
        behind = self.after.beyond(backward=False) if self.after else true()
        ahead = self.before.beyond(backward=True) if self.before else true()
        return and_(self.condition, behind, ahead)

    def column(self, expression: ColumnElement[Any]) -> str:
        """The name under which the rows carry an expression."""
        name = f"c{len(self.columns)}"
        self.columns[name] = expression
        return name

    def statement(self, *columns: ColumnElement[Any], condition: ColumnElement[bool]) -> Select[Any]:
        """A select over the rows that meet a condition, with the records linked to them, tied to the outer row."""
        return self.correlated(select(*columns).select_from(self.rows.clause).where(condition))

    def over(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """A select over all rows of the list, tied to the outer row."""
        return self.correlated(select(*columns).select_from(self.source.selectable).where(self.condition))

    def correlated(self, statement: Select[Any]) -> Select[Any]:
        """The statement, tied to the outer row if there is one."""
        return statement.correlate(*self.outer) if self.outer else statement
