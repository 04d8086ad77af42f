"""Roles, and the actors who hold them within a scope."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.foundation.origins import Place, caller

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Role:
    """A role an actor holds, always within a scope.

    `scope` names the kind of thing the role is limited to (`station`, `region`); empty: everywhere.
    """

    name: str
    label: str
    scope: str = ""
    place: Place = field(default_factory=lambda: caller(3), compare=False, repr=False)


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

BUILTIN_ROLES = (PUBLIC, OPERATOR, SYSTEM)
"""The roles that are there without any plugin."""


def roles_held(named: Iterable[str]) -> frozenset[str]:
    """The names of all roles of whoever was given those named: everyone is also the public reader."""
    return frozenset(named) | {PUBLIC.name}


PUBLIC_READER = Actor()
SYSTEM_ACTOR = Actor(SYSTEM.name, (Grant(SYSTEM.name),))
