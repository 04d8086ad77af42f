"""Refuses what nobody may do, and rules about models and roles that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.composition.refusals import DuplicateMutation, DuplicateRole, NoAllowedRole, NoReadRule, UndeclaredRole
from core.declarations.roles import BUILTIN_ROLES, Role
from core.declarations.rules import Action
from core.foundation.origins import Origin, relative_path
from core.mapping.refusals import UnknownModel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.declarations.contribution import Contribution
    from core.declarations.models import Model
    from core.declarations.mutations import Mutation
    from core.mapping.drafts import ModelDraft

Roles = dict[str, Role]


def check_permissions(drafts: Mapping[str, ModelDraft], contributions: Sequence[Contribution]) -> None:
    """Check roles, then rules, audiences and mutations, each against the roles and models there are."""
    roles = _roles(contributions)
    _check_rules(drafts, contributions, roles)
    _check_audiences(drafts, roles)
    _check_mutations(drafts, contributions, roles)


def _roles(contributions: Sequence[Contribution]) -> Roles:
    owners = {role.name: Origin("core", role.place) for role in BUILTIN_ROLES}
    roles = {role.name: role for role in BUILTIN_ROLES}
    for contribution in contributions:
        for role in contribution.roles:
            origin = Origin(contribution.plugin, role.place)
            if role.name in roles:
                raise DuplicateRole(name=role.name, first=owners[role.name], second=origin)
            roles[role.name], owners[role.name] = role, origin
    return roles


def _check_rules(drafts: Mapping[str, ModelDraft], contributions: Sequence[Contribution], roles: Roles) -> None:
    models = _models(drafts)
    readable = set()
    for contribution in contributions:
        for rule in contribution.rules:
            origin = Origin(contribution.plugin, rule.place)
            if rule.model not in models:
                raise UnknownModel(what="A rule", first=origin, target=rule.model.__name__)
            if rule.role is not None:
                _check_role(rule.role, roles, f"A rule about {models[rule.model]}", origin)
                if rule.action is Action.READ:
                    readable.add(models[rule.model])
    for draft in drafts.values():
        if draft.name not in readable:
            raise NoReadRule(model=draft.name, first=draft.chain.root.origin)


def _models(drafts: Mapping[str, ModelDraft]) -> dict[type[Model], str]:
    return {layer.definition: draft.name for draft in drafts.values() for layer in draft.chain.layers}


def _check_audiences(drafts: Mapping[str, ModelDraft], roles: Roles) -> None:
    for draft in drafts.values():
        for name, field in draft.fields.items():
            for role in field.audience or ():
                _check_role(role, roles, f"The audience of {draft.name}.{name}", draft.origin(name))


def _check_mutations(drafts: Mapping[str, ModelDraft], contributions: Sequence[Contribution], roles: Roles) -> None:
    models = _models(drafts)
    known: dict[str, tuple[str, Mutation]] = {}
    for contribution in contributions:
        for mutation in sorted(contribution.mutations, key=lambda one: (one.name, one.place.file, one.place.line)):
            origin = Origin(contribution.plugin, mutation.place)
            plugin, first = known.setdefault(mutation.name, (contribution.plugin, mutation))
            if first is not mutation:
                raise DuplicateMutation(name=mutation.name, first=Origin(plugin, first.place), second=origin)
            for shown_model in (mutation.result, *mutation.also.values()):
                if shown_model not in models:
                    raise UnknownModel(what=f"The mutation {mutation.name}", first=origin, target=shown_model.__name__)
            if not mutation.allow:
                raise NoAllowedRole(name=mutation.name, first=origin)
            for role in mutation.allow:
                _check_role(role, roles, f"The mutation {mutation.name}", origin)


def _check_role(role: Role, roles: Roles, what: str, origin: Origin) -> None:
    if roles.get(role.name) != role:
        raise UndeclaredRole(what=what, first=origin, role=role.name, place=relative_path(role.place))
