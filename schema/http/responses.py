"""Responses: finished JSON under the headers that every answer of the endpoint carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
from starlette.responses import Response

from schema.errors import masked, refused
from schema.http.negotiation import GRAPHQL_RESPONSE, JSON, language_tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql import GraphQLError

    from core.foundation.i18n import Translations
    from schema.refusals import HttpRefusal

VARY = "Accept, Accept-Language, Authorization"
_HEADERS = {
    media_type: {
        "Content-Type": f"{media_type}; charset=utf-8",
        "Vary": VARY,
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
    }
    for media_type in (JSON, GRAPHQL_RESPONSE)
}


def json_response(
    body: bytes, locale: str, media_type: str = JSON, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """A response whose body is finished JSON."""
    language = {"Content-Language": language_tag(locale)}
    return Response(body, status, {**_HEADERS[media_type], **language, **(headers or {})})


def refusal_response(refusal: HttpRefusal, translations: Translations, locale: str, media_type: str = JSON) -> Response:
    """A refused request as a GraphQL response without data, under the refusal's own status."""
    error = refused(refusal, translations, locale)
    return json_response(_errors(error), locale, media_type, refusal.status, refusal.headers)


def fault_response(error: BaseException, locale: str, media_type: str = JSON) -> Response:
    """A fault of the server as a GraphQL response that holds nothing of it but the number it is logged under."""
    return json_response(_errors(masked(error)), locale, media_type, 500)


def _errors(error: GraphQLError) -> bytes:
    return orjson.dumps({"errors": [error.formatted]})
