"""Makes an operation smaller for as long as it still shows what it was found for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from graphql import (
    REMOVE,
    ArgumentNode,
    DirectiveNode,
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    Node,
    ObjectFieldNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    print_ast,
    validate,
    visit,
)

if TYPE_CHECKING:
    from tests.oracle_kit.generator.operations import Operation

Found = TypeVar("Found", bound=Node)
LEAVABLE = (ArgumentNode, DirectiveNode, ObjectFieldNode, OperationDefinitionNode, SelectionNode)
"""What an operation may do without."""


def reduced(operation: Operation, schema: GraphQLSchema, shows: Callable[[Operation], bool]) -> Operation:
    """The operation without whatever it still shows the same without."""
    operation = replace(operation, text=print_ast(parse(operation.text)))
    place = 0
    while (smaller := _without_run(operation, place)) is not None:
        operation, place = (smaller, 0) if shows(smaller) else (operation, place + 1)
    smallest = ""
    while operation.text != smallest:
        smallest, place = operation.text, 0
        while (fewer := _without_node(operation, place)) is not None:
            good = _is_valid(fewer, schema) and shows(fewer)
            operation, place = (fewer, place) if good else (operation, place + 1)
    return operation


def _without_run(operation: Operation, place: int) -> Operation | None:
    if place >= len(operation.runs) or len(operation.runs) == 1:
        return None
    return replace(operation, runs=[run for number, run in enumerate(operation.runs) if number != place])


def _without_node(operation: Operation, place: int) -> Operation | None:
    """The operation without the node at this place among all that may be left out; None behind the last."""
    leaving = _Leaving(place)
    document = _used(visit(parse(operation.text), leaving))
    if leaving.left_to_pass >= 0:
        return None
    known = {node.variable.name.value for node in _nodes(document, VariableDefinitionNode)}
    runs = [
        replace(run, variables={name: value for name, value in run.variables.items() if name in known})
        for run in operation.runs
    ]
    return replace(operation, text=print_ast(document).strip(), runs=runs)


def _is_valid(operation: Operation, schema: GraphQLSchema) -> bool:
    if not operation.text:
        return False
    document = parse(operation.text)
    # The parser lets a field pass whose last selection was left out.
    return all(node.selections for node in _nodes(document, SelectionSetNode)) and not validate(schema, document)


class _Leaving(Visitor):
    """Leaves out one node."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.left_to_pass = place

    def enter(self, node: Node, *_: object) -> Any:  # noqa: ANN401 - REMOVE or nothing
        if isinstance(node, LEAVABLE):
            self.left_to_pass -= 1
            if self.left_to_pass == -1:
                return REMOVE
        return None


class _Keeping(Visitor):
    """Keeps the variables and fragments that are used."""

    def __init__(self, variables: set[str], fragments: set[str]) -> None:
        super().__init__()
        self.variables = variables
        self.fragments = fragments

    def enter(self, node: Node, *_: object) -> Any:  # noqa: ANN401 - REMOVE or nothing
        unused = (isinstance(node, VariableDefinitionNode) and node.variable.name.value not in self.variables) or (
            isinstance(node, FragmentDefinitionNode) and node.name.value not in self.fragments
        )
        return REMOVE if unused else None


def _used(document: DocumentNode) -> DocumentNode:
    """The document without variables and fragments that nothing asks for."""
    before = None
    while before != document:
        before = document
        defined = [node.variable for node in _nodes(document, VariableDefinitionNode)]
        variables = [node for node in _nodes(document, VariableNode) if not any(node is one for one in defined)]
        spreads = {node.name.value for node in _nodes(document, FragmentSpreadNode)}
        document = visit(document, _Keeping({node.name.value for node in variables}, spreads))
    return document


def _nodes(document: DocumentNode, kind: type[Found]) -> Iterator[Found]:
    found: list[Found] = []

    class Finding(Visitor):
        def enter(self, node: Node, *_: object) -> None:
            if isinstance(node, kind):
                found.append(node)

    visit(document, Finding())
    return iter(found)
