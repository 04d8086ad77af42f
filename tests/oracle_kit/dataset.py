"""Fills the tables of a generation with few, awkward rows: nulls, ties, special texts, links to hidden rows."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKeyConstraint, PrimaryKeyConstraint, Table, insert, inspect, text
from sqlalchemy.schema import DropConstraint, DropIndex

from core.generation.models import ComposedModel
from tests.oracle_kit.samples import samples

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from core.generation.generation import Generation

NULLS = 0.25
"""How often a column that may be null is."""
GIVEN = frozenset({"id", "version"})


def fill(connection: Connection, generation: Generation, seed: int = 1) -> None:
    """Give every model some rows, the same for the same seed.

    The rows keep the keys by which clients find a record, and nothing else that the plugins demand: the
    more kinds of rows, the better. Links may point to rows that come later, so foreign keys are off
    while the rows go in.
    """
    for model in generation.models.values():
        _drop_constraints(connection, model)
    random = Random(seed)  # noqa: S311 - test data
    numbers = {name: _numbers(random, _count(random, model)) for name, model in generation.models.items()}
    connection.execute(text("SET LOCAL session_replication_role = replica"))
    for model in generation.models.values():
        connection.execute(insert(model.mapped), list(_rows(random, model, numbers)))
    connection.execute(text("SET LOCAL session_replication_role = DEFAULT"))


def _table(model: ComposedModel) -> Table:
    table = inspect(model.mapped).local_table
    assert isinstance(table, Table)
    return table


def _drop_constraints(connection: Connection, model: ComposedModel) -> None:
    for constraint in _table(model).constraints:
        kept = isinstance(constraint, PrimaryKeyConstraint | ForeignKeyConstraint)
        if not kept and tuple(getattr(constraint, "columns", {}).keys()) not in model.keys:
            connection.execute(DropConstraint(constraint, cascade=True))
    for index in _table(model).indexes:
        if index.unique:
            connection.execute(DropIndex(index))


def _count(random: Random, model: ComposedModel) -> int:
    """More rows for the specimens, which show most."""
    return random.randrange(40, 60) if model.owner == "specimens" else random.randrange(18, 30)


def _numbers(random: Random, count: int) -> list[int]:
    """Identifiers with gaps, in no order."""
    return random.sample(range(1, 2 * count), count)


def _rows(random: Random, model: ComposedModel, numbers: Mapping[str, Sequence[int]]) -> list[dict[str, Any]]:
    lengths = {column.name: getattr(column.type, "length", None) for column in _table(model).columns}
    pools = {
        field.name: [value for value in samples(field) if _fits(value, lengths[field.name])]
        for field in model.fields.values()
        if field.name not in GIVEN
    }
    keys = [key for key in model.keys if key != ("id",)]
    made: list[dict[str, Any]] = []
    taken: dict[tuple[str, ...], set[tuple[Any, ...]]] = {key: set() for key in keys}
    for number in numbers[model.name]:
        row = _row(random, model, pools, numbers)
        while any(tuple(row[part] for part in key) in taken[key] for key in keys):
            row = _distinct(random, model, row, keys)
        for key in keys:
            if None not in (value := tuple(row[part] for part in key)):
                taken[key].add(value)
        made.append({"id": number, "version": random.choice((1, 1, 2)), **row})
    return made


def _row(
    random: Random, model: ComposedModel, pools: Mapping[str, list[Any]], numbers: Mapping[str, Sequence[int]]
) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, pool in pools.items():
        null = model.fields[name].nullable and random.random() < NULLS
        row[name] = None if null else random.choice(pool)
    for link in model.links.values():
        null = link.nullable and random.random() < NULLS
        # A third of the rows share few targets, so that some records have many links and some none.
        targets = numbers[link.target][: len(numbers[link.target]) // (3 if random.random() < 0.6 else 1)]
        row[link.column] = None if null else random.choice(targets)
    return row


def _distinct(
    random: Random, model: ComposedModel, row: Mapping[str, Any], keys: Sequence[tuple[str, ...]]
) -> dict[str, Any]:
    """The row with other values in the texts of its keys."""
    changed = dict(row)
    texts = {part for key in keys for part in key if model.fields[part].type is str and row[part] is not None}
    for part in texts:
        changed[part] = f"{row[part][:8]}{random.randrange(1000)}"
    return changed


def _fits(value: object, length: int | None) -> bool:
    return not isinstance(value, str) or length is None or len(value) <= length - 4
