"""Cleaning of the texts that people write, as the records keep them."""

from __future__ import annotations

import unicodedata

from plugins.proposals.refusals import SuggestionTextTooLong, TextMissing


def clean(text: str | None, longest: int, field: str) -> str | None:
    """The text in the composed form of Unicode, without blanks around it; None where nothing is left.

    Raises:
        SuggestionTextTooLong: if it is longer than the records take.
    """
    cleaned = unicodedata.normalize("NFC", text or "").strip()
    if len(cleaned) > longest:
        raise SuggestionTextTooLong(length=len(cleaned), longest=longest, field=field)
    return cleaned or None


def is_blank(text: str | None) -> bool:
    """Whether nobody wrote anything, blanks aside."""
    return not (text or "").strip()


def written(text: str | None, longest: int, field: str) -> str:
    """The text as the records keep it.

    Raises:
        TextMissing: if nothing is left.
        SuggestionTextTooLong: if it is longer than the records take.
    """
    cleaned = clean(text, longest, field)
    if cleaned is None:
        raise TextMissing(field=field)
    return cleaned
