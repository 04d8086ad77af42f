"""Runs `renda` in this process, on plugins that a test writes or on those of this repository."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner, Result

from core.declarations.manifest import Manifest
from schema.cli import main
from schema.installation import Installation


def renda(installation: Installation, *arguments: str) -> Result:
    """What the command printed, and its exit code."""
    return CliRunner().invoke(main, arguments, obj=installation, catch_exceptions=False)


def a_plugin(folder: Path, patch: pytest.MonkeyPatch, name: str, hooks: str = "") -> Manifest:
    """The manifest of a plugin whose `hooks.py` holds that text."""
    package = folder / name
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "hooks.py").write_text("from core.api import hookimpl\n" + dedent(hooks), "utf-8")
    patch.syspath_prepend(folder)
    return Manifest(name=name, version="1.2.3", summary="A plugin of a test.", core=">=0.1", package=name)
