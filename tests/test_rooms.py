"""The rooms stand on each other in one order, and whoever imports upward is told so."""

from __future__ import annotations

import ast
import inspect
import os
import re
import shutil
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from core import api

ROOT = Path(__file__).parents[1]
FLOORS = ("core", "schema", "plugins")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
ORDER = next(one["layers"] for one in CONTRACTS if one.get("containers") == ["core"])
LAYERS = [layer.split(" | ") for layer in reversed(ORDER)]
"""The rooms of the core from the ground up; those of one layer do not import each other."""

UPWARD = [(below, above) for lower, upper in pairwise(LAYERS) for below in lower for above in upper]
ASIDE = [(one, other) for layer in LAYERS for one in layer for other in layer if one != other]
FROM_RENDA = re.compile(r"^from ((?:core|schema)[\w.]*) import", re.MULTILINE)


def lint(tree: Path) -> str:
    """What import-linter says of the copy of the repository in that folder."""
    for floor in FLOORS:
        shutil.copytree(ROOT / floor, tree / floor, ignore=lambda folder, names: _no_code(Path(folder), names))
    shutil.copy(ROOT / "pyproject.toml", tree)
    _plant(tree)
    program = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": str(tree), "COLUMNS": "200"}
    done = subprocess.run(
        [program, "--no-cache"], cwd=tree, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def _no_code(folder: Path, names: list[str]) -> list[str]:
    return [name for name in names if not name.endswith(".py") and not (folder / name).is_dir()]


def _plant(tree: Path) -> None:
    """Imports that the contracts refuse, each in a file of its own."""
    for below, above in (*UPWARD, *ASIDE):
        write(tree / "core" / below / f"planted_{above}.py", f"import core.{above}")
    write(tree / "core" / "values" / "planted_egg.py", "import core.values.planted_hen")
    write(tree / "core" / "values" / "planted_hen.py", "import core.values.planted_egg")
    write(tree / "core" / "declarations" / "planted_type.py", ONLY_FOR_TYPES)
    write(tree / "plugins" / "stations" / "planted.py", "import core.runtime.env\nimport schema.naming")


ONLY_FOR_TYPES = """
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import core.runtime.env
"""


def write(file: Path, text: str) -> None:
    file.write_text(text + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    return lint(tmp_path_factory.mktemp("planted"))


@pytest.mark.parametrize(("below", "above"), UPWARD)
def test_a_room_does_not_import_the_one_above_it(said: str, below: str, above: str) -> None:
    assert f"core.{below}.planted_{above} -> core.{above} " in said


@pytest.mark.parametrize(("one", "other"), ASIDE)
def test_rooms_of_one_layer_do_not_import_each_other(said: str, one: str, other: str) -> None:
    assert f"core.{one}.planted_{other} -> core.{other} " in said


def test_an_import_for_types_alone_is_an_import(said: str) -> None:
    assert "core.declarations.planted_type -> core.runtime.env " in said


def test_a_circle_of_files_is_refused(said: str) -> None:
    assert re.search(r"planted_(egg|hen) ?-> ?\.?(core\.values\.)?planted_(egg|hen)", said)


def test_a_plugin_imports_only_what_is_there_for_authors(said: str) -> None:
    assert "plugins.stations.planted -> core.runtime.env " in said
    assert "plugins.stations.planted -> schema.naming " in said


def test_every_room_has_its_place_in_the_order() -> None:
    rooms = {path.parent.name for path in ROOT.glob("core/*/__init__.py")}

    assert rooms | {"api"} == {room for layer in LAYERS for room in layer}
    assert {path.name for path in ROOT.glob("core/*.py")} == {"__init__.py", "api.py"}


def test_what_authors_import_is_listed_once_and_documented() -> None:
    tree = ast.parse((ROOT / "core" / "api.py").read_text("utf-8"))
    imported = [
        one.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module != "__future__"
        for one in node.names
    ]

    assert sorted(api.__all__) == sorted(imported)
    named = {name: getattr(api, name) for name in api.__all__}
    written = {name: thing for name, thing in named.items() if inspect.isclass(thing) or inspect.isfunction(thing)}
    assert [name for name, thing in written.items() if not thing.__doc__] == []


@pytest.mark.parametrize(
    "path", ["docs/writing-a-plugin.md", "tests/counties/sanjiang.py", "tests/counties/rongshui.py"]
)
def test_the_examples_import_of_renda_what_is_there_for_authors(path: str) -> None:
    imported = set(FROM_RENDA.findall((ROOT / path).read_text("utf-8")))

    assert "core.api" in imported
    assert imported <= {"core.api", "schema.testing"}
