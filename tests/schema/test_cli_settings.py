"""`renda settings`: what an operator has set, and every limit, without secrets."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.foundation.settings import Settings, variable
from schema.installation import Installation
from schema.limits import Limits
from tests.schema.cli_kit import renda

ADDRESS = "postgresql://clerk:s3cret@db.example:5432/renda?sslmode=require&password=t0psecret&sslpassword=k3y"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


def an_installation(home: Path, **settings: object) -> Installation:
    return Installation(Settings(home=home, **settings))


def row_of(output: str, name: str) -> list[str]:
    """The words of the line about a setting or limit."""
    (found,) = [line for line in output.splitlines() if line.startswith(f"{name} ")]
    return found.split()


def test_every_setting_and_limit_is_shown_with_value_default_and_meaning(tmp_path: Path) -> None:
    installation = an_installation(tmp_path, page_max=60)

    result = renda(installation, "settings")

    assert result.exit_code == 0
    for name, field in Settings.model_fields.items():
        assert row_of(result.output, variable(name))
        assert str(field.description) in result.output
    for limit in Limits().entries():
        assert row_of(result.output, limit.name)
        assert limit.meaning in result.output
    assert row_of(result.output, "RENDA_PAGE_MAX")[1:3] == ["60", "1000"]
    assert row_of(result.output, "pages.most")[1:4] == ["(RENDA_PAGE_MAX)", "60", "1000"]
    assert row_of(result.output, "statements.sources")[1:3] == ["200", "200"]


def test_no_password_is_shown_wherever_it_stands(tmp_path: Path) -> None:
    installation = an_installation(tmp_path, database_url=ADDRESS, read_database_url=ADDRESS)

    output = renda(installation, "settings").output

    assert not [secret for secret in ("s3cret", "t0psecret", "k3y") if secret in output]
    assert output.count("clerk:***@db.example:5432/renda") == 2
    assert output.count("sslmode=require") == 2


def test_square_brackets_are_shown_as_they_are(tmp_path: Path) -> None:
    output = renda(an_installation(tmp_path, host="[/red]"), "settings").output

    assert row_of(output, "RENDA_HOST")[1] == "[/red]"


def test_a_chinese_terminal_is_answered_in_chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")

    output = renda(an_installation(tmp_path), "settings").output

    assert "设定" in output
    assert "列表一页最多的记录数。" in output
    assert "显示所有设定和限度" in renda(an_installation(tmp_path), "settings", "--help").output
