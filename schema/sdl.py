"""The schema as text: what is committed, compared and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import lexicographic_sort_schema, print_schema

if TYPE_CHECKING:
    import strawberry


def print_sdl(schema: strawberry.Schema) -> str:
    """The schema definition, sorted by name, the same for the same plugins on every machine."""
    text = print_schema(lexicographic_sort_schema(schema._schema))  # noqa: SLF001 - strawberry's own way there
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())
