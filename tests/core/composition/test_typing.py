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


CASES = {"known": KNOWN, **{f"wrong_{number}": source for number, (source, _) in enumerate(WRONG.values())}}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What mypy says of each case, all of them checked in one run."""
    folder = tmp_path_factory.mktemp("county")
    for name, source in CASES.items():
        (folder / f"{name}.py").write_text(PRELUDE + source, encoding="utf-8")
    files = [str(folder / f"{name}.py") for name in CASES]
    command = [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), *files]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    return {name: [line for line in output.splitlines() if f"{name}.py" in line] for name in CASES}


def test_a_generation_answers_with_the_asker_s_own_type(said: dict[str, list[str]]) -> None:
    """A county's code sees its own columns, and those of the plugins it imports."""
    known = "\n".join(said["known"])

    assert 'InstrumentedAttribute[str | None]"' in known
    assert 'Revealed type is "str | None"' in known
    assert 'ColumnElement[int]"' in known
    assert 'Revealed type is "list[str]"' in known
    assert "error" not in known


@pytest.mark.parametrize("fault", WRONG)
def test_mypy_refuses(fault: str, said: dict[str, list[str]]) -> None:
    name, (_, expected) = f"wrong_{list(WRONG).index(fault)}", WRONG[fault]

    assert [line for line in said[name] if expected in line]
