"""Whether the process lives, and whether it can serve: asked by supervisors and load balancers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
from starlette.responses import Response
from starlette.routing import Route

from core.foundation.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from schema.execution import Executor

_PROBE = b"SELECT 'ok'"


class Health:
    """The answers of `/healthz` and `/readyz`."""

    def __init__(self, executor: Executor, plugins: Mapping[str, str]) -> None:
        """Report on the executor and its database, and on the versions of the plugins by their names."""
        self.executor = executor
        self.plugins = plugins

    @property
    def routes(self) -> list[Route]:
        """Where the answers are given."""
        return [Route("/healthz", self.alive), Route("/readyz", self.ready)]

    async def alive(self, _request: Request) -> Response:
        """The process answers; no word on anything it needs."""
        return _state_response(200, {"status": "alive"})

    async def ready(self, _request: Request) -> Response:
        """Whether requests can be answered, and by what: 503 while the database cannot be reached."""
        reachable = await self._reaches_database()
        state = {
            "status": "ready" if reachable else "unavailable",
            "database": "reachable" if reachable else "unreachable",
            "generation": self.executor.generation.number,
            "plugins": self.plugins,
        }
        return _state_response(200 if reachable else 503, state)

    async def _reaches_database(self) -> bool:
        try:
            return await self.executor.database.fetch_text(_PROBE, ()) is not None
        except Refusal:
            return False


def _state_response(status: int, state: Mapping[str, object]) -> Response:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return Response(orjson.dumps(state), status, headers, "application/json")
