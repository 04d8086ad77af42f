"""The made-up city in a database: small, but with all stations and the three that everybody reads about."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine, text

from core.foundation.urls import DatabaseUrl

ACTIVE_LEVELS = """
    SELECT array_agg(DISTINCT congress.level ORDER BY congress.level)
    FROM stations_station AS station
    JOIN stations_station_assignment AS assignment ON assignment.station_id = station.id
    JOIN congress_mandate AS mandate ON mandate.person_id = assignment.person_id AND mandate.status = 'ACTIVE'
    JOIN congress_term AS term ON term.id = mandate.term_id
    JOIN congress_congress AS congress ON congress.id = term.congress_id
    WHERE station.code = :code AND assignment.ended_on IS NULL
"""
DEPUTIES_NOW = """
    SELECT count(DISTINCT person_id)
    FROM stations_station_assignment AS assignment JOIN stations_station AS station ON station.id = station_id
    WHERE code = :code AND ended_on IS NULL
"""


@pytest.fixture(scope="module")
def city(demo: DatabaseUrl) -> Iterator[Connection]:
    engine = create_engine(demo)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        yield connection
    engine.dispose()


def figure(city: Connection, statement: str, **values: object) -> object:
    return city.execute(text(statement), values).scalar()


def figures(city: Connection, statement: str) -> dict[str, int]:
    return {str(row[0]): int(row[1]) for row in city.execute(text(statement))}


def test_there_is_a_centre_at_work_in_each_division_of_township_level(city: Connection) -> None:
    """D1."""
    centres = "SELECT count(*) FROM stations_station WHERE kind = 'CENTRE' AND state = 'ACTIVE'"
    without = """
        SELECT count(*) FROM congress_region AS region WHERE level = 'TOWNSHIP' AND NOT EXISTS (
            SELECT FROM stations_station WHERE host_region_id = region.id AND kind = 'CENTRE'
            AND stations_station.code = 'DC' || region.code
        )
    """

    assert figure(city, centres) == 118
    assert figure(city, without) == 0


def test_there_are_1014_stations_and_points_numbered_through(city: Connection) -> None:
    """D2."""
    found = figures(city, "SELECT kind, count(*) FROM stations_station WHERE code LIKE 'LS%' GROUP BY kind")
    ends = city.execute(text("SELECT min(code), max(code) FROM stations_station WHERE code LIKE 'LS%'")).one()

    assert sum(found.values()) == 1014
    assert set(found) == {"STATION", "POINT"}
    assert tuple(ends) == ("LS0001", "LS1014")


def test_the_network_covers_five_counties_and_five_districts(city: Connection) -> None:
    """D3."""
    covered = """
        SELECT county.kind, count(DISTINCT county.id)
        FROM stations_station_coverage JOIN congress_region AS unit ON unit.id = region_id
        JOIN congress_region AS county ON county.id = unit.county_id
        GROUP BY county.kind
    """

    assert figures(city, covered) == {"DISTRICT": 5, "COUNTY": 3, "AUTONOMOUS_COUNTY": 2}


def test_the_network_covers_86_townships_and_32_subdistricts(city: Connection) -> None:
    """D4."""
    covered = """
        SELECT home.kind, count(DISTINCT home.id)
        FROM stations_station_coverage JOIN congress_region AS unit ON unit.id = region_id
        JOIN congress_region AS home ON home.id = unit.parent_id
        WHERE unit.level = 'VILLAGE' GROUP BY home.kind
    """

    assert figures(city, covered) == {"TOWN": 53, "TOWNSHIP": 27, "ETHNIC_TOWNSHIP": 6, "SUBDISTRICT": 32}


def test_the_network_covers_977_villages_and_240_communities(city: Connection) -> None:
    """D5: the made-up villages say so, in a column and in their names."""
    covered = """
        SELECT kind, count(DISTINCT region_id)
        FROM stations_station_coverage JOIN congress_region AS unit ON unit.id = region_id
        WHERE level = 'VILLAGE' GROUP BY kind
    """
    made_up = "SELECT count(*) FROM congress_region WHERE synthetic AND kind = 'VILLAGE' AND name LIKE '%（演示）'"
    found = figures(city, covered)

    assert found["VILLAGE"] + found["QUASI_VILLAGE"] == 977
    assert found["QUASI_VILLAGE"] == 4
    assert found["COMMUNITY"] + found["QUASI_COMMUNITY"] == 240
    assert figure(city, made_up) == figure(city, "SELECT count(*) FROM congress_region WHERE synthetic") == 38


def test_everyone_with_a_mandate_serves_at_a_station(city: Connection) -> None:
    """D6: the share is one, whatever the size."""
    idle = """
        SELECT count(*) FROM congress_mandate AS mandate WHERE status = 'ACTIVE' AND NOT EXISTS (
            SELECT FROM stations_station_assignment WHERE person_id = mandate.person_id AND ended_on IS NULL
        )
    """
    without_mandate = """
        SELECT count(*) FROM stations_station_assignment AS assignment WHERE ended_on IS NULL AND NOT EXISTS (
            SELECT FROM congress_mandate WHERE person_id = assignment.person_id AND status = 'ACTIVE'
        )
    """

    assert figure(city, idle) == 0
    assert figure(city, without_mandate) == 0


def test_at_rongkang_twelve_deputies_of_three_levels_serve(city: Connection) -> None:
    """D7."""
    assert figure(city, DEPUTIES_NOW, code="LS0560") == 12
    assert figure(city, ACTIVE_LEVELS, code="LS0560") == ["CITY", "COUNTY", "TOWNSHIP"]


def test_rongkang_heard_23_opinions_in_its_first_year(city: Connection) -> None:
    """D8: 16 were answered on the spot and 7 forwarded; what came later is not counted."""
    heard = """
        SELECT handling, count(*)
        FROM stations_opinion AS opinion JOIN stations_station AS station ON station.id = station_id
        WHERE code = 'LS0560' AND visibility = 'PUBLIC'
        AND received_at >= established_on AND received_at < established_on + interval '1 year'
        GROUP BY handling
    """
    all_of_it = "SELECT count(*) FROM stations_opinion WHERE number LIKE 'LS0560-%'"

    assert figures(city, heard) == {"ON_THE_SPOT": 16, "FORWARDED": 7}
    assert figure(city, all_of_it) == 28


def test_in_the_hexi_industrial_area_seventeen_deputies_of_four_levels_serve(city: Connection) -> None:
    """D11: a station of an industry covers no village."""
    station = "SELECT theme FROM stations_station WHERE code = 'LS0124' AND name LIKE '河西工业区%'"
    coverage = "SELECT count(*) FROM stations_station_coverage JOIN stations_station AS s ON s.id = station_id"

    assert figure(city, DEPUTIES_NOW, code="LS0124") == 17
    assert figure(city, ACTIVE_LEVELS, code="LS0124") == ["AUTONOMOUS_REGION", "CITY", "COUNTY", "NATIONAL"]
    assert figure(city, station) == "INDUSTRY"
    assert figure(city, f"{coverage} WHERE code = 'LS0124'") == 0


def test_the_centre_of_qilin_is_alive(city: Connection) -> None:
    """The code means Qilin to the statistics bureau, and another subdistrict to the ministry."""
    place = """
        SELECT region.name FROM stations_station JOIN congress_region AS region ON region.id = host_region_id
        WHERE stations_station.code = 'DC450203007'
    """
    days = "SELECT count(*) FROM stations_reception_day AS day JOIN stations_station AS s ON s.id = station_id"

    assert figure(city, place) == "麒麟街道"
    assert figure(city, DEPUTIES_NOW, code="DC450203007") != 0
    assert figure(city, f"{days} WHERE code = 'DC450203007' AND day.state = 'REPORTED'") != 0
    assert figure(city, "SELECT count(*) FROM stations_opinion WHERE number LIKE 'DC450203007-%'") != 0


def test_deputies_of_a_township_serve_in_their_township(city: Connection) -> None:
    """Deputies are active near where they live and were elected (Deputies Law, art. 28)."""
    elsewhere = """
        SELECT count(*)
        FROM congress_mandate AS mandate
        JOIN congress_term AS term ON term.id = mandate.term_id
        JOIN congress_congress AS congress ON congress.id = term.congress_id AND congress.level = 'TOWNSHIP'
        JOIN stations_station_assignment AS assignment ON assignment.person_id = mandate.person_id
        JOIN stations_station AS station ON station.id = assignment.station_id
        JOIN congress_region AS host ON host.id = station.host_region_id
        WHERE congress.region_id NOT IN (host.id, host.parent_id)
    """

    assert figure(city, elsewhere) == 0


def test_nobody_serves_before_the_station_is_open_or_the_mandate_begins(city: Connection) -> None:
    early = """
        SELECT count(*)
        FROM stations_station_assignment AS assignment JOIN stations_station AS station ON station.id = station_id
        WHERE started_on < established_on OR started_on < (
            SELECT min(mandate.started_on)
            FROM congress_mandate AS mandate JOIN congress_term AS term ON term.id = term_id AND term.ends_on IS NULL
            WHERE person_id = assignment.person_id
        )
    """

    assert figure(city, early) == 0


def test_each_station_has_one_convenor(city: Connection) -> None:
    convened = """
        SELECT count(DISTINCT station_id) FROM stations_station_assignment
        WHERE role = 'CONVENOR' AND ended_on IS NULL HAVING count(*) = count(DISTINCT station_id)
    """

    assert figure(city, convened) == 1132


def test_opinions_are_numbered_without_gaps_in_the_order_in_which_they_were_heard(city: Connection) -> None:
    gaps = """
        SELECT count(*) FROM (
            SELECT serial, row_number() OVER (PARTITION BY station_id ORDER BY received_at, serial) AS place
            FROM stations_opinion
        ) AS numbered WHERE serial <> place
    """
    silent = """
        SELECT count(*) FROM stations_station AS station
        WHERE NOT EXISTS (SELECT FROM stations_opinion WHERE station_id = station.id)
    """

    assert figure(city, gaps) == 0
    assert figure(city, silent) == 0


def test_opinions_were_heard_within_the_two_years_and_by_somebody_assigned(city: Connection) -> None:
    """What `recordOpinion` refuses is not in the demonstration either."""
    outside = """
        SELECT count(*) FROM stations_opinion JOIN stations_station AS station ON station.id = station_id
        WHERE received_at < established_on OR received_at < '2024-10-01' OR received_at >= '2026-10-01'
        OR closed_at >= '2026-10-01'
    """
    strangers = """
        SELECT count(*) FROM stations_opinion AS opinion WHERE received_by_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM stations_station_assignment AS assignment
            WHERE assignment.station_id = opinion.station_id AND assignment.person_id = opinion.received_by_id
            AND received_at >= started_on AND ended_on IS NULL
        )
    """

    assert figure(city, outside) == 0
    assert figure(city, strangers) == 0


def test_what_was_heard_at_a_reception_day_was_heard_on_that_day_by_its_rota(city: Connection) -> None:
    wrong = """
        SELECT count(*) FROM stations_opinion AS opinion JOIN stations_reception_day AS day ON day.id = reception_day_id
        WHERE opinion.station_id <> day.station_id OR day.state NOT IN ('HELD', 'REPORTED')
        OR received_at NOT BETWEEN held_on + starts_at AND held_on + ends_at
        OR NOT EXISTS (
            SELECT FROM stations_reception_day_deputy WHERE reception_day_id = day.id AND person_id = received_by_id
        )
    """

    assert figure(city, "SELECT count(*) FROM stations_opinion WHERE reception_day_id IS NOT NULL") != 0
    assert figure(city, wrong) == 0


def test_an_opinion_is_forwarded_to_an_organ_of_the_place(city: Connection) -> None:
    far_away = """
        SELECT count(*)
        FROM stations_opinion JOIN congress_organization AS organ ON organ.id = forwarded_to_id
        JOIN congress_region AS seat ON seat.id = organ.region_id
        JOIN congress_region AS unit ON unit.id = stations_opinion.region_id
        WHERE unit.county_id <> seat.county_id
    """
    nowhere = "SELECT count(*) FROM stations_opinion WHERE handling = 'FORWARDED' AND forwarded_to_id IS NULL"

    assert figure(city, far_away) == 0
    assert figure(city, nowhere) == 0


def test_a_reception_day_is_announced_three_days_before(city: Connection) -> None:
    late = "SELECT count(*) FROM stations_reception_day WHERE announced_at > held_on - 3 AND held_on < '2026-10-01'"
    states = figures(city, "SELECT state, count(*) FROM stations_reception_day GROUP BY state")

    assert figure(city, late) == 0
    assert set(states) == {"ANNOUNCED", "CANCELLED", "HELD", "PLANNED", "REPORTED"}


def test_the_session_of_the_city_is_the_one_that_is_open(city: Connection) -> None:
    opened = "SELECT array_agg(name) FROM congress_session WHERE state = 'OPEN'"

    assert figure(city, opened) == ["柳州市第十五届人民代表大会第八次会议"]


def test_a_subdistrict_has_a_working_committee_and_a_township_a_presidium(city: Connection) -> None:
    """Only the latter has a congress (Organic Law, arts. 14 and 59)."""
    found = """
        SELECT organ.kind, count(*)
        FROM congress_organization AS organ JOIN congress_region AS seat ON seat.id = region_id
        WHERE organ.kind IN ('SUBDISTRICT_WORKING_COMMITTEE', 'TOWNSHIP_PRESIDIUM')
        AND (organ.kind = 'TOWNSHIP_PRESIDIUM') = (seat.congress_level = 'TOWNSHIP') IS NOT FALSE
        GROUP BY organ.kind
    """

    assert figures(city, found) == {"SUBDISTRICT_WORKING_COMMITTEE": 32, "TOWNSHIP_PRESIDIUM": 86}
