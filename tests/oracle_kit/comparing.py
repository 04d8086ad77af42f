"""Holds two answers against each other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.oracle_kit.oracle import Told

Pairs = list[tuple[str, Any]]


class Mismatch(AssertionError):
    """The server and the oracle answered one operation differently."""


def _object(pairs: Pairs) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise Mismatch(f"a key comes twice among {names}")
    return dict(pairs)


def check(body: bytes, told: Told) -> None:
    """Raise Mismatch unless the server's answer is what the oracle says."""
    try:
        answer = json.loads(body, object_pairs_hook=_object)
    except ValueError as error:
        raise Mismatch(f"the answer is no JSON: {error}: {body!r}") from error
    if told.codes:
        _check_refused(answer, told)
    elif "errors" in answer:
        raise Mismatch(f"refused without a reason: {answer['errors']}")
    else:
        place = difference(told.data, answer["data"], "data")
        if place:
            raise Mismatch(place)


def _check_refused(answer: Mapping[str, Any], told: Told) -> None:
    errors = answer.get("errors")
    if not errors:
        raise Mismatch(f"answered, where it should refuse with one of {sorted(told.codes)}")
    code = errors[0].get("extensions", {}).get("code")
    if code not in told.codes:
        raise Mismatch(f"refused with {errors[0]}, where it should refuse with one of {sorted(told.codes)}")


def difference(wanted: Any, given: Any, path: str) -> str | None:  # noqa: ANN401 - JSON
    """Where and how two JSON values differ first, the order of the keys included; None where they are the same."""
    if isinstance(wanted, Mapping) and isinstance(given, Mapping):
        return _object_difference(wanted, given, path)
    if isinstance(wanted, list) and isinstance(given, list):
        if len(wanted) != len(given):
            return f"{path}: {len(wanted)} items wanted, {len(given)} given"
        pairs = enumerate(zip(wanted, given, strict=True))
        return next((found for n, (one, other) in pairs if (found := difference(one, other, f"{path}[{n}]"))), None)
    numbers = (int, float)
    alike = type(wanted) is type(given) or (type(wanted) in numbers and type(given) in numbers)
    return None if alike and wanted == given else f"{path}: {wanted!r} wanted, {given!r} given"


def _object_difference(wanted: Mapping[str, Any], given: Mapping[str, Any], path: str) -> str | None:
    if list(wanted) != list(given):
        return f"{path}: the keys {list(wanted)} wanted, {list(given)} given"
    return next((found for name in wanted if (found := difference(wanted[name], given[name], f"{path}.{name}"))), None)
