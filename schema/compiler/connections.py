"""Lists: `nodes`, `edges`, `pageInfo` and `totalCount` from one set of rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, ColumnElement, Select, Text, and_, false, func, literal_column, not_, or_, select, true
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import aggregate_order_by

from schema.compiler.cursors import Cursor, cursor_text, digest, read_cursor
from schema.compiler.json_text import JsonText, Piece, json_object, json_text
from schema.compiler.pages import Page, read_page
from schema.compiler.rates import Rates
from schema.compiler.rowset import RowSet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from schema.compiler.inputs import Value
    from schema.compiler.objects import Objects
    from schema.compiler.orders import Order
    from schema.compiler.selection import Selected
    from schema.compiler.sources import Source


@dataclass
class Listing:
    """One list while it is compiled: its rows, its page and the columns its members need.

    `outer` holds what encloses the list and may be spoken of in its conditions.
    """

    source: Source
    outer: tuple[Any, ...]
    condition: ColumnElement[bool]
    rows: RowSet
    orders: tuple[Order, ...]
    page: Page
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


class Connections:
    """Compiles connection fields."""

    def __init__(self, objects: Objects) -> None:
        self.objects = objects
        self.compiler = objects.compiler
        self.rates = Rates(self)

    def connection(
        self, selected: Selected, source: Source, tie: ColumnElement[bool], outer: Source | None
    ) -> ColumnElement[str]:
        """The JSON text of a connection over the source's rows that meet the tie."""
        enclosing = (outer.selectable,) if outer else ()
        return self.over(selected, self.compiler.arguments(selected), source, and_(tie, source.readable), enclosing)

    def over(
        self,
        selected: Selected,
        arguments: Mapping[str, Value],
        source: Source,
        condition: ColumnElement[bool],
        outer: tuple[Any, ...],
    ) -> ColumnElement[str]:
        """The JSON text of a connection over the source's rows that meet the condition; those are all to be seen."""
        listing = self._listing(arguments, source, condition, outer)
        kind = self.compiler.object_type(f"{source.model.name}Connection")
        members = self.compiler.selections.collect(selected.selection_sets, kind)
        makers = [(member.key, self._member(member, listing, kind.name)) for member in members]
        return self._render(listing, makers)

    def _listing(
        self, arguments: Mapping[str, Value], source: Source, condition: ColumnElement[bool], outer: tuple[Any, ...]
    ) -> Listing:
        compiler = self.compiler
        if arguments["where"].given:
            condition = and_(condition, compiler.filters.where(source, arguments["where"]))
        if "search" in arguments and arguments["search"].given:
            condition = and_(condition, compiler.search.matches(source, arguments["search"]))
        page = read_page(arguments, compiler.limits)
        rows = RowSet(compiler.reader, source)
        orders = compiler.orders.orders(source, arguments["orderBy"], rows)
        name = digest(source.model.name, orders)
        cursors = {
            argument: read_cursor(compiler.reader, arguments[argument], argument, name, orders)
            if arguments[argument].given and not arguments[argument].is_null
            else None
            for argument in ("after", "before")
        }
        return Listing(source, outer, condition, rows, orders, page, cursors["after"], cursors["before"])

    def _member(self, member: Selected, listing: Listing, kind: str) -> Callable[[Any], Piece]:
        if member.name == "__typename":
            return _constant(f'"{kind}"')
        if member.name == "totalCount":
            return _constant(self._total(listing))
        if member.name == "rates":
            return _constant(self.rates.rates(member, listing))
        if member.name == "pageInfo":
            return self._page_info(member, listing)
        if member.name == "nodes":
            text = self.objects.record(member.selection_sets, listing.source, listing.rows)
        else:
            text = self._edge(member, listing)
        column = listing.column(text)
        return lambda rows: _list_of(rows, column, listing)

    @staticmethod
    def _total(listing: Listing) -> ColumnElement[str]:
        return listing.over(sql_cast(func.count(), Text)).scalar_subquery()

    def _edge(self, member: Selected, listing: Listing) -> JsonText:
        kind = self.compiler.object_type(f"{listing.source.model.name}Edge")
        members: list[tuple[str, Piece]] = []
        for selected in self.compiler.selections.collect(member.selection_sets, kind):
            if selected.name == "__typename":
                members.append((selected.key, f'"{kind.name}"'))
            elif selected.name == "cursor":
                members.append((selected.key, self._cursor(listing)))
            else:
                members.append(
                    (selected.key, self.objects.record(selected.selection_sets, listing.source, listing.rows))
                )
        return json_object(members)

    @staticmethod
    def _cursor(listing: Listing) -> ColumnElement[str]:
        return cursor_text(digest(listing.source.model.name, listing.orders), listing.orders)

    def _page_info(self, member: Selected, listing: Listing) -> Callable[[Any], Piece]:
        fields = self.compiler.selections.collect(member.selection_sets, self.compiler.object_type("PageInfo"))
        names = {selected.name for selected in fields}
        asks_cursor = not names.isdisjoint(("startCursor", "endCursor"))
        cursor = listing.column(self._cursor(listing)) if asks_cursor else ""
        if asks_cursor or ("hasPreviousPage" if listing.page.backward else "hasNextPage") in names:
            listing.counted = True

        def text(rows: Any) -> Piece:  # noqa: ANN401 - the numbered rows
            return json_object((selected.key, _page_fact(selected.name, rows, cursor, listing)) for selected in fields)

        return text

    @staticmethod
    def _render(listing: Listing, makers: list[tuple[str, Callable[[Any], Piece]]]) -> ColumnElement[str]:
        if not listing.columns and not listing.counted:
            return json_object((key, make(None)) for key, make in makers)
        rows = _page_rows(listing)
        members = [(key, make(rows)) for key, make in makers]
        return listing.correlated(select(json_object(members)).select_from(rows)).scalar_subquery()


def _page_rows(listing: Listing) -> Any:  # noqa: ANN401 - a subquery with the listing's columns
    backward = listing.page.backward
    extra = 1 if listing.counted else 0
    columns = [expression.label(name) for name, expression in listing.columns.items()]
    rows = (
        listing.statement(*(columns or [literal_column("1").label("one")]), condition=listing.page_condition)
        .order_by(*(order.term(backward=backward) for order in listing.orders))
        .limit(literal_column(str(listing.page.size + extra)))
        .subquery()
    )
    if not listing.counted and not backward:
        return rows
    return select(*rows.c, func.row_number().over().label("rn")).select_from(rows).subquery()


def _page_fact(name: str, rows: Any, cursor: str, listing: Listing) -> Piece:  # noqa: ANN401 - numbered rows
    backward = listing.page.backward
    if name == "__typename":
        return '"PageInfo"'
    if name == "hasNextPage":
        return _more(rows, listing, listing.before, at_this_end=not backward)
    if name == "hasPreviousPage":
        return _more(rows, listing, listing.after, at_this_end=backward)
    return _end(rows, cursor, listing.page.size, last=(name == "endCursor") != backward)


def _more(rows: Any, listing: Listing, cursor: Cursor | None, *, at_this_end: bool) -> Piece:  # noqa: ANN401
    """Whether there are more rows at one end of the page: cut off by its size, or behind a cursor."""
    facts: list[ColumnElement[bool]] = []
    if at_this_end:
        facts.append(func.count(rows.c.rn) > literal_column(str(listing.page.size)))
    if cursor is not None:
        beyond = cursor.beyond(backward=cursor is listing.before)
        hidden = and_(listing.condition, not_(func.coalesce(beyond, false())))
        facts.append(listing.statement(literal_column("1"), condition=hidden).exists())
    return sql_cast(or_(false(), *facts), Text)


def _list_of(rows: Any, column: str, listing: Listing) -> Piece:  # noqa: ANN401 - a subquery
    separator: Any = literal_column("','")
    if listing.page.backward:
        separator = aggregate_order_by(separator, rows.c.rn.desc())
    elif listing.counted:
        # An ordered aggregate beside this one (`_end`) would otherwise choose the order of the rows for both.
        separator = aggregate_order_by(separator, rows.c.rn.asc())
    joined: ColumnElement[Any] = func.string_agg(rows.c[column], separator)
    if listing.counted:
        joined = func.string_agg(rows.c[column], separator).filter(rows.c.rn <= literal_column(str(listing.page.size)))
    return json_text(["[", func.coalesce(joined, ""), "]"])


def _end(rows: Any, cursor: str, size: int, *, last: bool) -> ColumnElement[Any]:  # noqa: ANN401 - a subquery
    number = rows.c.rn.desc() if last else rows.c.rn.asc()
    cursors = func.array_agg(aggregate_order_by(rows.c[cursor], number), type_=ARRAY(Text))
    within = cursors.filter(rows.c.rn <= literal_column(str(size)))
    return func.coalesce(within.self_group()[1], "null")


def _constant(piece: Piece) -> Callable[[Any], Piece]:
    return lambda _rows: piece
