from __future__ import annotations

from typing import Any, cast

from graphql import GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema

from core.generation.generation import Generation
from schema.build import build_schema
from schema.naming import record_keys
from schema.types.facts import SOURCE, QueryRoot, RootKind


def roots(schema: GraphQLSchema) -> GraphQLObjectType:
    return cast("GraphQLObjectType", schema.query_type)


def test_each_model_has_a_list_and_a_single_record(schema: GraphQLSchema) -> None:
    assert {name: str(field.type) for name, field in roots(schema).fields.items()} == {
        "node": "Node",
        "nodes": "[Node]!",
        "region": "Region",
        "regions": "RegionConnection!",
        "station": "Station",
        "stations": "StationConnection!",
        "visit": "Visit",
        "visits": "VisitConnection!",
    }


def test_a_single_record_is_asked_for_by_any_of_its_keys(schema: GraphQLSchema, generation: Generation) -> None:
    region, station = roots(schema).fields["region"], roots(schema).fields["station"]

    assert {name: str(argument.type) for name, argument in region.args.items()} == {
        "id": "ID",
        "code": "String",
        "validFrom": "Date",
    }
    assert set(station.args) == {"id", "code"}
    assert record_keys(generation.models["Region"]) == (("id",), ("code", "valid_from"))
    assert "`id`; `code` + `validFrom`" in (region.description or "")


def test_a_root_field_knows_what_it_gives(schema: GraphQLSchema, generation: Generation) -> None:
    source = roots(schema).fields["region"].extensions[SOURCE]

    assert source == QueryRoot(RootKind.RECORD, generation.models["Region"], (("id",), ("code", "valid_from")))


def test_the_resolver_answers_every_root_field_with_arguments_by_python_name(generation: Generation) -> None:
    asked: dict[str, dict[str, Any]] = {}

    def resolve(_root: object, info: GraphQLResolveInfo[object], **arguments: object) -> None:
        asked[str(info.path.key)] = arguments

    schema = build_schema(generation, query_resolver=resolve)
    schema.execute_sync(
        """{
            one: station(code: "LS1") { id }
            node(id: "Station:1") { id }
            list: stations(where: {hostRegion: {name: {startsWith: "a"}}}, orderBy: [{code: ASC}]) { totalCount }
        }"""
    )

    assert asked["one"] == {"code": "LS1"}
    assert asked["node"] == {"id": "Station:1"}
    assert asked["list"]["where"] == {"hostRegion": {"name": {"startsWith": "a"}}}
    assert [{name: way.name for name, way in step.items()} for step in asked["list"]["order_by"]] == [{"code": "ASC"}]


def test_a_record_of_any_model_is_resolved_as_its_own_type(generation: Generation) -> None:
    """The slow executor of the tests gives mapped objects to graphql-core."""
    station = generation.models["Station"].mapped(id=1, code="LS1")
    schema = build_schema(generation, query_resolver=lambda _root, _info, **_arguments: station)

    answer = schema.execute_sync('{ node(id: "Station:1") { __typename ... on Station { code } } }')

    assert answer.data == {"node": {"__typename": "Station", "code": "LS1"}}
