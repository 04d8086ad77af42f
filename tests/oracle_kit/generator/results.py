"""Makes up what is selected of fields that Python makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import GraphQLField, GraphQLInt, GraphQLObjectType, get_named_type

from tests.oracle_kit.generator.made import Made

if TYPE_CHECKING:
    from tests.oracle_kit.generator.selections import Selections

OF_A_PIECE = ("letterTitle", "letterHtml", "letterPdf", "explain")


def resolved_fields(selections: Selections, model: str) -> list[str]:
    """The fields of the model that Python makes.

    Those with other arguments than whole numbers are left out, and those that tell of records which fit together,
    as these rows do not: a letter, and why a deadline ends when it does.
    """
    fields = selections.oracle.object_type(model).fields
    made = selections.view.snapshot.names[model].resolved
    return [
        name
        for name in made
        if name not in OF_A_PIECE
        and all(get_named_type(given.type) is GraphQLInt for given in fields[name].args.values())
    ]


def resolved(selections: Selections, model: str) -> str:
    """One of these fields, with some of its arguments and some of what is in it."""
    choices = selections.choices
    name = choices.pick(resolved_fields(selections, model))
    field = selections.oracle.object_type(model).fields[name]
    given = {argument: Made(choices.pick((1, 0, 2))) for argument in field.args if choices.chance(60)}
    return selections.directed(
        f"{selections.alias()}: {name}{selections.call(field, given)}{_parts(selections, field, 2)}"
    )


def _parts(selections: Selections, field: GraphQLField, depth: int) -> str:
    """What is selected of the field's value: of one without parts, nothing."""
    kind = get_named_type(field.type)
    if not isinstance(kind, GraphQLObjectType):
        return ""
    nested = [name for name, part in kind.fields.items() if isinstance(get_named_type(part.type), GraphQLObjectType)]
    plain = [name for name in kind.fields if name not in nested]
    key = selections.choices.pick(("__typename", *plain))
    items = [selections.directed(key if selections.choices.chance(75) else f"{selections.alias()}: {key}")]
    if nested and depth:
        name = selections.choices.pick(nested)
        items.append(f"{name}{_parts(selections, kind.fields[name], depth - 1)}")
    return f" {selections.fields(items, kind.name)}"
