"""From what one types, `station:LS0560`, to the record that limits a role."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import inflection
from sqlalchemy import ColumnElement, Select, Text, and_, cast, inspect, select, true

from core.declarations.roles import Grant, Role
from core.foundation.errors import Refusal
from core.foundation.i18n import _

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from core.generation.generation import Generation
    from core.generation.models import ComposedModel


THROUGH = re.compile(r"(\w+)\.(\w+)=(.+)", re.DOTALL)
"""A record named by another that is linked to it: `mandate.certificate_no=45020001`."""


class RoleUnknown(Refusal):
    """A role that no plugin brings."""

    code = "ROLE_UNKNOWN"
    message = _("There is no role '{role}'.")
    hint = _("The roles are: {known}.")


class ScopeRefused(Refusal):
    """A scope that does not fit the role, or that leads to no record."""

    code = "SCOPE_REFUSED"


class ScopeMissing(ScopeRefused):
    """A limited role without what limits it."""

    message = _("The role '{role}' is always limited to one {kind}.")
    hint = _("Add --scope {kind}:KEY.")


class ScopeNotTaken(ScopeRefused):
    """A scope for a role that holds everywhere."""

    message = _("The role '{role}' holds everywhere and takes no scope.")
    hint = _("Leave --scope out.")


class ScopeOfOtherKind(ScopeRefused):
    """A scope of another kind than the role's."""

    message = _("The role '{role}' is limited to one {kind}; '{scope}' names none.")
    hint = _("Write --scope {kind}:KEY.")


class ScopeOfNoModel(ScopeRefused):
    """A role limited to a kind of record that no plugin has."""

    message = _("No plugin has records of the kind '{kind}'.")
    hint = _("Install the plugin that brings them.")


class ScopeNotFound(ScopeRefused):
    """A scope whose record is not there."""

    message = _("There is no {kind} '{key}'.")
    hint = _("The full key is {kind}:{full}.")


class ScopeAmbiguous(ScopeRefused):
    """A scope that fits several records."""

    message = _("More than one {kind} has the key '{key}'.")
    hint = _("Write the full key, {kind}:{full}.")


def find_role(generation: Generation, name: str) -> Role:
    """The role of that name, or a refusal that lists the roles there are."""
    roles = generation.access.grantable
    if name not in roles:
        raise RoleUnknown(role=name, known=", ".join(sorted(roles)))
    return roles[name]


def find_grant(generation: Generation, connection: Connection, role: Role, scope: str | None) -> Grant:
    """The role limited to the record that the scope names.

    A scope is the kind of record and its first natural key, `region:NBS/450226`. Fields of the key
    may be left out from its beginning: they take the default of their column, if it has one. A record
    without such a key is named by its number, `person:12`, or by a field of a record that is linked to
    it, `person:mandate.certificate_no=45020001`.

    Raises:
        ScopeRefused: if the scope does not fit the role or does not name one record.
    """
    if not role.scope:
        if scope is not None:
            raise ScopeNotTaken(role=role.name)
        return Grant(role.name)
    if scope is None:
        raise ScopeMissing(role=role.name, kind=role.scope)
    kind, separator, key = scope.partition(":")
    if kind != role.scope or not separator:
        raise ScopeOfOtherKind(role=role.name, kind=role.scope, scope=scope)
    return Grant(role.name, _find_record(generation, connection, kind, key), kind)


def _model(generation: Generation, kind: str) -> ComposedModel:
    for model in generation.models.values():
        if inflection.underscore(model.name) == kind:
            return model
    raise ScopeOfNoModel(kind=kind)


def _find_record(generation: Generation, connection: Connection, kind: str, key: str) -> int:
    model = _model(generation, kind)
    names = next(iter(model.keys), ("id",))
    details = {"kind": kind, "key": key, "full": "/".join(name.upper() for name in names)}
    through = THROUGH.fullmatch(key)
    named = _named_through(generation, model, *through.groups()) if through else _named(model, names, key)
    if named is None:
        raise ScopeNotFound(**details)
    found = connection.scalars(named.distinct().limit(2)).all()
    if not found:
        raise ScopeNotFound(**details)
    if len(found) > 1:
        raise ScopeAmbiguous(**details)
    return found[0]


def _named(model: ComposedModel, names: tuple[str, ...], key: str) -> Select[int] | None:
    """The numbers of the records with that key; none if it has more parts than the key."""
    parts = key.split("/") if len(names) > 1 else [key]
    if len(parts) > len(names):
        return None
    missing = len(names) - len(parts)
    conditions = [_default(model, name) for name in names[:missing]]
    conditions += [_equals(model, name, part) for name, part in zip(names[missing:], parts, strict=True)]
    return select(model.mapped.id).where(and_(true(), *conditions))


def _named_through(
    generation: Generation, model: ComposedModel, kind: str, field: str, text: str
) -> Select[int] | None:
    """The numbers of the records to which a record of that kind, whose field holds the text, has its one link."""
    other = _model(generation, kind)
    links = [link for link in other.links.values() if link.target == model.name]
    if field not in other.fields or len(links) != 1:
        return None
    target = getattr(other.mapped, links[0].column)
    return select(target).where(target.is_not(None), _equals(other, field, text))


def _equals(model: ComposedModel, name: str, text: str) -> ColumnElement[bool]:
    """That the field holds what somebody typed; compared as text, what is no such value fits no record."""
    return cast(getattr(model.mapped, name), Text) == text


def _default(model: ComposedModel, name: str) -> ColumnElement[bool]:
    """That the field holds the default of its column; without one, it may hold anything."""
    default = inspect(model.mapped).columns[name].default
    value = getattr(default, "arg", None)
    return true() if value is None or callable(value) else getattr(model.mapped, name) == value
