"""What a county's mypy sees of the plugins it extends, through the whole chain of real definitions."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = """
from __future__ import annotations

from typing_extensions import override

from core.api import Env
from plugins.stations.models import Station
from tests.counties.sanjiang import SanjiangStation


def ask(env: Env) -> None:
    reveal_type(env[SanjiangStation].drum_tower)
    reveal_type(env[SanjiangStation].host_region)
    reveal_type(env.get(SanjiangStation, 1).drum_tower)
    reveal_type(env.get(SanjiangStation, 1).opinion_number(7))
    env[Station].drum_tower


class WrongParameter(Station):
    @override
    def opinion_number(self, serial: str) -> str:
        return serial


class WrongName(Station):
    @override
    def opinion_numbers(self, serial: int) -> str:
        return str(serial)


class Right(SanjiangStation):
    @override
    def opinion_number(self, serial: int) -> str:
        return super().opinion_number(serial) + "!"
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[str]]:
    """What mypy says of each line."""
    file = tmp_path_factory.mktemp("county") / "county.py"
    file.write_text(SOURCE, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), str(file)]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    lines = [
        line.split(":", 2) for line in output.splitlines() if ":" in line and Path(line.split(":")[0]).name == file.name
    ]
    found: dict[int, list[str]] = {}
    for _, number, text in lines:
        found.setdefault(int(number), []).append(text)
    return found


def line(text: str) -> int:
    return SOURCE.splitlines().index(text) + 1


def test_a_county_sees_its_own_fields_and_those_it_inherits(said: dict[int, list[str]]) -> None:
    assert "InstrumentedAttribute[" in (own := said[line("    reveal_type(env[SanjiangStation].drum_tower)")][0])
    assert "DrumTower | None" in own
    assert "Region]" in said[line("    reveal_type(env[SanjiangStation].host_region)")][0]
    assert "DrumTower | None" in said[line("    reveal_type(env.get(SanjiangStation, 1).drum_tower)")][0]
    assert '"str"' in said[line("    reveal_type(env.get(SanjiangStation, 1).opinion_number(7))")][0]


def test_a_field_of_a_county_is_not_there_for_others(said: dict[int, list[str]]) -> None:
    assert any("[attr-defined]" in text for text in said[line("    env[Station].drum_tower")])


def test_an_override_with_another_signature_or_name_is_rejected(said: dict[int, list[str]]) -> None:
    errors = {
        number for number, texts in said.items() if any(": error:" in f":{text}" or " error:" in text for text in texts)
    }

    wrong, renamed = (
        line("    def opinion_number(self, serial: str) -> str:"),
        line("    def opinion_numbers(self, serial: int) -> str:"),
    )
    assert "[override]" in said[wrong][0]
    assert any(number in errors for number in (renamed, renamed - 1))
    assert not any(number > line("class Right(SanjiangStation):") for number in errors)
