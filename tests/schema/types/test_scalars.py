from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from graphql import GraphQLError
from hypothesis import given
from hypothesis import strategies as some

from schema.scalars import read_big_int, read_date, read_instant, read_time, write_instant, write_time

BEIJING = timezone(timedelta(hours=8))


@pytest.mark.parametrize("sent", [0, -5, 2**63 - 1, -(2**63), "0", "-5", "9223372036854775807"])
def test_a_big_integer_is_a_number_or_its_digits(sent: int | str) -> None:
    assert read_big_int(sent) == int(sent)


@pytest.mark.parametrize("sent", [True, 1.0, 2**63, -(2**63) - 1, "", "+1", "01", "1e3", " 1", "9" * 30, None, []])
def test_anything_else_is_no_big_integer(sent: object) -> None:
    with pytest.raises(GraphQLError, match="BigInt cannot be"):
        read_big_int(sent)


def test_a_date_is_a_day_that_exists() -> None:
    assert read_date("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    "sent", ["2023-02-29", "2024-2-9", "20240229", "2024-W09-4", "2024-02-29T00:00:00Z", "", 20240229]
)
def test_anything_else_is_no_date(sent: object) -> None:
    with pytest.raises(GraphQLError, match=r"Date cannot be .* YYYY-MM-DD"):
        read_date(sent)


def test_the_seconds_of_a_time_may_be_left_out() -> None:
    assert read_time("09:30") == read_time("09:30:00") == time(9, 30)


@pytest.mark.parametrize("sent", ["24:00", "9:30", "09:30+08:00", "09:30Z", "0930", "09", "", 930])
def test_anything_else_is_no_time(sent: object) -> None:
    with pytest.raises(GraphQLError, match="Time cannot be"):
        read_time(sent)


@pytest.mark.parametrize(
    "sent",
    ["2026-03-05T09:30:00+08:00", "2026-03-05T01:30:00Z", "2026-03-05t01:30:00.000z", "2026-03-05T01:30:00-00:00"],
)
def test_an_instant_is_read_into_utc(sent: str) -> None:
    read = read_instant(sent)

    assert read == datetime(2026, 3, 5, 1, 30, tzinfo=UTC)
    assert read.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "sent",
    [
        "2026-03-05T09:30:00",
        "2026-03-05 09:30:00+08:00",
        "2026-03-05T09:30+08:00",
        "2026-03-05T09:30:00+0800",
        "2026-03-05T09:30:60Z",
        "2026-03-05T24:00:00Z",
        "2026-03-05T09:30:00+24:00",
        "2026-03-05T09:30:00.1234567Z",
        "0001-01-01T00:00:00+08:00",
        "9999-12-31T23:59:59-01:00",
        "",
        0,
    ],
)
def test_anything_else_is_no_instant(sent: object) -> None:
    with pytest.raises(GraphQLError, match=r"DateTime cannot be .* the offset from UTC is required"):
        read_instant(sent)


@given(some.datetimes(timezones=some.just(BEIJING), min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30)))  # noqa: DTZ001 - Hypothesis adds the zone
def test_an_instant_is_read_as_it_was_written(value: datetime) -> None:
    assert read_instant(write_instant(value)) == value


@given(some.times())
def test_a_time_is_read_as_it_was_written(value: time) -> None:
    assert read_time(write_time(value)) == value


def test_fractions_end_without_zeros_as_postgresql_writes_them() -> None:
    assert write_time(time(9, 30, 0, 500_000)) == "09:30:00.5"
    assert write_instant(datetime(2026, 3, 5, 9, 30, 10, 120_000, tzinfo=BEIJING)) == "2026-03-05T09:30:10.12+08:00"


@pytest.mark.parametrize("read", [read_big_int, read_date, read_time, read_instant])
def test_a_refusal_shows_little_of_a_long_value(read: Callable[[object], object]) -> None:
    with pytest.raises(GraphQLError) as refused:
        read("x" * 10_000)

    assert len(refused.value.message) < 250
