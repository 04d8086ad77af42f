"""Answers a GraphQL operation with graphql-core's own executor, over ORM objects, in plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    default_field_resolver,
    execute_sync,
    get_operation_ast,
    parse,
    validate,
)
from graphql.error import GraphQLSyntaxError
from graphql.execution.values import get_variable_values
from inflection import underscore

from core.generation.models import ComposedModel
from schema.build import build_schema
from schema.limits import PageLimits
from tests.oracle_kit.cursors import ZONE
from tests.oracle_kit.examination import Examination
from tests.oracle_kit.identifiers import read_identifier
from tests.oracle_kit.listing import Listing
from tests.oracle_kit.snapshot import Record, Snapshot, View, camel

if TYPE_CHECKING:
    from core.declarations.roles import Actor

Info = GraphQLResolveInfo[Any]


@dataclass(frozen=True)
class Told:
    """What the oracle says: either the data, or the codes of which one must be the first error's."""

    data: Any = None
    codes: frozenset[str] = frozenset()


class OracleError(AssertionError):
    """The oracle's own executor met an error: the schema promises what the records do not keep."""


class Oracle:
    """Answers operations on a snapshot."""

    def __init__(self, snapshot: Snapshot, limits: PageLimits) -> None:
        self.snapshot = snapshot
        self.limits = limits
        self.models: Mapping[str, ComposedModel] = snapshot.generation.models
        self.lists = {camel(model.plural): model for model in self.models.values()}
        self.singles = {model.name[:1].lower() + model.name[1:]: model for model in self.models.values()}
        self.schema = build_schema(snapshot.generation)._schema  # noqa: SLF001 - strawberry gives no other way
        self._views: dict[Actor, View] = {}
        self._documents: dict[str, DocumentNode | str] = {}
        self._set_resolvers()

    def view(self, actor: Actor) -> View:
        """What the actor sees."""
        if actor not in self._views:
            self._views[actor] = View(self.snapshot, actor)
        return self._views[actor]

    def object_type(self, name: str) -> GraphQLObjectType:
        """The object type of that name."""
        kind = self.schema.type_map[name]
        assert isinstance(kind, GraphQLObjectType)
        return kind

    @staticmethod
    def keys(model: ComposedModel) -> list[tuple[str, ...]]:
        """The sets of fields by which a single record may be asked for."""
        return [("id",), *model.keys]

    def answer(self, text: str, variables: Mapping[str, Any], actor: Actor, operation_name: str | None = None) -> Told:
        """What the server should answer."""
        document = self._read(text)
        if isinstance(document, str):
            return Told(codes=frozenset({document}))
        operation = get_operation_ast(document, operation_name)
        if operation is None:
            return Told(codes=frozenset({"OPERATION_UNKNOWN"}))
        values = get_variable_values(self.schema, operation.variable_definitions or (), dict(variables))
        if isinstance(values, list):
            return Told(codes=frozenset({"BAD_USER_INPUT"}))
        fragments = {item.name.value: item for item in document.definitions if isinstance(item, FragmentDefinitionNode)}
        view = self.view(actor)
        codes = Examination(self, view, fragments, values).examine(operation)
        if codes:
            return Told(codes=codes)
        result = execute_sync(
            self.schema, document, None, view, variable_values=dict(variables), operation_name=operation_name
        )
        if result.errors:
            raise OracleError("; ".join(str(error) for error in result.errors))
        return Told(result.data)

    def _read(self, text: str) -> DocumentNode | str:
        """The parsed document, or the code of its refusal; a text that was just read is not read again."""
        if text not in self._documents:
            self._documents = {text: self._parse(text)}
        return self._documents[text]

    def _parse(self, text: str) -> DocumentNode | str:
        try:
            document = parse(text)
        except GraphQLSyntaxError:
            return "GRAPHQL_PARSE_FAILED"
        return "GRAPHQL_VALIDATION_FAILED" if validate(self.schema, document) else document

    def _set_resolvers(self) -> None:
        for kind in self.schema.type_map.values():
            if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
                kind.is_type_of = None
                for field in kind.fields.values():
                    field.resolve = _attribute
            elif isinstance(kind, GraphQLInterfaceType):
                kind.resolve_type = lambda record, _info, _kind: type(record).__name__
        for model in self.models.values():
            for name, field in self.object_type(model.name).fields.items():
                field.resolve = partial(self._member, name)
        self._set_roots()

    def _set_roots(self) -> None:
        fields = self.object_type("Query").fields
        fields["node"].resolve = lambda _root, info, **given: _by_identifier(info.context, given["id"])
        fields["nodes"].resolve = lambda _root, info, **given: [
            _by_identifier(info.context, one) for one in given["ids"]
        ]
        for name, model in self.lists.items():
            fields[name].resolve = partial(self._list, model)
        for name, model in self.singles.items():
            fields[name].resolve = partial(_single, model)

    def _list(self, model: ComposedModel, _root: object, info: Info, **given: Any) -> Listing:  # noqa: ANN401
        view: View = info.context
        return Listing(view, model.name, view.all(model.name), given, self.limits.default)

    def _member(self, name: str, record: Record, info: Info, **given: Any) -> Any:  # noqa: ANN401
        view: View = info.context
        if name == "id":
            return f"{type(record).__name__}:{record.id}"
        names = self.snapshot.names_for(record)
        if name in names.links:
            return view.linked(record, names.links[name])
        if name in names.to_many:
            links = names.to_many[name]
            return Listing(view, links.target, view.many(record, links), given, self.limits.default)
        if name in names.resolved:
            return view.resolved(record, names.resolved[name], given)
        value = view.value(record, names.scalars[name])
        return value.astimezone(ZONE) if hasattr(value, "astimezone") else value


def _attribute(source: object, info: Info, **given: Any) -> Any:  # noqa: ANN401 - whatever it holds
    """What a value that is no record has under the name of the field, or under that name as Python writes it."""
    written = underscore(info.field_name)
    if not isinstance(source, Mapping) and not hasattr(source, info.field_name) and hasattr(source, written):
        value = getattr(source, written)
        return value.astimezone(ZONE) if isinstance(value, datetime) else value
    return default_field_resolver(source, info, **given)


def _by_identifier(view: View, identifier: str) -> Record | None:
    found = read_identifier(identifier)
    assert found is not None
    return view.find(*found)


def _single(model: ComposedModel, _root: object, info: Info, **given: Any) -> Record | None:  # noqa: ANN401
    view: View = info.context
    if given.get("id") is not None:
        return _by_identifier(view, given["id"])
    wanted = [(model.fields[name], given[camel(name)]) for name in model.fields if given.get(camel(name)) is not None]
    found = [
        record for record in view.all(model.name) if all(view.value(record, field) == value for field, value in wanted)
    ]
    return found[0] if found else None
