"""Measures how long the first compilation of an operation takes, for actors of several roles.

    python -m bench.compiling --rounds 5

Each measurement is made in a process of its own, forked from one that has composed the plugins and
compiled nothing yet, so that whatever compilations share counts as well. What is measured is the time of
the processor, which other work on the machine hardly changes. No database is needed.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import orjson
from graphql import OperationDefinitionNode, OperationType
from graphql.execution.values import get_variable_values

from core.database.pool import Database
from core.declarations.roles import Actor, Grant
from core.generation.generation import Generation
from schema.compiler.inputs import PlanKey, RequestInputs
from schema.compiler.roots import query_roots
from schema.execution import Executor, Request
from schema.execution.mutations import MutationRun
from schema.installation import Installation

OPERATIONS = Path(__file__).parent / "compiling"
VARIABLES: dict[str, dict[str, object]] = {
    "one": {"id": "Suggestion:1"},
    "overdue": {"county": "Region:1"},
    "accept": {"input": {"id": "Suggestion:1", "expectedVersion": 1}},
}
ROLES = ("public", "deputy", "county_staff", "city_staff", "congress_leader", "government_office", "unit_clerk")
EVERYBODY = "everybody"


@dataclass(frozen=True)
class Case:
    """An operation, and who asks it."""

    operation: str
    actor: Actor

    @property
    def text(self) -> str:
        """The document."""
        return (OPERATIONS / f"{self.operation}.graphql").read_text()


@dataclass(frozen=True)
class Measured:
    """What one compilation took and made."""

    milliseconds: float
    size: int


def cases(generation: Generation) -> list[Case]:
    """Each operation for each actor."""
    actors = [Actor(name, _grants(generation, (name,))) for name in ROLES]
    actors.append(Actor(EVERYBODY, _grants(generation, tuple(generation.access.roles))))
    names = sorted(path.stem for path in OPERATIONS.glob("*.graphql"))
    return [Case(name, actor) for name in names for actor in actors]


def _grants(generation: Generation, names: tuple[str, ...]) -> tuple[Grant, ...]:
    roles = (generation.access.roles[name] for name in names if name != "public")
    return tuple(Grant(role.name, 1 if role.scope else None, role.scope) for role in roles)


def compile_once(executor: Executor, case: Case) -> Measured:
    """Compile the operation as a server does that has not seen it, its document being read already."""
    document = executor.documents.read(case.text)
    if document.errors:
        raise SystemExit(f"{case.operation}: {document.errors}")
    (operation,) = document.operations
    inputs = _inputs(executor, operation, VARIABLES.get(case.operation, {}))
    began = time.process_time()
    size = _compile(executor, case, operation, inputs)
    return Measured((time.process_time() - began) * 1000, size)


def _inputs(executor: Executor, operation: OperationDefinitionNode, given: dict[str, object]) -> RequestInputs:
    values = get_variable_values(executor.graphql, operation.variable_definitions or (), given)
    if isinstance(values, list):
        raise SystemExit(str(values))
    return RequestInputs(values, "en")


def _compile(executor: Executor, case: Case, operation: OperationDefinitionNode, inputs: RequestInputs) -> int:
    document = executor.documents.read(case.text)
    if operation.operation is OperationType.MUTATION:
        request = Request(query=case.text, actor=case.actor)
        MutationRun(executor, document, request, inputs).compile(operation)
        return 0
    compilation = executor.compilation(document, case.actor, PlanKey(inputs))
    roots = query_roots(executor.generation)
    return len(compilation.plan(roots, compilation.roots(operation), "Query").sql)


def apart(measure: Callable[[], Measured]) -> Measured:
    """What the function measures in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, orjson.dumps(measure()))
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    if not answer:
        raise SystemExit("a measurement failed")
    return Measured(**orjson.loads(answer))


def main() -> None:
    """Print a table: milliseconds of each operation for each actor, the median of the rounds, and the bytes of SQL."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    arguments.add_argument("--rounds", type=int, default=5, help="rounds, each with every case once (default 5)")
    rounds = arguments.parse_args().rounds
    began = time.process_time()
    generation = Installation().generation
    print(f"composing: {time.process_time() - began:.1f} s")
    executor = Executor(generation, Database("postgresql+psycopg://nobody@localhost/nowhere"))
    every = cases(generation)
    found: dict[Case, list[Measured]] = {case: [] for case in every}
    gc.freeze()
    for _ in range(rounds):
        for case in every:
            found[case].append(apart(lambda case=case: compile_once(executor, case)))  # type: ignore[misc]
    for case, measured in found.items():
        took = [one.milliseconds for one in measured]
        spread = f"{statistics.median(took):7.0f} ms ({min(took):.0f}-{max(took):.0f})"
        print(f"{case.operation:12} {case.actor.name:18} {spread:26} {measured[0].size / 1000:8.1f} kB")


if __name__ == "__main__":
    main()
