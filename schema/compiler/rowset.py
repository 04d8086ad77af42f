"""The rows of one list or record: a source and the records linked to it, joined once each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_

if TYPE_CHECKING:
    from core.generation.models import ComposedLink
    from schema.compiler.reader import ActorReader
    from schema.compiler.sources import Source


class RowSet:
    """A FROM clause that grows by a left join for each linked record that is selected or ordered by."""

    def __init__(self, reader: ActorReader, source: Source) -> None:
        self.reader = reader
        self.source = source
        self.clause: Any = source.selectable
        self._joined: dict[tuple[Source, str], Source] = {}

    def join(self, parent: Source, link: ComposedLink) -> Source:
        """The source of the linked record; its columns are null where there is none to be seen."""
        known = self._joined.get((parent, link.name))
        if known is None:
            known = self.reader.source(link.target)
            tie = and_(known.column("id") == parent.column(link.column), known.readable)
            self.clause = self.clause.outerjoin(known.selectable, tie)
            self._joined[parent, link.name] = known
        return known
