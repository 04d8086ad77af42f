"""GraphQL asked as a client would, of a server in this process."""

from __future__ import annotations

import asyncio
from copy import copy
from typing import TYPE_CHECKING, Any, Self

import orjson

from core.database.pool import Database
from core.declarations.roles import PUBLIC_READER, Actor
from core.foundation.i18n import SOURCE_LOCALE
from schema.execution import Answer, Executor, Request, present

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from types import TracebackType

    from core.generation.generation import Generation
    from schema.limits import Limits


class RefusedError(AssertionError):
    """A request that was expected to be answered, and was refused."""


class CountingDatabase(Database):
    """A database that remembers the reading statements sent to it, each with its parameters."""

    def __init__(self, url: str, *, size: int = 2, timeout_ms: int = 30_000, wait: float = 5.0) -> None:
        super().__init__(url, size=size, timeout_ms=timeout_ms, wait=wait)
        self.sent: list[tuple[bytes, Sequence[Any]]] = []

    @property
    def statements(self) -> int:
        """How many statements were sent."""
        return len(self.sent)

    async def fetch_text(self, sql: bytes, parameters: Sequence[Any]) -> bytes | None:
        """The value of the statement, which is remembered."""
        self.sent.append((sql, parameters))
        return await super().fetch_text(sql, parameters)


class Ask:
    """Asks one server in this process; calling it gives `data`. A test may give it a clock of its own."""

    def __init__(
        self,
        generation: Generation,
        url: str,
        limits: Limits | None = None,
        database: CountingDatabase | None = None,
        clock: Callable[[], datetime] = present,
    ) -> None:
        self.generation = generation
        self.database = database or CountingDatabase(url)
        self.executor = Executor(generation, self.database, limits, clock)
        self._runner = asyncio.Runner()

    def moved(self, url: str, clock: Callable[[], datetime] = present, database: CountingDatabase | None = None) -> Ask:
        """The same server on another database: one that was built already, which takes longer than most tests."""
        moved, executor = copy(self), copy(self.executor)
        moved.database = executor.database = database or CountingDatabase(url)
        moved.executor, executor.clock = executor, clock
        moved._runner = asyncio.Runner()  # noqa: SLF001 - its own copy
        return moved

    def __enter__(self) -> Self:
        self._runner.run(self.executor.open())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.run(self.executor.close())
        self._runner.close()

    def send(self, *requests: Request) -> list[Answer]:
        """The answers, as sent, to requests that the server works on at the same time, in their order."""

        async def gather() -> list[Answer]:
            return await asyncio.gather(*map(self.executor.execute, requests))

        return self._runner.run(gather())

    def together(self, *requests: Request) -> list[dict[str, Any]]:
        """The whole responses to requests that the server works on at the same time, in their order."""
        return [orjson.loads(answer.body) for answer in self.send(*requests)]

    def answer(
        self, query: str, *, actor: Actor = PUBLIC_READER, locale: str = SOURCE_LOCALE, **variables: object
    ) -> dict[str, Any]:
        """The whole response: `data`, `errors`."""
        (response,) = self.together(Request(query=query, variables=variables, actor=actor, locale=locale))
        return response

    def __call__(
        self, query: str, *, actor: Actor = PUBLIC_READER, locale: str = SOURCE_LOCALE, **variables: object
    ) -> Any:  # noqa: ANN401 - the shape of the query
        """The data of the response; raises RefusedError if there is any error."""
        response = self.answer(query, actor=actor, locale=locale, **variables)
        if "errors" in response:
            raise RefusedError(response["errors"])
        return response["data"]

    def refusal(
        self, query: str, *, actor: Actor = PUBLIC_READER, locale: str = SOURCE_LOCALE, **variables: object
    ) -> Mapping[str, Any]:
        """The first error of the response, with its extensions; raises AssertionError if there is none."""
        response = self.answer(query, actor=actor, locale=locale, **variables)
        if not response.get("errors"):
            message = f"expected a refusal, got {response}"
            raise AssertionError(message)
        error: Mapping[str, Any] = response["errors"][0]
        return error

    def code(
        self, query: str, *, actor: Actor = PUBLIC_READER, locale: str = SOURCE_LOCALE, **variables: object
    ) -> str:
        """The stable code of that refusal."""
        code: str = self.refusal(query, actor=actor, locale=locale, **variables)["extensions"]["code"]
        return code
