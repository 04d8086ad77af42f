"""Links as the ORM follows them: to one, back to many, and across a model in between."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped

from core.composition.compose import compose
from core.declarations.models import link, links
from core.generation.generation import Generation
from tests.core.composition.zoo.clean import ALL, BASE, Opinion, Person, Station, StationsRegion
from tests.core.composition.zoo.kit import county


class RegionWithMore(StationsRegion):
    other_stations: Mapped[list[Station]] = links(label="The same stations once more", back="region")


class StationWithHost(Station):
    host: Mapped[Person | None] = link(label="Host")


class PersonWhoHosts(Person):
    hosted: Mapped[list[StationWithHost]] = links(label="Hosted stations", back="host")


@pytest.fixture
def generation() -> Iterator[Generation]:
    composed = compose(ALL)
    yield composed
    composed.dispose()


def test_the_book_of_a_model_tells_where_its_links_lead(generation: Generation) -> None:
    station = generation.models["Station"]

    region, points, deputies = station.links["region"], station.to_many["points"], station.to_many["deputies"]

    assert (region.target, region.column, region.nullable) == ("Region", "region_id", False)
    assert (points.target, points.back) == ("Station", "centre")
    assert (deputies.target, deputies.through, deputies.through_back, deputies.through_forward) == (
        "Person",
        "Assignment",
        "station",
        "person",
    )
    assert list(station.to_many) == ["points", "opinions", "assignments", "deputies"]


def test_both_ends_of_a_link_see_a_change_at_once(generation: Generation) -> None:
    station = generation[Station](name="Bajiang")

    opinion = generation[Opinion](text="The street lamp is out.", station=station)

    assert station.opinions == [opinion]


def test_a_tree_of_records_links_to_itself(generation: Generation) -> None:
    centre, point = generation[Station](name="Centre"), generation[Station](name="Point")

    point.centre = centre

    assert centre.points == [point]
    assert centre.centre is None


def test_the_way_across_holds_its_condition(generation: Generation) -> None:
    station, person = generation[Station], generation[Person]

    statement = select(person.id).join(station.deputies.of_type(person)).compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]

    assert "stations_assignment_1.ended_on IS NULL" in str(statement)


def test_a_second_list_over_one_link_is_for_reading_only() -> None:
    generation = compose((*BASE, county("sanjiang", RegionWithMore)))
    region = generation[RegionWithMore](name="Sanjiang")

    generation[Station](name="Bajiang", region=region)

    assert [station.name for station in region.stations] == ["Bajiang"]
    assert region.other_stations == []


def test_links_may_name_an_extension_and_mean_its_model() -> None:
    generation = compose((*BASE, county("sanjiang", PersonWhoHosts, StationWithHost)))
    person = generation[PersonWhoHosts](name="Yang Li")

    generation[StationWithHost](name="Bajiang", host=person)

    assert generation.models["Person"].to_many["hosted"].target == "Station"
    assert [station.name for station in person.hosted] == ["Bajiang"]
