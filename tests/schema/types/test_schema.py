from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest
import strawberry
from graphql import GraphQLSchema, find_schema_changes, validate_schema
from graphql import build_schema as read_sdl

from core.foundation.i18n import Translations
from core.generation.generation import Generation
from core.values.choices import Choice
from schema.build import build_schema
from schema.sdl import print_sdl
from schema.types.parts import field, scalar_kind
from schema.types.refusals import DuplicateFieldName, DuplicateTypeName, UncarriedType
from schema.types.registry import TypeRegistry
from schema.types.wording import Describer


def a_kind(module: str) -> type[Choice]:
    class Kind(Choice):
        """The kinds of something."""

        A = "A"

    Kind.__module__ = module
    return Kind


@pytest.fixture
def registry() -> TypeRegistry:
    return TypeRegistry(Describer(Translations()))


def test_the_schema_is_valid(schema: GraphQLSchema) -> None:
    assert not validate_schema(schema)


def test_the_printed_schema_says_all_there_is(built: strawberry.Schema, schema: GraphQLSchema) -> None:
    assert not find_schema_changes(read_sdl(print_sdl(built)), schema)


def test_the_printed_schema_is_the_same_each_time(generation: Generation, built: strawberry.Schema) -> None:
    assert print_sdl(build_schema(generation)) == print_sdl(built)


def test_the_printed_schema_has_no_idle_spaces(built: strawberry.Schema) -> None:
    assert not [line for line in print_sdl(built).split("\n") if line != line.rstrip()]


def test_the_printed_schema_marks_inputs_of_exactly_one_field(built: strawberry.Schema) -> None:
    assert "input StationOrder @oneOf {" in print_sdl(built)


def test_a_client_is_told_which_inputs_take_exactly_one_field(built: strawberry.Schema) -> None:
    answer = built.execute_sync(
        '{ __type(name: "StationOrder") { isOneOf } other: __type(name: "StationWhere") { isOneOf } }'
    )

    assert answer.data == {"__type": {"isOneOf": True}, "other": {"isOneOf": False}}


def test_a_schema_goes_with_its_generation(make_generation: Callable[[], Generation]) -> None:
    """A worker that has swapped generations must not keep the old one."""
    generation = make_generation()
    built = build_schema(generation, query_resolver=lambda *_, **__: None)
    built.execute_sync('{ node(id: "Station:1") { id } __schema { types { name isOneOf } } }')
    kept = weakref.ref(built), weakref.ref(generation)

    generation.dispose()
    del built, generation
    gc.collect()

    assert [each() for each in kept] == [None, None]


def test_two_types_of_one_name_are_refused_naming_both(registry: TypeRegistry) -> None:
    registry.object_type("StationEdge", "", "the edge of Station")

    with pytest.raises(
        DuplicateTypeName, match="StationEdge would be the edge of Station and also the model StationEdge"
    ):
        registry.object_type("StationEdge", "", "the model StationEdge")


def test_a_type_may_not_take_the_name_of_a_scalar(registry: TypeRegistry) -> None:
    with pytest.raises(DuplicateTypeName, match="Date"):
        registry.object_type("Date", "", "the model Date")


def test_two_enums_of_one_name_are_refused(registry: TypeRegistry) -> None:
    registry.choice_type(a_kind("town.models"))

    with pytest.raises(DuplicateTypeName, match=r"town\.models\..*Kind and also county\.models\..*Kind"):
        registry.choice_type(a_kind("county.models"))


def test_two_fields_of_one_name_are_refused(registry: TypeRegistry) -> None:
    station = registry.object_type("Station", "", "the model Station")

    with pytest.raises(DuplicateFieldName, match=r"Station\.hostRegion would be host_region and also hostRegion"):
        registry.fill(station, [field("host_region", str, ""), field("hostRegion", str, "")])


def test_a_type_graphql_cannot_carry_is_refused(registry: TypeRegistry) -> None:
    with pytest.raises(UncarriedType, match=r"RecordVisitInput\.photo has the type bytes"):
        scalar_kind(registry, bytes, "RecordVisitInput.photo")
