"""The application: the endpoint, GraphiQL's assets, health, and an answer for everything else."""

from __future__ import annotations

from contextlib import asynccontextmanager, nullcontext
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from schema.graphiql.page import ASSETS
from schema.http.health import Health
from schema.http.last_resort import LastResort
from schema.http.negotiation import preferred_locale
from schema.http.refusals import MethodNotAllowed, PathNotFound
from schema.http.responses import refusal_response
from schema.http.view import View

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from starlette.requests import Request

    from core.jobs.worker import Worker
    from schema.execution import Executor
    from schema.tokens import Tokens

ENDPOINT = "/graphql"


def build_app(
    executor: Executor, tokens: Tokens, plugins: Mapping[str, str], body_limit: int, worker: Worker | None = None
) -> Starlette:
    """The application in front of an executor, which it opens when it starts and closes when it stops.

    Args:
        executor: answers the operations.
        tokens: know the actor of a request.
        plugins: the versions of the plugins by their names, as `/readyz` shows them.
        body_limit: the most bytes of a request that are read.
        worker: does jobs from the start to the stop.
    """

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await executor.open()
        try:
            async with worker.running() if worker else nullcontext():
                yield
        finally:
            await executor.close()

    async def refuse(request: Request, error: Exception) -> Response:
        locale = preferred_locale(request.headers.get("accept-language", ""))
        path = ascii(request.url.path[:80])
        known = isinstance(error, HTTPException) and error.status_code == MethodNotAllowed.status
        refusal = MethodNotAllowed(method=request.method) if known else PathNotFound(path=path)
        return refusal_response(refusal, executor.generation.translations, locale)

    assets = GZipMiddleware(StaticFiles(directory=ASSETS), minimum_size=1000)
    return Starlette(
        routes=[
            Route(ENDPOINT, View(executor, tokens, body_limit), name="graphql"),
            Route("/", _to_endpoint),
            Mount("/graphiql", assets),
            *Health(executor, plugins).routes,
        ],
        middleware=[Middleware(LastResort)],
        exception_handlers={HTTPException: refuse},
        lifespan=lifespan,
    )


async def _to_endpoint(_request: Request) -> Response:
    return RedirectResponse(ENDPOINT.removeprefix("/"))
