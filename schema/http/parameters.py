"""What a request asks for: the parameters of a GraphQL operation, read from the address or from the body."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import orjson

from schema.http.negotiation import JSON
from schema.http.refusals import (
    AddressTooLong,
    BodyTooLarge,
    MalformedJson,
    MethodNotAllowed,
    NotAnObject,
    NotText,
    UnsupportedMediaType,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

_BODY = "body"


@dataclass(frozen=True)
class Parameters:
    """The parameters of one operation, each of the right kind."""

    query: str
    variables: Mapping[str, object] | None
    operation_name: str | None


async def read_parameters(request: Request, limit: int) -> Parameters:
    """The parameters of the request's operation; an address or body of more than `limit` bytes is refused."""
    if request.method == "GET":
        return _checked(_from_address(request, limit))
    if request.method == "POST":
        return _checked(await _from_body(request, limit))
    raise MethodNotAllowed(method=request.method)


def _from_address(request: Request, limit: int) -> Mapping[str, object]:
    if len(request.scope["query_string"]) > limit:
        raise AddressTooLong(limit=limit)
    found: dict[str, object] = dict(request.query_params)
    for name in ("variables", "extensions"):
        text = found.get(name)
        found[name] = _decoded(str(text).encode(), name) if text else None
    return found


async def _from_body(request: Request, limit: int) -> Mapping[str, object]:
    content_type = request.headers.get("content-type", "")
    if not _is_json(content_type):
        raise UnsupportedMediaType(type=ascii(content_type[:80]))
    body = _decoded(await _read(request, limit), _BODY)
    if not isinstance(body, dict):
        raise NotAnObject(name=_BODY)
    return body


@lru_cache(maxsize=64)
def _is_json(header: str) -> bool:
    """Whether a body of that type is JSON in UTF-8, which is what JSON is in without a word on it."""
    media_type, *parameters = (part.strip().lower() for part in header.split(";"))
    charset = next((text[8:].strip('"') for text in parameters if text.startswith("charset=")), "utf-8")
    return media_type == JSON and charset in {"utf-8", "utf8"}


async def _read(request: Request, limit: int) -> bytes:
    """The body, read no further than the limit; what the client says of its length is only a hint."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > limit:
        raise BodyTooLarge(limit=limit)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise BodyTooLarge(limit=limit)
    return bytes(body)


def _decoded(text: bytes, part: str) -> object:
    try:
        decoded: object = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise MalformedJson(part=part, reason=str(error)) from None
    return decoded


def _checked(found: Mapping[str, object]) -> Parameters:
    query, variables, name = found.get("query"), found.get("variables"), found.get("operationName")
    if not isinstance(query, str):
        raise NotText(name="query")
    if not isinstance(variables, dict | None):
        raise NotAnObject(name="variables")
    if not isinstance(name, str | None):
        raise NotText(name="operationName")
    if not isinstance(found.get("extensions"), dict | None):
        raise NotAnObject(name="extensions")
    return Parameters(query, variables, name or None)
