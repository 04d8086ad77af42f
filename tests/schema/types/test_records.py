from __future__ import annotations

from typing import cast

import pytest
from graphql import GraphQLEnumType, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema

from core.generation.generation import Generation
from core.generation.models import ComposedComputed, ComposedField, ComposedLink, ComposedLinks
from schema.types.facts import LABEL, MODEL, OWNER, SOURCE


def record(schema: GraphQLSchema, name: str = "Station") -> GraphQLObjectType:
    return cast("GraphQLObjectType", schema.type_map[name])


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("id", "ID!"),
        ("version", "Int!"),
        ("createdAt", "DateTime!"),
        ("code", "String!"),
        ("kind", "Kind!"),
        ("seats", "Int!"),
        ("score", "Float!"),
        ("active", "Boolean!"),
        ("opensAt", "Time"),
        ("drumTower", "String"),
        ("visitCount", "Int!"),
        ("visits", "VisitConnection!"),
    ],
)
def test_a_field_has_the_type_of_its_column(schema: GraphQLSchema, field: str, kind: str) -> None:
    assert str(record(schema).fields[field].type) == kind


def test_a_big_column_is_a_big_integer(schema: GraphQLSchema) -> None:
    assert str(record(schema, "Region").fields["population"].type) == "BigInt!"


def test_a_column_with_an_audience_may_be_null(schema: GraphQLSchema) -> None:
    """Whoever may not read it in a row sees null, although the column always has a value."""
    assert str(record(schema).fields["phone"].type) == "String"


def test_a_link_is_never_null_only_if_everyone_sees_every_target(schema: GraphQLSchema) -> None:
    assert str(record(schema).fields["hostRegion"].type) == "Region!"
    assert str(record(schema).fields["regionOfStaff"].type) == "Region"
    assert str(record(schema, "Visit").fields["station"].type) == "Station"


def test_a_foreign_key_is_no_field(schema: GraphQLSchema) -> None:
    assert "hostRegionId" not in record(schema).fields


def test_every_record_is_a_node(schema: GraphQLSchema) -> None:
    node = cast("GraphQLInterfaceType", schema.type_map["Node"])

    assert {kind.name for kind in schema.get_possible_types(node)} == {"Region", "Station", "Visit"}


def test_a_connection_has_the_shape_of_the_relay_specification(schema: GraphQLSchema) -> None:
    connection, edge = record(schema, "StationConnection"), record(schema, "StationEdge")

    assert {name: str(field.type) for name, field in connection.fields.items()} == {
        "totalCount": "Int!",
        "nodes": "[Station!]!",
        "edges": "[StationEdge!]!",
        "pageInfo": "PageInfo!",
    }
    assert {name: str(field.type) for name, field in edge.fields.items()} == {"cursor": "String!", "node": "Station!"}


def test_a_link_to_many_has_the_arguments_of_a_list(schema: GraphQLSchema) -> None:
    arguments = record(schema, "Region").fields["stations"].args

    assert {name: str(argument.type) for name, argument in arguments.items()} == {
        "first": "Int",
        "after": "String",
        "last": "Int",
        "before": "String",
        "where": "StationWhere",
        "orderBy": "[StationOrder!]",
    }


def test_only_models_with_searched_fields_can_be_searched(schema: GraphQLSchema) -> None:
    query = record(schema, "Query")

    assert "search" in query.fields["regions"].args
    assert "search" not in query.fields["stations"].args


def test_a_field_knows_its_plugin_its_label_and_what_it_stands_for(schema: GraphQLSchema) -> None:
    fields = record(schema).fields

    assert fields["drumTower"].extensions[OWNER] == "county"
    assert fields["drumTower"].extensions[LABEL] == "Drum tower"
    kinds = {name: type(fields[name].extensions[SOURCE]) for name in ("code", "hostRegion", "visits", "visitCount")}
    assert kinds == {
        "code": ComposedField,
        "hostRegion": ComposedLink,
        "visits": ComposedLinks,
        "visitCount": ComposedComputed,
    }


def test_a_type_knows_its_model(schema: GraphQLSchema, generation: Generation) -> None:
    derived = ("Station", "StationConnection", "StationEdge", "StationWhere", "StationManyWhere", "StationOrder")

    assert all(schema.type_map[name].extensions[MODEL] is generation.models["Station"] for name in derived)


def test_an_enum_has_the_members_of_its_choice(schema: GraphQLSchema) -> None:
    assert list(cast("GraphQLEnumType", schema.type_map["Kind"]).values) == ["CENTRE", "POINT"]
