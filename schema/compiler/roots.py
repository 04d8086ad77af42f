"""The fields of Query: a list and a single record for each model, `node` and `nodes`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Integer, and_, func, literal_column, select, true, union_all
from sqlalchemy.dialects.postgresql import aggregate_order_by

from schema.compiler.filters import bindable
from schema.compiler.identifiers import numbers_of, split
from schema.compiler.json_text import Piece, json_text, or_null
from schema.compiler.rowset import RowSet
from schema.compiler.types import column_type
from schema.naming import NODE, camel, connection_field, record_field, record_keys
from schema.refusals import BadIdentifier, KeyRequired, PageTooLarge

if TYPE_CHECKING:
    from core.generation.generation import Generation
    from core.generation.models import ComposedModel
    from schema.compiler.inputs import RequestInputs, Value
    from schema.compiler.records import RecordCompiler
    from schema.compiler.selection import Selected
    from schema.compiler.sources import Source

Root = Callable[["RecordCompiler", "Selected"], Piece]
"""Compiles a field of Query."""


def query_roots(generation: Generation) -> dict[str, Root]:
    """The compiler of each root field, by the field's name."""
    roots: dict[str, Root] = {"node": _node, "nodes": _nodes}
    for model in generation.models.values():
        roots[connection_field(model)] = _list_root(model)
        roots[record_field(model)] = _record_root(model)
    return roots


def _list_root(model: ComposedModel) -> Root:
    def compile_list(records: RecordCompiler, selected: Selected) -> Piece:
        source = records.context.reader.source(model)
        return records.connection(selected, source, true(), None)

    return compile_list


def _record_root(model: ComposedModel) -> Root:
    def compile_record(records: RecordCompiler, selected: Selected) -> Piece:
        arguments = records.context.arguments(selected)
        key = _chosen_key(model, selected.name, arguments)
        return _record(records, selected, model, key, arguments)

    return compile_record


def _chosen_key(model: ComposedModel, name: str, arguments: Mapping[str, Value]) -> tuple[str, ...]:
    given = {argument for argument, value in arguments.items() if value.given and not value.is_null}
    keys = record_keys(model)
    for key in keys:
        if given == {camel(part) for part in key}:
            return key
    readable = "; ".join(", ".join(camel(part) for part in key) for key in keys)
    raise KeyRequired(name=name, keys=readable)


def _record(
    records: RecordCompiler,
    selected: Selected,
    model: ComposedModel,
    key: tuple[str, ...],
    arguments: Mapping[str, Value],
) -> Piece:
    reader = records.context.reader
    source = reader.source(model)
    if key == ("id",):
        bound = reader.bind(numbers_of(arguments["id"].get, model.name), BigInteger())
        condition: ColumnElement[bool] = source.column("id") == bound
    else:
        condition = and_(true(), *(_equals(records, source, part, arguments[camel(part)]) for part in key))
    rows = RowSet(reader, source)
    text = records.record(selected.selection_sets, source, rows)
    found = select(text).select_from(rows.clause).where(condition, source.readable)
    return or_null(found.scalar_subquery())


def _equals(records: RecordCompiler, source: Source, name: str, value: Value) -> ColumnElement[bool]:
    get = value.get
    if name in source.model.links:
        link = source.model.links[name]
        return source.column(link.column) == records.context.reader.bind(numbers_of(get, link.target), BigInteger())
    member = source.model.fields[name]
    bound = records.context.reader.bind(lambda inputs: bindable(get(inputs)), column_type(member))
    return records.context.reader.value(source, member) == bound


def _node(records: RecordCompiler, selected: Selected) -> Piece:
    value = records.context.arguments(selected)["id"]
    name = value.ask(lambda identifier: split(identifier)[0])
    if name not in records.context.generation.models:
        raise BadIdentifier(value=str(value.get(records.context.plan_key.inputs)), expected=NODE)
    return _record(records, selected, records.context.generation.models[name], ("id",), {"id": value})


def _nodes(records: RecordCompiler, selected: Selected) -> Piece:
    value = records.context.arguments(selected)["ids"]
    most = records.context.limits.pages.most
    if value.ask(lambda identifiers: len(identifiers) > most):
        asked = len(value.get(records.context.plan_key.inputs))
        raise PageTooLarge(argument="ids", value=asked, limit=most, field="ids")
    wanted = value.read_as(lambda identifiers: [split(item) for item in identifiers])
    names = wanted.ask(lambda records: tuple(sorted({name for name, _number in records})))
    found = [_nodes_of(records, selected, name, wanted) for name in names]
    get = value.get
    total = records.context.reader.bind(lambda inputs: len(get(inputs)), Integer())
    places = func.generate_series(1, total).table_valued("place").render_derived()
    if not found:
        return "[]"
    rows = union_all(*found).subquery()
    texts = func.string_agg(or_null(rows.c.text), aggregate_order_by(literal_column("','"), places.c.place))
    joined = places.outerjoin(rows, rows.c.place == places.c.place)
    return json_text(["[", select(func.coalesce(texts, "")).select_from(joined).scalar_subquery(), "]"])


def _nodes_of(records: RecordCompiler, selected: Selected, name: str, identifiers: Value) -> Any:  # noqa: ANN401 - a select
    if name not in records.context.generation.models:
        raise BadIdentifier(value=name, expected=NODE)
    reader, get = records.context.reader, identifiers.get
    source = reader.source(name)

    def numbers(inputs: RequestInputs) -> list[int | None]:
        return [number if model == name else None for model, number in get(inputs)]

    wanted = func.unnest(reader.bind(numbers, ARRAY(BigInteger))).table_valued("number", with_ordinality="place")
    wanted = wanted.render_derived()
    rows = RowSet(reader, source)
    text = records.record(selected.selection_sets, source, rows)
    joined = rows.clause.join(wanted, wanted.c.number == source.column("id"))
    return select(wanted.c.place, text.label("text")).select_from(joined).where(source.readable)
