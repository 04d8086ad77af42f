"""The models of one statement, each alias with its read rule, each column as the actor may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import ColumnElement, Select, and_, bindparam, inspect, select, true
from sqlalchemy.sql import coercions, roles, visitors
from sqlalchemy.sql.util import ClauseAdapter

from core.declarations.roles import PUBLIC
from core.generation.models import (
    ComposedComputed,
    ComposedField,
    ComposedLink,
    ComposedLinks,
    ComposedModel,
    ComposedResolved,
)
from core.runtime.needs import needed_expressions
from core.runtime.rows import Rows, ShownRows
from core.runtime.rules import RuleEnv
from schema.compiler.sources import Source, Sources
from schema.naming import camel
from schema.refusals import FieldDenied, TooDeep

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.sql.visitors import ExternallyTraversible
    from sqlalchemy.types import TypeEngine

    from core.declarations.roles import Role
    from core.generation.generation import Generation
    from schema.compiler.inputs import Getter
    from schema.limits import StatementLimits

Member = ComposedField | ComposedLink | ComposedLinks | ComposedComputed


class ActorReader:
    """Makes sources and expressions for actors who hold certain roles."""

    def __init__(self, generation: Generation, roles: tuple[str, ...], limits: StatementLimits) -> None:
        self.generation = generation
        self.limits = limits
        self.env = RuleEnv(generation, roles)
        self.getters: dict[str, Getter] = {}
        self._members: dict[str, dict[str, Member]] = {}
        self._made = Sources(self.env)
        self._sources = 0

    def bind(self, getter: Getter, kind: TypeEngine[Any]) -> ColumnElement[Any]:
        """A parameter whose value is read from the inputs of each request; raises TooDeep for one too many."""
        if len(self.getters) >= self.limits.parameters:
            raise TooDeep
        name = f"p{len(self.getters)}"
        self.getters[name] = getter
        return bindparam(name, type_=kind)

    def source(self, model: ComposedModel | str) -> Source:
        """An alias of the model not used before; raises TooDeep for a statement that would use too many."""
        self.use_table()
        return self._made.next(self.generation.models[model] if isinstance(model, str) else model)

    def use_table(self) -> None:
        """Count one more use of a table; raises TooDeep for one too many."""
        self._sources += 1
        if self._sources > self.limits.sources:
            raise TooDeep

    def members(self, model: ComposedModel) -> dict[str, Member]:
        """What a GraphQL name means on a model."""
        known = self._members.get(model.name)
        if known is None:
            groups = (model.fields, model.links, model.to_many, model.computed)
            known = {camel(name): member for group in groups for name, member in group.items()}
            self._members[model.name] = known
        return known

    @staticmethod
    def resolved(model: ComposedModel, name: str) -> ComposedResolved | None:
        """The resolved field of that GraphQL name, which can be selected but not filtered or ordered by."""
        return next((member for member in model.resolved.values() if camel(member.name) == name), None)

    def value(self, source: Source, member: ComposedField | ComposedComputed) -> ColumnElement[Any]:
        """A column or computed field as this actor sees it, wherever it is used.

        Raises FieldDenied where no role of the actor belongs to the column's audience. In rows which
        only other roles of the actor cover, the value is null.
        """
        if isinstance(member, ComposedComputed):
            return self._computed(source, member)
        column = source.column(member.name)
        if member.audience is None:
            return column
        names = {role.name for role in member.audience}
        if not names & self.env.roles and PUBLIC.name not in names:
            raise FieldDenied(model=source.model.name, name=camel(member.name), roles=", ".join(sorted(names)))
        return self._shown(source, member.name, member.audience)

    def _shown(self, source: Source, name: str, audience: Iterable[Role]) -> ColumnElement[Any]:
        return source.part(
            name, lambda: self.env.shown(source.column(name), audience, source.model.mapped, source.entity)
        )

    def _computed(self, source: Source, member: ComposedComputed) -> ColumnElement[Any]:
        field = member.computed.__get__(None, source.model.mapped)
        return source.part(member.name, lambda: self.adapted(source, field(Rows(self.env))))

    @staticmethod
    def adapted(source: Source, expression: ColumnElement[Any]) -> ColumnElement[Any]:
        """An expression over the mapped class as one over the source's rows."""
        element = coercions.expect(roles.ExpressionElementRole, expression)
        return cast("ColumnElement[Any]", ClauseAdapter(source.selectable).traverse(element))

    def needed(
        self, source: Source, member: ComposedResolved, arguments: Mapping[str, ColumnElement[Any]]
    ) -> dict[str, ColumnElement[Any]]:
        """What a resolved field needs of a row, by name; what the actor may not read of it is null."""
        if arguments:
            return self._needed(source, member, arguments)
        return source.part(member.name, lambda: self._needed(source, member, arguments))

    def _needed(
        self, source: Source, member: ComposedResolved, arguments: Mapping[str, ColumnElement[Any]]
    ) -> dict[str, ColumnElement[Any]]:
        rows = ShownRows(self.env)
        found = needed_expressions(member, source.model.mapped, rows, arguments)
        return {name: self._as_shown(source, expression, rows) for name, expression in found.items()}

    def _as_shown(self, source: Source, expression: ColumnElement[Any], rows: Rows) -> ColumnElement[Any]:
        """The expression about the source, its columns with an audience as the actor sees them.

        What `rows` gave out says itself what it shows; a rule above all judges by what is there.
        """
        table = inspect(source.model.mapped).local_table
        seen: dict[int, ExternallyTraversible] = {
            hash(table.c[field.name]): self._shown(source, field.name, field.audience)
            for field in source.model.fields.values()
            if field.audience is not None
        }

        def replace(element: ExternallyTraversible, **_: object) -> ExternallyTraversible | None:
            return element if hash(element) in guarded else seen.get(hash(element))

        guarded = {hash(one) for one in rows.guarded}  # an annotated copy of a clause has the hash of the original
        return self.adapted(source, visitors.replacement_traverse(expression, {}, replace))

    def linked(self, parent: Source, link: ComposedLinks) -> tuple[Source, ColumnElement[bool]]:
        """The source of a to-many link and the condition that ties its rows to the parent's row; each comes once."""
        if link.back is not None:
            return self.reached(parent, link)
        child, through, tie = self._across(parent, link)
        between = select(1).select_from(through.selectable).where(tie)
        return child, between.correlate(parent.selectable, child.selectable).exists()

    def reached(self, parent: Source, link: ComposedLinks) -> tuple[Source, ColumnElement[bool]]:
        """As `linked`, for whoever asks only whether there is a row: one flat join, which PostgreSQL plans best."""
        if link.back is None:
            child, _through, tie = self._across(parent, link)
            return child, tie
        child = self.source(link.target)
        back = child.model.links[link.back]
        return child, child.column(back.column) == parent.column("id")

    def _across(self, parent: Source, link: ComposedLinks) -> tuple[Source, Source, ColumnElement[bool]]:
        """The source of a link across a model in between, that model's, and what ties the three together."""
        child = self.source(link.target)
        through = self.source(cast("str", link.through))
        back = through.model.links[cast("str", link.through_back)]
        forward = through.model.links[cast("str", link.through_forward)]
        tie = and_(
            through.column(back.column) == parent.column("id"),
            through.column(forward.column) == child.column("id"),
            through.readable,
            true() if link.only is None else link.only(through.entity),
        )
        return child, through, tie

    def exists(self, child: Source, *conditions: ColumnElement[bool], outer: Source) -> ColumnElement[bool]:
        """Whether a readable row of the child meets the conditions, for a row of the outer source."""
        found: Select[Any] = select(1).select_from(child.selectable).where(child.readable, *conditions)
        return found.correlate(outer.selectable).exists()
