"""The fields of each model's records, connections and edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from strawberry.scalars import ID

from core.foundation.i18n import _
from schema.types.facts import facts, facts_of
from schema.types.parts import field, kind_of, list_of, optional
from schema.types.rates import RateTypes
from schema.types.results import Results
from schema.types.shared import IDENTIFIER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from strawberry.types.field import StrawberryField

    from core.generation.generation import Generation
    from core.generation.models import ComposedComputed, ComposedField, ComposedLink, ComposedLinks, ComposedResolved
    from schema.types.lists import Lists
    from schema.types.models import ModelTypes
    from schema.types.registry import TypeRegistry
    from schema.types.shared import Shared

_AUDIENCE = _("{label} (may be read only by: {roles})")


class RecordTypes:
    """Fills the output types of models."""

    def __init__(
        self, registry: TypeRegistry, generation: Generation, types: Mapping[str, ModelTypes], lists: Lists
    ) -> None:
        self._registry = registry
        self._generation = generation
        self._types = types
        self._lists = lists
        self._results = Results(registry)
        self._rates = RateTypes(registry, generation, lists)

    def fill(self, types: ModelTypes, shared: Shared) -> None:
        """Give a model's record, connection and edge their fields."""
        self._registry.fill(types.record, self._record(types))
        self._registry.fill(types.connection, self._connection(types, shared))
        self._registry.fill(types.edge, self._edge(types))

    def _record(self, types: ModelTypes) -> Iterator[StrawberryField]:
        model = types.model
        identity = facts(model.fields.get("id"), owner=model.owner, label=IDENTIFIER)
        yield field("id", ID, self._registry.describe(IDENTIFIER), facts=identity)
        yield from (self._column(column) for column in model.fields.values() if column.name != "id")
        yield from (self._computed(computed) for computed in model.computed.values())
        yield from (self._resolved(resolved) for resolved in model.resolved.values())
        yield from (self._link(link) for link in model.links.values())
        yield from (self._links(links) for links in model.to_many.values())

    def _column(self, column: ComposedField) -> StrawberryField:
        kind = kind_of(self._registry, column)
        nullable = column.nullable or column.audience is not None
        return field(column.name, optional(kind) if nullable else kind, self._described(column), facts=facts_of(column))

    def _described(self, column: ComposedField) -> str:
        if column.audience is None:
            return self._registry.describe(column.label)
        roles = tuple(role.label for role in column.audience)
        return self._registry.describe(_AUDIENCE, label=(column.label,), roles=roles)

    def _computed(self, computed: ComposedComputed) -> StrawberryField:
        kind = kind_of(self._registry, computed)
        described = self._registry.describe(computed.label)
        return field(computed.name, optional(kind) if computed.nullable else kind, described, facts=facts_of(computed))

    def _resolved(self, resolved: ComposedResolved) -> StrawberryField:
        return field(
            resolved.name,
            optional(self._results.kind(resolved, resolved.result)),  # what fails is null, and the record stays
            self._registry.describe(resolved.label),
            facts=facts_of(resolved),
            arguments=self._results.arguments(resolved),
        )

    def _link(self, link: ComposedLink) -> StrawberryField:
        kind = self._types[link.target].record
        nullable = link.nullable or not self._generation.public_in_full(self._types[link.target].model.mapped)
        described = self._registry.describe(link.label)
        return field(link.name, optional(kind) if nullable else kind, described, facts=facts_of(link))

    def _links(self, links: ComposedLinks) -> StrawberryField:
        target = self._types[links.target]
        return field(
            links.name,
            target.connection,
            self._registry.describe(links.label),
            facts=facts_of(links),
            arguments=self._lists.arguments(target),
        )

    def _connection(self, types: ModelTypes, shared: Shared) -> Iterator[StrawberryField]:
        describe = self._registry.describe
        yield field("total_count", int, describe(_("How many records there are in all pages together.")))
        yield field("nodes", list_of(types.record), describe(_("The records of this page.")))
        yield field("edges", list_of(types.edge), describe(_("The records of this page, each with its cursor.")))
        yield field("page_info", shared.page_info, describe(_("Where this page stands in the list.")))
        yield from self._rates.field(types)

    def _edge(self, types: ModelTypes) -> Iterator[StrawberryField]:
        describe = self._registry.describe
        yield field("cursor", str, describe(_("The place of the record in the list, for `after` and `before`.")))
        yield field("node", types.record, describe(_("The record.")))
