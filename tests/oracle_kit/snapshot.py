"""All rows as objects, and the only facts the oracle takes from SQL: rules, conditions, computed fields and rates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, func, literal, null, select
from sqlalchemy.orm import Session

from core.declarations.roles import PUBLIC, Actor
from core.declarations.rules import Action
from core.generation.models import (
    ComposedComputed,
    ComposedField,
    ComposedLink,
    ComposedLinks,
    ComposedModel,
    ComposedRate,
    ComposedResolved,
)
from core.runtime.env import ReadEnv
from core.runtime.needs import asked_by
from core.runtime.rows import Rows
from core.runtime.rules import RuleEnv, scope_parameters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Engine

    from core.generation.generation import Generation

Scalar = ComposedField | ComposedComputed
Member = Scalar | ComposedLink | ComposedLinks
Record = Any
"""An object of a mapped class, detached from its session."""


def camel(name: str) -> str:
    """The name a client knows a member by."""
    first, *others = name.split("_")
    return first + "".join(other[:1].upper() + other[1:] for other in others)


@dataclass(frozen=True)
class Names:
    """What the names of a model's fields mean to a client, by kind; `id` is among the scalars."""

    scalars: Mapping[str, Scalar]
    links: Mapping[str, ComposedLink]
    to_many: Mapping[str, ComposedLinks]
    resolved: Mapping[str, ComposedResolved]


def names_of(model: ComposedModel) -> Names:
    """The names of a model's fields."""
    return Names(
        {camel(name): scalar for group in (model.fields, model.computed) for name, scalar in group.items()},
        {camel(name): link for name, link in model.links.items()},
        {camel(name): links for name, links in model.to_many.items()},
        {camel(name): resolved for name, resolved in model.resolved.items()},
    )


@dataclass(frozen=True)
class ShareOf:
    """Whether a rate's conditions hold for a record, and the year it belongs to; null does not hold."""

    hit: bool | None
    counts: bool | None
    left_out: bool | None
    year: int | None

    @property
    def parts(self) -> frozenset[str]:
        """The parts of the rate to which the record belongs."""
        found = {"EXCLUDED"} if self.left_out else set()
        if self.counts and not self.left_out:
            found |= {"DENOMINATOR", "NUMERATOR" if self.hit else "MISSING"}
        return frozenset(found)


@dataclass
class Snapshot:
    """Every row of every model, as it is at the moment."""

    generation: Generation
    engine: Engine

    @cached_property
    def records(self) -> Mapping[str, Mapping[int, Record]]:
        """The records of each model by their number."""
        with Session(self.engine, expire_on_commit=False) as session:
            return {
                name: {record.id: record for record in session.scalars(select(model.mapped))}
                for name, model in self.generation.models.items()
            }

    @cached_property
    def names(self) -> Mapping[str, Names]:
        """What the names of fields mean, for each model."""
        return {name: names_of(model) for name, model in self.generation.models.items()}

    def names_for(self, record: Record) -> Names:
        """What the names of a record's fields mean."""
        return self.names[type(record).__name__]

    @cached_property
    def passages(self) -> Mapping[tuple[str, str], frozenset[int]]:
        """For each link across a model in between: the records in between over which it may lead."""
        return {
            (name, links.name): self._passages(links)
            for name, model in self.generation.models.items()
            for links in model.to_many.values()
            if links.through
        }

    def _passages(self, links: ComposedLinks) -> frozenset[int]:
        mapped: Any = self.generation.models[str(links.through)].mapped
        if links.only is None:
            return frozenset(self.records[str(links.through)])
        return self.numbers(mapped, links.only(mapped), {})

    def numbers(self, mapped: Any, where: ColumnElement[bool], parameters: Mapping[str, Any]) -> frozenset[int]:  # noqa: ANN401
        """The numbers of the records that meet a condition."""
        with Session(self.engine) as session:
            return frozenset(session.scalars(select(mapped.id).where(where), parameters))


class View:
    """What one actor sees of a snapshot."""

    def __init__(self, snapshot: Snapshot, actor: Actor) -> None:
        self.snapshot = snapshot
        self.actor = actor
        self.roles = frozenset({PUBLIC.name, *(grant.role for grant in actor.grants)})
        self._covered: dict[tuple[str, frozenset[str]], frozenset[int]] = {}
        self._computed: dict[tuple[str, str], Mapping[int, Any]] = {}
        self._shares: dict[tuple[str, str], Mapping[int, ShareOf]] = {}

    @cached_property
    def _env(self) -> RuleEnv:
        return RuleEnv(self.snapshot.generation, self.roles)

    @cached_property
    def _parameters(self) -> dict[str, list[int]]:
        return scope_parameters(self.actor, self.snapshot.generation.access.roles.values())

    def visible(self, model: str) -> frozenset[int]:
        """The numbers of the records of a model that the actor may read."""
        return self.covered(model, self.roles)

    def covered(self, model: str, roles: Iterable[str]) -> frozenset[int]:
        """The numbers of the records that these roles of the actor let it read."""
        key = model, frozenset(roles) & self.roles
        if key not in self._covered:
            self._covered[key] = self._cover(*key)
        return self._covered[key]

    def _cover(self, model: str, roles: frozenset[str]) -> frozenset[int]:
        mapped = self.snapshot.generation.models[model].mapped
        rules = self.snapshot.generation.access.rules(mapped, Action.READ)
        found: frozenset[int] = frozenset()
        for rule in rules:
            if rule.role is not None and rule.role.name in roles:
                found |= self.snapshot.numbers(mapped, rule.where(self._env, mapped), self._parameters)
        for rule in rules:
            if rule.role is None:
                found &= self.snapshot.numbers(mapped, rule.where(self._env, mapped), self._parameters)
        return found

    def find(self, model: str, number: int | None) -> Record | None:
        """The record with that number, if the actor may read it."""
        if number is None or number not in self.visible(model):
            return None
        return self.snapshot.records[model][number]

    def all(self, model: str) -> list[Record]:
        """All records of a model that the actor may read."""
        return [self.snapshot.records[model][number] for number in sorted(self.visible(model))]

    def linked(self, record: Record, link: ComposedLink) -> Record | None:
        """The record a link leads to, if the actor may read it."""
        return self.find(link.target, getattr(record, link.column))

    def many(self, record: Record, links: ComposedLinks) -> list[Record]:
        """The records links lead to, each once, as far as the actor may read them."""
        if links.back is not None:
            column = self.snapshot.generation.models[links.target].links[links.back].column
            return [other for other in self.all(links.target) if getattr(other, column) == record.id]
        between = self.snapshot.generation.models[str(links.through)]
        back, forward = between.links[str(links.through_back)].column, between.links[str(links.through_forward)].column
        allowed = self.snapshot.passages[type(record).__name__, links.name] & self.visible(between.name)
        passages = (self.snapshot.records[between.name][number] for number in allowed)
        ends = {getattr(passage, forward) for passage in passages if getattr(passage, back) == record.id}
        return [other for other in self.all(links.target) if other.id in ends]

    def denied(self, member: Scalar) -> bool:
        """Whether the member is a column outside the audience of the actor."""
        audience = getattr(member, "audience", None)
        return audience is not None and not self.roles & {role.name for role in audience}

    def value(self, record: Record, member: Scalar) -> Any:  # noqa: ANN401 - whatever it holds
        """A column or computed field of a record, null where none of the roles in its audience covers the record."""
        if isinstance(member, ComposedComputed):
            return self.computed(type(record).__name__, member)[record.id]
        if member.audience is not None:
            covered = self.covered(type(record).__name__, (role.name for role in member.audience))
            if record.id not in covered:
                return None
        return getattr(record, member.name)

    def resolved(self, record: Record, member: ComposedResolved, given: Mapping[str, Any]) -> Any:  # noqa: ANN401
        """The value of a resolved field, called for this record alone."""
        model = type(record).__name__
        mapped: Any = self.snapshot.generation.models[model].mapped
        needed: dict[str, Any] = {}
        for needs in member.needs:
            asked = {argument: literal(given[argument]) for argument in asked_by(needs)}
            expressions = needs(mapped, Rows(self._env), **asked)
            needed |= {name: self._need(record, one) for name, one in expressions.items()}
        env = ReadEnv(generation=self.snapshot.generation, actor=self.actor, locale="en", now=datetime.now(UTC))
        [value] = getattr(mapped, member.name)([needed], env, **given)
        return value

    def _need(self, record: Record, expression: Any) -> Any:  # noqa: ANN401 - an attribute or an expression
        fields = self.snapshot.generation.models[type(record).__name__].fields
        field = fields.get(getattr(expression, "key", None) or "")
        if field is not None and self.value(record, field) is None:
            return None
        mapped: Any = type(record)
        with Session(self.snapshot.engine) as session:
            statement = select(func.to_json(expression)).where(mapped.id == record.id)
            return session.scalar(statement, self._parameters)

    def computed(self, model: str, member: ComposedComputed) -> Mapping[int, Any]:
        """The values of a computed field by the number of the record."""
        key = model, member.name
        if key not in self._computed:
            composed: ComposedModel = self.snapshot.generation.models[model]
            mapped: Any = composed.mapped
            expression = member.computed.__get__(None, composed.mapped)(Rows(self._env))
            with Session(self.snapshot.engine) as session:
                rows = session.execute(select(mapped.id, expression), self._parameters)
                self._computed[key] = {number: _as_declared(value, member) for number, value in rows}
        return self._computed[key]

    def shares(self, model: str, rate: ComposedRate) -> Mapping[int, ShareOf]:
        """What a rate says of each record, by the number of the record."""
        key = model, rate.name
        if key not in self._shares:
            mapped: Any = self.snapshot.generation.models[model].mapped
            share = rate.rate.__get__(None, mapped)(Rows(self._env))
            year = null() if share.year is None else share.year
            asked = select(mapped.id, share.numerator, share.denominator, share.excluded, year)
            with Session(self.snapshot.engine) as session:
                rows = session.execute(asked, self._parameters)
                self._shares[key] = {number: ShareOf(*facts) for number, *facts in rows}
        return self._shares[key]


def _as_declared(value: Any, member: ComposedComputed) -> Any:  # noqa: ANN401 - whatever it holds
    """A choice that an expression gives as the text it is stored as, as its member."""
    names = getattr(member.type, "__members__", None)
    return names[value] if names is not None and isinstance(value, str) else value
