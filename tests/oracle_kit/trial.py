"""Sends operations to the server and to the oracle, and compares."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Self

from graphql import GraphQLError, parse, print_ast

from core.runtime.clause_cache import ClauseCache
from schema.execution import Request
from schema.execution.documents import Documents
from schema.limits import Limits, PageLimits
from schema.testing import Ask
from tests.oracle_kit.actors import actors_of
from tests.oracle_kit.comparing import Mismatch, check

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from core.declarations.roles import Actor
    from tests.oracle_kit.generator.operations import Operation, Run
    from tests.oracle_kit.oracle import Oracle, Told

LIMITS = PageLimits(default=7, most=20)
"""Pages so small that few rows fill several."""


class Trial:
    """A server and an oracle of one generation on one database, with the actors who ask."""

    def __init__(self, oracle: Oracle) -> None:
        self.oracle = oracle
        generation, engine = oracle.snapshot.generation, oracle.snapshot.engine
        self.server = Ask(generation, engine.url.render_as_string(hide_password=False), Limits(pages=LIMITS))

    def __enter__(self) -> Self:
        self.server.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.__exit__(kind, error, trace)

    @cached_property
    def actors(self) -> Sequence[Actor]:
        """Everyone who may ask."""
        return actors_of(self.oracle.snapshot)

    def forget_plans(self) -> None:
        """Let the server compile every operation anew."""
        executor = self.server.executor
        executor.generation.derived(ClauseCache).forget()
        known = executor.documents
        executor.documents = Documents(known.schema, known.limits)

    def ask(self, operation: Operation, run: Run) -> bytes:
        """The server's answer; raises Mismatch where it took more than one statement."""
        request = Request(query=operation.text, variables=run.variables, operation_name=operation.name, actor=run.actor)
        database = self.server.database
        database.sent.clear()
        (answer,) = self.server.send(request)
        if database.statements > 1:
            raise Mismatch(f"{database.statements} statements, where one should do")
        return answer.body

    def compare(self, operation: Operation) -> None:
        """Raise Mismatch, with everything needed to see why, unless both answer every run alike."""
        for number, run in enumerate(operation.runs):
            told = self.oracle.answer(operation.text, run.variables, run.actor, operation.name)
            body = self.ask(operation, run)
            try:
                check(body, told)
            except Mismatch as mismatch:
                raise Mismatch(_report(operation, number, body, told, mismatch)) from None


def _report(operation: Operation, number: int, body: bytes, told: Told, mismatch: Mismatch) -> str:
    runs = "\n".join(f"{'>' if place == number else ' '} {_told_run(run)}" for place, run in enumerate(operation.runs))
    wanted = f"one of {sorted(told.codes)}" if told.codes else json.dumps(told.data, ensure_ascii=False)
    given = body.decode(errors="replace")
    text = f"{mismatch}\n\n{_pretty(operation.text)}\n\n{runs}\n\noracle: {wanted}\nserver: {given}"
    return text.encode(errors="backslashreplace").decode()


def _told_run(run: Run) -> str:
    grants = ", ".join(f"{grant.role}:{grant.scope_id}" if grant.scope else grant.role for grant in run.actor.grants)
    return f"{grants or 'public'} {json.dumps(run.variables, ensure_ascii=False)}"


def _pretty(text: str) -> str:
    try:
        return print_ast(parse(text))
    except GraphQLError:
        return text
