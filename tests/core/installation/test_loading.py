from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Connection, create_engine, func, inspect, select, text

from core.declarations.loads import Load
from core.foundation.urls import DatabaseUrl
from core.generation.generation import Generation
from core.generation.tables import table_of
from core.installation.install import install
from core.installation.loading import REPORT_EVERY, LoadRefused, load_all
from tests.core.clubs import Club, ClubKind, Region, a_generation, some_clubs


@pytest.fixture(scope="module")
def generation() -> Generation:
    return a_generation()


@pytest.fixture
def connection(fresh_database: DatabaseUrl, generation: Generation) -> Iterator[Connection]:
    engine = create_engine(fresh_database)
    with engine.connect() as connection:
        install(generation, connection)
        yield connection
    engine.dispose()


def regions(*rows: tuple[object, ...]) -> Load:
    return Load(model=Region, columns=("id", "name"), rows=rows, total=len(rows), label="Regions")


def test_all_rows_are_loaded_and_counted_by_table(connection: Connection, generation: Generation) -> None:
    loaded = load_all(generation, connection, some_clubs())

    assert loaded == {"clubs_region": 2, "clubs_club": 3, "clubs_member": 3}
    club = generation[Club]
    assert connection.scalars(select(club.kind).order_by(club.id)).all() == [
        ClubKind.CHESS,
        ClubKind.CHOIR,
        ClubKind.CHESS,
    ]


def test_the_next_record_gets_the_number_after_the_highest(connection: Connection, generation: Generation) -> None:
    load_all(generation, connection, [regions((7, "near"))])

    number = connection.scalar(table_of(generation, Region).insert().values(name="far").returning(text("id")))

    assert number == 8


def test_a_load_without_rows_is_no_fault(connection: Connection, generation: Generation) -> None:
    assert load_all(generation, connection, [regions()]) == {"clubs_region": 0}


def test_two_loads_for_one_table_add_up(connection: Connection, generation: Generation) -> None:
    assert load_all(generation, connection, [regions((1, "a")), regions((2, "b"))]) == {"clubs_region": 2}


def test_what_is_not_given_takes_the_default_of_the_database(connection: Connection, generation: Generation) -> None:
    load_all(generation, connection, [regions((1, "near"))])

    row = connection.execute(select(table_of(generation, Region))).one()

    assert row.version == 1
    assert row.created_at is not None


def test_progress_is_told_at_the_start_on_the_way_and_at_the_end(
    connection: Connection, generation: Generation
) -> None:
    many = REPORT_EVERY + 1
    load = Load(
        model=Region,
        columns=("id", "name"),
        rows=((number, f"region {number}") for number in range(1, many + 1)),
        total=many,
        label="Regions",
    )
    told: list[tuple[str, int]] = []

    load_all(generation, connection, [load], lambda load, done: told.append((load.label, done)))

    assert told == [("Regions", 0), ("Regions", REPORT_EVERY), ("Regions", many)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [((1, None), "null value"), ((1, "x\0"), "NUL"), ((1,), "missing data"), (("one", "x"), "invalid input")],
)
def test_rows_that_do_not_fit_are_refused_and_nothing_stays(
    connection: Connection, generation: Generation, row: tuple[object, ...], reason: str
) -> None:
    connection.commit()

    with pytest.raises(LoadRefused) as caught:
        load_all(generation, connection, [regions((9, "good"), row)])
    connection.rollback()

    assert "'Regions' for clubs_region" in str(caught.value)
    assert reason in str(caught.value)
    assert connection.scalar(select(func.count()).select_from(table_of(generation, Region))) == 0


def test_the_search_index_is_there_afterwards_whether_the_table_was_empty_or_not(
    connection: Connection, generation: Generation
) -> None:
    clubs = Load(model=Club, columns=("id", "name", "kind", "secret", "region_id"), rows=[], total=0, label="Clubs")
    before = inspect(connection).get_indexes("clubs_club")

    for loads in (some_clubs(), [replace(clubs, rows=[(9, "late", "CHOIR", False, 1)])]):
        load_all(generation, connection, loads)

        inspector = inspect(connection)
        assert sorted(map(str, inspector.get_indexes("clubs_club"))) == sorted(map(str, before))
    connection.execute(text("SET LOCAL enable_seqscan = off"))
    found = text("SELECT name FROM clubs_club WHERE renda_grams(coalesce(name, '')) @> '{la}'")
    assert connection.scalars(found).all() == ["late"]


def test_the_statistics_are_known_afterwards(connection: Connection, generation: Generation) -> None:
    """Without them the planner would take a full table for an empty one."""
    load_all(generation, connection, [regions((1, "a"), (2, "b"))])

    estimate = connection.scalar(text("SELECT reltuples FROM pg_class WHERE relname = 'clubs_region'"))

    assert estimate == 2
