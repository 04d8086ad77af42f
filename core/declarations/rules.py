"""Who may do what: rules, which grant an action on the rows of a model, or restrict it.

Access is denied unless a rule grants it. The rules of an actor's roles unite; restrictions intersect
with all of them. A rule is an SQL predicate, so the same rule decides about a row in a query, a link,
a count, a filter, a search and an ORM load.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import false, true

from core.declarations.models import Model
from core.foundation.origins import Place, caller

if TYPE_CHECKING:
    from sqlalchemy.sql.elements import ColumnElement

    from core.declarations.environments import Predicate, RuleEnv
    from core.declarations.roles import Role

M = TypeVar("M", bound=Model)


class Action(Enum):
    """What a rule is about."""

    READ = "read"
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True)
class Rule:
    """A grant of an action on a model's rows to a role, or (without a role) a restriction on everyone."""

    model: type[Model]
    action: Action
    role: Role | None
    where: Predicate[Any]
    place: Place


def everything(env: RuleEnv, model: type[Model]) -> ColumnElement[bool]:
    """The rule that grants every row."""
    return true()


def nothing(env: RuleEnv, model: type[Model]) -> ColumnElement[bool]:
    """The rule that grants no row."""
    return false()


def grant(role: Role, action: Action, model: type[M], where: Predicate[M] = everything) -> Rule:
    """Let the role do the action on those rows of the model for which the predicate holds."""
    return Rule(model, action, role, where, caller())


def restrict(model: type[M], action: Action, where: Predicate[M]) -> Rule:
    """Deny everyone the action on all rows of the model for which the predicate does not hold."""
    return Rule(model, action, None, where, caller())
