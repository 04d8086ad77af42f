"""Runs a mutation: its function in one transaction, and its payload read by the compiler in the same one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

import orjson
import psycopg
import structlog
from graphql import GraphQLResolveInfo, get_named_type
from psycopg import AsyncRawCursor
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

from core.database.pool import TIME_ZONE, DatabaseUnavailable, StatementTimeout
from core.env import Env
from core.refusals import ForbiddenScope, NotAuthenticated, Refusal
from schema.errors import describe
from schema.refusals import StaleVersion
from schema.rendered import Rendered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphql import GraphQLOutputType, OperationDefinitionNode, SelectionSetNode
    from psycopg import AsyncConnection
    from psycopg.rows import TupleRow
    from sqlalchemy.ext.asyncio import AsyncSession
    from sqlalchemy.orm import Session

    from core.model import Model
    from core.mutation import Mutation
    from schema.compiler.compiler import Compilation
    from schema.compiler.inputs import Inputs
    from schema.compiler.selection import Selected
    from schema.documents import Document
    from schema.execution import Executor, Request

_log = structlog.get_logger("renda.mutations")
_NOT_RECORDS = frozenset({"errors", "__typename"})


@dataclass(frozen=True)
class Payload:
    """What a mutation answers: its record as rendered members by response key, or its refusals."""

    records: Mapping[str, Rendered] = field(default_factory=dict)
    errors: Sequence[Mapping[str, str | None]] = ()


@dataclass(frozen=True)
class MutationRun:
    """What the resolvers of one mutation request share."""

    executor: Executor
    document: Document
    request: Request
    inputs: Inputs

    def env(self, session: Session) -> Env:
        """The environment of the mutation's function."""
        return Env(
            generation=self.executor.generation,
            session=session,
            actor=self.request.actor,
            locale=self.request.locale,
            now=datetime.now(ZoneInfo(TIME_ZONE)),
        )

    def refuse(self, refusal: Refusal) -> Payload:
        """The payload that tells of a refusal."""
        return Payload(errors=[describe(refusal, self.executor.generation.words, self.request.locale)])

    def check(self, operation: OperationDefinitionNode) -> None:
        """Compile what is asked of each payload, so that what may not be asked is refused before anything is done.

        Raises:
            LocatedError: as for a query that asks the same of the record.
        """
        compilation = self.executor.compilation(self.document, self.request.actor, self.inputs)
        for root in compilation.roots(operation):
            if root.name == "__typename":
                continue
            chosen = _shown(compilation, root.selection_sets, root.definition.type)
            for shown in chosen[:1]:
                model = self.executor.generation.models[get_named_type(shown.definition.type).name]
                compilation.record_plan(model, 0, chosen)

    async def records(
        self, session: AsyncSession, info: GraphQLResolveInfo[object], record: Model
    ) -> Mapping[str, Rendered]:
        """The members of the payload that show the record, as the actor may read it, by response key."""
        executor, actor = self.executor, self.request.actor
        compilation = executor.compilation(self.document, actor, self.inputs)
        sets = [node.selection_set for node in info.field_nodes if node.selection_set]
        chosen = _shown(compilation, sets, info.return_type)
        if not chosen:
            return {}
        plan = compilation.record_plan(executor.generation.model_of(type(record)), record.id, chosen)
        connection = await (await session.connection()).get_raw_connection()
        cursor = AsyncRawCursor(cast("AsyncConnection[TupleRow]", connection.driver_connection))
        await cursor.execute(plan.sql, plan.values(self.inputs, executor.scopes(actor)))
        row = await cursor.fetchone()
        found = orjson.loads(row[0]) if row else {}
        return {key: Rendered(orjson.dumps(value)) for key, value in found.items()}


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
        async with run.executor.database.session() as session:
            record = await session.run_sync(lambda sync: _change(mutation, run.env(sync), input))
            records = await run.records(session, info, record)
            if dry_run:
                await session.rollback()
            else:
                await session.commit()
            return Payload(records)
    except Refusal as refusal:
        return run.refuse(refusal)
    except StaleDataError:
        return run.refuse(StaleVersion())
    except (OperationalError, InterfaceError, PoolTimeout, psycopg.OperationalError) as error:
        return run.refuse(_database_refusal(error, run))


def _shown(compilation: Compilation, sets: Sequence[SelectionSetNode], payload: GraphQLOutputType) -> list[Selected]:
    """The members of a payload that show its record."""
    members = compilation.selections.collect(sets, compilation.object_type(get_named_type(payload).name))
    return [member for member in members if member.name not in _NOT_RECORDS]


def _database_refusal(error: Exception, run: MutationRun) -> Refusal:
    """What the driver's error means to a client; SQLAlchemy wraps those of its own statements."""
    cause = getattr(error, "orig", error)
    if isinstance(cause, psycopg.errors.QueryCanceled):
        return StatementTimeout(milliseconds=run.executor.database.timeout_ms)
    _log.warning("database unavailable", kind=type(cause).__qualname__)
    return DatabaseUnavailable()


def _change(mutation: Mutation, env: Env, given: object) -> Model:
    record = mutation.function(env, given)
    env.session.flush()
    return record


def _require_role(mutation: Mutation, run: MutationRun) -> None:
    actor = run.request.actor
    if not actor.grants:
        raise NotAuthenticated
    if not any(actor.holds(role) for role in mutation.allow):
        raise ForbiddenScope(what=mutation.name)


def resolve_payload_record(payload: object, info: GraphQLResolveInfo[object]) -> Rendered | None:
    """The rendered record under the response key that was asked."""
    return payload.records.get(str(info.path.key)) if isinstance(payload, Payload) else None


def refuse_input(refusal: Refusal, info: GraphQLResolveInfo[object]) -> Payload:
    """The payload of a mutation whose input is refused while it is read."""
    return _run_of(info).refuse(refusal)


def _run_of(info: GraphQLResolveInfo[object]) -> MutationRun:
    return cast("MutationRun", info.context)
