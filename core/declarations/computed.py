"""Fields that the database computes: SQL expressions over a record's row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from core.foundation.i18n import docstring
from core.foundation.origins import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.sql.elements import ColumnElement

    from core.declarations.environments import Rows

T = TypeVar("T")


class Computed(Generic[T]):
    """A field that is an SQL expression over the record's row; see `computed`."""

    def __init__(self, function: classmethod[Any, [Rows], ColumnElement[T]]) -> None:
        self.function = function
        self.name = function.__func__.__name__
        self.label = docstring(function.__func__)
        code = function.__func__.__code__
        self.place = Place(code.co_filename, code.co_firstlineno)

    def __get__(self, instance: object, owner: type[object] | None = None) -> Callable[[Rows], ColumnElement[T]]:
        return self.function.__get__(instance, owner)


def computed(function: Callable[[Any, Rows], ColumnElement[T]]) -> Computed[T]:
    """Declare a field computed by the database, as part of the one statement.

    Stands above `@classmethod`; the docstring is the label. Other models are reached only through
    `rows[Model]`, which holds their read rules:

        @computed
        @classmethod
        def open_opinions(cls, rows: Rows) -> ColumnElement[int]:
            '''Opinions not closed yet.'''
            opinion = rows[Opinion]
            return rows.count(opinion, opinion.station_id == cls.id, opinion.closed_at.is_(None))
    """
    return Computed(cast("classmethod[Any, [Rows], ColumnElement[T]]", function))
