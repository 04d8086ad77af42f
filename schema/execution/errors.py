"""The errors of an operation as they stand in its response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from graphql import GraphQLError

from schema.errors import masked
from schema.execution.requests import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence


class RequestErrors(Exception):
    """Several errors of one request, of which nothing was executed."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__()
        self.errors = errors


def client_error(error: GraphQLError) -> GraphQLError:
    """The error as a client may read it: what was not foreseen is masked."""
    if error.original_error is None or (error.extensions or {}).get("code"):
        return error
    hidden = masked(error.original_error)
    return GraphQLError(hidden.message, error.nodes, path=error.path, extensions=hidden.extensions)


def not_executed(errors: Sequence[GraphQLError]) -> Answer:
    """The response to a request of which nothing was executed; its code is that of the first error."""
    code = (errors[0].extensions or {}).get("code")
    return Answer(_body(errors), request_error=True, code=code if isinstance(code, str) else None)


def failed(error: GraphQLError) -> Answer:
    """The response to an operation that came to nothing."""
    return Answer(_body([error], data=None))


def response(data: object, errors: Sequence[GraphQLError]) -> bytes:
    """The JSON of a response with data, and with the errors of fields where there are any."""
    body: dict[str, Any] = {"data": data}
    if errors:
        body["errors"] = [error.formatted for error in errors]
    return orjson.dumps(body)


def _body(errors: Sequence[GraphQLError], **data: None) -> bytes:
    return orjson.dumps({"errors": [error.formatted for error in errors], **data})
