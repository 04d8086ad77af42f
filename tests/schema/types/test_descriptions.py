from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    is_introspection_type,
    is_specified_scalar_type,
)

import schema.build
from core.foundation.i18n import Translations, read_translations
from core.generation.generation import Generation
from schema.build import build_schema
from schema.types.wording import Describer


def described(schema: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    """Everything of the schema that can have a description, with it."""
    for name, kind in schema.type_map.items():
        if is_introspection_type(kind) or is_specified_scalar_type(kind):
            continue
        yield name, kind.description
        if isinstance(kind, GraphQLEnumType):
            yield from ((f"{name}.{key}", value.description) for key, value in kind.values.items())
        if isinstance(kind, GraphQLInputObjectType | GraphQLObjectType | GraphQLInterfaceType):
            for key, field in kind.fields.items():
                yield f"{name}.{key}", field.description
                arguments = getattr(field, "args", {})
                yield from ((f"{name}.{key}({each})", arguments[each].description) for each in arguments)


def test_nothing_is_without_a_description(schema: GraphQLSchema) -> None:
    assert not [name for name, text in described(schema) if not text]


def test_every_description_is_in_both_languages(spoken: GraphQLSchema) -> None:
    """The catalogue of this test has every text, so what lacks its translation never asked for it."""
    assert not [name for name, text in described(spoken) if "\n\n【" not in (text or "")]


OWN_TYPES = re.compile(
    r"Node|PageInfo|UserError|Direction|BigInt|Date|DateTime|Time|\w+Filter|\w+Connection|\w+Edge|\w+ManyWhere|\w+Payload"
    r"|Query|Mutation"
)
OF_PLUGINS = re.compile(r"Query\.\w+\((code|validFrom)\)")


def is_own(name: str) -> bool:
    """Whether the schema wrote the description, not a plugin."""
    return bool(OWN_TYPES.fullmatch(name.split(".", maxsplit=1)[0])) and not OF_PLUGINS.fullmatch(name)


def test_the_texts_of_the_schema_itself_are_in_its_catalogue(generation: Generation) -> None:
    translations, generation.translations = (
        generation.translations,
        read_translations([Path(schema.build.__file__).parent / "locale"]),
    )
    try:
        built = build_schema(generation)._schema  # noqa: SLF001 - strawberry's own way to graphql-core's schema
    finally:
        generation.translations = translations

    assert not [name for name, text in described(built) if is_own(name) and "\n\n" not in (text or "")]


def test_a_column_with_an_audience_says_who_may_read_it(spoken: GraphQLSchema) -> None:
    [text] = [text for name, text in described(spoken) if name == "Station.phone"]

    assert text
    assert text.startswith("Telephone (may be read only by: Staff)\n\n")
    assert "【Telephone】" in text
    assert "【Staff】" in text


@pytest.fixture
def describe() -> Describer:
    return Describer(
        Translations({"zh_CN": {"Hello, {name}": "{name}，你好", "County": "县", "City": "市", "In {all}": "在{all}"}})
    )


def test_a_text_is_followed_by_its_translation(describe: Describer) -> None:
    assert describe("County") == "County\n\n县"


def test_names_are_filled_in_in_each_language(describe: Describer) -> None:
    assert describe("Hello, {name}", name="Ma") == "Hello, Ma\n\nMa，你好"


def test_a_list_of_texts_is_translated_item_by_item(describe: Describer) -> None:
    assert describe("In {all}", all=("County", "City")).startswith("In County, City\n\n在县")


def test_a_text_without_a_translation_stands_alone(describe: Describer) -> None:
    assert describe("A text nobody translated") == "A text nobody translated"


def test_braces_of_a_text_without_names_stay(describe: Describer) -> None:
    assert describe("Written as {a}") == "Written as {a}"
