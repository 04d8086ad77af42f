"""Answers GraphQL requests: a query by one compiled statement, a mutation by its function in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

import orjson
from graphql import GraphQLError, OperationDefinitionNode, OperationType, execute
from graphql.execution.values import VariableValues, get_variable_values

from core.foundation.clock import ZONE
from core.foundation.errors import Refusal
from core.runtime.env import ReadEnv
from core.runtime.rules import scope_parameters
from schema.build import build_schema
from schema.compiler.compiler import Compilation
from schema.compiler.faults import LocatedError
from schema.compiler.inputs import PlanKey, RequestInputs
from schema.compiler.roots import query_roots
from schema.errors import coded, masked, refused
from schema.execution.documents import Document, Documents, tree_key
from schema.execution.errors import RequestErrors, client_error, failed, not_executed, response
from schema.execution.mutations import MutationRun, refuse_input, resolve_mutation, resolve_payload_record
from schema.execution.raw_json import RawJson, RawJsonExecution
from schema.execution.requests import Answer
from schema.execution.resolved import fill_resolved
from schema.limits import Limits
from schema.refusals import TooDeep

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graphql import GraphQLResolveInfo

    from core.database.pool import Database
    from core.declarations.roles import Actor
    from core.generation.generation import Generation
    from schema.compiler.plan import Plan
    from schema.compiler.selection import Selected
    from schema.execution.requests import Request

_INTROSPECTION = frozenset({"__schema", "__type"})


def present() -> datetime:
    """The present instant, in the time zone of the city."""
    return datetime.now(ZONE)


class Executor:
    """Answers requests for one generation on one database; `clock` gives the time."""

    def __init__(
        self,
        generation: Generation,
        database: Database,
        limits: Limits | None = None,
        clock: Callable[[], datetime] = present,
    ) -> None:
        self.generation = generation
        self.database = database
        self.limits = limits or Limits()
        self.clock = clock
        self.schema = build_schema(
            generation,
            query_resolver=_raw_root,
            mutation_resolver=resolve_mutation,
            payload_resolver=resolve_payload_record,
            refusal_resolver=refuse_input,
            limits=self.limits.pages,
        )
        self.graphql = self.schema._schema  # noqa: SLF001 - strawberry offers no other way to its graphql-core schema
        self.documents = Documents(self.graphql, self.limits.documents)
        self._roots = query_roots(generation)

    async def open(self) -> None:
        """Make the connections."""
        await self.database.open()

    async def close(self) -> None:
        """Close the connections."""
        await self.database.close()

    async def execute(self, request: Request) -> Answer:
        """The response to a request; whatever goes wrong stands in it, nothing is raised."""
        try:
            return await self._execute(request)
        except GraphQLError as error:
            return not_executed([error])
        except RequestErrors as several:
            return not_executed(several.errors)
        except LocatedError as error:
            return failed(refused(error.refusal, self.generation.translations, request.locale, [error.node]))
        except (Refusal, RecursionError) as error:
            refusal = error if isinstance(error, Refusal) else TooDeep()
            return failed(refused(refusal, self.generation.translations, request.locale))
        except Exception as error:  # noqa: BLE001 - the last resort: masked, logged, and the server goes on
            return failed(masked(error))

    async def _execute(self, request: Request) -> Answer:
        if not request.query or not isinstance(request.query, str):
            raise coded(GraphQLError("The request holds no query."), "QUERY_MISSING")
        document = self.documents.read(request.query)
        if document.errors:
            return not_executed(document.errors)
        operation = _operation(document, request.operation_name)
        if operation.operation is OperationType.SUBSCRIPTION:
            raise coded(GraphQLError("Subscriptions are not offered.", [operation]), "SUBSCRIPTION_UNSUPPORTED")
        if operation.operation is OperationType.MUTATION:
            return await self._mutate(request, document, operation)
        inputs = RequestInputs(self._variables(operation, request.variables), request.locale)
        return await self._query(request, document, operation, inputs)

    def _variables(self, operation: OperationDefinitionNode, given: Mapping[str, Any] | None) -> VariableValues:
        if given is not None and not isinstance(given, Mapping):
            raise coded(GraphQLError("variables must be an object."), "BAD_USER_INPUT")
        values = get_variable_values(
            self.graphql,
            operation.variable_definitions or (),
            dict(given or {}),
            max_errors=self.limits.documents.errors,
        )
        if isinstance(values, list):
            raise RequestErrors([coded(error, "BAD_USER_INPUT") for error in values])
        return values

    async def _query(
        self, request: Request, document: Document, operation: OperationDefinitionNode, inputs: RequestInputs
    ) -> Answer:
        tree = document.tree(tree_key(operation, request.actor), self.limits.documents.plans)
        plan = tree.find(inputs)
        if plan is None:
            compilation = self.compilation(document, request.actor, PlanKey(inputs))
            chosen = compilation.roots(operation)
            if any(selected.name in _INTROSPECTION for selected in chosen):
                return await self._introspect(request, document, compilation, chosen)
            plan = compilation.plan(self._roots, chosen, "Query")
            tree.keep(plan, compilation.plan_key.steps)
        data = await self._run(plan, inputs, request.actor)
        if not plan.resolved:
            return Answer(b'{"data":' + data + b"}")
        filled = await fill_resolved(data, plan.resolved, inputs, self.read_env(request))
        if not filled.errors:
            return Answer(b'{"data":' + filled.data + b"}")
        return Answer(response(orjson.Fragment(filled.data), filled.errors))

    def compilation(self, document: Document, actor: Actor, plan_key: PlanKey) -> Compilation:
        """A new compilation for an operation of the document."""
        return Compilation(self.generation, self.graphql, document.fragments, actor.fingerprint, plan_key, self.limits)

    def read_env(self, request: Request) -> ReadEnv:
        """What resolved fields may know of a request."""
        return ReadEnv(generation=self.generation, actor=request.actor, locale=request.locale, now=self.clock())

    async def _run(self, plan: Plan, inputs: RequestInputs, actor: Actor) -> bytes:
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
        inputs = compilation.plan_key.inputs
        data = await self._run(plan, inputs, request.actor)
        filled = await fill_resolved(data, plan.resolved, inputs, self.read_env(request))
        finished = {key: RawJson(orjson.dumps(value)) for key, value in orjson.loads(filled.data).items()}
        return await self._resolve(request, document, finished, None, filled.errors)

    async def _mutate(self, request: Request, document: Document, operation: OperationDefinitionNode) -> Answer:
        if not request.allow_mutation:
            raise coded(GraphQLError("A mutation must be sent by POST.", [operation]), "MUTATION_BY_GET")
        run = MutationRun(
            self, document, request, RequestInputs(self._variables(operation, request.variables), request.locale)
        )
        run.compile(operation)
        return await self._resolve(request, document, None, run, run.errors)

    async def _resolve(
        self, request: Request, document: Document, root: object, context: object, field_errors: Sequence[GraphQLError]
    ) -> Answer:
        """What graphql-core's executor answers; `field_errors` are those of fields it passes on as finished JSON."""
        assert document.node is not None  # noqa: S101 - a document without errors was parsed
        executed = execute(
            self.graphql,
            document.node,
            root_value=root,
            context_value=context,
            variable_values=dict(request.variables or {}),
            operation_name=request.operation_name,
            executor_class=RawJsonExecution,
        )
        result = await executed if isawaitable(executed) else executed
        errors = [*(client_error(error) for error in result.errors or ()), *field_errors]
        return Answer(response(result.data, errors))


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


def _raw_root(root: Mapping[str, RawJson], info: GraphQLResolveInfo[object], **_arguments: object) -> RawJson:
    """The finished text of a root field, which the compiler made before the executor started."""
    return root[str(info.path.key)]
