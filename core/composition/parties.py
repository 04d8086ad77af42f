"""Who is to blame: the plugin and the line that a refusal names."""

from __future__ import annotations

import inspect
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.model import Computed, Model, Place
from core.rates import Rate
from core.resolved import Resolved

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Party:
    """A plugin and the place of its declaration; prints as `'sanjiang' (renda_sanjiang/models.py:14)`."""

    plugin: str
    place: Place

    def __str__(self) -> str:
        return f"'{self.plugin}' ({shown(self.place)})"


def shown(place: Place) -> str:
    """The place below the folder it was imported from, so that a plan reads the same on every machine."""
    file = Path(place.file)
    roots = (Path(entry or ".").resolve() for entry in sys.path)
    below = [file.relative_to(root).as_posix() for root in roots if file.is_relative_to(root)]
    return f"{min(below, key=len, default=place.file)}:{place.line}"


def function_of(attribute: object) -> Callable[..., object] | None:
    """The plain function inside a method, classmethod, property, computed or resolved field, or rate."""
    if isinstance(attribute, Computed | Resolved | Rate):
        attribute = attribute.function
    inner = getattr(attribute, "__func__", None) or getattr(attribute, "fget", None) or attribute
    return inner if inspect.isfunction(inner) else None


def place_of(definition: type[Model], name: str) -> Place:
    """Where the definition says something about the attribute or a link's column: as near as Python tells."""
    declared = definition.__declared__.get(name) or definition.__declared__.get(name.removesuffix("_id"))
    if declared is not None:
        return declared.place
    function = function_of(vars(definition).get(name))
    if function is not None:
        return Place(function.__code__.co_filename, function.__code__.co_firstlineno)
    return definition.__place__
