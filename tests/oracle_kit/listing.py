"""A list of records as a client reads it: one page of it, its count, its cursors, its ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, cmp_to_key, partial
from typing import TYPE_CHECKING, Any

from tests.oracle_kit import cursors
from tests.oracle_kit.conditions import holds
from tests.oracle_kit.ordering import Key, Term, compare, key_of, terms_of
from tests.oracle_kit.rates import Counted, rates_of
from tests.oracle_kit.searching import matches

if TYPE_CHECKING:
    from tests.oracle_kit.snapshot import Record, View


@dataclass(frozen=True)
class Edge:
    """A record with its cursor."""

    cursor: str
    node: Record


class Listing:
    """The answer to a connection field; its properties are named as the fields of the type."""

    def __init__(
        self, view: View, model: str, records: Sequence[Record], arguments: Mapping[str, Any], size: int
    ) -> None:
        """Choose from the records as the arguments say; `size` is the page's without `first` and `last`."""
        self.view = view
        self.model = model
        self.arguments = arguments
        self.terms: tuple[Term, ...] = terms_of(arguments.get("orderBy"))
        self.size = size
        self._records = records

    @cached_property
    def chosen(self) -> list[tuple[Key, Record]]:
        """All records of the list in order, each with its key."""
        where, search = self.arguments.get("where"), self.arguments.get("search")
        found = [
            (key_of(self.view, record, self.terms), record)
            for record in self._records
            if (where is None or holds(self.view, record, where))
            and (search is None or matches(self.view, record, search))
        ]
        by_key = cmp_to_key(partial(compare, self.terms))
        return sorted(found, key=lambda pair: by_key(pair[0]))

    def _cursor(self, argument: str) -> Key | None:
        text = self.arguments.get(argument)
        return None if text is None else cursors.decode(self.view, self.model, self.terms, text)

    @cached_property
    def _bounds(self) -> tuple[int, int]:
        """Where in the list the page begins, and where it ends."""
        after, before = self._cursor("after"), self._cursor("before")
        keys = [key for key, _ in self.chosen]
        start = 0 if after is None else sum(compare(self.terms, key, after) <= 0 for key in keys)
        end = len(keys) if before is None else sum(compare(self.terms, key, before) < 0 for key in keys)
        end = max(start, end)
        last = self.arguments.get("last")
        if last is not None:
            return max(start, end - last), end
        first = self.arguments.get("first")
        return start, min(end, start + (self.size if first is None else first))

    @property
    def page(self) -> list[tuple[Key, Record]]:
        """The records of the page, each with its key."""
        start, end = self._bounds
        return self.chosen[start:end]

    @property
    def totalCount(self) -> int:  # noqa: N802 - the name of the field
        """How many records the list has."""
        return len(self.chosen)

    @property
    def rates(self) -> dict[str, Counted]:
        """The rates of all records of the list."""
        records = [record for _, record in self.chosen]
        return rates_of(self.view, self.model, records, self._evidence)

    def _evidence(self, records: Sequence[Record], arguments: Mapping[str, Any]) -> Listing:
        return Listing(self.view, self.model, records, arguments, self.size)

    @property
    def nodes(self) -> list[Record]:
        """The records of the page."""
        return [record for _, record in self.page]

    @property
    def edges(self) -> list[Edge]:
        """The records of the page with their cursors."""
        return [Edge(cursors.encode(self.model, self.terms, key), record) for key, record in self.page]

    @property
    def pageInfo(self) -> dict[str, object]:  # noqa: N802 - the name of the field
        """What lies before and after the page."""
        edges = self.edges
        return {
            "hasNextPage": self._more("before", "first"),
            "hasPreviousPage": self._more("after", "last"),
            "startCursor": edges[0].cursor if edges else None,
            "endCursor": edges[-1].cursor if edges else None,
        }

    def _more(self, cursor: str, size: str) -> bool:
        """Whether the list goes on beyond an end of the page: behind the cursor there, or cut off by the size."""
        keys = [key for key, _ in self.chosen]
        bound, other = self._cursor(cursor), self._cursor("after" if cursor == "before" else "before")
        if bound is not None:
            sign = 1 if cursor == "before" else -1
            if any(compare(self.terms, key, bound) * sign >= 0 for key in keys):
                return True
        cut = self.arguments.get("last") is None if size == "first" else self.arguments.get("last") is not None
        if not cut:
            return False
        inner = [key for key in keys if self._within(key, bound, other, cursor)]
        return len(inner) > len(self.page)

    def _within(self, key: Key, bound: Key | None, other: Key | None, cursor: str) -> bool:
        sign = 1 if cursor == "before" else -1
        inside = bound is None or compare(self.terms, key, bound) * sign < 0
        return inside and (other is None or compare(self.terms, key, other) * sign > 0)
