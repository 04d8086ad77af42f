"""Reads the rates that chains declare, and refuses those that fail or tell more than the actor may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, ColumnElement, Integer
from sqlalchemy.sql import coercions, roles

from core.composition.clauses import restricted_columns, revealed_columns, unguarded
from core.composition.refusals import BrokenRate, RestrictedRate, UnguardedTable
from core.declarations.rates import Share
from core.foundation.origins import Origin
from core.runtime.rows import Rows
from core.runtime.rules import RuleEnv

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.generation.generation import Generation
    from core.generation.models import ComposedModel, ComposedRate


def is_yearly(generation: Generation, model: ComposedModel, rate: ComposedRate) -> bool:
    """Whether the rate is also counted year by year."""
    return _share(model, rate, _rows(generation)).year is not None


def check_rates(generation: Generation) -> None:
    """Ask every rate once for its share, as an actor who holds all roles, and look through it."""
    restricted = restricted_columns(generation)
    for model in generation.models.values():
        for rate in model.rates.values():
            _Check(model, rate, _rows(generation)).run(restricted)


@dataclass(frozen=True)
class _Check:
    """One rate while it is looked through."""

    model: ComposedModel
    rate: ComposedRate
    rows: Rows

    def run(self, restricted: Mapping[int, str]) -> None:
        attribute, origin = f"{self.model.name}.{self.rate.name}", Origin(self.rate.owner, self.rate.place)
        try:
            parts = list(_parts(_share(self.model, self.rate, self.rows)))
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            raise BrokenRate(attribute=attribute, first=origin, reason=reason) from error
        own: Any = self.model.mapped
        for part in parts:
            for table in unguarded(part, own.__table__, self.rows.guarded):
                raise UnguardedTable(attribute=attribute, first=origin, table=table)
            for column in revealed_columns(part, own.__table__, self.rows.guarded, restricted):
                raise RestrictedRate(attribute=attribute, first=origin, column=column)


class NotAShareError(TypeError):
    """A rate's function returned something else than a share, or a share of other things than it needs."""

    def __init__(self, what: str, wanted: type, found: object) -> None:
        super().__init__(f"{what} is {type(found).__name__}, not {wanted.__name__}")


def _rows(generation: Generation) -> Rows:
    return Rows(RuleEnv(generation, generation.access.roles))


def _share(model: ComposedModel, rate: ComposedRate, rows: Rows) -> Share:
    share: object = rate.rate.__get__(None, model.mapped)(rows)
    if not isinstance(share, Share):
        raise NotAShareError("result", Share, share)
    return share


def _parts(share: Share) -> Iterator[ColumnElement[Any]]:
    for name in ("numerator", "denominator", "excluded"):
        yield _part(name, getattr(share, name), Boolean)
    if share.year is not None:
        yield _part("year", share.year, Integer)


def _part(name: str, value: object, kind: type) -> ColumnElement[Any]:
    element: ColumnElement[Any] = coercions.expect(roles.ExpressionElementRole, value)
    if not isinstance(element.type, kind):
        raise NotAShareError(name, kind, element.type)
    return element
