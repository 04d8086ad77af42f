"""From a generation to its GraphQL schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import strawberry
from graphql import GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.schema_converter import GraphQLCoreConverter

from schema.clashes import check_names
from schema.limits import PageLimits
from schema.scalars import scalar_map
from schema.types.conditions import WhereTypes
from schema.types.facts import MODEL
from schema.types.lists import Lists
from schema.types.models import declare_model
from schema.types.mutations import MutationAnswers, Mutations
from schema.types.orders import OrderTypes
from schema.types.queries import Queries
from schema.types.records import RecordTypes
from schema.types.registry import TypeRegistry
from schema.types.shared import shared_types
from schema.types.wording import Describer

if TYPE_CHECKING:
    from core.generation.generation import Generation
    from schema.types.mutations import MutationResolver, PayloadResolver, RefusalResolver
    from schema.types.parts import Resolver

_BEHIND = GraphQLCoreConverter.DEFINITION_BACKREF
_DEFAULT_LIMITS = PageLimits()


def build_schema(  # noqa: PLR0913 - one keyword for each thing an executor may bring
    generation: Generation,
    *,
    query_resolver: Resolver | None = None,
    mutation_resolver: MutationResolver | None = None,
    payload_resolver: PayloadResolver | None = None,
    refusal_resolver: RefusalResolver | None = None,
    limits: PageLimits = _DEFAULT_LIMITS,
) -> strawberry.Schema:
    """The schema of a generation.

    All resolvers are given graphql-core's info. What has no resolver is read from its object: the key
    of a mapping, or the attribute of anything else.

    Args:
        generation: the composed plugins.
        query_resolver: answers each root field of Query: (root, info, **arguments by Python name).
        mutation_resolver: runs each mutation: (mutation, info, *, input, dry_run), where `input` is
            an instance of the mutation's own dataclass.
        payload_resolver: gives the record of a mutation's payload: (payload, info).
        refusal_resolver: makes the payload of a mutation whose input is refused while it is read:
            (refusal, info). Without it the refusal is raised.
        limits: the sizes of pages, which the descriptions name.

    Raises:
        NameClash: clients would see two things under one name.
    """
    check_names(generation)
    registry = TypeRegistry(Describer(generation.translations), generation.opened_choices)
    shared = shared_types(registry)
    types = {name: declare_model(registry, model, shared.node) for name, model in generation.models.items()}
    lists = Lists(registry, limits)
    records, conditions = RecordTypes(registry, generation, types, lists), WhereTypes(registry, types)
    orders = OrderTypes(registry, types, shared)
    for each in types.values():
        records.fill(each, shared)
        conditions.fill(each)
        orders.fill(each)
    mutations = Mutations(registry, generation, types, shared)
    answers = MutationAnswers(mutation_resolver, payload_resolver, refusal_resolver)
    schema = strawberry.Schema(
        query=Queries(registry, types, lists, query_resolver).make(shared),
        mutation=mutations.make(generation.mutations.values(), answers),
        types=[each.record for each in types.values()],
        config=StrawberryConfig(scalar_map=scalar_map(registry.describe), default_resolver=_member),
    )
    _annotate(schema._schema, registry)  # noqa: SLF001 - strawberry gives no other way to graphql-core's schema
    return schema


def _member(thing: object, name: str) -> object:
    return thing[name] if isinstance(thing, Mapping) else getattr(thing, name)


def _annotate(schema: GraphQLSchema, registry: TypeRegistry) -> None:
    """Let graphql-core's objects know what they stand for, and which inputs take exactly one field."""
    for name, kind in schema.type_map.items():
        if name in registry.models:
            kind.extensions[MODEL] = registry.models[name]
        if isinstance(kind, GraphQLInputObjectType) and _BEHIND in kind.extensions:
            kind.is_one_of = kind.extensions[_BEHIND].is_one_of
        if isinstance(kind, GraphQLInputObjectType | GraphQLObjectType | GraphQLInterfaceType):
            for each in kind.fields.values():
                each.extensions.update(getattr(each.extensions.get(_BEHIND), "metadata", {}))
