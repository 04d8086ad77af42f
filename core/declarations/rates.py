"""Rates that can be proved: which rows of a list count, which of them are hits, and which are left out on purpose.

A rate is declared once on a model; every list of its records then answers it over the rows of that very
list, and shows each row behind each number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import extract, false, func, true

from core.foundation.clock import TIME_ZONE
from core.foundation.i18n import docstring
from core.foundation.origins import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.sql.elements import ColumnElement

    from core.declarations.environments import Rows


@dataclass(frozen=True, kw_only=True)
class Share:
    """What a rate counts, as SQL expressions over a record's row; a condition that is null does not hold.

    Attributes:
        numerator: which of the rows that count are hits; only rows that count can be.
        denominator: which rows count; by default all.
        excluded: the rows left out on purpose; they are counted apart and never in the denominator.
        year: the year a row belongs to, for rates year by year; rows without one belong to none.
    """

    numerator: ColumnElement[bool]
    denominator: ColumnElement[bool] = field(default_factory=true)
    excluded: ColumnElement[bool] = field(default_factory=false)
    year: ColumnElement[int] | None = None


class Rate:
    """A share of a list's rows; see `rate`."""

    def __init__(self, function: classmethod[Any, [Rows], Share], basis: str) -> None:
        self.function = function
        self.basis = basis
        self.name = function.__func__.__name__
        self.label = docstring(function.__func__)
        code = function.__func__.__code__
        self.place = Place(code.co_filename, code.co_firstlineno)

    def __get__(self, instance: object, owner: type[object] | None = None) -> Callable[[Rows], Share]:
        return self.function.__get__(instance, owner)


def rate(*, basis: str) -> Callable[[Callable[[Any, Rows], Share]], Rate]:
    """Declare a rate of the model's lists, counted by the database as part of the one statement.

    Stands above `@classmethod`; the docstring is the label. Other models are reached only through
    `rows[Model]`, which holds their read rules, and columns with an audience not at all:

        @rate(basis=_("All opinions received, by the year of receipt."))
        @classmethod
        def closed(cls, rows: Rows) -> Share:
            '''Share of the opinions that are closed.'''
            return Share(numerator=cls.closed_at.is_not(None), year=year_of(cls.received_at))

    Args:
        basis: what the rate is a share of, and by which rule; in English and marked with `_`.
    """

    def declare(function: Callable[[Any, Rows], Share]) -> Rate:
        return Rate(cast("classmethod[Any, [Rows], Share]", function), basis)

    return declare


def year_of(instant: Any) -> ColumnElement[int]:  # noqa: ANN401 - an ORM attribute or a column
    """The year in which an instant falls in China, whatever the time zone of the session."""
    return extract("year", func.timezone(TIME_ZONE, instant))
