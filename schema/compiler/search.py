"""`search`: words of any length, Chinese ones too, found through the index on pairs of characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Text, all_, and_, func, literal_column
from sqlalchemy.dialects.postgresql import ARRAY

from core.mapping.search import search_document
from schema.compiler.texts import grams, like_pattern, search_words
from schema.refusals import FieldDenied, NullFilter

if TYPE_CHECKING:
    from schema.compiler.inputs import Getter, Value
    from schema.compiler.reader import ActorReader
    from schema.compiler.sources import Source


class Search:
    """Builds the predicate of a `search` argument."""

    def __init__(self, reader: ActorReader) -> None:
        self.reader = reader

    def matches(self, source: Source, value: Value) -> ColumnElement[bool]:
        """The rows whose searched texts hold every word of the search.

        The index on all searched texts finds candidates; what the actor may read of each decides.
        """
        if value.is_null:
            raise NullFilter(argument="search", field="search")
        words = value.read_as(search_words).get
        fields = [field for field in source.model.fields.values() if field.search]
        indexed = func.renda_grams(search_document([source.column(field.name) for field in fields]), type_=ARRAY(Text))
        candidates = indexed.contains(self.reader.bind(lambda inputs: grams(words(inputs)), ARRAY(Text)))
        readable = [text for field in fields if (text := self._readable(source, field)) is not None]
        document = func.lower(func.normalize(search_document(readable), literal_column("NFKC")))
        found = document.like(all_(self.reader.bind(_patterns(words), ARRAY(Text))))
        return and_(candidates, found)

    def _readable(self, source: Source, field: Any) -> ColumnElement[Any] | None:  # noqa: ANN401 - a ComposedField
        try:
            return self.reader.value(source, field)
        except FieldDenied:
            return None


def _patterns(words: Getter) -> Getter:
    return lambda inputs: [like_pattern(word, before=True, after=True) for word in words(inputs)]
