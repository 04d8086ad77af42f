"""The tables of a generation's models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Table, inspect

if TYPE_CHECKING:
    from core.declarations.models import Model
    from core.generation.generation import Generation


def table_of(generation: Generation, definition: type[Model]) -> Table:
    """The table of the model in that generation."""
    table = inspect(generation[definition]).local_table
    assert isinstance(table, Table)  # noqa: S101 - the composer maps every model to a table of its own
    return table
