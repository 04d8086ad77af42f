"""Records and lists of them: columns and links of a record; `nodes`, `edges`, `pageInfo` and `totalCount` of a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, ColumnElement, Text, and_, case, false, func, literal_column, not_, or_, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import aggregate_order_by

from core.generation.models import ComposedLink, ComposedLinks
from schema.compiler.cursors import Cursor, cursor_text, digest, read_cursor
from schema.compiler.faults import located
from schema.compiler.filters import WhereCompiler
from schema.compiler.json_text import JsonText, Piece, json_object, json_text, json_value
from schema.compiler.listing import Listing
from schema.compiler.orders import OrderCompiler
from schema.compiler.pages import read_page
from schema.compiler.resolving import ResolvedCompiler
from schema.compiler.rowset import RowSet
from schema.compiler.search import Search
from schema.compiler.selection import Selected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphql import SelectionSetNode

    from schema.compiler.context import Context
    from schema.compiler.inputs import Value
    from schema.compiler.sources import Source

ListMember = Callable[[Selected, Listing], Piece]
"""Compiles a member of a list that is made from all its rows."""


class RecordCompiler:
    """Compiles what is selected of a record, and of a list of records."""

    def __init__(self, context: Context, more: Mapping[str, Callable[[RecordCompiler], ListMember]]) -> None:
        """`more` makes, by their names, the members of lists that are compiled above this room."""
        self.context = context
        self.resolved = ResolvedCompiler(context)
        self._where = WhereCompiler(context.reader)
        self._orders = OrderCompiler(context.reader)
        self._search = Search(context.reader)
        self._more = {name: make(self) for name, make in more.items()}

    def record(self, sets: Sequence[SelectionSetNode], source: Source, rows: RowSet) -> JsonText:
        """The JSON text of a record of the source; linked records are joined to the rows."""
        kind = self.context.object_type(source.model.name)
        chosen = self.context.selections.collect(sets, kind)
        return json_object((selected.key, self._located(selected, source, rows)) for selected in chosen)

    def connection(
        self, selected: Selected, source: Source, tie: ColumnElement[bool], outer: Source | None
    ) -> ColumnElement[str]:
        """The JSON text of a connection over the source's rows that meet the tie."""
        enclosing = (outer.selectable,) if outer else ()
        return self.connection_where(
            selected, self.context.arguments(selected), source, and_(tie, source.readable), enclosing
        )

    def connection_where(
        self,
        selected: Selected,
        arguments: Mapping[str, Value],
        source: Source,
        condition: ColumnElement[bool],
        outer: tuple[Any, ...],
    ) -> ColumnElement[str]:
        """The JSON text of a connection over the source's rows that meet the condition; those are all to be seen."""
        listing = self._listing(arguments, source, condition, outer)
        kind = self.context.object_type(f"{source.model.name}Connection")
        members = self.context.selections.collect(selected.selection_sets, kind)
        makers = [(member.key, self._member(member, listing, kind.name)) for member in members]
        return self._render(listing, makers)

    def _located(self, selected: Selected, source: Source, rows: RowSet) -> Piece:
        with located(selected):
            return self._field(selected, source, rows)

    def _field(self, selected: Selected, source: Source, rows: RowSet) -> Piece:
        if selected.name == "__typename":
            return f'"{source.model.name}"'
        if selected.name == "id":
            return json_text([f'"{source.model.name}:', sql_cast(source.column("id"), Text), '"'])
        reader = self.context.reader
        resolved = reader.resolved(source.model, selected.name)
        if resolved is not None:
            return self.resolved.value(selected, source, resolved)
        member = reader.members(source.model)[selected.name]
        if isinstance(member, ComposedLink):
            return self._linked(selected, source, member, rows)
        if isinstance(member, ComposedLinks):
            child, tie = reader.linked(source, member)
            return self.connection(selected, child, tie, source)
        nullable = member.nullable or getattr(member, "audience", None) is not None
        return json_value(reader.value(source, member), member.type, nullable=nullable)

    def _linked(self, selected: Selected, source: Source, link: ComposedLink, rows: RowSet) -> ColumnElement[Any]:
        child = rows.join(source, link)
        text = self.record(selected.selection_sets, child, rows)
        return case((child.column("id").is_(None), "null"), else_=text)

    def _listing(
        self, arguments: Mapping[str, Value], source: Source, condition: ColumnElement[bool], outer: tuple[Any, ...]
    ) -> Listing:
        reader = self.context.reader
        if arguments["where"].given:
            condition = and_(condition, self._where.where(source, arguments["where"]))
        if "search" in arguments and arguments["search"].given:
            condition = and_(condition, self._search.matches(source, arguments["search"]))
        page = read_page(arguments, self.context.limits.pages)
        rows = RowSet(reader, source)
        orders = self._orders.orders(source, arguments["orderBy"], rows)
        name = digest(source.model.name, orders)
        cursors = {
            argument: read_cursor(reader, arguments[argument], argument, name, orders)
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
        if member.name in self._more:
            return _constant(self._more[member.name](member, listing))
        if member.name == "pageInfo":
            return self._page_info(member, listing)
        if member.name == "nodes":
            text = self.record(member.selection_sets, listing.source, listing.rows)
        else:
            text = self._edge(member, listing)
        column = listing.column(text)
        return lambda rows: _list_of(rows, column, listing)

    @staticmethod
    def _total(listing: Listing) -> ColumnElement[str]:
        return listing.over(sql_cast(func.count(), Text)).scalar_subquery()

    def _edge(self, member: Selected, listing: Listing) -> JsonText:
        kind = self.context.object_type(f"{listing.source.model.name}Edge")
        members: list[tuple[str, Piece]] = []
        for selected in self.context.selections.collect(member.selection_sets, kind):
            if selected.name == "__typename":
                members.append((selected.key, f'"{kind.name}"'))
            elif selected.name == "cursor":
                members.append((selected.key, self._cursor(listing)))
            else:
                members.append((selected.key, self.record(selected.selection_sets, listing.source, listing.rows)))
        return json_object(members)

    @staticmethod
    def _cursor(listing: Listing) -> ColumnElement[str]:
        return cursor_text(digest(listing.source.model.name, listing.orders), listing.orders)

    def _page_info(self, member: Selected, listing: Listing) -> Callable[[Any], Piece]:
        fields = self.context.selections.collect(member.selection_sets, self.context.object_type("PageInfo"))
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
