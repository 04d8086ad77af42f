"""Fills the marked places of a statement's JSON with what resolved fields make of it."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
from graphql import GraphQLError

from core.foundation.errors import Refusal
from schema.compiler.resolving import MARK, NUMBERED
from schema.errors import masked, refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from core.runtime.env import ReadEnv
    from schema.compiler.inputs import RequestInputs
    from schema.compiler.plan import ResolvedPart

_MARK, _NUMBERED = MARK.encode(), NUMBERED.encode()
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Filled:
    """The complete JSON, and an error for each place that is null because its field failed."""

    data: bytes
    errors: Sequence[GraphQLError] = ()


class UnequalError(ValueError):
    """A resolved field returned more or fewer values than there are records."""


async def fill_resolved(data: bytes, parts: Sequence[ResolvedPart], inputs: RequestInputs, env: ReadEnv) -> Filled:
    """As `fill`; where a field is slow, in a thread, so that others are served meanwhile."""
    if any(part.slow for part in parts):
        return await asyncio.to_thread(fill, data, parts, inputs, env)
    return fill(data, parts, inputs, env)


def fill(data: bytes, parts: Sequence[ResolvedPart], inputs: RequestInputs, env: ReadEnv) -> Filled:
    """The JSON with its marked places filled: one call for each part that has a place at all."""
    if not parts:
        return Filled(data)
    pieces = data.split(_MARK)
    places: dict[int, list[int]] = {}
    for place in range(1, len(pieces), 2):
        digits, _, pieces[place] = pieces[place].partition(_NUMBERED)
        places.setdefault(int(digits), []).append(place)
    failed: dict[int, GraphQLError] = {}
    for number, found in sorted(places.items()):
        failed |= _fill(pieces, found, parts[number], inputs, env)
    if not failed:
        return Filled(b"".join(pieces))
    return Filled(b"".join(pieces), _located(pieces, failed))


def below(path: Sequence[str | int], errors: Sequence[GraphQLError]) -> list[GraphQLError]:
    """The errors of a value that stands at the path of the response."""
    return [_at(error, (*path, *(error.path or ()))) for error in errors]


def _fill(
    pieces: list[bytes], places: Sequence[int], part: ResolvedPart, inputs: RequestInputs, env: ReadEnv
) -> Mapping[int, GraphQLError]:
    """Write the values of one part to their places; those that failed are null."""
    try:
        needed = orjson.loads(b"[" + b",".join(pieces[place] for place in places) + b"]")
        values = part.function(needed, env, **part.given(inputs))
        if len(values) != len(places):
            msg = f"{len(values)} values for {len(places)} records"
            raise UnequalError(msg)  # noqa: TRY301 - reported like any other failure of the function
    except Exception as error:  # noqa: BLE001 - whatever a plugin raises costs its own field only
        return dict.fromkeys(_nulled(pieces, places), _field_error(error, part, env))
    return _write(pieces, zip(places, values, strict=True), part, env)


def _write(
    pieces: list[bytes], values: Iterator[tuple[int, Any]], part: ResolvedPart, env: ReadEnv
) -> Mapping[int, GraphQLError]:
    fault: GraphQLError | None = None
    failed: dict[int, GraphQLError] = {}
    for place, value in values:
        try:
            pieces[place] = orjson.dumps(part.render(value))
        except Exception as error:  # noqa: BLE001 - a value that is not what was promised
            fault = fault or _field_error(error, part, env)
            failed |= dict.fromkeys(_nulled(pieces, [place]), fault)
    return failed


def _nulled(pieces: list[bytes], places: Sequence[int]) -> Sequence[int]:
    for place in places:
        pieces[place] = b"null"
    return places


def _field_error(error: Exception, part: ResolvedPart, env: ReadEnv) -> GraphQLError:
    """The error as a client may read it, at the field, but not yet at a place of the response."""
    if isinstance(error, Refusal):
        return refused(error, env.generation.translations, env.locale, part.nodes)
    hidden = masked(error)
    return GraphQLError(hidden.message, list(part.nodes), extensions=hidden.extensions)


def _located(pieces: Sequence[bytes], failed: Mapping[int, GraphQLError]) -> list[GraphQLError]:
    """The errors, each with its path in the response, in the order of the response."""
    token = uuid.uuid4().hex
    marked = [b'"%s:%d"' % (token.encode(), place) if place in failed else piece for place, piece in enumerate(pieces)]
    found = _paths(orjson.loads(b"".join(marked)), f"{token}:")
    return [_at(failed[place], path) for place, path in found]


def _paths(value: object, prefix: str, path: Path = ()) -> Iterator[tuple[int, Path]]:
    if isinstance(value, str) and value.startswith(prefix):
        yield int(value.removeprefix(prefix)), path
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(inner, prefix, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _paths(inner, prefix, (*path, index))


def _at(error: GraphQLError, path: Path) -> GraphQLError:
    return GraphQLError(error.message, error.nodes, path=list(path), extensions=error.extensions)
