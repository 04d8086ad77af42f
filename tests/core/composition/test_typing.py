"""What mypy says of definitions, extensions and a generation asked with them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PRELUDE = """
from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped

from core.generation.generation import Generation
from core.api import Model, computed, extensible, field
from core.api import Rows


class Station(Model):
    name: Mapped[str] = field(label="Name")

    @computed
    @classmethod
    def length(cls, rows: Rows) -> ColumnElement[int]:
        return cls.id + 0

    @extensible
    def announcement(self, day: date) -> list[str]:
        return [self.name]


class SanjiangStation(Station):
    drum_tower: Mapped[str | None] = field(label="Drum tower")

    def announcement(self, day: date) -> list[str]:
        return [*super().announcement(day), self.drum_tower or ""]


"""
KNOWN = """
def ask(generation: Generation, rows: Rows) -> None:
    reveal_type(generation[SanjiangStation].drum_tower)
    reveal_type(generation[SanjiangStation](name="Bajiang").drum_tower)
    reveal_type(generation[SanjiangStation].length(rows))
    reveal_type(generation[Station](name="Bajiang").announcement(date.today()))
"""
WRONG = {
    "a field of a plugin one does not depend on": (
        "def ask(generation: Generation) -> None:\n    generation[Station].drum_tower\n",
        '"type[Station]" has no attribute "drum_tower"  [attr-defined]',
    ),
    "an override with another signature": (
        "class Other(Station):\n    def announcement(self, day: str) -> list[str]:\n        return [day]\n",
        "[override]",
    ),
    "a field with another type": (
        'class Other(Station):\n    name: Mapped[int] = field(label="Name")\n',
        "[assignment]",
    ),
    "a value of another type": (
        'def rename(generation: Generation) -> None:\n    generation[Station](name="a").name = 3\n',
        "[assignment]",
    ),
    "something that is no definition": (
        "def ask(generation: Generation) -> None:\n    generation[int]\n",
        "[type-var]",
    ),
}


def check(tmp_path: Path, source: str) -> str:
    file = tmp_path / "county.py"
    file.write_text(PRELUDE + source, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), str(file)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout


def test_a_generation_answers_with_the_asker_s_own_type(tmp_path: Path) -> None:
    """A county's code sees its own columns, and those of the plugins it imports."""
    said = check(tmp_path, KNOWN)

    assert 'InstrumentedAttribute[str | None]"' in said
    assert 'Revealed type is "str | None"' in said
    assert 'ColumnElement[int]"' in said
    assert 'Revealed type is "list[str]"' in said
    assert "county.py" not in "".join(line for line in said.splitlines() if "error" in line)


@pytest.mark.parametrize("fault", WRONG)
def test_mypy_refuses(fault: str, tmp_path: Path) -> None:
    source, expected = WRONG[fault]

    said = check(tmp_path, source)

    assert [line for line in said.splitlines() if "county.py" in line and expected in line]
