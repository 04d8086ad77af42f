"""The GraphQL endpoint: GraphQL over HTTP in front of the executor, whose JSON goes out as it is."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from strawberry.asgi import GraphQL

from core.declarations.roles import PUBLIC_READER, Actor
from schema.execution import Answer, Request
from schema.graphiql.page import GraphiqlPage
from schema.http.negotiation import GRAPHQL_RESPONSE, JSON, answer_type, preferred_locale, wants_page
from schema.http.parameters import read_parameters
from schema.http.refusals import BadAuthorization, NotAcceptable
from schema.http.responses import fault_response, json_response, refusal_response
from schema.refusals import HttpRefusal

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from schema.execution import Executor
    from schema.tokens import Tokens

_MUTATION_BY_GET = "MUTATION_BY_GET"


class View(GraphQL[None, None]):
    """Takes operations by GET and POST and gives GraphiQL to browsers.

    Strawberry's own request handling is used for what comes by WebSocket only: a query or mutation
    goes to the executor, and the bytes of its answer to the client, without a Python object between.
    """

    def __init__(self, executor: Executor, tokens: Tokens, body_limit: int) -> None:
        """Answer with the executor, know actors by the tokens, read requests of at most `body_limit` bytes."""
        super().__init__(executor.schema, graphql_ide=None, subscription_protocols=())
        self.executor = executor
        self.tokens = tokens
        self.body_limit = body_limit
        self.page = GraphiqlPage(executor.generation.translations)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI asks."""
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        response = await self.respond(HttpRequest(scope, receive))
        await response(scope, receive, send)

    async def respond(self, request: HttpRequest) -> Response:
        """The response to an HTTP request; nothing a client does makes it raise."""
        locale = preferred_locale(request.headers.get("accept-language", ""))
        if request.method == "GET" and "query" not in request.query_params and wants_page(_accept(request)):
            return self.page.response(locale)
        media_type = answer_type(_accept(request))
        try:
            return await self._answer(request, locale, media_type)
        except HttpRefusal as refusal:
            return refusal_response(refusal, self.executor.generation.translations, locale, media_type or JSON)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is left to read it
        except Exception as error:  # noqa: BLE001 - the last resort: logged, masked, and the server goes on
            return fault_response(error, locale, media_type or JSON)

    async def _answer(self, request: HttpRequest, locale: str, media_type: str | None) -> Response:
        if media_type is None:
            raise NotAcceptable(accept=ascii(_accept(request)[:80]))
        actor = self._actor(request)
        parameters = await read_parameters(request, self.body_limit)
        answer = await self.executor.execute(
            Request(
                query=parameters.query,
                variables=parameters.variables,
                operation_name=parameters.operation_name,
                actor=actor,
                locale=locale,
                allow_mutation=request.method == "POST",
            )
        )
        status = _status(answer, request.method, media_type)
        headers = {"Allow": "POST"} if status == HTTPStatus.METHOD_NOT_ALLOWED else None
        return json_response(answer.body, locale, media_type, status, headers)

    def _actor(self, request: HttpRequest) -> Actor:
        header = request.headers.get("authorization")
        if header is None:
            return PUBLIC_READER
        scheme, _, token = header.strip().partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise BadAuthorization
        return self.tokens.actor(token.strip())


def _accept(request: HttpRequest) -> str:
    return ",".join(request.headers.getlist("accept"))


def _status(answer: Answer, method: str, media_type: str) -> HTTPStatus:
    """The status under which an answer goes out: 200 for whatever was executed.

    With plain JSON an operation that could not be executed is known by its errors alone: clients of
    that media type take another status for a failure on the way.
    """
    if not answer.request_error:
        return HTTPStatus.OK
    if method == "GET" and answer.code == _MUTATION_BY_GET:
        return HTTPStatus.METHOD_NOT_ALLOWED
    return HTTPStatus.BAD_REQUEST if media_type == GRAPHQL_RESPONSE else HTTPStatus.OK
