"""Which refusals an operation deserves, found by reading all of it before anything is answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLIncludeDirective,
    GraphQLObjectType,
    GraphQLSkipDirective,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
)
from graphql.execution.values import VariableValues, get_argument_values, get_directive_values

from core.generation.models import ComposedModel
from tests.oracle_kit import cursors
from tests.oracle_kit.identifiers import number_in, read_identifier
from tests.oracle_kit.ordering import terms_of
from tests.oracle_kit.snapshot import camel

if TYPE_CHECKING:
    from tests.oracle_kit.oracle import Oracle
    from tests.oracle_kit.snapshot import Scalar, View


class Examination:
    """Reads one operation as one actor would send it; `codes` are those of all refusals it deserves."""

    def __init__(
        self, oracle: Oracle, view: View, fragments: Mapping[str, FragmentDefinitionNode], variables: VariableValues
    ) -> None:
        self.oracle = oracle
        self.view = view
        self.fragments = fragments
        self.variables = variables
        self.codes: set[str] = set()

    def examine(self, operation: OperationDefinitionNode) -> frozenset[str]:
        """The codes of all refusals the operation deserves."""
        query = self.oracle.schema.query_type
        assert query is not None
        try:
            for node in self._fields(operation.selection_set, query):
                if not node.name.value.startswith("__"):
                    self._root(node, query)
        except GraphQLError:  # a variable is null where only its default, not null, is allowed
            self.codes.add("BAD_USER_INPUT")
        return frozenset(self.codes)

    def _fields(self, selection_set: SelectionSetNode | None, kind: GraphQLObjectType) -> Iterable[FieldNode]:
        for node in selection_set.selections if selection_set else ():
            if not self._included(node):
                continue
            if isinstance(node, FieldNode):
                yield node
            elif isinstance(node, FragmentSpreadNode):
                fragment = self.fragments[node.name.value]
                if self._applies(fragment.type_condition.name.value, kind):
                    yield from self._fields(fragment.selection_set, kind)
            elif isinstance(node, InlineFragmentNode):
                condition = node.type_condition
                if condition is None or self._applies(condition.name.value, kind):
                    yield from self._fields(node.selection_set, kind)

    def _included(self, node: Any) -> bool:  # noqa: ANN401 - any selection
        skip = get_directive_values(GraphQLSkipDirective, node, self.variables)
        include = get_directive_values(GraphQLIncludeDirective, node, self.variables)
        return not (skip and skip["if"]) and (include is None or include["if"])

    def _applies(self, condition: str, kind: GraphQLObjectType) -> bool:
        named: Any = self.oracle.schema.type_map[condition]
        return named is kind or (
            not isinstance(named, GraphQLObjectType) and self.oracle.schema.is_sub_type(named, kind)
        )

    def _arguments(self, node: FieldNode, kind: GraphQLObjectType) -> dict[str, Any]:
        return get_argument_values(kind.fields[node.name.value], node, self.variables)

    def _root(self, node: FieldNode, query: GraphQLObjectType) -> None:
        name, arguments = node.name.value, self._arguments(node, query)
        if name == "node":
            self._nodes(node, [arguments["id"]])
        elif name == "nodes":
            if len(arguments["ids"]) > self.oracle.limits.most:
                self.codes.add("PAGE_TOO_LARGE")
            self._nodes(node, arguments["ids"])
        elif name in self.oracle.lists:
            self._connection(node, self.oracle.lists[name], arguments)
        else:
            self._single(node, self.oracle.singles[name], arguments)

    def _nodes(self, node: FieldNode, identifiers: Iterable[str]) -> None:
        for identifier in identifiers:
            found = read_identifier(identifier)
            if found is None or found[0] not in self.oracle.models:
                self.codes.add("VALIDATION")
            else:
                self._record(node, self.oracle.models[found[0]])

    def _single(self, node: FieldNode, model: ComposedModel, arguments: Mapping[str, Any]) -> None:
        given = {name for name, value in arguments.items() if value is not None}
        keys = [key for key in self.oracle.keys(model) if {camel(part) for part in key} == given]
        if not keys:
            self.codes.add("VALIDATION")
        for name in given:
            if name == "id":
                self._identifier(arguments[name], model.name)
            else:
                self._scalar(self.view.snapshot.names[model.name].scalars[name])
                self._text(arguments[name])
        self._record(node, model)

    def _record(self, node: FieldNode, model: ComposedModel) -> None:
        kind = self.oracle.object_type(model.name)
        for field in self._fields(node.selection_set, kind):
            name = field.name.value
            if name in ("__typename", "id"):
                continue
            names = self.view.snapshot.names[model.name]
            if name in names.links:
                self._record(field, self.oracle.models[names.links[name].target])
            elif name in names.to_many:
                self._connection(field, self.oracle.models[names.to_many[name].target], self._arguments(field, kind))
            elif name in names.resolved:
                self._arguments(field, kind)
                self._made(field, kind)
            else:
                self._scalar(names.scalars[name])

    def _made(self, node: FieldNode, kind: GraphQLObjectType) -> None:
        """What is selected of a value that Python makes: only its directives and arguments may be wrong."""
        made = get_named_type(kind.fields[node.name.value].type)
        if isinstance(made, GraphQLObjectType):
            for field in self._fields(node.selection_set, made):
                if not field.name.value.startswith("__"):
                    self._made(field, made)

    def _scalar(self, member: Scalar) -> None:
        if self.view.denied(member):
            self.codes.add("FIELD_DENIED")

    def _connection(self, node: FieldNode, model: ComposedModel, arguments: Mapping[str, Any]) -> None:
        self._page(arguments)
        for name in ("where", "orderBy", "search"):
            if name in arguments and arguments[name] is None:
                self.codes.add("NULL_FILTER")
        if arguments.get("where") is not None:
            self._where(model, arguments["where"])
        if arguments.get("search") is not None and not arguments["search"].split():
            self.codes.add("VALIDATION")
        self._text(arguments.get("search"))
        for item in arguments.get("orderBy") or ():
            self._order(model, item)
        self._cursors(model, arguments)
        named = get_named_type(self.oracle.schema.type_map[f"{model.name}Connection"])
        assert isinstance(named, GraphQLObjectType)
        self._page_members(node, model, named)

    def _page_members(self, node: FieldNode, model: ComposedModel, kind: GraphQLObjectType) -> None:
        for field in self._fields(node.selection_set, kind):
            if field.name.value == "nodes":
                self._record(field, model)
            elif field.name.value == "pageInfo":
                list(self._fields(field.selection_set, self.oracle.object_type("PageInfo")))
            elif field.name.value == "edges":
                for inner in self._fields(field.selection_set, self.oracle.object_type(f"{model.name}Edge")):
                    if inner.name.value == "node":
                        self._record(inner, model)
            elif field.name.value == "rates":
                self._rates(field, model, self.oracle.object_type(f"{model.name}Rates"))

    def _rates(self, node: FieldNode, model: ComposedModel, kind: GraphQLObjectType) -> None:
        """Rates, a rate or its years: whatever leads to evidence."""
        for field in self._fields(node.selection_set, kind):
            name = field.name.value
            named = get_named_type(kind.fields[name].type) if name in kind.fields else None
            if name == "evidence":
                self._connection(field, model, self._arguments(field, kind))
            elif isinstance(named, GraphQLObjectType):
                self._rates(field, model, named)

    def _page(self, arguments: Mapping[str, Any]) -> None:
        sizes = [arguments[name] for name in ("first", "last") if arguments.get(name) is not None]
        if len(sizes) > 1 or any(size < 0 for size in sizes):
            self.codes.add("VALIDATION")
        if any(size > self.oracle.limits.most for size in sizes):
            self.codes.add("PAGE_TOO_LARGE")

    def _cursors(self, model: ComposedModel, arguments: Mapping[str, Any]) -> None:
        terms = terms_of(arguments.get("orderBy"))
        for name in ("after", "before"):
            try:
                if arguments.get(name) is not None:
                    cursors.decode(self.view, model.name, terms, arguments[name])
            except cursors.NotACursorError:
                self.codes.add("BAD_CURSOR")

    def _order(self, model: ComposedModel, item: Mapping[str, Any]) -> None:
        for name, value in item.items():
            if name == "id":
                continue
            names = self.view.snapshot.names[model.name]
            if name in names.links:
                self._order(self.oracle.models[names.links[name].target], value)
            else:
                self._scalar(names.scalars[name])

    def _where(self, model: ComposedModel, where: Mapping[str, Any] | None) -> None:
        if where is None:
            self.codes.add("NULL_FILTER")
            return
        for name, condition in where.items():
            if condition is None:
                self.codes.add("NULL_FILTER")
            elif name in ("and", "or"):
                for part in condition:
                    self._where(model, part)
            elif name == "not":
                self._where(model, condition)
            else:
                self._condition(model, name, condition)

    def _condition(self, model: ComposedModel, name: str, condition: Mapping[str, Any]) -> None:
        if name == "id":
            self._operands(condition, model.name)
            return
        names = self.view.snapshot.names[model.name]
        if name in names.links:
            self._where(self.oracle.models[names.links[name].target], condition)
        elif name in names.to_many:
            for part in condition.values():
                self._where(self.oracle.models[names.to_many[name].target], part)
        else:
            self._scalar(names.scalars[name])
            self._operands(condition, None)

    def _operands(self, condition: Mapping[str, Any], identified: str | None) -> None:
        for operand in condition.values():
            if operand is None:
                self.codes.add("NULL_FILTER")
            for value in operand if isinstance(operand, list) else [operand]:
                if identified is not None and value is not None:
                    self._identifier(value, identified)
                self._text(value)

    def _identifier(self, text: str, model: str) -> None:
        if number_in(text, model) is None:
            self.codes.add("VALIDATION")

    def _text(self, value: object) -> None:
        if isinstance(value, str) and any(char == "\0" or "\ud800" <= char <= "\udfff" for char in value):
            self.codes.add("VALIDATION")
