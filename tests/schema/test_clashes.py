"""Two things under one GraphQL name are refused, and the names kept free are those that the schema makes."""

from __future__ import annotations

import pytest

from core.composition.compose import compose
from schema import naming
from schema.build import build_schema
from schema.clashes import NameClash, check_names
from tests.core.composition.zoo.clean import ALL
from tests.core.composition.zoo.kit import Case, county
from tests.core.composition.zoo.naming import CASES
from tests.core.composition.zoo.shares import OpenlyRated

CLASHES = [case for case in CASES if case.code == NameClash.code]


@pytest.mark.parametrize("case", CLASHES, ids=lambda case: case.name)
def test_no_schema_is_built_of_plugins_whose_names_clash(case: Case) -> None:
    """Whoever builds a schema without an installation is refused with the same sentence."""
    generation = compose(case.contributions)
    with pytest.raises(NameClash) as caught:
        check_names(generation)

    with pytest.raises(NameClash) as built:
        build_schema(generation)

    assert str(built.value) == str(caught.value)
    generation.dispose()


def test_every_type_of_a_schema_that_no_plugin_brings_is_reserved() -> None:
    generation = compose((*ALL, county("liucheng", OpenlyRated)))

    types = {name for name in build_schema(generation)._schema.type_map if not name.startswith("__")}  # noqa: SLF001 - strawberry shows graphql-core's schema nowhere else

    of_models = {
        name for model in generation.models for name in (*naming.model_types(model), *naming.rate_types(model))
    }
    of_others = {*naming.choice_types("StationKind"), *naming.mutation_types("record_opinion")}
    assert of_others == {"StationKind", "StationKindFilter", "RecordOpinionInput", "RecordOpinionPayload"}
    assert types - of_models - of_others <= naming.RESERVED_TYPES


def test_the_types_of_a_model_are_all_kept_free() -> None:
    assert naming.model_types("Station") == (
        "Station",
        "StationConnection",
        "StationEdge",
        "StationWhere",
        "StationManyWhere",
        "StationOrder",
    )
    assert naming.rate_types("Station") == ("StationRates", "StationRate", "StationYearlyRate", "StationYearRate")
