"""Identifiers of records: the name of the model, a colon, the number."""

from __future__ import annotations


def read_identifier(text: str) -> tuple[str, int] | None:
    """The model and the number in an identifier, or None for any other text."""
    model, colon, number = text.partition(":")
    digits = number.isascii() and number.isdecimal() and not number.startswith("0") and len(number) < 20
    word = model.isascii() and model[:1].isalpha() and all(char.isalnum() or char == "_" for char in model)
    return (model, int(number)) if colon and digits and word else None


def number_in(text: str, model: str) -> int | None:
    """The number in an identifier of that model, or None for any other text."""
    found = read_identifier(text)
    return found[1] if found is not None and found[0] == model else None
