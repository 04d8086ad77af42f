"""The console script: what it offers, how it fails, and the commands of plugins."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.foundation.version import VERSION
from schema.installation import Installation
from schema.sdl import print_sdl
from tests.schema.cli_kit import a_plugin, renda

OWN = ["demo", "jobs", "plugins", "sdl", "serve", "settings", "token", "work", "workflows"]

GREETING = """
    import click

    @click.command()
    def {name}() -> None:
        '''Greet.'''
        click.echo("good day")

    @hookimpl
    def commands():
        return [{name}]
"""
BROKEN = """
    @hookimpl
    def nonsense():
        return []
"""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


def test_help_lists_the_commands(installation: Installation) -> None:
    result = renda(installation, "--help")

    assert result.exit_code == 0
    assert all(f"\n  {name} " in result.output for name in OWN)


@pytest.mark.parametrize("command", OWN)
def test_each_command_says_what_it_does_without_loading_a_plugin(command: str) -> None:
    result = renda(Installation(manifests=()), command, "--help")

    assert result.exit_code == 0
    assert "Usage:" in result.output


@pytest.mark.parametrize("variable", ["LANG", "LC_ALL"])
def test_a_chinese_terminal_is_spoken_to_in_chinese(
    installation: Installation, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "zh_CN.UTF-8")

    assert "启动 GraphQL 服务" in renda(installation, "--help").output
    assert "监听的地址" in renda(installation, "serve", "--help").output
    assert "错误" in renda(installation, "token", "--role", "mayor").output


def test_the_version_is_that_of_the_floor(installation: Installation) -> None:
    assert VERSION in renda(installation, "--version").output


def test_plugins_are_shown_in_order_with_their_versions_and_models(installation: Installation) -> None:
    lines = renda(installation, "plugins").output.splitlines()

    assert [line.split()[0] for line in lines] == ["Plugin", "congress", "stations", "proposals"]
    assert "0.1.0" in lines[2]
    assert "congress >=0.1,<1" in lines[2]
    assert str(sum(model.owner == "stations" for model in installation.generation.models.values())) in lines[2].split()


def test_a_plugin_adds_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugin = a_plugin(tmp_path, monkeypatch, "greeter", GREETING.format(name="greet"))

    assert "Greet." in renda(Installation(manifests=[plugin]), "--help").output
    assert renda(Installation(manifests=[plugin]), "greet").output == "good day\n"


def test_a_plugin_may_not_take_the_name_of_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugin = a_plugin(tmp_path, monkeypatch, "taker", GREETING.format(name="serve"))

    result = renda(Installation(manifests=[plugin]), "unknown")

    assert (result.exit_code, "COMMAND_CLASH" in result.output) == (2, True)


def test_plugins_that_do_not_fit_are_reported_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugin = a_plugin(tmp_path, monkeypatch, "breaker", BROKEN)

    result = renda(Installation(manifests=[plugin]), "plugins")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "HOOKS_UNKNOWN" in result.stderr
    assert "breaker" in result.stderr
    assert "Traceback" not in result.stderr


def test_help_is_there_even_if_the_plugins_do_not_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugin = a_plugin(tmp_path, monkeypatch, "spoiler", BROKEN)

    result = renda(Installation(manifests=[plugin]), "--help")

    assert result.exit_code == 0
    assert "serve" in result.stdout
    assert "HOOKS_UNKNOWN" in result.stderr


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENDA_WORKERS", "many")

    result = renda(Installation(), "serve")

    assert result.exit_code == 2
    assert "RENDA_WORKERS" in result.stderr


def test_the_schema_is_printed(installation: Installation) -> None:
    from schema.build import build_schema  # noqa: PLC0415 - slow, and only needed here

    assert renda(installation, "sdl").output == print_sdl(build_schema(installation.generation))


def test_a_schema_file_is_written_and_found_to_be_true(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "schema.graphql"

    assert renda(installation, "sdl", "--write", "--file", str(file)).exit_code == 0
    result = renda(installation, "sdl", "--check", "--file", str(file))

    assert (result.exit_code, result.output) == (0, "")


def test_a_schema_file_that_is_no_longer_true_is_shown_with_the_difference(
    installation: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "schema.graphql"
    renda(installation, "sdl", "--write", "--file", str(file))
    file.write_text(file.read_text("utf-8").replace("type Station ", "type Stop "), "utf-8")

    result = renda(installation, "sdl", "--check", "--file", str(file))

    assert result.exit_code == 1
    assert "-type Stop " in result.stdout
    assert "+type Station " in result.stdout
    assert "SCHEMA_CHANGED" in result.stderr


def test_everything_that_is_generated_is_checked_at_once(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = renda(installation, "check")
    monkeypatch.setattr("schema.commands.sdl.print_sdl", lambda _schema: "type Query\n")
    changed = renda(installation, "check")

    assert (true.exit_code, true.output) == (0, "")
    assert changed.exit_code == 1
    assert "SCHEMA_CHANGED" in changed.stderr
