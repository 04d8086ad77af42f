"""What of a schema has no description in some language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graphql import GraphQLInputObjectType, GraphQLNamedType, GraphQLObjectType

from core.generation.models import ComposedModel
from schema.build import build_schema
from schema.types.facts import MODEL, OWNER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.generation.generation import Generation

_MARKS = {"en": re.compile("[A-Za-z]"), "zh_CN": re.compile("[\u4e00-\u9fff]")}
"""What a text in the language cannot do without."""


def undescribed(generation: Generation, plugin: str) -> Iterator[str]:
    """A sentence for each type or field that comes from the plugin and lacks a description."""
    schema = generation.derived(build_schema)._schema  # noqa: SLF001 - strawberry's own way to graphql-core's schema
    for kind in schema.type_map.values():
        for name, description in _described(kind, plugin):
            for locale, mark in _MARKS.items():
                if not mark.search(description or ""):
                    yield f"{name} has no description in {locale}: {description!r}"


def _described(kind: GraphQLNamedType, plugin: str) -> Iterator[tuple[str, str | None]]:
    model = kind.extensions.get(MODEL)
    if isinstance(model, ComposedModel) and model.owner == plugin:
        yield kind.name, kind.description
    if isinstance(kind, GraphQLObjectType | GraphQLInputObjectType):
        for name, field in kind.fields.items():
            if field.extensions.get(OWNER) == plugin:
                yield f"{kind.name}.{name}", field.description
