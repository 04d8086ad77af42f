"""The tables that come from models: columns in order, types, keys, indexes, checks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from enum import Enum

import pytest
from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Table, UniqueConstraint
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped
from sqlalchemy.schema import CreateIndex

from core.composition.compose import compose
from core.declarations.models import Model, field
from core.generation.generation import Generation
from core.values.choices import Choice
from tests.core.composition.zoo.clean import ALL, BASE
from tests.core.composition.zoo.kit import plugin

DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]


class Weather(Choice):
    """The weather of a reception day."""

    RAIN = "Rain"
    SUN = "Sunshine"


class Everything(Model):
    """One field of each type."""

    text: Mapped[str] = field(label="Text")
    word: Mapped[str | None] = field(label="Word", length=40)
    count: Mapped[int] = field(label="Count", server_default=0)
    large: Mapped[int] = field(label="Large", big=True)
    share: Mapped[float] = field(label="Share")
    sure: Mapped[bool] = field(label="Sure", server_default=True)
    day: Mapped[date] = field(label="Day")
    hour: Mapped[time] = field(label="Hour")
    instant: Mapped[datetime] = field(label="Instant")
    weather: Mapped[Weather] = field(label="Weather", server_default=Weather.SUN)


@pytest.fixture
def generation() -> Iterator[Generation]:
    composed = compose(ALL)
    yield composed
    composed.dispose()


@pytest.fixture
def station(generation: Generation) -> Table:
    return generation.metadata.tables["stations_station"]


def test_columns_stand_in_the_order_of_the_chain(station: Table) -> None:
    """The root's columns come first, whatever extends it, so that a table reads the same in every county."""
    assert [column.name for column in station.columns] == [
        "id",
        "number",
        "name",
        "address",
        "kind",
        "opened_on",
        "closed_on",
        "region_id",
        "centre_id",
        "version",
        "created_at",
        "updated_at",
        "dock",
        "drum_tower",
    ]


def test_every_type_has_its_column_type() -> None:
    table = compose((plugin("odd", Everything),)).metadata.tables["odd_everything"]

    assert {column.name: column.type.compile(DIALECT) for column in table.columns} == {
        "id": "BIGINT",
        "text": "TEXT",
        "word": "VARCHAR(40)",
        "count": "INTEGER",
        "large": "BIGINT",
        "share": "DOUBLE PRECISION",
        "sure": "BOOLEAN",
        "day": "DATE",
        "hour": "TIME WITHOUT TIME ZONE",
        "instant": "TIMESTAMP WITH TIME ZONE",
        "weather": "VARCHAR(40)",
        "version": "INTEGER",
        "created_at": "TIMESTAMP WITH TIME ZONE",
        "updated_at": "TIMESTAMP WITH TIME ZONE",
    }
    assert [column.name for column in table.columns if column.nullable] == ["word"]


def test_server_defaults_are_written_as_the_database_reads_them() -> None:
    table = compose((plugin("odd", Everything),)).metadata.tables["odd_everything"]

    defaults = {column.name: getattr(column.server_default, "arg", None) for column in table.columns}

    assert [defaults[name] for name in ("count", "sure", "weather")] == ["0", "true", "SUN"]


def test_choices_are_stored_by_name_and_checked(generation: Generation, station: Table) -> None:
    kind = station.columns["kind"].type

    assert getattr(kind, "enums", None) == ["CENTRE", "POINT"]
    assert "ck_stations_station_kind_choice" in _names(station, CheckConstraint)
    assert issubclass(generation.models["Station"].fields["kind"].type, Enum)


def test_constraints_of_the_whole_chain_are_merged_and_named(station: Table) -> None:
    assert _names(station, UniqueConstraint) == {
        "uq_stations_station_region_id_number",
        "uq_stations_station_name_kind",
        "uq_stations_station_dock",
    }
    assert _names(station, CheckConstraint) == {
        "ck_stations_station_closed_after_opened",
        "ck_stations_station_kind_choice",
    }
    assert _names(station, ForeignKeyConstraint) == {
        "fk_stations_station_region_id_congress_region",
        "fk_stations_station_centre_id_stations_station",
    }


def test_indexes_end_with_the_id_so_that_pages_can_follow_them(station: Table) -> None:
    plain = {index.name: [column.name for column in index.columns] for index in station.indexes}

    assert {name: columns for name, columns in plain.items() if name != "ix_stations_station_search"} == {
        "ix_stations_station_region_id_kind_id": ["region_id", "kind", "id"],
        "ix_stations_station_kind_id": ["kind", "id"],
        "ix_stations_station_region_id_id": ["region_id", "id"],
        "ix_stations_station_centre_id_id": ["centre_id", "id"],
    }


def test_all_searched_fields_share_one_index(station: Table) -> None:
    """A county's searched field joins the same document, after the root's."""
    (index,) = [index for index in station.indexes if index.name == "ix_stations_station_search"]

    assert str(CreateIndex(index).compile(dialect=DIALECT)) == (
        "CREATE INDEX ix_stations_station_search ON stations_station USING gin (renda_grams("
        "coalesce(name, '') || E'\\n' || coalesce(address, '') || E'\\n' || coalesce(drum_tower, '')))"
    )


def test_a_model_without_searched_fields_has_no_search_index() -> None:
    region = compose(BASE).metadata.tables["congress_region"]

    assert {index.name for index in region.indexes} == set()


def test_keys_are_what_finds_one_record_by_its_fields() -> None:
    """A key across a link is held by the database, but is no way to ask for a record."""
    models = compose(ALL).models

    assert models["Station"].keys == (("name", "kind"), ("dock",))
    assert models["Region"].keys == (("code",),)


def _names(table: Table, kind: type) -> set[object]:
    return {constraint.name for constraint in table.constraints if isinstance(constraint, kind)}
