"""Models as a statement may use them: with their read rules, and with the actor's scopes as parameters."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    case,
    false,
    func,
    inspect,
    select,
    true,
)
from sqlalchemy.orm import aliased

from core.declarations.models import Model
from core.declarations.rules import Action
from core.runtime.rules import RuleEnv, grants_all

if TYPE_CHECKING:
    from core.declarations.environments import Predicate

M = TypeVar("M", bound=Model)
T = TypeVar("T")


class Rows:
    """The models a computed field may use, each holding only the rows the actor may read."""

    def __init__(self, env: RuleEnv) -> None:
        self.env = env
        self.guarded: list[Any] = []
        self._taken: Counter[type[Model]] = Counter()

    def __getitem__(self, definition: type[M]) -> type[M]:
        """An alias of the model over its readable rows; twice the same model gives two aliases."""
        model = self.env[definition]
        self._taken[model] += 1
        rows = self.env.cached((type(self), self.env.roles, model, self._taken[model]), lambda: self._readable(model))
        self.guarded.append(inspect(rows).selectable)
        return rows

    def _readable(self, model: type[M]) -> type[M]:
        predicate = self.env.predicate(model, Action.READ)
        return aliased(model) if grants_all(predicate) else aliased(model, select(model).where(predicate).subquery())

    def holds(self, predicate: Predicate[Any], model: type[Model]) -> ColumnElement[bool]:
        """Whether a rule holds for the record: it sees all rows, as rules do, and reveals nothing else of them."""
        judgement = case((self.env.ask(predicate, model), true()), else_=false())
        self.guarded.append(judgement)
        return judgement

    def unchecked(self, expression: ColumnElement[T]) -> ColumnElement[T]:
        """An expression over rows that the reader may not read; it must not single out a record or a person."""
        self.guarded.append(expression)
        return expression

    @staticmethod
    def count(model: type[Model], *conditions: ColumnElement[bool]) -> ColumnElement[int]:
        """How many rows of an alias from `rows[...]` meet the conditions."""
        return select(func.count()).select_from(model).where(*conditions).scalar_subquery()


class ShownRows(Rows):
    """The models a resolved field may use: columns with an audience are null where the actor may not read them."""

    def _readable(self, model: type[M]) -> type[M]:
        columns = inspect(model).columns
        shown = [self._shown(model, column) for column in columns]
        if all(one is column for one, column in zip(shown, columns, strict=True)):
            return super()._readable(model)
        named = (one.label(column.key) for one, column in zip(shown, columns, strict=True))
        readable = select(*named).where(self.env.predicate(model, Action.READ)).subquery()
        return aliased(model, readable, adapt_on_names=True)

    def _shown(self, model: type[Model], column: Any) -> ColumnElement[Any]:  # noqa: ANN401 - a column of its table
        field = self.env.generation.model_of(model).fields.get(column.key)
        if field is None or field.audience is None:
            return cast("ColumnElement[Any]", column)
        return self.env.shown(column, field.audience, model, model)
