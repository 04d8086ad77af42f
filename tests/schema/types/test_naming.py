from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.foundation.spelling import client_name
from schema.naming import (
    camel,
    connection_name,
    edge_name,
    global_id,
    many_where_name,
    model_types,
    order_name,
    parse_global_id,
    pascal,
    where_name,
)


@pytest.mark.parametrize(
    ("python", "graphql"),
    [("name", "name"), ("host_region", "hostRegion"), ("opened_on", "openedOn"), ("line_2", "line2"), ("a_b_c", "aBC")],
)
def test_a_python_name_becomes_camel_case(python: str, graphql: str) -> None:
    assert camel(python) == graphql


def test_a_name_in_camel_case_stays_as_it_is() -> None:
    assert camel("dutyCentres") == "dutyCentres"


def test_a_python_name_becomes_a_type_name() -> None:
    assert pascal("record_opinion") == "RecordOpinion"


@given(some.from_regex(r"[a-z]+(_[a-z0-9]+){0,3}", fullmatch=True))
def test_the_composer_takes_names_as_they_are_given(name: str) -> None:
    """The core names the steps one may take as clients call their mutations, so the two must agree."""
    assert client_name(name) == camel(name)


def test_the_types_derived_from_a_model_are_known() -> None:
    makers = (connection_name, edge_name, where_name, many_where_name, order_name)

    assert {"Station", *(make("Station") for make in makers)} == set(model_types("Station"))


def test_an_identifier_is_read_as_it_was_written() -> None:
    assert parse_global_id(global_id("DutyCentre", 123)) == ("DutyCentre", 123)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Station",
        "Station:",
        ":1",
        "Station:0",
        "Station:-1",
        "Station:01",
        "Station:1.0",
        "Station:1 ",
        " Station:1",
        "Station:1\n",
        "Station:\N{FULLWIDTH DIGIT ONE}",
        "Station:1:2",
        "Stat on:1",
        "U3RhdGlvbjox",
        "Station:" + "9" * 5000,
    ],
)
def test_any_other_text_is_no_identifier(text: str) -> None:
    assert parse_global_id(text) is None
