"""Finds the function inside an attribute, and the file and line of a declaration, which a refusal names."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from core.declarations.computed import Computed
from core.declarations.rates import Rate
from core.declarations.resolved import Resolved
from core.foundation.origins import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.declarations.models import Model


def function_of(attribute: object) -> Callable[..., object] | None:
    """The plain function inside a method, classmethod, property, computed or resolved field, or rate."""
    if isinstance(attribute, Computed | Resolved | Rate):
        attribute = attribute.function
    inner = getattr(attribute, "__func__", None) or getattr(attribute, "fget", None) or attribute
    return inner if inspect.isfunction(inner) else None


def place_of(definition: type[Model], name: str) -> Place:
    """The file and line where the definition declares the attribute or a link's column, as near as Python knows."""
    declared = definition.__declared__.get(name) or definition.__declared__.get(name.removesuffix("_id"))
    if declared is not None:
        return declared.place
    function = function_of(vars(definition).get(name))
    if function is not None:
        return Place(function.__code__.co_filename, function.__code__.co_firstlineno)
    return definition.__place__
