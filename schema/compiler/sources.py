"""The uses of models that statements are made of, kept for the statements that come after.

Making an alias with its read rule is most of the work of compiling. What a rule says of the second use of
a model in a statement is the same in every statement for the same roles, so each use is made once and
taken again in its place. A use never stands twice in one statement, and no alias within its rule stands
anywhere else, so that no subquery takes a column of one for that of another.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import ColumnElement, inspect
from sqlalchemy.orm import aliased

from core.declarations.rules import Action

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from core.declarations.models import Model
    from core.generation.models import ComposedModel
    from core.runtime.rules import RuleEnv

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Source:
    """One use of a model in a statement: an alias, and the predicate of its readable rows."""

    model: ComposedModel
    entity: type[Model]
    selectable: Any
    readable: ColumnElement[bool]
    parts: dict[Hashable, Any] = field(default_factory=dict)

    def column(self, name: str) -> ColumnElement[Any]:
        """A column as it is stored; for keys and links, never for what a client reads."""
        return cast("ColumnElement[Any]", self.selectable.c[name])

    def part(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is made of the source alone, by no value of a request; made once."""
        if key not in self.parts:
            self.parts[key] = make()
        return cast("T", self.parts[key])


class Sources:
    """The uses of models in one statement, each by its number among those of its model."""

    def __init__(self, env: RuleEnv) -> None:
        self._env = env
        self._taken: Counter[str] = Counter()

    def next(self, model: ComposedModel) -> Source:
        """One more use of the model."""
        self._taken[model.name] += 1
        key = Source, self._env.roles, model.name, self._taken[model.name]
        return self._env.cached(key, lambda: self._made(model))

    def _made(self, model: ComposedModel) -> Source:
        entity = aliased(model.mapped)
        readable = self._env.predicate(model.mapped, Action.READ, on=entity)
        return Source(model, entity, inspect(entity).selectable, readable)
