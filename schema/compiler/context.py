"""What all parts of a compilation share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import FragmentDefinitionNode, GraphQLObjectType, GraphQLSchema

from schema.compiler.inputs import PlanKey, Value, argument_value
from schema.compiler.reader import ActorReader
from schema.compiler.selection import Selected, Selections

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.generation.generation import Generation
    from schema.limits import Limits


class Context:
    """The schema, the selections, the limits and the actor's reader of one compilation.

    Everything that the plan depends on is in `plan_key`.
    """

    def __init__(  # noqa: PLR0913 - what a compilation depends on, and nothing else
        self,
        generation: Generation,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        roles: tuple[str, ...],
        plan_key: PlanKey,
        limits: Limits,
    ) -> None:
        self.generation = generation
        self.schema = schema
        self.limits = limits
        self.plan_key = plan_key
        self.reader = ActorReader(generation, roles, limits.statements)
        self.selections = Selections(schema, fragments, self.plan_key)

    def object_type(self, name: str) -> GraphQLObjectType:
        """The object type of that name, which the schema is known to have."""
        kind = self.schema.type_map[name]
        assert isinstance(kind, GraphQLObjectType)  # noqa: S101 - for the type checker
        return kind

    def arguments(self, selected: Selected) -> dict[str, Value]:
        """All arguments of a field, those left out among them."""
        nodes = {node.name.value: node.value for node in selected.first.arguments or ()}
        definitions = selected.definition.args
        return {
            name: argument_value(self.plan_key, nodes.get(name), argument) for name, argument in definitions.items()
        }
