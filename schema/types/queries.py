"""The root of all queries: `node`, `nodes`, and for each model its list and its single record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from strawberry.scalars import ID

from core.foundation.i18n import _
from schema.naming import QUERY, camel, connection_field, record_field, record_keys
from schema.types.facts import QueryRoot, RootKind, facts
from schema.types.parts import Kind, Resolver, argument, field, kind_of, list_of, optional
from schema.types.shared import IDENTIFIER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from strawberry.types.arguments import StrawberryArgument
    from strawberry.types.field import StrawberryField

    from core.generation.models import ComposedModel
    from schema.types.lists import Lists
    from schema.types.models import ModelTypes
    from schema.types.registry import TypeRegistry
    from schema.types.shared import Shared

_QUERY = _("Everything that can be read. What the caller may not see does not exist for them.")
_NODE = _("The record with this identifier, or null where there is none to be seen.")
_NODES = _("The records with these identifiers, in the order asked; null where there is none to be seen.")
_IDS = _("Identifiers as queries returned them.")
_LIST = _("{model} records, page by page.")
_RECORD = _("One {model} record, or null where there is none to be seen. Exactly one key must be given: {keys}.")


class Queries:
    """Makes the type Query."""

    def __init__(
        self, registry: TypeRegistry, types: Mapping[str, ModelTypes], lists: Lists, answer: Resolver | None
    ) -> None:
        self._registry = registry
        self._types = types
        self._lists = lists
        self._answer = answer

    def make(self, shared: Shared) -> type:
        """The type Query with all its fields."""
        made = self._registry.object_type(QUERY, self._registry.describe(_QUERY), "the root of all queries")
        self._registry.fill(made, self._fields(shared))
        return made

    def _fields(self, shared: Shared) -> Iterator[StrawberryField]:
        describe = self._registry.describe
        one = [argument("id", ID, describe(IDENTIFIER))]
        many = [argument("ids", list_of(ID), describe(_IDS))]
        yield self._root("node", optional(shared.node), describe(_NODE), QueryRoot(RootKind.NODE), one)
        yield self._root("nodes", list_of(optional(shared.node)), describe(_NODES), QueryRoot(RootKind.NODES), many)
        for types in self._types.values():
            yield self._list(types)
            yield self._record(types)

    def _list(self, types: ModelTypes) -> StrawberryField:
        model = types.model
        described = self._registry.describe(_LIST, model=model.name)
        arguments = self._lists.arguments(types)
        return self._root(
            connection_field(model), types.connection, described, QueryRoot(RootKind.CONNECTION, model), arguments
        )

    def _record(self, types: ModelTypes) -> StrawberryField:
        model, keys = types.model, record_keys(types.model)
        shown = "; ".join(" + ".join(f"`{camel(part)}`" for part in key) for key in keys)
        described = self._registry.describe(_RECORD, model=model.name, keys=shown)
        names = dict.fromkeys(part for key in keys for part in key)
        arguments = [self._key(model, name) for name in names]
        return self._root(
            record_field(model), optional(types.record), described, QueryRoot(RootKind.RECORD, model, keys), arguments
        )

    def _key(self, model: ComposedModel, name: str) -> StrawberryArgument:
        if name == "id":
            return argument("id", optional(ID), self._registry.describe(IDENTIFIER))
        column = model.fields[name]
        return argument(name, optional(kind_of(self._registry, column)), self._registry.describe(column.label))

    def _root(
        self, name: str, kind: Kind, description: str, root: QueryRoot, arguments: list[StrawberryArgument]
    ) -> StrawberryField:
        owner, label = (root.model.owner, root.model.name) if root.model else ("", "")
        entries = facts(root, owner=owner, label=label)
        return field(name, kind, description, facts=entries, arguments=arguments, answer=self._answer)
