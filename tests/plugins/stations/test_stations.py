from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from plugins.stations.congress import StationsPerson, StationsRegion
from plugins.stations.models import StationCoverage, StationKind, StationState
from tests.plugins.world import QILIN, RONGKANG, World


def test_a_division_has_one_active_centre(world: World) -> None:
    """One duty centre for each township-level division."""
    world.a_station(QILIN, kind=StationKind.CENTRE)

    with pytest.raises(IntegrityError, match="active_centre"):
        world.a_station(QILIN, kind=StationKind.CENTRE)


def test_a_closed_centre_makes_room_for_another(world: World) -> None:
    world.a_station(QILIN, kind=StationKind.CENTRE, state=StationState.CLOSED, closed_on=date(2025, 1, 1))

    assert world.a_station(QILIN, kind=StationKind.CENTRE).id


def test_a_deputy_is_assigned_to_a_station_once_at_a_time(world: World) -> None:
    station, deputy = world.a_station(), world.a_deputy()
    world.an_assignment(station, deputy)

    with pytest.raises(IntegrityError, match="overlap"):
        world.an_assignment(station, deputy, started_on=date(2025, 1, 1))


def test_a_deputy_comes_back_after_a_pause_and_serves_elsewhere_too(world: World) -> None:
    station, other, deputy = world.a_station(), world.a_station(QILIN), world.a_deputy()
    world.an_assignment(station, deputy, ended_on=date(2024, 12, 31))

    world.an_assignment(station, deputy, started_on=date(2025, 1, 1))
    world.an_assignment(other, deputy)

    serving = world.env().get(StationsPerson, deputy.id).stations
    assert serving == [station, other]


def test_only_current_deputies_are_the_deputies_of_a_station(world: World) -> None:
    station, term = world.a_station(), world.a_term()
    now, before = world.a_deputy(term), world.a_deputy(term)
    world.an_assignment(station, now)
    world.an_assignment(station, before, ended_on=date(2024, 12, 31))

    assert station.deputies == [now]


def test_a_division_knows_the_stations_that_cover_it(world: World) -> None:
    station, region = world.a_station(QILIN), world.region(RONGKANG)
    world.add(StationCoverage, station_id=station.id, region_id=region.id)

    found = world.env().get(StationsRegion, region.id)

    assert found.covering_stations == [station]
    assert found.hosted_stations == []
    assert station.coverage == [region]


@pytest.mark.parametrize(
    ("values", "check"),
    [
        ({"established_on": None}, "active"),
        ({"closed_on": date(2025, 1, 1)}, "active"),
        ({"state": StationState.CLOSED}, "closed"),
        ({"state": StationState.CLOSED, "closed_on": date(2023, 1, 1)}, "dates"),
        ({"latitude": 24.3}, "position"),
        ({"latitude": 124.3, "longitude": 109.4}, "on_the_globe"),
    ],
)
def test_the_database_holds_no_contradictory_station(world: World, values: dict[str, object], check: str) -> None:
    with pytest.raises(IntegrityError, match=f"ck_stations_station_{check}"):
        world.a_station(**values)
