"""Cursors as documented: base64 of a JSON list of a digest of the order and the values in PostgreSQL's text."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Sequence
from datetime import date, datetime, time
from enum import Enum
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tests.oracle_kit.ordering import Key, Term, can_be_null

if TYPE_CHECKING:
    from tests.oracle_kit.snapshot import View

ZONE = ZoneInfo("Asia/Shanghai")


class NotACursorError(Exception):
    """A text that is no cursor of the list in this order."""


def digest(model: str, terms: Sequence[Term]) -> str:
    """The short name of an order."""
    words = [model, *(f"{'.'.join(term.steps)} {term.descending} {term.nulls_first}" for term in terms)]
    return blake2b("|".join(words).encode(), digest_size=6).hexdigest()


def encode(model: str, terms: Sequence[Term], key: Key) -> str:
    """The cursor of a record with that key."""
    parts = [digest(model, terms), *(None if value is None else text_of(value) for value in key)]
    plain = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(plain.encode()).decode()


def decode(view: View, model: str, terms: Sequence[Term], text: str) -> Key:
    """The key in a cursor; raises NotACursorError for any other text."""
    try:
        parts = json.loads(base64.b64decode(text.encode("ascii"), validate=True))
        if not isinstance(parts, list) or len(parts) != len(terms) + 1 or parts[0] != digest(model, terms):
            raise NotACursorError(text)
        return tuple(_parse(view, model, term, part) for term, part in zip(terms, parts[1:], strict=True))
    except (ValueError, KeyError) as error:
        raise NotACursorError(text) from error


def _parse(view: View, model: str, term: Term, part: object) -> Any:  # noqa: ANN401 - a value of any column
    if part is None and can_be_null(view, model, term.steps):
        return None
    if not isinstance(part, str):
        raise NotACursorError(part)
    kind: Any = _kind(view, model, term.steps)
    if issubclass(kind, Enum):
        return kind[part]
    if kind is bool:
        return {"true": True, "false": False}[part]
    if "\0" in part:
        raise NotACursorError(part)
    return kind.fromisoformat(part) if kind in (date, time, datetime) else kind(part)


def _kind(view: View, model: str, steps: tuple[str, ...]) -> type:
    if steps == ("id",):
        return int
    names = view.snapshot.names[model]
    if len(steps) > 1:
        return _kind(view, names.links[steps[0]].target, steps[1:])
    return names.scalars[steps[0]].type


def text_of(value: Any) -> str:  # noqa: ANN401 - a value of any column
    """A value as PostgreSQL writes it in text."""
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return float_text(value)
    if isinstance(value, datetime):
        local = value.astimezone(ZONE).isoformat(sep=" ")
        clock, offset = local[:19], local[19:]
        fraction, sign, hours = offset.partition("+")
        return clock + (fraction.rstrip("0") if fraction else "") + sign + hours.removesuffix(":00")
    if isinstance(value, time):
        text = value.isoformat()
        return text.rstrip("0") if "." in text else text
    return str(value)


def float_text(value: float) -> str:
    """The shortest text of a double, in PostgreSQL's spelling: `0.1`, `1`, `1e+20`, `1e-05`."""
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    digits, exponent = _digits(abs(value))
    sign = "-" if math.copysign(1.0, value) < 0 else ""
    if not -5 < exponent < 15:
        fraction = f".{digits[1:]}" if len(digits) > 1 else ""
        return f"{sign}{digits[0]}{fraction}e{exponent:+03d}"
    if exponent < 0:
        return f"{sign}0.{'0' * (-exponent - 1)}{digits}"
    whole = digits[: exponent + 1].ljust(exponent + 1, "0")
    rest = digits[exponent + 1 :]
    return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}"


def _digits(value: float) -> tuple[str, int]:
    """The shortest significant digits, and the power of ten of the first of them."""
    mantissa, _, power = f"{value!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    exponent = int(power or 0) + len(whole) - 1 - (len(whole + fraction) - len(digits) if digits else 0)
    return digits.rstrip("0") or "0", exponent if digits else 0
