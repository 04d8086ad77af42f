"""Plugins made on the spot, as packages in a folder of their own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from core.declarations.manifest import Manifest
from tests.core.manifests import MakePlugin, a_manifest


@pytest.fixture
def make_plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakePlugin]:
    """Writes the package of a plugin; `hooks` is the text of its `hooks.py`, None leaves that out."""
    monkeypatch.syspath_prepend(str(tmp_path))
    made: list[str] = []

    def make(name: str, hooks: str | None = "", depends: dict[str, str] | None = None) -> Manifest:
        package = f"renda_{name}"
        folder = tmp_path / package
        (folder / "locale").mkdir(parents=True)
        (folder / "__init__.py").write_text("", encoding="utf-8")
        if hooks is not None:
            (folder / "hooks.py").write_text(dedent(hooks), encoding="utf-8")
        made.append(package)
        return a_manifest(name, depends=depends, package=package)

    yield make
    for module in [name for name in sys.modules if name.partition(".")[0] in made]:
        del sys.modules[module]
