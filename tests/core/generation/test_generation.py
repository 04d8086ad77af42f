"""A generation: asked with definitions, kept beside others, and let go without a trace."""

from __future__ import annotations

import gc
import weakref
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import aliased

from core.composition.compose import compose
from core.composition.refusals import UnguardedTable
from core.declarations.roles import OPERATOR, PUBLIC, SYSTEM
from core.declarations.rules import Action, grant, restrict
from core.generation.generation import Generation
from core.generation.refusals import NotComposed
from tests.core.composition.zoo import expressions
from tests.core.composition.zoo.clean import (
    ALL,
    BASE,
    CLERK,
    CONGRESS,
    RONGSHUI,
    SANJIANG,
    STATIONS,
    STATIONS_RULES,
    Opinion,
    Person,
    Region,
    RongshuiStation,
    SanjiangStation,
    Station,
    StationsRegion,
    of_open_stations,
    record_opinion,
)
from tests.core.composition.zoo.kit import plugin

DAY = date(2026, 3, 5)


def test_a_model_is_found_by_its_root_by_its_extensions_and_by_itself() -> None:
    generation = compose(ALL)

    mapped = generation[Station]

    assert all(generation[one] is mapped for one in (mapped, SanjiangStation, RongshuiStation))
    assert generation.model_of(aliased(mapped)) is generation.models["Station"]
    assert issubclass(mapped, SanjiangStation)


def test_a_class_of_another_generation_is_not_found() -> None:
    older, newer = compose(BASE), compose(ALL, number=2)

    with pytest.raises(NotComposed, match="Station is no part of generation 2"):
        newer[older[Station]]
    with pytest.raises(NotComposed, match="SanjiangStation"):
        older[SanjiangStation]


def test_sibling_overrides_run_in_the_order_of_composition() -> None:
    """Neither county knows of the other; `super()` leads from one to the next."""
    generation = compose(ALL)

    station = generation[SanjiangStation](name="Bajiang", drum_tower="Mapang")

    assert station.announcement(DAY) == ["Bajiang, 05.03.", "boats leave for None", "beat the drum of Mapang"]


def test_the_order_of_overrides_follows_the_order_of_the_plugins() -> None:
    turned = compose((*BASE, SANJIANG, RONGSHUI))

    station = turned[RongshuiStation](name="Bajiang", dock="Danian")

    assert station.announcement(DAY) == ["Bajiang, 05.03.", "beat the drum of None", "boats leave for Danian"]


def test_each_county_brings_its_column_and_its_computed_field() -> None:
    model = compose(ALL).models["Station"]

    assert [(name, model.fields[name].owner) for name in ("name", "dock", "drum_tower")] == [
        ("name", "stations"),
        ("dock", "rongshui"),
        ("drum_tower", "sanjiang"),
    ]
    assert {name: one.owner for name, one in model.computed.items()} == {
        "open_opinions": "stations",
        "by_water": "rongshui",
        "has_tower": "sanjiang",
    }
    assert model.computed["open_opinions"].type is int
    assert [(plugin, one.__name__) for plugin, one in model.chain] == [
        ("stations", "Station"),
        ("rongshui", "RongshuiStation"),
        ("sanjiang", "SanjiangStation"),
    ]


def test_a_generation_without_the_counties_lives_beside_one_with_them() -> None:
    with_counties, without = compose(ALL), compose(BASE, number=2)

    assert "drum_tower" in with_counties.metadata.tables["stations_station"].columns
    assert "drum_tower" not in without.metadata.tables["stations_station"].columns
    assert without[Station](name="Bajiang").announcement(DAY) == ["Bajiang, 05.03."]
    assert without.number == 2
    assert with_counties.plugins == ("congress", "stations", "rongshui", "sanjiang")


def test_a_disposed_generation_is_forgotten_entirely() -> None:
    """Workers swap generations for weeks; what is not collected would add up."""
    generation = compose(ALL)
    generation[Station](name="Bajiang").announcement(DAY)
    traces: list[weakref.ref[Any]] = [
        weakref.ref(generation),
        weakref.ref(generation[Station]),
        weakref.ref(generation.metadata),
    ]

    generation.dispose()
    del generation
    gc.collect()

    assert [trace() for trace in traces] == [None, None, None]


def test_a_refused_composition_leaves_no_class_behind() -> None:
    """What is refused after mapping must not linger: SQLAlchemy configures all mappers there are."""
    case = expressions.CASES[0]
    extension = case.contributions[-1].models[0]

    with pytest.raises(UnguardedTable):
        compose(case.contributions)
    gc.collect()

    assert extension.__subclasses__() == []


def test_what_upper_floors_derive_is_made_once_and_let_go_with_the_generation() -> None:
    generation, made = compose(BASE), []

    def describe(source: Generation) -> str:
        made.append(source)
        return f"{len(source.models)} models"

    assert generation.derived(describe) == generation.derived(describe) == "5 models"
    assert made == [generation]


def test_rules_are_filed_by_model_whichever_way_it_is_named() -> None:
    ruled = plugin("stations", *STATIONS.models, depends=("congress",), rules=STATIONS_RULES)
    generation = compose((CONGRESS, ruled))

    rules = generation.access.rules(generation[Opinion], Action.CREATE)

    assert [rule.where for rule in rules] == [of_open_stations]
    assert generation.access.rules(Opinion, Action.CREATE) == rules
    assert generation.access.rules(Opinion, Action.DELETE) == ()
    assert list(generation.access.roles.values()) == [PUBLIC, OPERATOR, SYSTEM, CLERK]


def test_a_model_is_public_in_full_only_without_condition_and_restriction() -> None:
    narrow = grant(PUBLIC, Action.READ, Person, lambda _env, person: person.phone.is_(None))
    limit = restrict(Region, Action.READ, lambda _env, region: region.code != "")
    rules = (narrow, limit, grant(PUBLIC, Action.READ, Region))
    generation = compose((plugin("congress", Region, Person, roles=(CLERK,), rules=rules), STATIONS))

    assert generation.public_in_full(Station)
    assert not generation.public_in_full(Person)
    assert not generation.public_in_full(generation[Region])


def test_mutations_are_found_by_name() -> None:
    generation = compose(BASE)

    assert {name: one.function for name, one in generation.mutations.items()} == {"record_opinion": record_opinion}


def test_a_model_keeps_its_root_s_name_and_words_whatever_extends_it() -> None:
    model = compose(ALL).model_of(StationsRegion)

    assert (model.name, model.plural, model.owner) == ("Region", "regions", "congress")
    assert model.description == "A part of the country."
    assert model.to_many["stations"].owner == "stations"
