"""`orderBy`: the keys of a record, and which of two keys comes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.oracle_kit.snapshot import Record, View

Key = tuple[Any, ...]


@dataclass(frozen=True)
class Term:
    """One step of an order: the way to a value, and where it puts great values and missing ones."""

    steps: tuple[str, ...]
    direction: str

    @property
    def descending(self) -> bool:
        """Whether the greatest value comes first."""
        return self.direction.startswith("DESC")

    @property
    def nulls_first(self) -> bool:
        """Whether missing values come before all others."""
        return self.direction in ("DESC", "ASC_NULLS_FIRST", "DESC_NULLS_FIRST")

    def compare(self, left: Any, right: Any) -> int:  # noqa: ANN401 - two values of one type, or None
        """Negative where the left value comes first, positive where the right one does."""
        if left is None or right is None:
            return (int(right is None) - int(left is None)) * (1 if self.nulls_first else -1)
        one, other = comparable(left), comparable(right)
        return (int(one > other) - int(one < other)) * (-1 if self.descending else 1)


def comparable(value: Any) -> Any:  # noqa: ANN401 - a value of any column
    """The value as PostgreSQL compares it: a choice by its name."""
    return value.name if isinstance(value, Enum) else value


def terms_of(order_by: Sequence[Mapping[str, Any]] | None) -> tuple[Term, ...]:
    """The terms of an `orderBy`, the identifier last; a term that was there before decides nothing."""
    terms = [_term(item) for item in order_by or ()]
    kept = {term.steps: term for term in reversed(terms)}
    distinct = [term for term in terms if kept[term.steps] is term]
    tie = ("id",)
    places = [number for number, term in enumerate(distinct) if term.steps == tie]
    return tuple(distinct[: places[0] + 1]) if places else (*distinct, Term(tie, "ASC"))


def _term(item: Mapping[str, Any]) -> Term:
    ((name, value),) = item.items()
    if isinstance(value, Mapping):
        inner = _term(value)
        return Term((name, *inner.steps), inner.direction)
    return Term((name,), value.name)


def key_of(view: View, record: Record, terms: Sequence[Term]) -> Key:
    """The values of a record by which it is put in order."""
    return tuple(_value(view, record, term.steps) for term in terms)


def _value(view: View, record: Record | None, steps: tuple[str, ...]) -> Any:  # noqa: ANN401 - whatever a column holds
    if record is None:
        return None
    if steps == ("id",):
        return record.id
    names = view.snapshot.names_for(record)
    if len(steps) > 1:
        return _value(view, view.linked(record, names.links[steps[0]]), steps[1:])
    return view.value(record, names.scalars[steps[0]])


def can_be_null(view: View, model: str, steps: tuple[str, ...]) -> bool:
    """Whether the value at the end of the steps may be missing."""
    if len(steps) > 1:
        return True
    if steps == ("id",):
        return False
    member = view.snapshot.names[model].scalars[steps[0]]
    return member.nullable or getattr(member, "audience", None) is not None


def compare(terms: Sequence[Term], left: Key, right: Key) -> int:
    """Negative where the left key comes first, positive where the right one does."""
    for term, one, other in zip(terms, left, right, strict=True):
        found = term.compare(one, other)
        if found:
            return found
    return 0
