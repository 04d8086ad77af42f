"""Models as a statement may use them: with their read rules, and with the actor's scopes as parameters."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    and_,
    any_,
    bindparam,
    case,
    false,
    func,
    inspect,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import AsBoolean, False_, True_

from core.access import Action, Actor, Role, everything, roles_held
from core.model import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from core.access import Predicate
    from core.generation import Generation

M = TypeVar("M", bound=Model)
T = TypeVar("T")

SCOPE_PARAMETER = "actor_scope_"

MOST_KEPT = 2000
"""The most parts of statements kept for a generation, over all roles; each takes some tens of kilobytes."""


class RuleEnv:
    """What a rule may use: the composed models, and the scopes of the actor's roles as parameters.

    The statement holds a parameter where the actor's scopes go, so one plan serves all actors who
    hold the same roles; `scope_parameters` gives the values.
    """

    def __init__(self, generation: Generation, roles: Iterable[str]) -> None:
        self.generation = generation
        self.roles = roles_held(roles)
        self._taken: Counter[type[Model]] | None = None

    def __getitem__(self, definition: type[M]) -> type[M]:
        return self.generation[definition]

    def alias(self, definition: type[M]) -> type[M]:
        """An alias of the model for a subquery of a rule; one rule never gets the same alias twice.

        Different rules share their aliases, since making one takes long, and no rule's subquery lies within
        another rule's.
        """
        model = self[definition]
        if self._taken is None:
            return aliased(model)
        self._taken[model] += 1
        key = ("rule", model, self._taken[model])
        return self.generation.part(Kept).get(key, lambda: aliased(model))

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is made of the generation and what the key names; made once for all statements."""
        return self.generation.part(Kept).get(key, make)

    def ask(self, where: Predicate[Any], subject: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a model or an alias
        """What a rule says of the subject; a rule that asks another one is still one rule."""
        if self._taken is not None:
            return where(self, subject)
        self._taken = Counter()
        try:
            return where(self, subject)
        finally:
            self._taken = None

    def in_scope(self, role: Role, column: Any) -> ColumnElement[bool]:  # noqa: ANN401 - an ORM attribute or a column
        """Whether the column holds one of the records to which the actor's role is limited."""
        scopes = bindparam(SCOPE_PARAMETER + role.name, type_=ARRAY(BigInteger))
        return cast("ColumnElement[bool]", column == any_(scopes))

    def predicate(
        self,
        model: type[Model],
        action: Action,
        *,
        roles: Iterable[str] | None = None,
        on: Any = None,  # noqa: ANN401
    ) -> ColumnElement[bool]:
        """The rows of the composed model on which the roles held grant the action.

        Args:
            model: the composed class.
            action: what is to be done.
            roles: only these of the roles held count; by default all.
            on: the alias the predicate is about; by default the model itself.
        """
        held = self.roles if roles is None else self.roles & set(roles)
        subject = model if on is None else on
        rules = self.generation.access.rules(model, action)
        grants = [rule.where for rule in rules if rule.role and rule.role.name in held]
        granted = true() if everything in grants else or_(false(), *(self.ask(where, subject) for where in grants))
        return and_(true(), granted, *(self.ask(rule.where, subject) for rule in rules if rule.role is None))

    def shown(
        self,
        column: ColumnElement[Any],
        audience: Iterable[Role],
        model: type[Model],
        on: Any,  # noqa: ANN401 - an alias
    ) -> ColumnElement[Any]:
        """The column in the rows that roles of its audience cover; null elsewhere."""
        covered = self.predicate(model, Action.READ, roles={role.name for role in audience}, on=on)
        return column if grants_all(covered) else case((covered, column))


class Kept:
    """The parts of statements that a generation keeps: what takes long to make and is the same in each."""

    def __init__(self, generation: Generation) -> None:
        del generation
        self._parts: dict[Hashable, Any] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The part under the key, made now or before; a full book is emptied first."""
        if key not in self._parts:
            if len(self._parts) >= MOST_KEPT:
                self.forget()
            self._parts[key] = make()
        return cast("T", self._parts[key])

    def forget(self) -> None:
        """Let all parts go; statements under way have theirs."""
        self._parts.clear()


def scope_parameters(actor: Actor, roles: Iterable[Role]) -> dict[str, list[int]]:
    """The values of the parameters that rules put into a statement."""
    return {SCOPE_PARAMETER + role.name: actor.scope_ids(role) for role in roles}


def grants_all(predicate: ColumnElement[bool]) -> bool:
    """Whether the predicate is the constant true."""
    return isinstance(_bare(predicate), True_)


def grants_none(predicate: ColumnElement[bool]) -> bool:
    """Whether the predicate is the constant false."""
    return isinstance(_bare(predicate), False_)


def _bare(predicate: ColumnElement[bool]) -> ColumnElement[bool]:
    """A constant without the wrapper that `and_` and `or_` put around a single condition."""
    while isinstance(predicate, AsBoolean) and predicate.operator is operators.is_true:
        predicate = predicate.element
    return predicate


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
        rows = self.env.kept((type(self), self.env.roles, model, self._taken[model]), lambda: self._readable(model))
        self.guarded.append(inspect(rows).selectable)
        return rows

    def _readable(self, model: type[M]) -> type[M]:
        predicate = self.env.predicate(model, Action.READ)
        return aliased(model) if grants_all(predicate) else aliased(model, select(model).where(predicate).subquery())

    def judged(self, predicate: Predicate[Any], model: type[Model]) -> ColumnElement[bool]:
        """Whether a rule holds for the record: it sees all rows, as rules do, and tells nothing else of them."""
        judgement = case((self.env.ask(predicate, model), true()), else_=false())
        self.guarded.append(judgement)
        return judgement

    def figure(self, expression: ColumnElement[T]) -> ColumnElement[T]:
        """A figure over rows that the reader may not read one by one; its author sees to it that it tells of no one."""
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
