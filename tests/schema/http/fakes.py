"""An executor that records what it is asked and answers what the test says, and the application around it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import strawberry
from starlette.testclient import TestClient

from core.composition.compose import compose
from core.database.pool import Database, DatabaseUnavailable
from core.declarations.roles import OPERATOR, Role
from schema.execution import Answer, Executor, Request
from schema.http.app import build_app
from schema.tokens import Tokens

KEY = bytes(range(32))
CLERK = Role("clerk", "Clerk", scope="station")
ROLES = {CLERK.name: CLERK, OPERATOR.name: OPERATOR}
BODY_LIMIT = 2000
LOCALES = Path(__file__).parents[3] / "schema" / "locale"


@strawberry.type
class Query:
    ping: str = "pong"


class FakeDatabase(Database):
    """A database that is there or not, as the test says."""

    reachable = True

    async def fetch_text(self, sql: bytes, parameters: Sequence[Any]) -> bytes | None:
        if not self.reachable:
            raise DatabaseUnavailable(sql=sql, parameters=parameters)
        return b"ok"


class FakeExecutor(Executor):
    """Answers every request alike, or raises what it is given."""

    def __init__(self) -> None:
        self.generation = compose([], 7, [LOCALES])
        self.database = self.fake = FakeDatabase("postgresql://nowhere/none")
        self.schema = strawberry.Schema(Query)
        self.asked: list[Request] = []
        self.steps: list[str] = []
        self.answer: Answer | Exception = Answer(b'{"data":{"ping":"pong"}}')

    async def open(self) -> None:
        self.steps.append("open")

    async def close(self) -> None:
        self.steps.append("close")

    async def execute(self, request: Request) -> Answer:
        self.asked.append(request)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def a_client(executor: Executor, tokens: Tokens | None = None) -> TestClient:
    """A client of the application, which is not started: no test here needs connections."""
    app = build_app(executor, tokens or Tokens(KEY, ROLES), {"congress": "0.1.0"}, BODY_LIMIT)
    return TestClient(app, follow_redirects=False)
