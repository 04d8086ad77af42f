"""The rules and roles of a generation, filed by model and action."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from core.declarations.roles import BUILTIN_ROLES, PUBLIC, SYSTEM, Role
from core.declarations.rules import Action, Rule, everything

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from core.declarations.models import Model


class AccessPolicy:
    """Answers which rules there are about a model and an action, and which roles there are."""

    def __init__(self, roles: Iterable[Role], rules: Iterable[Rule], name_of: Callable[[type[Model]], str]) -> None:
        self.roles: Mapping[str, Role] = MappingProxyType({role.name: role for role in (*BUILTIN_ROLES, *roles)})
        self._name_of = name_of
        self._rules: dict[tuple[str, Action], tuple[Rule, ...]] = {}
        for rule in rules:
            key = name_of(rule.model), rule.action
            self._rules[key] = (*self._rules.get(key, ()), rule)

    @property
    def grantable(self) -> Mapping[str, Role]:
        """The roles that a person may be given: all but the system's own."""
        return MappingProxyType({name: role for name, role in self.roles.items() if role != SYSTEM})

    def rules(self, model: type[Model], action: Action) -> tuple[Rule, ...]:
        """The rules about the action on the model, given as a definition or as the composed class."""
        return self._rules.get((self._name_of(model), action), ())

    def public_in_full(self, model: type[Model]) -> bool:
        """Whether everyone may read every row: granted to the public without a condition, and not restricted."""
        rules = self.rules(model, Action.READ)
        granted = any(rule.role == PUBLIC and rule.where is everything for rule in rules)
        return granted and all(rule.role is not None for rule in rules)
