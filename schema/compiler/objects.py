"""Records: their columns, computed fields, links to one and to many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Text, case
from sqlalchemy import cast as sql_cast

from core.generation.models import ComposedLink, ComposedLinks
from schema.compiler.connections import Connections
from schema.compiler.faults import located
from schema.compiler.json_text import Piece, json_object, json_text, json_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphql import SelectionSetNode

    from schema.compiler.compiler import Compilation
    from schema.compiler.json_text import JsonText
    from schema.compiler.rowset import RowSet
    from schema.compiler.selection import Selected
    from schema.compiler.sources import Source


class Objects:
    """Compiles what is selected of a record."""

    def __init__(self, compiler: Compilation) -> None:
        self.compiler = compiler
        self.connections = Connections(self)

    def record(self, sets: Sequence[SelectionSetNode], source: Source, rows: RowSet) -> JsonText:
        """The JSON text of a record of the source; linked records are joined to the rows."""
        kind = self.compiler.object_type(source.model.name)
        chosen = self.compiler.selections.collect(sets, kind)
        return json_object((selected.key, self._located(selected, source, rows)) for selected in chosen)

    def _located(self, selected: Selected, source: Source, rows: RowSet) -> Piece:
        with located(selected):
            return self._member(selected, source, rows)

    def _member(self, selected: Selected, source: Source, rows: RowSet) -> Piece:
        if selected.name == "__typename":
            return f'"{source.model.name}"'
        if selected.name == "id":
            return json_text([f'"{source.model.name}:', sql_cast(source.column("id"), Text), '"'])
        reader = self.compiler.reader
        resolved = reader.resolved(source.model, selected.name)
        if resolved is not None:
            return self.compiler.resolving.value(selected, source, resolved)
        member = reader.members(source.model)[selected.name]
        if isinstance(member, ComposedLink):
            return self._linked(selected, source, member, rows)
        if isinstance(member, ComposedLinks):
            child, tie = reader.linked(source, member)
            return self.connections.connection(selected, child, tie, source)
        nullable = member.nullable or getattr(member, "audience", None) is not None
        return json_value(reader.value(source, member), member.type, nullable=nullable)

    def _linked(self, selected: Selected, source: Source, link: ComposedLink, rows: RowSet) -> ColumnElement[Any]:
        child = rows.join(source, link)
        text = self.record(selected.selection_sets, child, rows)
        return case((child.column("id").is_(None), "null"), else_=text)
