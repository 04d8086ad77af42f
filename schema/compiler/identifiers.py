"""Identifiers of records, read from what a client sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schema.naming import NODE, parse_global_id
from schema.refusals import BadIdentifier

if TYPE_CHECKING:
    from schema.compiler.inputs import Getter

_LARGEST = 2**63 - 1
_NO_SUCH_RECORD = -1


def split(identifier: str, expected: str = NODE) -> tuple[str, int]:
    """The type and the number in an identifier; one beyond the range of numbers finds no record.

    Raises:
        BadIdentifier: the text is no identifier at all.
    """
    parsed = parse_global_id(identifier)
    if parsed is None:
        raise BadIdentifier(value=_shown(identifier), expected=expected)
    model, number = parsed
    return model, number if number <= _LARGEST else _NO_SUCH_RECORD


def number_of(identifier: str, expected: str) -> int:
    """The number in an identifier of the expected type.

    Raises:
        BadIdentifier: the text is no identifier, or one of another type.
    """
    model, number = split(identifier, expected)
    if model != expected:
        raise BadIdentifier(value=_shown(identifier), expected=expected)
    return number


def numbers_of(get: Getter, expected: str) -> Getter:
    """A getter of the number, or the numbers, of identifiers of the expected type."""

    def numbers(inputs: Any) -> Any:  # noqa: ANN401 - one number or a list
        value = get(inputs)
        return [number_of(item, expected) for item in value] if isinstance(value, list) else number_of(value, expected)

    return numbers


def _shown(text: str, limit: int = 60) -> str:
    return ascii(text if len(text) <= limit else text[:limit] + "...")
