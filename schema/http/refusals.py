"""How HTTP requests are refused before there is a GraphQL operation to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from core.foundation.i18n import _
from schema.refusals import HttpRefusal

if TYPE_CHECKING:
    from collections.abc import Mapping


class MethodNotAllowed(HttpRefusal):
    """A method other than GET and POST."""

    status = 405
    headers: ClassVar[Mapping[str, str]] = {"Allow": "GET, POST"}
    code = "METHOD_NOT_ALLOWED"
    message = _("{method} is not answered here.")
    hint = _("Send queries with GET or POST, and mutations with POST.")


class PathNotFound(HttpRefusal):
    """A path at which the server has nothing."""

    status = 404
    code = "PATH_NOT_FOUND"
    message = _("There is nothing at {path}.")
    hint = _("The GraphQL endpoint is /graphql.")


class NotAcceptable(HttpRefusal):
    """An Accept header that leaves no media type the server can answer in."""

    status = 406
    code = "NOT_ACCEPTABLE"
    message = _("The answer cannot be given as {accept}.")
    hint = _("Accept application/graphql-response+json or application/json.")


class UnsupportedMediaType(HttpRefusal):
    """A body that is not sent as JSON in UTF-8."""

    status = 415
    code = "UNSUPPORTED_MEDIA_TYPE"
    message = _("A body sent as {type} is not read.")
    hint = _("Send the operation as JSON in UTF-8, with Content-Type: application/json.")


class BodyTooLarge(HttpRefusal):
    """A body larger than the server reads."""

    status = 413
    headers: ClassVar[Mapping[str, str]] = {"Connection": "close"}
    code = "BODY_TOO_LARGE"
    message = _("The request is larger than {limit} bytes.")
    hint = _("Split the operation, or move long values into fewer variables.")


class AddressTooLong(HttpRefusal):
    """A query string longer than the server reads."""

    status = 414
    code = "ADDRESS_TOO_LONG"
    message = _("The address is longer than {limit} bytes.")
    hint = _("Send the operation with POST.")


class MalformedJson(HttpRefusal):
    """Text that should be JSON and is not."""

    code = "BAD_JSON"
    message = _("{part} is not JSON: {reason}.")
    hint = _("Check quotes and commas, and that the text is in UTF-8.")


class BadParameter(HttpRefusal):
    """A parameter of the request that is missing or of the wrong kind."""

    code = "BAD_REQUEST"
    hint = _('Send an object like {{"query": "...", "variables": {{}}, "operationName": null}}.')


class NotText(BadParameter):
    """A parameter that should be a text."""

    message = _("The request needs {name} to be a text.")


class NotAnObject(BadParameter):
    """A body or parameter that should be a JSON object; one request holds one operation."""

    message = _("The request needs {name} to be a JSON object.")


class BadAuthorization(HttpRefusal):
    """An Authorization header that holds no bearer token."""

    status = 401
    headers: ClassVar[Mapping[str, str]] = {"WWW-Authenticate": "Bearer"}
    code = "NOT_AUTHENTICATED"
    message = _("The Authorization header holds no bearer token.")
    hint = _("Send 'Authorization: Bearer <token>', or no such header to read as the public.")
