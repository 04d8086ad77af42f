"""The names that composition keeps free are those that the schema makes."""

from __future__ import annotations

from core.composition import names
from core.composition.compose import compose
from core.foundation.spelling import client_name
from schema import naming
from schema.build import build_schema
from tests.core.composition.zoo.clean import ALL
from tests.core.composition.zoo.kit import county
from tests.core.composition.zoo.shares import OpenlyRated


def test_composition_knows_the_types_the_schema_makes_of_a_model() -> None:
    """The core knows no GraphQL, but a clash must be refused with the plugins' names, before a schema is built."""
    made = (naming.connection_name, naming.edge_name, naming.where_name, naming.many_where_name, naming.order_name)

    assert ["Station" + suffix for suffix in names.MODEL_TYPES] == ["Station", *(name("Station") for name in made)]
    rates = (naming.rates_name, naming.rate_name, naming.yearly_rate_name, naming.year_rate_name)
    assert ["Station" + suffix for suffix in names.RATE_TYPES] == [name("Station") for name in rates]
    assert ["StationKind" + suffix for suffix in names.CHOICE_TYPES] == [
        "StationKind",
        naming.filter_name("StationKind"),
    ]
    assert ["RecordOpinion" + suffix for suffix in names.MUTATION_TYPES] == [
        naming.input_name("record_opinion"),
        naming.payload_name("record_opinion"),
    ]


def test_names_are_spelled_as_the_schema_spells_them() -> None:
    spelled = [client_name(name) for name in ("name", "drum_tower", "drumTower", "tower_2")]

    assert spelled == [naming.camel(name) for name in ("name", "drum_tower", "drumTower", "tower_2")]


def test_every_type_of_a_schema_that_no_plugin_brings_is_reserved() -> None:
    generation = compose((*ALL, county("liucheng", OpenlyRated)))

    types = {name for name in build_schema(generation)._schema.type_map if not name.startswith("__")}  # noqa: SLF001 - strawberry shows graphql-core's schema nowhere else

    of_models = {model + suffix for model in generation.models for suffix in (*names.MODEL_TYPES, *names.RATE_TYPES)}
    of_others = {"StationKind", "StationKindFilter", "RecordOpinionInput", "RecordOpinionPayload"}
    assert types - of_models - of_others <= names.RESERVED_TYPES
