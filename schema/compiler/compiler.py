"""Compiles one operation for actors of certain roles into one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, BigInteger, BindParameter, Select, func, literal_column, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.dialects.postgresql.psycopg import PGCompiler_psycopg, PGDialect_psycopg
from sqlalchemy.util import immutabledict

from core.runtime.rules import SCOPE_PARAMETER
from schema.compiler.context import Context
from schema.compiler.faults import located
from schema.compiler.json_text import Piece, json_object, json_text, or_null
from schema.compiler.plan import Plan
from schema.compiler.rates import rate_member
from schema.compiler.records import RecordCompiler
from schema.compiler.rowset import RowSet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphql import FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode

    from core.generation.generation import Generation
    from core.generation.models import ComposedModel
    from schema.compiler.inputs import PlanKey
    from schema.compiler.roots import Root
    from schema.compiler.selection import Selected
    from schema.limits import Limits


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
    """The compilation of one statement for one set of inputs; everything it depends on is in `plan_key`."""

    def __init__(  # noqa: PLR0913 - what a compilation depends on, and nothing else
        self,
        generation: Generation,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        roles: tuple[str, ...],
        plan_key: PlanKey,
        limits: Limits,
    ) -> None:
        self.context = Context(generation, schema, fragments, roles, plan_key, limits)
        self.records = RecordCompiler(self.context, {"rates": rate_member})

    @property
    def plan_key(self) -> PlanKey:
        """The probes that were run on the inputs so far."""
        return self.context.plan_key

    def roots(self, operation: OperationDefinitionNode) -> list[Selected]:
        """The root fields an operation asks for."""
        kind = self.context.schema.get_root_type(operation.operation)
        assert kind is not None  # noqa: S101 - validation saw to it
        return self.context.selections.collect([operation.selection_set], kind)

    def plan(self, roots: Mapping[str, Root], chosen: Sequence[Selected], kind: str) -> Plan:
        """The plan that answers these root fields as one JSON object."""
        members: list[tuple[str, Piece]] = []
        for selected in chosen:
            with located(selected):
                value = f'"{kind}"' if selected.name == "__typename" else roots[selected.name](self.records, selected)
            members.append((selected.key, value))
        return self.render(select(json_object(members)))

    def record_plan(self, model: ComposedModel, chosen: Sequence[Selected]) -> Plan:
        """The plan that answers these fields, each of which shows the same record, as one JSON object.

        The number of the record is the one in the inputs.
        """
        members: list[tuple[str, Piece]] = []
        for selected in chosen:
            source = self.context.reader.source(model)
            rows = RowSet(self.context.reader, source)
            text = self.records.record(selected.selection_sets, source, rows)
            bound = self.context.reader.bind(lambda inputs: inputs.numbers[0], BigInteger())
            found = select(text).select_from(rows.clause).where(source.column("id") == bound, source.readable)
            members.append((selected.key, or_null(found.scalar_subquery())))
        return self.render(select(json_object(members)))

    def records_plan(self, model: ComposedModel, chosen: Sequence[Selected]) -> Plan:
        """The plan that answers these fields, each of which lists the same records, as one JSON object.

        The numbers of the records are those in the inputs. A record that the actor may not read is null in its place.
        """
        members: list[tuple[str, Piece]] = []
        for selected in chosen:
            source = self.context.reader.source(model)
            wanted = func.unnest(self.context.reader.bind(lambda inputs: list(inputs.numbers), ARRAY(BigInteger)))
            places = wanted.table_valued("number", with_ordinality="place").render_derived()
            rows = RowSet(self.context.reader, source)
            text = self.records.record(selected.selection_sets, source, rows)
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
        parts = tuple(self.records.resolved.parts)
        arguments = (getter for part in parts for getter in part.arguments.values())
        unused = (getter for name, getter in self.context.reader.getters.items() if name not in used)
        parameters = tuple(self._parameter(name) for name in names)
        return Plan(str(compiled).encode(), parameters, (*unused, *arguments), parts)

    def _parameter(self, name: str) -> Any:  # noqa: ANN401 - a getter or the name of a role
        return name if name.startswith(SCOPE_PARAMETER) else self.context.reader.getters[name]
