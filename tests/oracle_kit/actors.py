"""Actors of all roles a generation has, alone and together, with one scope, several and none."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from core.declarations.roles import PUBLIC, PUBLIC_READER, Actor, Grant, Role
from tests.oracle_kit.snapshot import camel

if TYPE_CHECKING:
    from tests.oracle_kit.snapshot import Snapshot


def actors_of(snapshot: Snapshot) -> list[Actor]:
    """The public reader first, then actors for each role, then some who hold two roles."""
    roles = [role for role in snapshot.generation.access.roles.values() if role != PUBLIC]
    found = [PUBLIC_READER]
    for role in roles:
        found += [Actor(f"{role.name} {number}", grants) for number, grants in enumerate(_grants(snapshot, role))]
    for one, other in pairwise([*roles, roles[0]]):
        grants = (*_grants(snapshot, one)[0], *_grants(snapshot, other)[0])
        found.append(Actor(f"{one.name} and {other.name}", grants))
    return found


def _grants(snapshot: Snapshot, role: Role) -> list[tuple[Grant, ...]]:
    if not role.scope:
        return [(Grant(role.name),)]
    model = next(name for name in snapshot.records if camel(name[:1].lower() + name[1:]) == camel(role.scope))
    numbers = sorted(snapshot.records[model])
    one, two, three = numbers[0], numbers[len(numbers) // 3], numbers[len(numbers) // 2]
    scoped = [Grant(role.name, number, role.scope) for number in (one, two, three)]
    return [tuple(scoped), (scoped[1],)]
