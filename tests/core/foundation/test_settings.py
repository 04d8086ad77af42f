from __future__ import annotations

from pathlib import Path

import pytest

from core.foundation.settings import LogLevel, Profile, Settings, unknown_variables, variable
from core.foundation.settings_refusals import SettingsError


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(variable(name), raising=False)


def test_without_any_variable_there_is_a_development_server_under_the_current_folder() -> None:
    settings = Settings()

    assert settings.home == Path(".renda")
    assert settings.database_url is None
    assert settings.profile is Profile.DEVELOPMENT
    assert (settings.page_default, settings.page_max) == (50, 1000)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_variable_says_what_it_is_for(name: str) -> None:
    description = Settings.model_fields[name].description or ""

    assert description.endswith(".")


def test_variables_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENDA_PROFILE", "Production")
    monkeypatch.setenv("RENDA_LOG_LEVEL", "WARNING")
    monkeypatch.setenv("RENDA_PORT", "80")
    monkeypatch.setenv("RENDA_DATABASE_URL", "postgres://clerk:cret@db/renda")

    settings = Settings()

    assert settings.profile is Profile.PRODUCTION
    assert settings.log_level is LogLevel.WARNING
    assert settings.port == 80
    assert settings.database_url == "postgresql+psycopg://clerk:cret@db/renda"


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A compose file passes on what is not set as an empty text."""
    monkeypatch.setenv("RENDA_READ_DATABASE_URL", "")
    monkeypatch.setenv("RENDA_PORT", "")

    assert Settings().read_database_url is None
    assert Settings().port == 8000


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("RENDA_PROFILE", "prod", "development, production"),
        ("RENDA_LOG_FORMAT", "xml", "console, json"),
        ("RENDA_WORKER", "4", "true, false"),
        ("RENDA_PORT", "tcp://10.0.0.1:80", "from 0 to 65535"),
        ("RENDA_PORT", "99999", "from 0 to 65535"),
        ("RENDA_WORKERS", "0", "from 1 to 256"),
        ("RENDA_PAGE_MAX", "1.5", "whole number"),
    ],
)
def test_a_wrong_value_is_refused_with_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, allowed: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError) as caught:
        Settings()

    assert f"{name} is '{value}'" in str(caught.value)
    assert allowed in caught.value.hint.format_map(caught.value.details)
    assert caught.value.code == "SETTINGS"


def test_a_wrong_database_is_refused_without_repeating_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENDA_DATABASE_URL", "mysql://clerk:cret@db/renda")

    with pytest.raises(SettingsError, match="RENDA_DATABASE_URL is not the address of a PostgreSQL") as caught:
        Settings()

    assert "cret" not in str(caught.value)
    assert "cret" not in str(caught.value.details)


def test_a_default_page_longer_than_the_longest_is_refused_naming_both() -> None:
    with pytest.raises(SettingsError, match="RENDA_PAGE_DEFAULT is 50, more than RENDA_PAGE_MAX, which is 10"):
        Settings(page_max=10)


def test_settings_printed_show_no_password() -> None:
    assert "cret" not in repr(Settings(database_url="postgresql://clerk:cret@db/renda"))


def test_a_setting_that_does_not_exist_is_an_error_of_the_programmer() -> None:
    with pytest.raises(TypeError):
        Settings(colour="red")


def test_variables_that_only_look_like_settings_are_listed() -> None:
    environment = {"RENDA_PROFIL": "production", "RENDA_PORT": "1", "PATH": "/bin"}

    assert list(unknown_variables(environment)) == ["RENDA_PROFIL"]
