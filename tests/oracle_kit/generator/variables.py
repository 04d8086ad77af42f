"""Writes made-up input values into a document, parts of them as variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphql import (
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    get_nullable_type,
    is_non_null_type,
)

from tests.oracle_kit.generator.made import Made, literal, plain

if TYPE_CHECKING:
    from tests.oracle_kit.generator.choices import Choices


@dataclass(frozen=True)
class Variable:
    """A variable of the operation; `given` is its value in the first run, None where it is left out."""

    name: str
    kind: str
    default: Made | None
    made: Made
    given: bool
    optional: bool

    @property
    def declaration(self) -> str:
        """How the operation declares it."""
        default = f" = {literal(self.default)}" if self.default else ""
        return f"${self.name}: {self.kind}{default}"


class Variables:
    """The variables of one operation."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.declared: list[Variable] = []

    def write(self, made: Made, kind: GraphQLInputType, *, percent: int = 12, strict: bool = False) -> str:
        """The text of a value at a place of that type; `strict` where a nullable variable is not allowed."""
        if self.choices.chance(percent):
            return self._declare(made, kind, strict=strict)
        value, named = made.value, get_nullable_type(kind)
        if isinstance(value, dict):
            assert isinstance(named, GraphQLInputObjectType)
            fields = named.fields
            parts = (
                f"{name}: {self.write(part, fields[name].type, strict=named.is_one_of)}" for name, part in value.items()
            )
            return "{" + ", ".join(parts) + "}"
        if isinstance(value, list):
            assert isinstance(named, GraphQLList)
            if len(value) == 1 and self.choices.chance(20):
                return self.write(value[0], named.of_type, percent=0)
            return "[" + ", ".join(self.write(part, named.of_type) for part in value) + "]"
        return literal(made)

    def _declare(self, made: Made, kind: GraphQLInputType, *, strict: bool) -> str:
        nullable = str(get_nullable_type(kind))
        required = strict or is_non_null_type(kind)
        forms: list[tuple[str, Made | None, bool, bool]] = [(f"{nullable}!", None, True, False)]
        if not strict:
            forms.append((nullable, made, self.choices.chance(50), True))
        if not required:
            forms.append((nullable, None, self.choices.chance(80), True))
        form, default, given, optional = self.choices.pick(forms)
        name = f"v{len(self.declared)}"
        self.declared.append(Variable(name, form, default, made, given, optional))
        return f"${name}"

    @property
    def declarations(self) -> str:
        """The declarations of all variables, in parentheses if there are any."""
        return f"({', '.join(variable.declaration for variable in self.declared)})" if self.declared else ""

    def first(self) -> Mapping[str, Any]:
        """The values of the first run."""
        return {variable.name: plain(variable.made) for variable in self.declared if variable.given}

    def another(self) -> Mapping[str, Any]:
        """Other values for the same operation: some the same, some made up anew, some left out."""
        values: dict[str, Any] = {}
        for variable in self.declared:
            if variable.optional and self.choices.chance(25):
                continue
            again = variable.made.again
            anew = again is not None and self.choices.chance(60)
            values[variable.name] = plain(again() if again and anew else variable.made)
        return values
