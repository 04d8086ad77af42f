"""Makes up what is selected of the rates of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import GraphQLObjectType, get_named_type

from schema.types.rate_parts import RatePart
from tests.oracle_kit.generator.made import Made, Word

if TYPE_CHECKING:
    from tests.oracle_kit.generator.selections import Selections

FACTS = ("numerator", "denominator", "excluded", "value", "value", "basis", "minimum", "minimum", "year", "__typename")


def has_rates(selections: Selections, model: str) -> bool:
    """Whether lists of the model have rates."""
    return bool(selections.view.snapshot.generation.models[model].rates)


def rates(selections: Selections, model: str, depth: int) -> str:
    """The field `rates` of a list of the model."""
    kind = selections.oracle.object_type(f"{model}Rates")
    chosen = selections.choices.some(sorted(kind.fields), 2) or sorted(kind.fields)[:1]
    items = [_rate(selections, kind, name, model, depth) for name in chosen]
    if selections.choices.chance(10):
        items.append("__typename")
    return f"rates {selections.fields(items, kind.name)}"


def _rate(selections: Selections, parent: GraphQLObjectType, name: str, model: str, depth: int) -> str:
    """A rate or its years, with some of its facts."""
    kind = get_named_type(parent.fields[name].type)
    assert isinstance(kind, GraphQLObjectType)
    choices = selections.choices
    known = [fact for fact in FACTS if fact in kind.fields or fact == "__typename"]
    items = [selections.directed(choices.pick(known)) for _ in range(choices.pick((2, 1, 3)))]
    if "byYear" in kind.fields and choices.chance(50):
        items.append(_rate(selections, kind, "byYear", model, depth))
    if choices.chance(50) and selections.budget > 0:
        selections.budget -= 1
        items.append(_evidence(selections, kind, model, depth))
    key = f"{selections.alias()}: {name}" if choices.chance(25) else name
    return selections.directed(f"{key} {selections.fields(items, kind.name)}")


def _evidence(selections: Selections, kind: GraphQLObjectType, model: str, depth: int) -> str:
    def part() -> Made:
        return Made(Word(selections.choices.pick(tuple(RatePart.__members__))), part)

    given = {"of": part(), **selections.arguments.of_list(model, 1)}
    call = selections.call(kind.fields["evidence"], given)
    return f"{selections.alias()}: evidence{call} {selections.connection(model, max(depth - 1, 0))}"
