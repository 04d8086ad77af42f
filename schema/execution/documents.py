"""Parsed and validated documents, kept so that a text is read once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    parse,
    validate,
)

from schema.compiler.plan import Plan, PlanTree
from schema.errors import coded

if TYPE_CHECKING:
    from collections.abc import Hashable

    from core.declarations.roles import Actor
    from schema.limits import DocumentLimits

Payloads = Mapping[str, Mapping[str, Plan]]
"""By the response key of each mutation, the plan for each member of its payload that shows records."""
T = TypeVar("T")


@dataclass
class Document:
    """A text a client sent: either its errors, or its operations with the plans made for them."""

    node: DocumentNode | None
    errors: list[GraphQLError] = field(default_factory=list)
    plans: dict[Hashable, PlanTree[Plan]] = field(default_factory=dict)
    payloads: dict[Hashable, PlanTree[Payloads]] = field(default_factory=dict)

    @property
    def operations(self) -> list[OperationDefinitionNode]:
        """The operations, in the order of the text."""
        definitions = self.node.definitions if self.node else ()
        return [item for item in definitions if isinstance(item, OperationDefinitionNode)]

    @property
    def fragments(self) -> dict[str, FragmentDefinitionNode]:
        """The fragments by name."""
        definitions = self.node.definitions if self.node else ()
        return {item.name.value: item for item in definitions if isinstance(item, FragmentDefinitionNode)}

    def tree(self, key: Hashable, most: int) -> PlanTree[Plan]:
        """The plans of one query for actors of certain roles."""
        return _tree(self.plans, key, most)

    def payload_tree(self, key: Hashable, most: int) -> PlanTree[Payloads]:
        """The plans for the payloads of one mutation document for actors of certain roles."""
        return _tree(self.payloads, key, most)


class Documents:
    """The documents seen last, by their text."""

    def __init__(self, schema: GraphQLSchema, limits: DocumentLimits) -> None:
        """Keep as many documents as the limits say, none longer than they say."""
        self.schema = schema
        self.limits = limits
        self._known: OrderedDict[str, Document] = OrderedDict()

    def read(self, text: str) -> Document:
        """The document of a text, parsed and validated now or before."""
        known = self._known.get(text)
        if known is not None:
            self._known.move_to_end(text)
            return known
        document = self._read(text)
        self._known[text] = document
        if len(self._known) > self.limits.kept:
            self._known.popitem(last=False)
        return document

    def _read(self, text: str) -> Document:
        if len(text) > self.limits.length:
            too_long = GraphQLError(f"The document has more than {self.limits.length} characters.")
            return Document(None, [coded(too_long, "DOCUMENT_TOO_LARGE")])
        try:
            node = parse(text, max_tokens=self.limits.tokens)
            errors = validate(self.schema, node, max_errors=self.limits.errors)
        except GraphQLError as error:
            return Document(None, [coded(error, "GRAPHQL_PARSE_FAILED")])
        except RecursionError:
            return Document(None, [coded(GraphQLError("The document is nested too deeply."), "TOO_DEEP")])
        return Document(node, [coded(error, "GRAPHQL_VALIDATION_FAILED") for error in errors])


def tree_key(operation: OperationDefinitionNode, actor: Actor) -> Hashable:
    """Under what the plans of an operation are kept: its name, and the roles of those who ask."""
    return operation.name and operation.name.value, actor.fingerprint


def _tree(trees: dict[Hashable, PlanTree[T]], key: Hashable, most: int) -> PlanTree[T]:
    known = trees.get(key)
    if known is None:
        known = trees[key] = PlanTree(most)
    return known
