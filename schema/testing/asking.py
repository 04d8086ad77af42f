"""GraphQL asked as a client would, of a server in this process."""

from __future__ import annotations

import asyncio
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

import orjson

from core.declarations.roles import PUBLIC_READER, Actor
from core.foundation.i18n import SOURCE_LOCALE
from schema.execution import Answer, Executor, Request, present
from schema.execution.documents import Documents
from schema.testing.databases import CountingDatabase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime
    from types import TracebackType

    from sqlalchemy.orm import Session

    from core.generation.generation import Generation
    from schema.limits import Limits


class RefusedError(AssertionError):
    """A request that was expected to be answered, and was refused."""


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

    def moved(
        self,
        url: str,
        clock: Callable[[], datetime] = present,
        database: CountingDatabase | None = None,
        limits: Limits | None = None,
    ) -> Ask:
        """The same server on another database: one that was built already, which takes longer than most tests.

        What it compiled is known to both; with other limits it begins anew. The limits of a page stay, because the
        schema tells them.
        """
        moved, executor = copy(self), copy(self.executor)
        moved.database = executor.database = database or CountingDatabase(url)
        moved.executor, executor.clock = executor, clock
        if limits is not None:
            executor.limits = replace(limits, pages=executor.limits.pages)
            executor.documents = Documents(executor.graphql, limits.documents)
        moved._runner = asyncio.Runner()  # noqa: SLF001 - its own copy
        return moved

    def changed(self) -> AbstractContextManager[Session]:
        """A session on its database past the server and all rules; what is done in it is there afterwards."""
        return self.database.changed()

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
