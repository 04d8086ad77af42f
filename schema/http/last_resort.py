"""The outermost layer: whatever nobody foresaw is logged, and the client learns no more than its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from schema.http.negotiation import preferred_locale
from schema.http.responses import fault_response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class LastResort:
    """Answers for an application that raised."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer one request, and answer in its place if it raises."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:  # noqa: BLE001 - the last resort of the server
            response = fault_response(error, preferred_locale(Headers(scope=scope).get("accept-language", "")))
            if not begun:
                await response(scope, receive, send)
