from __future__ import annotations

from typing import cast

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLSchema, parse, validate


def given(schema: GraphQLSchema, name: str) -> dict[str, str]:
    kind = cast("GraphQLInputObjectType", schema.type_map[name])
    return {name: str(field.type) for name, field in kind.fields.items()}


def faults(schema: GraphQLSchema, query: str) -> list[str]:
    return [error.message for error in validate(schema, parse(query))]


def test_conditions_are_joined_and_reach_across_links(schema: GraphQLSchema) -> None:
    where = given(schema, "StationWhere")

    assert where["and"] == where["or"] == "[StationWhere!]"
    assert where["not"] == "StationWhere"
    assert where["id"] == "IDFilter"
    assert where["kind"] == "KindFilter"
    assert where["visitCount"] == "IntFilter"
    assert where["hostRegion"] == "RegionWhere"
    assert where["visits"] == "VisitManyWhere"


def test_conditions_on_many_say_how_many_must_meet_them(schema: GraphQLSchema) -> None:
    assert given(schema, "VisitManyWhere") == {"some": "VisitWhere", "none": "VisitWhere", "every": "VisitWhere"}


@pytest.mark.parametrize(
    ("name", "operators"),
    [
        ("IDFilter", "eq ne in notIn"),
        ("StringFilter", "eq ne in notIn lt lte gt gte contains startsWith endsWith isNull"),
        ("IntFilter", "eq ne in notIn lt lte gt gte isNull"),
        ("BigIntFilter", "eq ne in notIn lt lte gt gte isNull"),
        ("FloatFilter", "eq ne in notIn lt lte gt gte isNull"),
        ("BooleanFilter", "eq ne isNull"),
        ("DateFilter", "eq ne in notIn lt lte gt gte isNull"),
        ("DateTimeFilter", "eq ne in notIn lt lte gt gte isNull"),
        ("TimeFilter", "eq ne in notIn lt lte gt gte isNull"),
        ("KindFilter", "eq ne in notIn isNull"),
    ],
)
def test_a_value_has_the_operators_that_fit_its_type(schema: GraphQLSchema, name: str, operators: str) -> None:
    assert list(given(schema, name)) == operators.split()


def test_an_operand_has_the_type_of_the_value(schema: GraphQLSchema) -> None:
    kinds = given(schema, "KindFilter")

    assert kinds == {"eq": "Kind", "ne": "Kind", "in": "[Kind!]", "notIn": "[Kind!]", "isNull": "Boolean"}


def test_an_order_takes_columns_computed_fields_and_links_to_one(schema: GraphQLSchema) -> None:
    order = given(schema, "StationOrder")

    assert order["id"] == order["code"] == order["visitCount"] == order["drumTower"] == "Direction"
    assert order["hostRegion"] == "RegionOrder"
    assert "visits" not in order


def test_a_step_of_an_order_is_one_field(schema: GraphQLSchema) -> None:
    one = "{ stations(orderBy: [{code: ASC}, {hostRegion: {name: DESC_NULLS_LAST}}]) { totalCount } }"
    two = "{ stations(orderBy: [{code: ASC, kind: ASC}]) { totalCount } }"

    assert not faults(schema, one)
    assert "exactly one field" in faults(schema, two)[0]


def test_directions_say_where_nulls_stand(schema: GraphQLSchema) -> None:
    values = cast("GraphQLEnumType", schema.type_map["Direction"]).values

    assert set(values) == {
        "ASC",
        "DESC",
        "ASC_NULLS_FIRST",
        "ASC_NULLS_LAST",
        "DESC_NULLS_FIRST",
        "DESC_NULLS_LAST",
    }


def test_a_bad_literal_is_refused_with_a_sentence_that_says_how(schema: GraphQLSchema) -> None:
    [fault] = faults(schema, '{ stations(where: {foundedAt: {lt: "2026-03-05T09:30:00"}}) { totalCount } }')

    assert "the offset from UTC is required" in fault
