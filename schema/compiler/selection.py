"""The fields a selection set asks for, after fragments, directives and merging (GraphQL specification, 6.3.2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphql import (
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    NameNode,
    SelectionSetNode,
    VariableNode,
)
from graphql.language import BooleanValueNode

from schema.compiler.inputs import required_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from schema.compiler.inputs import PlanKey


@dataclass
class Selected:
    """A response key with all field nodes that were merged into it."""

    key: str
    parent: GraphQLObjectType
    nodes: list[FieldNode] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of the field in the schema."""
        return self.nodes[0].name.value

    @property
    def first(self) -> FieldNode:
        """The node whose arguments count; validation made those of the others equal."""
        return self.nodes[0]

    @property
    def definition(self) -> GraphQLField:
        """The field in the schema."""
        definition: GraphQLField = self.parent.fields[self.name]
        return definition

    @property
    def selection_sets(self) -> list[SelectionSetNode]:
        """The selection sets below, to be merged."""
        return [node.selection_set for node in self.nodes if node.selection_set]


class Selections:
    """Reads selection sets of one operation."""

    def __init__(
        self, schema: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode], plan_key: PlanKey
    ) -> None:
        self.schema = schema
        self.fragments = fragments
        self.plan_key = plan_key

    def collect(self, sets: Iterable[SelectionSetNode], parent: GraphQLObjectType) -> list[Selected]:
        """The fields asked of an object of that type, in the order of the response."""
        found: dict[str, Selected] = {}
        visited: set[str] = set()
        for selection_set in sets:
            self._collect(selection_set, parent, found, visited)
        return list(found.values())

    def _collect(
        self, selection_set: SelectionSetNode, parent: GraphQLObjectType, found: dict[str, Selected], visited: set[str]
    ) -> None:
        for node in selection_set.selections:
            if not self._included(node.directives):
                continue
            if isinstance(node, FieldNode):
                key = node.alias.value if node.alias else node.name.value
                found.setdefault(key, Selected(key, parent)).nodes.append(node)
            elif isinstance(node, InlineFragmentNode):
                if self._applies(node.type_condition.name if node.type_condition else None, parent):
                    self._collect(node.selection_set, parent, found, visited)
            elif isinstance(node, FragmentSpreadNode):
                name = node.name.value
                fragment = self.fragments[name]
                if name not in visited and self._applies(fragment.type_condition.name, parent):
                    visited.add(name)
                    self._collect(fragment.selection_set, parent, found, visited)

    def _included(self, directives: Iterable[DirectiveNode] | None) -> bool:
        for directive in directives or ():
            name = directive.name.value
            if name in ("skip", "include") and self._condition(directive) == (name == "skip"):
                return False
        return True

    def _condition(self, directive: DirectiveNode) -> bool:
        (argument,) = directive.arguments or ()
        value = argument.value
        if isinstance(value, VariableNode):
            variable = value.name.value
            return bool(
                self.plan_key.ask(lambda inputs: required_value(inputs.variables.coerced.get(variable), variable))
            )
        return isinstance(value, BooleanValueNode) and value.value

    def _applies(self, condition: NameNode | None, parent: GraphQLObjectType) -> bool:
        if condition is None or condition.value == parent.name:
            return True
        kind = self.schema.type_map[condition.value]
        return isinstance(kind, GraphQLInterfaceType) and self.schema.is_sub_type(kind, parent)
