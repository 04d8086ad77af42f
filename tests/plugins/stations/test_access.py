"""Who reads which opinions: as a matrix, for the roles of this plugin."""

from __future__ import annotations

import pytest

from core.declarations.environments import Env
from core.declarations.models import Model
from core.declarations.roles import OPERATOR, Role
from core.declarations.roles import Grant as Held
from core.generation.generation import Generation
from plugins.congress.models import Visibility
from plugins.congress.roles import AUDITOR, CITY_STAFF, CONGRESS_LEADER, COUNTY_STAFF, TOWNSHIP_STAFF
from plugins.stations.models import Opinion, Resident, Station
from plugins.stations.roles import STATION_STAFF
from tests.plugins.world import CHANGAN, LIUZHOU, QILIN, RONGAN, RONGKANG, YUFENG, World

HIDDEN = [Visibility.DEPUTIES, Visibility.OFFICIAL, Visibility.CONFIDENTIAL]


@pytest.mark.parametrize("held", [(), (Held(OPERATOR.name),)], ids=["public", "operator"])
@pytest.mark.parametrize("visibility", HIDDEN)
def test_what_is_not_public_is_not_there_for_the_public_nor_for_the_operator(
    world: World, held: tuple[Held, ...], visibility: Visibility
) -> None:
    """The administrator cannot read confidential content."""
    station = world.a_station()
    world.an_opinion(station, visibility=visibility)
    shown = world.an_opinion(station)

    assert read(world.env(*held), Opinion) == {shown.id}


@pytest.mark.parametrize("visibility", HIDDEN)
def test_staff_reads_all_opinions_of_its_own_station_only(world: World, visibility: Visibility) -> None:
    own, other = world.a_station(), world.a_station(QILIN)
    opinion = world.an_opinion(own, visibility=visibility)
    world.an_opinion(other, visibility=visibility)

    assert read(world.staff_of(own), Opinion) == {opinion.id}


def test_county_staff_reads_the_opinions_of_the_stations_in_the_county(world: World) -> None:
    """A station lies in the county of its host division, however far below."""
    inside, outside = world.a_station(RONGKANG), world.a_station(QILIN)
    opinion = world.an_opinion(inside, visibility=Visibility.OFFICIAL)
    world.an_opinion(outside, visibility=Visibility.OFFICIAL)

    assert read(county_staff(world, RONGAN), Opinion) == {opinion.id}
    assert opinion.id not in read(county_staff(world, YUFENG), Opinion)


@pytest.mark.parametrize(
    ("role", "inside", "outside"),
    [(TOWNSHIP_STAFF, CHANGAN, RONGAN), (CITY_STAFF, LIUZHOU, RONGAN), (CONGRESS_LEADER, RONGAN, YUFENG)],
)
def test_staff_and_leaders_read_the_opinions_heard_in_their_division(
    world: World, role: Role, inside: str, outside: str
) -> None:
    opinion = world.an_opinion(world.a_station(RONGKANG), visibility=Visibility.OFFICIAL)

    assert read(holder(world, role, inside), Opinion) == {opinion.id}
    assert read(holder(world, role, outside), Opinion) == set()


@pytest.mark.parametrize(("role", "seen"), [(TOWNSHIP_STAFF, True), (CITY_STAFF, False), (CONGRESS_LEADER, False)])
def test_a_confidential_opinion_is_not_told_to_the_level_above(world: World, role: Role, seen: bool) -> None:
    division = CHANGAN if role is TOWNSHIP_STAFF else LIUZHOU
    opinion = world.an_opinion(world.a_station(RONGKANG), visibility=Visibility.CONFIDENTIAL)

    assert read(holder(world, role, division), Opinion) == ({opinion.id} if seen else set())


def test_the_auditor_reads_every_opinion_and_no_resident(world: World) -> None:
    station = world.a_station()
    opinion = world.an_opinion(station, visibility=Visibility.CONFIDENTIAL)
    a_resident(world, station)
    auditor = world.env(Held(AUDITOR.name))

    assert (read(auditor, Opinion), read(auditor, Resident)) == ({opinion.id}, set())


def test_a_resident_is_known_to_the_stations_own_staff(world: World) -> None:
    station = world.a_station()
    resident = a_resident(world, station)

    assert read(world.staff_of(station), Resident) == {resident.id}


def test_a_resident_is_known_to_nobody_else(world: World) -> None:
    """Not to another station, the county, the operator or the public."""
    a_resident(world, world.a_station())
    others = (
        world.staff_of(world.a_station(QILIN)),
        county_staff(world, RONGAN),
        world.env(Held(OPERATOR.name)),
        world.env(),
    )

    assert [read(env, Resident) for env in others] == [set()] * 4


def test_the_exact_place_and_the_contact_are_for_staff(generation: Generation) -> None:
    """The public API never returns an exact home place (Personal Information Protection Law)."""
    assert generation.models["Opinion"].fields["place"].audience == (STATION_STAFF, COUNTY_STAFF)
    assert generation.models["Resident"].fields["contact"].audience == (STATION_STAFF,)


def read(env: Env, definition: type[Model]) -> set[int]:
    return {record.id for record in env.session.scalars(env.select(definition))}


def a_resident(world: World, station: Station) -> Resident:
    return world.add(Resident, station_id=station.id, pseudonym="居民甲", contact="13800000000")


def county_staff(world: World, county: str) -> Env:
    return holder(world, COUNTY_STAFF, county)


def holder(world: World, role: Role, division: str) -> Env:
    return world.env(Held(role.name, world.region(division).id, role.scope))
