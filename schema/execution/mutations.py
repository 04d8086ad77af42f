"""Runs a mutation: its function in one transaction, and its payload read by the compiler in the same one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, cast

import orjson
import psycopg
import structlog
from graphql import GraphQLResolveInfo, get_named_type, get_nullable_type, is_list_type
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from core.database.conflicts import CONFLICTS, conflict
from core.database.pool import DatabaseUnavailable, StatementTimeout
from core.declarations.mutations import Outcome
from core.foundation.errors import ForbiddenScope, NotAuthenticated, Refusal
from core.runtime.env import Env
from schema.compiler.inputs import PlanKey
from schema.errors import describe
from schema.execution.documents import tree_key
from schema.execution.raw_json import RawJson
from schema.execution.resolved import below, fill_resolved
from schema.naming import record_field, records_field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from graphql import GraphQLError, OperationDefinitionNode
    from sqlalchemy.ext.asyncio import AsyncSession
    from sqlalchemy.orm import Session

    from core.database.pool import Database
    from core.declarations.mutations import Mutation
    from core.declarations.roles import Actor
    from core.generation.generation import Generation
    from core.runtime.env import ReadEnv
    from schema.compiler.compiler import Compilation
    from schema.compiler.inputs import RequestInputs
    from schema.compiler.plan import Plan
    from schema.compiler.selection import Selected
    from schema.execution.documents import Document, Payloads
    from schema.execution.requests import Request
    from schema.limits import Limits

_log = structlog.get_logger("renda.mutations")
_NOT_RECORDS = frozenset({"errors", "__typename"})
_NO_RECORDS = RawJson(b"[]")
_AGAIN = (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure)
"""What PostgreSQL takes back so that others can go on; the change is tried again."""


@dataclass(frozen=True)
class Payload:
    """What a mutation answers: its records as finished members by response key, and its refusals."""

    records: Mapping[str, RawJson] = field(default_factory=dict)
    errors: Sequence[Mapping[str, str | int | None]] = ()


class MutationExecutor(Protocol):
    """What a mutation needs of the executor that runs it."""

    generation: Generation
    database: Database
    limits: Limits
    clock: Callable[[], datetime]

    def compilation(self, document: Document, actor: Actor, plan_key: PlanKey) -> Compilation:
        """A new compilation for an operation of the document."""

    def read_env(self, request: Request) -> ReadEnv:
        """What resolved fields may know of a request."""

    def scopes(self, actor: Actor) -> dict[str, list[int]]:
        """The records each role of the actor is limited to, by the name of the role."""


@dataclass
class MutationRun:
    """What the resolvers of one mutation request share."""

    executor: MutationExecutor
    document: Document
    request: Request
    inputs: RequestInputs
    errors: list[GraphQLError] = field(default_factory=list)
    """Those of resolved fields in the payloads, which are finished before the executor sees them."""
    payloads: Payloads = field(default_factory=dict)

    def env(self, session: Session) -> Env:
        """The environment of the mutation's function."""
        return Env(
            generation=self.executor.generation,
            session=session,
            actor=self.request.actor,
            locale=self.request.locale,
            now=self.executor.clock(),
        )

    def localized(self, refusal: Refusal, row: int | None = None) -> Mapping[str, str | int | None]:
        """A refusal as an entry of the payload's errors, in the language of the request."""
        return describe(refusal, self.executor.generation.translations, self.request.locale, row)

    def refuse(self, refusal: Refusal) -> Payload:
        """The payload of a mutation that was refused."""
        return Payload(errors=[self.localized(refusal)])

    def compile(self, operation: OperationDefinitionNode) -> None:
        """Have a plan for each payload, so that what may not be asked of one is refused before anything is done.

        Raises:
            LocatedError: as for a query that asks the same of the record.
        """
        executor, actor = self.executor, self.request.actor
        tree = self.document.payload_tree(tree_key(operation, actor), executor.limits.documents.plans)
        known = tree.find(self.inputs)
        if known is None:
            plan_key = PlanKey(self.inputs)
            read = executor.compilation(self.document, actor, plan_key)
            known = {root.key: self._plans(root, read) for root in read.roots(operation) if root.name != "__typename"}
            tree.keep(known, plan_key.steps)
        self.payloads = known

    def _plans(self, root: Selected, read: Compilation) -> Mapping[str, Plan]:
        """The plan for each member of the payload that shows records, by its name; `read` gathers what is asked for."""
        payload = read.context.object_type(get_named_type(root.definition.type).name)
        shown: dict[str, list[Selected]] = {}
        for member in read.context.selections.collect(root.selection_sets, payload):
            if member.name not in _NOT_RECORDS:
                shown.setdefault(member.name, []).append(member)
        return {name: self._plan(members, read.plan_key) for name, members in shown.items()}

    def _plan(self, members: list[Selected], plan_key: PlanKey) -> Plan:
        compilation = self.executor.compilation(self.document, self.request.actor, plan_key)
        kind = members[0].definition.type
        model = self.executor.generation.models[get_named_type(kind).name]
        if is_list_type(get_nullable_type(kind)):
            return compilation.records_plan(model, members)
        return compilation.record_plan(model, members)

    async def records(
        self, session: AsyncSession, info: GraphQLResolveInfo[object], shows: Mapping[str, Sequence[int]]
    ) -> Mapping[str, RawJson]:
        """The members of the payload that show records, as the actor may read them, by response key.

        `shows` holds the numbers of the records of each member.
        """
        found: dict[str, RawJson] = {}
        for name, plan in self.payloads[str(info.path.key)].items():
            if name in shows:
                found |= await self._read(session, plan, self.inputs.showing(shows[name]), info.path.as_list())
        return found

    async def _read(
        self, session: AsyncSession, plan: Plan, inputs: RequestInputs, path: list[str | int]
    ) -> Mapping[str, RawJson]:
        executor, actor = self.executor, self.request.actor
        values = plan.values(inputs, executor.scopes(actor))
        data = await executor.database.fetch_within(session, plan.sql, values)
        if data is None:
            return {}
        filled = await fill_resolved(data, plan.resolved, inputs, executor.read_env(self.request))
        self.errors.extend(below(path, filled.errors))
        return {key: RawJson(orjson.dumps(value)) for key, value in orjson.loads(filled.data).items()}


async def resolve_mutation(
    mutation: Mutation,
    info: GraphQLResolveInfo[object],
    *,
    input: object,
    dry_run: bool,
) -> Payload:
    """Run the mutation in one transaction; a refusal becomes an error of the payload and nothing is saved.

    With `dry_run` everything is done and answered, and then undone.
    """
    run = _run_of(info)
    try:
        _require_role(mutation, run)
        return await _changed(mutation, run, info, input, dry_run=dry_run)
    except Refusal as refusal:
        return Payload(await _as_it_is(mutation, run, info, refusal), [run.localized(refusal)])
    except CONFLICTS as error:
        return run.refuse(conflict(error))
    except (OperationalError, InterfaceError, PoolTimeout, psycopg.OperationalError) as error:
        return run.refuse(_database_refusal(error, run))


async def _changed(
    mutation: Mutation, run: MutationRun, info: GraphQLResolveInfo[object], given: object, *, dry_run: bool
) -> Payload:
    for attempt in reversed(range(run.executor.limits.changes.attempts)):
        async with run.executor.database.session() as session:
            try:
                outcome = await session.run_sync(lambda sync: _change(mutation, run.env(sync), given))
            except OperationalError as error:
                if attempt and isinstance(error.orig, _AGAIN):
                    continue
                raise
            if outcome.undo:
                await session.rollback()
            records = await run.records(session, info, _shown(mutation, outcome, run.executor.generation))
            if dry_run or outcome.undo:
                await session.rollback()
            else:
                await session.commit()
            return Payload(records, [run.localized(refusal, row) for row, refusal in outcome.rows.items()])
    raise AssertionError  # the last attempt returns or raises


async def _as_it_is(
    mutation: Mutation, run: MutationRun, info: GraphQLResolveInfo[object], refusal: Refusal
) -> Mapping[str, RawJson]:
    """The record that a refusal is about, read after everything was taken back."""
    if refusal.about is None:
        return {}
    _, number = refusal.about
    name = record_field(run.executor.generation.model_of(mutation.result))
    async with run.executor.database.session() as session:
        return await run.records(session, info, {name: [number]})


def _shown(mutation: Mutation, outcome: Outcome, generation: Generation) -> Mapping[str, Sequence[int]]:
    """The numbers of the records behind each member of the payload."""
    model = generation.model_of(mutation.result)
    numbers = [] if outcome.undo else [record.id for record in outcome.records]
    if mutation.many:
        return {records_field(model): numbers}
    return {record_field(model): numbers, **{name: [record.id] for name, record in outcome.also.items()}}


def _database_refusal(error: Exception, run: MutationRun) -> Refusal:
    """What the driver's error means to a client; SQLAlchemy wraps those of its own statements."""
    cause = getattr(error, "orig", error)
    if isinstance(cause, psycopg.errors.QueryCanceled):
        return StatementTimeout(milliseconds=run.executor.database.timeout_ms)
    _log.warning("database unavailable", kind=type(cause).__qualname__)
    return DatabaseUnavailable()


def _change(mutation: Mutation, env: Env, given: object) -> Outcome:
    done = mutation.function(env, given)
    env.session.flush()
    return done if isinstance(done, Outcome) else Outcome(records=(done,))


def _require_role(mutation: Mutation, run: MutationRun) -> None:
    actor = run.request.actor
    if not actor.grants:
        raise NotAuthenticated
    if not any(actor.holds(role) for role in mutation.allow):
        raise ForbiddenScope(what=mutation.name)


def resolve_payload_record(payload: object, info: GraphQLResolveInfo[object]) -> RawJson | None:
    """The finished record or records under the response key that was asked."""
    if not isinstance(payload, Payload):
        return None
    nothing = _NO_RECORDS if is_list_type(get_nullable_type(info.return_type)) else None
    return payload.records.get(str(info.path.key), nothing)


def refuse_input(refusal: Refusal, info: GraphQLResolveInfo[object]) -> Payload:
    """The payload of a mutation whose input is refused while it is read."""
    return _run_of(info).refuse(refusal)


def _run_of(info: GraphQLResolveInfo[object]) -> MutationRun:
    return cast("MutationRun", info.context)
