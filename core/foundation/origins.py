"""Where things were declared: the plugin, the file and the line that a refusal names."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Place:
    """Where something was written: a file and a line."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def caller(depth: int = 2) -> Place:
    """The place that called; `depth` counts the frames back to it, from this function."""
    frame = sys._getframe(depth)  # noqa: SLF001 - the one way to know the line of a declaration
    return Place(frame.f_code.co_filename, frame.f_lineno)


def relative_path(place: Place) -> str:
    """The place below the folder it was imported from, so that a plan reads the same on every machine."""
    file = Path(place.file)
    roots = (Path(entry or ".").resolve() for entry in sys.path)
    below = [file.relative_to(root).as_posix() for root in roots if file.is_relative_to(root)]
    return f"{min(below, key=len, default=place.file)}:{place.line}"


@dataclass(frozen=True)
class Origin:
    """A plugin and the place of its declaration; prints as `'sanjiang' (renda_sanjiang/models.py:14)`."""

    plugin: str
    place: Place

    def __str__(self) -> str:
        return f"'{self.plugin}' ({relative_path(self.place)})"
