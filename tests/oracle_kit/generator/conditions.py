"""Makes up `where` inputs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from core.values.choices import Choice
from tests.oracle_kit.generator.made import Made

if TYPE_CHECKING:
    from tests.oracle_kit.generator.choices import Choices
    from tests.oracle_kit.generator.faults import Faults
    from tests.oracle_kit.generator.values import Values
    from tests.oracle_kit.snapshot import Scalar, View

EQUALITY = ("eq", "ne", "in", "notIn")
ORDER = ("lt", "lte", "gt", "gte")
PATTERNS = ("contains", "startsWith", "endsWith")
UNSTORABLE = ("a\0b", "\ud83d")
"""Texts that PostgreSQL cannot hold."""


class Conditions:
    """Makes up conditions on the records of any model."""

    def __init__(self, choices: Choices, view: View, values: Values, faults: Faults) -> None:
        self.choices = choices
        self.view = view
        self.values = values
        self.faults = faults

    def where(self, model: str, depth: int) -> Made:
        """Conditions on a record; `depth` says how far they may be nested."""

        def again() -> Made:
            return self.where(model, depth)

        if self.faults.strikes("null_where"):
            return Made(None, again)
        parts: dict[str, Made] = {}
        for _ in range(self.choices.pick((1, 1, 2, 0, 3))):
            name, part = self._part(model, depth)
            parts[name] = part
        return Made(parts, again)

    def single(self, model: str, depth: int) -> Made:
        """One condition on a record."""
        name, part = self._part(model, depth)
        return Made({name: part}, lambda: self.single(model, depth))

    def _part(self, model: str, depth: int) -> tuple[str, Made]:
        nested = depth > 0 and self.choices.chance(55)
        if not nested:
            return self._scalar_part(model)
        kind = self.choices.pick(("linked", "not", "or", "and", "not", "linked", "linked", "not"))
        if kind == "not":
            return "not", self.where(model, depth - 1)
        if kind in ("and", "or"):
            return kind, self._list(lambda: self.where(model, depth - 1), 3)
        names = self.view.snapshot.names[model]
        linked = [*names.links, *names.to_many]
        if not linked:
            return self._scalar_part(model)
        name = self.choices.pick(linked)
        if name in names.links:
            return name, self.where(names.links[name].target, depth - 1)
        return name, self._quantified(names.to_many[name].target, depth - 1)

    def _quantified(self, model: str, depth: int) -> Made:
        hows = self.choices.some(("some", "none", "every"), 2) or ["some"]
        parts = {how: self.where(model, depth) for how in hows}
        return Made(parts, lambda: self._quantified(model, depth))

    def _scalar_part(self, model: str) -> tuple[str, Made]:
        if self.choices.chance(8):
            return "id", self._identified(model)
        scalars = [(name, member) for name, member in self.view.snapshot.names[model].scalars.items() if name != "id"]
        denied = [item for item in scalars if self.view.denied(item[1])]
        readable = [item for item in scalars if item not in denied]
        nullable = [item for item in readable if may_be_null(item[1])]
        pool = nullable if nullable and self.choices.chance(50) else readable
        name, member = self.choices.pick(denied if denied and self.faults.strikes("denied_where") else pool)
        return name, self._condition(model, member)

    def _identified(self, model: str) -> Made:
        def one() -> Made:
            other = self.choices.pick(sorted(self.view.snapshot.records))
            return self.values.identifier(other if self.faults.strikes("wrong_id") else model)

        operator = self.choices.pick(EQUALITY)
        operand = self._list(one, 4) if operator in ("in", "notIn") else one()
        return Made({operator: operand}, lambda: self._identified(model))

    def _condition(self, model: str, member: Scalar) -> Made:
        if self.faults.strikes("null_condition"):
            return Made(None)
        operators = operators_of(member)
        chosen = self.choices.some(operators, 2) if self.choices.chance(20) else [self.choices.pick(operators)]
        parts = {operator: self._operand(model, member, operator) for operator in chosen}
        return Made(parts, lambda: self._condition(model, member))

    def _operand(self, model: str, member: Scalar, operator: str) -> Made:
        if self.faults.strikes("null_operand"):
            return Made(None)
        if self.faults.strikes("nul_character") and member.type is str and operator not in ("in", "notIn", "isNull"):
            return Made(self.choices.pick(UNSTORABLE))
        if operator == "isNull":
            return Made(self.choices.chance(50), lambda: Made(self.choices.chance(50)))
        if operator in PATTERNS:
            return self.values.part_of(model, member)
        if operator in ("in", "notIn"):
            return self._list(lambda: self.values.of(model, member), 4)
        return self.values.of(model, member)

    def _list(self, make: Callable[[], Made], most: int) -> Made:
        items = [make() for _ in range(self.choices.pick((1, 2, *range(most + 1))))]
        return Made(items, lambda: self._list(make, most))


def may_be_null(member: Scalar) -> bool:
    """Whether a client may find the member without a value."""
    return member.nullable or getattr(member, "audience", None) is not None


def operators_of(member: Scalar) -> tuple[str, ...]:
    """The operators of the filter for a member's type."""
    if member.type is bool:
        return ("eq", "ne", "isNull")
    if issubclass(member.type, Choice):
        return (*EQUALITY, "isNull")
    if member.type is str:
        return (*EQUALITY, *PATTERNS, *PATTERNS, *ORDER, "isNull")
    return (*EQUALITY, *ORDER, "isNull")
