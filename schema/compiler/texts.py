"""Texts a client sent, checked before they reach the database."""

from __future__ import annotations

import unicodedata
from typing import Any

from schema.refusals import BadText, EmptySearch


def clean(value: Any) -> Any:  # noqa: ANN401 - whatever a leaf of an input may be
    """The value, if PostgreSQL can hold its texts; raises BadText otherwise."""
    if isinstance(value, str):
        if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
            raise BadText
    elif isinstance(value, list):
        for item in value:
            clean(item)
    return value


def like_pattern(value: str, *, before: bool, after: bool) -> str:
    """A pattern for LIKE that finds the text itself, with anything before or after it."""
    escaped = clean(value).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"{'%' if before else ''}{escaped}{'%' if after else ''}"


def search_words(text: str) -> list[str]:
    """The words of a search, normalised as the index normalises the texts it holds."""
    words = _lower(unicodedata.normalize("NFKC", clean(text))).split()
    if not words:
        raise EmptySearch(field="search")
    return words


def _lower(text: str) -> str:
    """The text in small letters as PostgreSQL makes them: one for one, whatever stands beside them."""
    return "".join(char.lower()[0] for char in text)


def grams(words: list[str]) -> list[str]:
    """The pairs of neighbouring characters of all words (a word of one character is itself), sorted."""
    found: set[str] = set()
    for word in words:
        found.update([word] if len(word) == 1 else [word[i : i + 2] for i in range(len(word) - 1)])
    return sorted(found)
