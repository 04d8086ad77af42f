"""Compiles one operation for actors of certain roles into one statement."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphql import FragmentDefinitionNode, GraphQLObjectType, GraphQLSchema, OperationDefinitionNode
from sqlalchemy import ARRAY, BigInteger, BindParameter, Select, func, literal_column, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.dialects.postgresql.psycopg import PGCompiler_psycopg, PGDialect_psycopg
from sqlalchemy.util import immutabledict

from core.runtime.rules import SCOPE_PARAMETER
from schema.compiler.faults import located
from schema.compiler.filters import Filters
from schema.compiler.inputs import Trace, Value, argument_value
from schema.compiler.json_text import Piece, json_object, json_text, or_null
from schema.compiler.objects import Objects
from schema.compiler.orders import Orders
from schema.compiler.plan import Plan
from schema.compiler.reader import Reader
from schema.compiler.resolving import Resolving
from schema.compiler.rowset import RowSet
from schema.compiler.search import Search
from schema.compiler.selection import Selected, Selections

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.generation.generation import Generation
    from core.generation.models import ComposedModel
    from schema.compiler.pages import Limits
    from schema.compiler.roots import Root


class _StatementCompiler(PGCompiler_psycopg):
    """Writes constants into the statement, where the planner sees them; only what a request brings is a parameter.

    No row becomes an object, so what SQLAlchemy's ORM would prepare for each select is left out: that is
    two fifths of the work of writing a statement.
    """

    def visit_select(self, select_stmt: Select[Any], *args: Any, **options: Any) -> str:  # noqa: ANN401
        plain = select_stmt._clone()  # noqa: SLF001 - there is no other way to a select without its ORM side
        plain._propagate_attrs = immutabledict()  # noqa: SLF001 - likewise
        return str(super().visit_select(plain, *args, **options))  # type: ignore[no-untyped-call]

    def visit_bindparam(self, bindparam: BindParameter[Any], *args: Any, **options: Any) -> str:  # noqa: ANN401
        options["literal_binds"] = not bindparam.required
        return str(super().visit_bindparam(bindparam, *args, **options))  # type: ignore[no-untyped-call]


_DIALECT = PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]
_DIALECT.statement_compiler = _StatementCompiler


class Compilation:
    """The compilation of one statement for one set of inputs; everything it depends on is in `trace`."""

    def __init__(  # noqa: PLR0913 - what a compilation depends on, and nothing else
        self,
        generation: Generation,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        roles: tuple[str, ...],
        trace: Trace,
        limits: Limits,
    ) -> None:
        self.generation = generation
        self.schema = schema
        self.limits = limits
        self.trace = trace
        self.reader = Reader(generation, roles)
        self.selections = Selections(schema, fragments, self.trace)
        self.filters = Filters(self.reader)
        self.orders = Orders(self.reader)
        self.search = Search(self.reader)

    @cached_property
    def objects(self) -> Objects:
        """The compiler of records."""
        return Objects(self)

    @cached_property
    def resolving(self) -> Resolving:
        """The compiler of resolved fields."""
        return Resolving(self)

    def object_type(self, name: str) -> GraphQLObjectType:
        """The object type of that name, which the schema is known to have."""
        kind = self.schema.type_map[name]
        assert isinstance(kind, GraphQLObjectType)  # noqa: S101 - for the type checker
        return kind

    def roots(self, operation: OperationDefinitionNode) -> list[Selected]:
        """The root fields an operation asks for."""
        kind = self.schema.get_root_type(operation.operation)
        assert kind is not None  # noqa: S101 - validation saw to it
        return self.selections.collect([operation.selection_set], kind)

    def arguments(self, selected: Selected) -> dict[str, Value]:
        """All arguments of a field, those left out among them."""
        nodes = {node.name.value: node.value for node in selected.first.arguments or ()}
        definitions = selected.definition.args
        return {name: argument_value(self.trace, nodes.get(name), argument) for name, argument in definitions.items()}

    def plan(self, roots: Mapping[str, Root], chosen: Sequence[Selected], kind: str) -> Plan:
        """The plan that answers these root fields as one JSON object."""
        members: list[tuple[str, Piece]] = []
        for selected in chosen:
            with located(selected):
                value = f'"{kind}"' if selected.name == "__typename" else roots[selected.name](self, selected)
            members.append((selected.key, value))
        return self.render(select(json_object(members)))

    def record_plan(self, model: ComposedModel, chosen: Sequence[Selected]) -> Plan:
        """The plan that answers these fields, each of which shows the same record, as one JSON object.

        The number of the record is the one in the inputs.
        """
        members: list[tuple[str, Piece]] = []
        for selected in chosen:
            source = self.reader.source(model)
            rows = RowSet(self.reader, source)
            text = self.objects.record(selected.selection_sets, source, rows)
            bound = self.reader.bind(lambda inputs: inputs.numbers[0], BigInteger())
            found = select(text).select_from(rows.clause).where(source.column("id") == bound, source.readable)
            members.append((selected.key, or_null(found.scalar_subquery())))
        return self.render(select(json_object(members)))

    def records_plan(self, model: ComposedModel, chosen: Sequence[Selected]) -> Plan:
        """The plan that answers these fields, each of which lists the same records, as one JSON object.

        The numbers of the records are those in the inputs. A record that the actor may not read is null in its place.
        """
        members: list[tuple[str, Piece]] = []
        for selected in chosen:
            source = self.reader.source(model)
            wanted = func.unnest(self.reader.bind(lambda inputs: list(inputs.numbers), ARRAY(BigInteger)))
            places = wanted.table_valued("number", with_ordinality="place").render_derived()
            rows = RowSet(self.reader, source)
            text = self.objects.record(selected.selection_sets, source, rows)
            found = select(text).select_from(rows.clause).where(source.column("id") == places.c.number, source.readable)
            each = or_null(found.correlate(places).scalar_subquery())
            listed = func.string_agg(each, aggregate_order_by(literal_column("','"), places.c.place))
            several = select(func.coalesce(listed, "")).select_from(places).scalar_subquery()
            members.append((selected.key, json_text(["[", several, "]"])))
        return self.render(select(json_object(members)))

    def render(self, statement: Select[Any]) -> Plan:
        """The text of a statement and the sources of its parameters."""
        compiled = statement.compile(dialect=_DIALECT)
        names: Sequence[str] = compiled.positiontup or ()
        used = frozenset(names)
        parts = tuple(self.resolving.parts)
        arguments = (getter for part in parts for getter in part.arguments.values())
        unused = (getter for name, getter in self.reader.getters.items() if name not in used)
        parameters = tuple(self._parameter(name) for name in names)
        return Plan(str(compiled).encode(), parameters, (*unused, *arguments), parts)

    def _parameter(self, name: str) -> Any:  # noqa: ANN401 - a getter or the name of a role
        return name if name.startswith(SCOPE_PARAMETER) else self.reader.getters[name]
