from __future__ import annotations

import tomllib
from pathlib import Path

from core.foundation.version import VERSION


def test_the_version_of_the_floor_is_that_of_the_distribution() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))["project"]

    assert project.get("version", VERSION) == VERSION
