"""The rules of access as SQL predicates, with the actor's scopes as parameters of the statement."""

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
    or_,
    true,
)
from sqlalchemy.orm import aliased
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import AsBoolean, False_, True_

from core.declarations.models import Model
from core.declarations.roles import Actor, Role, roles_held
from core.declarations.rules import Action, everything
from core.runtime.clause_cache import ClauseCache

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from core.declarations.environments import Predicate
    from core.generation.generation import Generation

M = TypeVar("M", bound=Model)
T = TypeVar("T")

SCOPE_PARAMETER = "actor_scope_"


class RuleEnv:
    """What a rule may use: the composed models, and the scopes of the actor's roles as parameters.

    The statement holds a parameter where the actor's scopes go, so one plan serves all actors who
    hold the same roles; `scope_parameters` gives the values.
    """

    def __init__(self, generation: Generation, roles: Iterable[str]) -> None:
        self.generation = generation
        self.roles = roles_held(roles)

    def __getitem__(self, definition: type[M]) -> type[M]:
        return self.generation[definition]

    def alias(self, definition: type[M]) -> type[M]:
        """An alias of the model that nobody else has; within a rule, see `ask`, one that other rules share."""
        return aliased(self[definition])

    def cached(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is made of the generation and what the key names; made once for all statements."""
        return self.generation.derived(ClauseCache).get(key, make)

    def ask(self, where: Predicate[Any], subject: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a model or an alias
        """The predicate of a rule for the subject."""
        return where(_OneRule(self), subject)

    def readable(self, model: type[Model]) -> ColumnElement[bool]:
        """The rows of the composed model that may be read."""
        return self.predicate(model, Action.READ)

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


class _OneRule(RuleEnv):
    """The environment of one rule while it is asked: it numbers the aliases the rule takes.

    Different rules share their aliases, since making one takes long, and no rule's subquery lies within
    another rule's. A rule that asks another one is still one rule, and never gets the same alias twice.
    """

    def __init__(self, env: RuleEnv) -> None:
        self.generation, self.roles = env.generation, env.roles
        self._env = env
        self._taken: Counter[type[Model]] = Counter()

    def alias(self, definition: type[M]) -> type[M]:
        model = self[definition]
        self._taken[model] += 1
        key = ("rule", model, self._taken[model])
        return self.generation.derived(ClauseCache).get(key, lambda: aliased(model))

    def cached(self, key: Hashable, make: Callable[[], T]) -> T:
        return self._env.cached(key, make)

    def ask(self, where: Predicate[Any], subject: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a model or an alias
        return where(self, subject)

    def in_scope(self, role: Role, column: Any) -> ColumnElement[bool]:  # noqa: ANN401 - an ORM attribute or a column
        return self._env.in_scope(role, column)


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
