"""Who may do what: roles, rules and the book a generation keeps of them.

Access is denied unless a rule grants it. The rules of an actor's roles unite; restrictions intersect
with all of them. A rule is an SQL predicate, so the same rule decides about a row in a query, a link,
a count, a filter, a search and an ORM load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import false, true
from sqlalchemy.sql.elements import ColumnElement

from core.model import Model, Place, _caller

if TYPE_CHECKING:
    from core.rows import RuleEnv

M = TypeVar("M", bound=Model)
Predicate = Callable[["RuleEnv", type[M]], ColumnElement[bool]]


class Action(Enum):
    """What a rule is about."""

    READ = "read"
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True)
class Role:
    """A role an actor holds, always within a scope.

    `scope` names the kind of thing the role is limited to (`station`, `region`); empty: everywhere.
    """

    name: str
    label: str
    scope: str = ""
    place: Place = field(default_factory=lambda: _caller(3), compare=False, repr=False)


@dataclass(frozen=True)
class Grant:
    """A role an actor holds; `scope_id` is the identifier of the record that limits it."""

    role: str
    scope_id: int | None = None
    scope: str = ""


@dataclass(frozen=True)
class Actor:
    """Whoever asks: a name for the audit trail and the roles held. Everyone is also the public reader."""

    name: str = "public"
    grants: tuple[Grant, ...] = ()

    def holds(self, role: Role) -> bool:
        """Whether the actor holds the role in any scope."""
        return role == PUBLIC or any(grant.role == role.name for grant in self.grants)

    def scope_ids(self, role: Role) -> list[int]:
        """The records that limit the role for this actor, sorted."""
        return sorted(grant.scope_id for grant in self.grants if grant.role == role.name and grant.scope_id is not None)

    @property
    def fingerprint(self) -> tuple[str, ...]:
        """The names of the roles held: all of an actor that the shape of a statement depends on."""
        return tuple(sorted({grant.role for grant in self.grants}))


PUBLIC = Role("public", "The public")
OPERATOR = Role("operator", "Operator")
SYSTEM = Role("system", "The system itself")
"""Whoever does what nobody asked for: jobs. No person can hold it; it may do what rules grant it."""

HOUSE_ROLES = (PUBLIC, OPERATOR, SYSTEM)
"""The roles that are there without any plugin."""


def roles_held(named: Iterable[str]) -> frozenset[str]:
    """The names of all roles of whoever was given those named: everyone is also the public reader."""
    return frozenset(named) | {PUBLIC.name}


PUBLIC_READER = Actor()
SYSTEM_ACTOR = Actor(SYSTEM.name, (Grant(SYSTEM.name),))


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
    return Rule(model, action, role, where, _caller())


def restrict(model: type[M], action: Action, where: Predicate[M]) -> Rule:
    """Deny everyone the action on all rows of the model for which the predicate does not hold."""
    return Rule(model, action, None, where, _caller())
