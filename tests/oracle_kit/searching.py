"""`search`: every word of it stands somewhere in what the actor may read of the searched texts."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.oracle_kit.snapshot import Record, View


def plain(text: str) -> str:
    """The text without differences of width and case; each letter has one small letter, as in PostgreSQL."""
    return "".join(char.lower()[0] for char in unicodedata.normalize("NFKC", text))


def matches(view: View, record: Record, search: str) -> bool:
    """Whether the record is found."""
    model = view.snapshot.generation.models[type(record).__name__]
    readable = [field for field in model.fields.values() if field.search and not view.denied(field)]
    document = "\n".join(plain(view.value(record, field) or "") for field in readable)
    return all(word in document for word in plain(search).split())
