"""Fields of a model that Python computes for many records at once, from what one statement fetched."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from core.foundation.i18n import docstring
from core.foundation.origins import Place

if TYPE_CHECKING:
    from sqlalchemy.sql.elements import SQLCoreOperations

T = TypeVar("T")

Needed = Mapping[str, object]
"""What a resolved field is given of one record: the JSON values of the expressions it needs, by name."""
Expressions = Mapping[str, "SQLCoreOperations[Any]"]
"""Columns and other SQL expressions by name."""
Needs = Callable[..., Expressions]
"""Gives the SQL expressions a resolved field needs of a record: called with the model and with `Rows`."""


class Resolved(Generic[T]):
    """A field that Python computes for many records at once; see `resolved`."""

    def __init__(self, function: staticmethod[..., Sequence[T]], needs: Needs, *, slow: bool = False) -> None:
        self.function: object = function
        self.needs = needs
        self.slow = slow
        self.inner: Callable[..., Sequence[T]] = getattr(function, "__func__", cast("Any", function))
        self.name = self.inner.__name__
        self.label = docstring(self.inner)
        self.place = Place(self.inner.__code__.co_filename, self.inner.__code__.co_firstlineno)

    def __get__(self, instance: object, owner: type[object] | None = None) -> Callable[..., Sequence[T]]:
        bound: Callable[..., Sequence[T]] = cast("Any", self.function).__get__(instance, owner)
        return bound


def resolved(*, needs: Needs, slow: bool = False) -> Callable[[Callable[..., Sequence[T]]], Resolved[T]]:
    """Declare a field computed by Python, once for all records of a response; the rest stays one statement.

    Stands above `@staticmethod`; the docstring is the label. `needs` names what the statement fetches
    for each record. Keyword-only parameters are arguments of the field, each labelled with `label`:

        def wait_needs(station: type[Station], rows: Rows) -> Expressions:
            return {"opened_on": station.opened_on}

        @resolved(needs=wait_needs)
        @staticmethod
        def wait(needed: Sequence[Needed], env: ReadEnv, *, until: Annotated[date, label(_("Until"))]) -> Sequence[int]:
            '''Days from the opening.'''
            return [(until - date.fromisoformat(str(one["opened_on"]))).days for one in needed]

    A function of `needs` that takes parameters of the same names is given the arguments as SQL
    expressions. A field that extensions may override stands above `@classmethod` and `@extensible`; an
    override names what it needs besides, and calls `super()`.

    Args:
        needs: gives the expressions by name, from the model's class and `Rows`. Columns with an
            audience are null in them where the actor may not read them.
        slow: it takes more than a few milliseconds, so a thread computes it while others are served.
    """

    def declare(function: Callable[..., Sequence[T]]) -> Resolved[T]:
        return Resolved(cast("staticmethod[..., Sequence[T]]", function), needs, slow=slow)

    return declare
