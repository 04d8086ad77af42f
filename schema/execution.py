"""Answers GraphQL requests: a query by one compiled statement, a mutation by its function in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

import orjson
from graphql import GraphQLError, OperationDefinitionNode, OperationType, execute
from graphql.execution.values import VariableValues, get_variable_values

from core.declarations.roles import PUBLIC_READER, Actor
from core.foundation.clock import ZONE
from core.foundation.errors import Refusal
from core.foundation.i18n import SOURCE_LOCALE
from core.runtime.env import ReadEnv
from core.runtime.rules import scope_parameters
from schema.build import build_schema
from schema.compiler.compiler import Compilation
from schema.compiler.faults import LocatedError
from schema.compiler.inputs import Inputs, Trace
from schema.compiler.pages import Limits
from schema.compiler.roots import query_roots
from schema.documents import Document, Documents, plan_key
from schema.errors import coded, masked, refused
from schema.mutations import MutationRun, refuse_input, resolve_mutation, resolve_payload_record
from schema.refusals import TooDeep
from schema.rendered import Rendered, RenderedExecution
from schema.splicing import spliced

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo

    from core.database.pool import Database
    from core.generation.generation import Generation
    from schema.compiler.plan import Plan
    from schema.compiler.selection import Selected

_INTROSPECTION = frozenset({"__schema", "__type"})


@dataclass(frozen=True, kw_only=True)
class Request:
    """One operation a client asks for, and who asks, in which language."""

    query: str | None
    variables: Mapping[str, Any] | None = None
    operation_name: str | None = None
    actor: Actor = PUBLIC_READER
    locale: str = SOURCE_LOCALE
    allow_mutation: bool = True


@dataclass(frozen=True)
class Answer:
    """The complete JSON of a response; `request_error` says that nothing was executed."""

    body: bytes
    request_error: bool = False


@dataclass(frozen=True)
class ExecutionLimits:
    """What one process keeps and gives: rows a page, documents and plans, characters a document."""

    rows: Limits = field(default_factory=Limits)
    documents: int = 500
    plans: int = 200
    document_length: int = 100_000


def present() -> datetime:
    """The present instant, in the time zone of the city."""
    return datetime.now(ZONE)


class Executor:
    """Answers requests for one generation on one database; `clock` tells what time it is."""

    def __init__(
        self,
        generation: Generation,
        database: Database,
        limits: ExecutionLimits | None = None,
        clock: Callable[[], datetime] = present,
    ) -> None:
        self.generation = generation
        self.database = database
        self.limits = limits or ExecutionLimits()
        self.clock = clock
        self.schema = build_schema(
            generation,
            query_resolver=_rendered_root,
            mutation_resolver=resolve_mutation,
            payload_resolver=resolve_payload_record,
            refusal_resolver=refuse_input,
            limits=self.limits.rows,
        )
        self.graphql = self.schema._schema  # noqa: SLF001 - strawberry offers no other way to its graphql-core schema
        self.documents = Documents(self.graphql, most=self.limits.documents, longest=self.limits.document_length)
        self._roots = query_roots(generation)

    async def open(self) -> None:
        """Make the connections."""
        await self.database.open()

    async def close(self) -> None:
        """Close the connections."""
        await self.database.close()

    async def execute(self, request: Request) -> Answer:
        """The response to a request; whatever goes wrong is told in it, nothing is raised."""
        try:
            return await self._execute(request)
        except GraphQLError as error:
            return _failed([error], request_error=True)
        except _Several as several:
            return _failed(several.errors, request_error=True)
        except LocatedError as error:
            told = refused(error.refusal, self.generation.words, request.locale, [error.node])
            return _failed([told], request_error=False)
        except (Refusal, RecursionError) as error:
            refusal = error if isinstance(error, Refusal) else TooDeep()
            return _failed([refused(refusal, self.generation.words, request.locale)], request_error=False)
        except Exception as error:  # noqa: BLE001 - the last resort: masked, logged, and the server goes on
            return _failed([masked(error)], request_error=False)

    async def _execute(self, request: Request) -> Answer:
        if not request.query or not isinstance(request.query, str):
            raise coded(GraphQLError("The request holds no query."), "QUERY_MISSING")
        document = self.documents.read(request.query)
        if document.errors:
            return _failed(document.errors, request_error=True)
        operation = _operation(document, request.operation_name)
        if operation.operation is OperationType.SUBSCRIPTION:
            raise coded(GraphQLError("Subscriptions are not offered.", [operation]), "SUBSCRIPTION_UNSUPPORTED")
        if operation.operation is OperationType.MUTATION:
            return await self._mutate(request, document, operation)
        inputs = Inputs(self._variables(operation, request.variables), request.locale)
        return await self._query(request, document, operation, inputs)

    def _variables(self, operation: OperationDefinitionNode, given: Mapping[str, Any] | None) -> VariableValues:
        if given is not None and not isinstance(given, Mapping):
            raise coded(GraphQLError("variables must be an object."), "BAD_USER_INPUT")
        values = get_variable_values(
            self.graphql, operation.variable_definitions or (), dict(given or {}), max_errors=20
        )
        if isinstance(values, list):
            raise _Several([coded(error, "BAD_USER_INPUT") for error in values])
        return values

    async def _query(
        self, request: Request, document: Document, operation: OperationDefinitionNode, inputs: Inputs
    ) -> Answer:
        tree = document.tree(plan_key(operation, request.actor), self.limits.plans)
        plan = tree.find(inputs)
        if plan is None:
            compilation = self.compilation(document, request.actor, Trace(inputs))
            chosen = compilation.roots(operation)
            if any(selected.name in _INTROSPECTION for selected in chosen):
                return await self._introspect(request, document, compilation, chosen)
            plan = compilation.plan(self._roots, chosen, "Query")
            tree.keep(plan, compilation.trace.steps)
        data = await self._run(plan, inputs, request.actor)
        if not plan.resolved:
            return Answer(b'{"data":' + data + b"}")
        filled = await spliced(data, plan.resolved, inputs, self.read_env(request))
        if not filled.errors:
            return Answer(b'{"data":' + filled.data + b"}")
        return Answer(_response(orjson.Fragment(filled.data), filled.errors))

    def compilation(self, document: Document, actor: Actor, trace: Trace) -> Compilation:
        """A new compilation for an operation of the document."""
        return Compilation(
            self.generation, self.graphql, document.fragments, actor.fingerprint, trace, self.limits.rows
        )

    def read_env(self, request: Request) -> ReadEnv:
        """What resolved fields may know of a request."""
        return ReadEnv(generation=self.generation, actor=request.actor, locale=request.locale, now=self.clock())

    async def _run(self, plan: Plan, inputs: Inputs, actor: Actor) -> bytes:
        scopes = self.scopes(actor)
        data = await self.database.fetch_text(plan.sql, plan.values(inputs, scopes))
        if data is None:
            msg = "the statement gave no JSON"
            raise RuntimeError(msg)
        return data

    def scopes(self, actor: Actor) -> dict[str, list[int]]:
        """The records each role of the actor is limited to, by the name of the role."""
        return scope_parameters(actor, self.generation.access.roles.values())

    async def _introspect(
        self, request: Request, document: Document, compilation: Compilation, chosen: Sequence[Selected]
    ) -> Answer:
        """Answer an operation that asks for the schema: its records by one statement, the rest by the executor."""
        records = [selected for selected in chosen if selected.name not in _INTROSPECTION]
        plan = compilation.plan(self._roots, records, "Query")
        inputs = compilation.trace.inputs
        data = await self._run(plan, inputs, request.actor)
        filled = await spliced(data, plan.resolved, inputs, self.read_env(request))
        rendered = {key: Rendered(orjson.dumps(value)) for key, value in orjson.loads(filled.data).items()}
        return await self._resolve(request, document, rendered, None, filled.errors)

    async def _mutate(self, request: Request, document: Document, operation: OperationDefinitionNode) -> Answer:
        if not request.allow_mutation:
            raise coded(GraphQLError("A mutation must be sent by POST.", [operation]), "MUTATION_BY_GET")
        run = MutationRun(
            self, document, request, Inputs(self._variables(operation, request.variables), request.locale)
        )
        run.compile(operation)
        return await self._resolve(request, document, None, run, run.errors)

    async def _resolve(
        self, request: Request, document: Document, root: object, context: object, failed: Sequence[GraphQLError]
    ) -> Answer:
        """What graphql-core's executor answers; `failed` are the errors of fields it passes on as finished JSON."""
        assert document.node is not None  # noqa: S101 - a document without errors was parsed
        executed = execute(
            self.graphql,
            document.node,
            root_value=root,
            context_value=context,
            variable_values=dict(request.variables or {}),
            operation_name=request.operation_name,
            executor_class=RenderedExecution,
        )
        result = await executed if isawaitable(executed) else executed
        errors = [*(_told(error) for error in result.errors or ()), *failed]
        return Answer(_response(result.data, errors))


class _Several(Exception):
    """Several errors of one request."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__()
        self.errors = errors


def _operation(document: Document, name: str | None) -> OperationDefinitionNode:
    operations = document.operations
    if name is None and len(operations) == 1:
        return operations[0]
    for operation in operations:
        if operation.name and operation.name.value == name:
            return operation
    names = ", ".join(operation.name.value for operation in operations if operation.name) or "none"
    message = "operationName is needed" if name is None else f"There is no operation {name!r}"
    raise coded(GraphQLError(f"{message}; the document holds: {names}."), "OPERATION_UNKNOWN")


def _told(error: GraphQLError) -> GraphQLError:
    """The error as a client may read it: what was not foreseen is masked."""
    if error.original_error is None or (error.extensions or {}).get("code"):
        return error
    hidden = masked(error.original_error)
    return GraphQLError(hidden.message, error.nodes, path=error.path, extensions=hidden.extensions)


def _failed(errors: Sequence[GraphQLError], *, request_error: bool) -> Answer:
    body: dict[str, Any] = {"errors": [error.formatted for error in errors]}
    if not request_error:
        body["data"] = None
    return Answer(orjson.dumps(body), request_error)


def _response(data: object, errors: Sequence[GraphQLError]) -> bytes:
    body: dict[str, Any] = {"data": data}
    if errors:
        body["errors"] = [error.formatted for error in errors]
    return orjson.dumps(body)


def _rendered_root(root: Mapping[str, Rendered], info: GraphQLResolveInfo[object], **_arguments: object) -> Rendered:
    """The finished text of a root field, which the compiler made before the executor started."""
    return root[str(info.path.key)]
