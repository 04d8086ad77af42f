from __future__ import annotations

import pytest
from sqlalchemy.engine import make_url

from core.foundation.urls import database_url


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://clerk:s%40cret@db:5433/renda?sslmode=require",
        "postgres://clerk:s%40cret@db:5433/renda?sslmode=require",
        "postgresql+psycopg://clerk:s%40cret@db:5433/renda?sslmode=require",
    ],
)
def test_an_address_suits_each_library(address: str) -> None:
    url = database_url(address)

    assert url == "postgresql+psycopg://clerk:s%40cret@db:5433/renda?sslmode=require"
    assert url.conninfo == "postgresql://clerk:s%40cret@db:5433/renda?sslmode=require"
    assert url.database == "renda"
    assert make_url(url).host == "db"


def test_a_shown_address_has_no_password() -> None:
    assert "cret" not in database_url("postgresql://clerk:s%40cret@db/renda").shown


@pytest.mark.parametrize("parameter", ["password", "sslpassword", "oauth_client_secret", "scram_client_key"])
def test_a_shown_address_has_no_secret_parameter(parameter: str) -> None:
    shown = database_url(f"postgresql://clerk@db/renda?sslmode=require&{parameter}=hunter2").shown

    assert "hunter2" not in shown
    assert "sslmode=require" in shown


def test_an_address_without_a_secret_is_shown_as_it_is() -> None:
    assert database_url("postgresql://clerk@db/renda").shown == "postgresql://clerk@db/renda"


def test_another_database_of_the_server_keeps_everything_else() -> None:
    url = database_url("postgresql://clerk:secret@db/renda?host=/run").of_database("other")

    assert url == "postgresql+psycopg://clerk:secret@db/other?host=%2Frun"


@pytest.mark.parametrize(
    "address",
    ["", "renda", "mysql://db/renda", "postgresql://db", "postgresql://db:port/renda", "postgresql://u:p@ss@db/renda"],
)
def test_what_is_no_database_of_postgresql_is_refused(address: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - pydantic turns it into its own
        database_url(address)
