"""Many rows at once: what seeds and demonstration data are made of, and how they get into the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql
from sqlalchemy import Index, Table, exists, select

from core.declarations.loads import Load
from core.foundation.errors import WiringError
from core.foundation.i18n import _
from core.generation.tables import table_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from core.generation.generation import Generation

REPORT_EVERY = 5000
"""Rows between two reports of progress."""


class LoadRefused(WiringError):
    """Rows that the database does not take."""

    code = "LOAD_REFUSED"
    message = _("The rows of '{label}' for {table} cannot be loaded: {reason}.")
    hint = _("Nothing was loaded. Repair the data and try again.")


Progress = Callable[[Load, int], None]
"""Told of a load and how many of its rows are in; at the start, every few thousand rows and at the end."""


def unheard(load: Load, done: int) -> None:
    """The progress nobody watches."""


def load_all(
    generation: Generation, connection: Connection, loads: Iterable[Load], progress: Progress = unheard
) -> dict[str, int]:
    """Copy the rows into their tables within the caller's transaction, and say how many each table got.

    Afterwards the next record of each table gets the number after the highest loaded, and PostgreSQL
    knows the tables' statistics. `loads` is read one after the other, so it may be a generator too.

    Raises:
        LoadRefused: if the database does not take a row; the caller rolls back.
    """
    loaded: dict[str, int] = {}
    postponed: list[Index] = []
    with _driver(connection).cursor() as cursor:
        for load in loads:
            table = table_of(generation, load.model)
            if table.name not in loaded:
                postponed += _postpone_search(connection, table)
            loaded[table.name] = loaded.get(table.name, 0) + _copy(cursor, table, load, progress)
        for index in postponed:
            index.create(connection)
        for name in loaded:
            _continue_numbers(cursor, name)
            cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(name)))
    return loaded


def empty_all(generation: Generation, connection: Connection) -> None:
    """Delete every row of every model within the caller's transaction; numbers start again at 1."""
    names = [sql.Identifier(table.name) for table in generation.metadata.sorted_tables]
    with _driver(connection).cursor() as cursor:
        cursor.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY").format(sql.SQL(", ").join(names)))


def _driver(connection: Connection) -> psycopg.Connection[tuple[object, ...]]:
    if not connection.in_transaction():
        connection.begin()  # SQLAlchemy does not see what the driver does, and would not roll it back
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)  # noqa: S101 - the one driver there is
    return driver


def _postpone_search(connection: Connection, table: Table) -> list[Index]:
    """Drop the search indexes of an empty table, to be made again: one by one, texts take much longer to index."""
    indexes = [index for index in table.indexes if index.dialect_options["postgresql"]["using"] == "gin"]
    if not indexes or connection.scalar(select(exists(select(table)))):
        return []
    for index in indexes:
        index.drop(connection)
    return indexes


def _copy(cursor: psycopg.Cursor[tuple[object, ...]], table: Table, load: Load, progress: Progress) -> int:
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, load.columns))
    )
    done = 0
    progress(load, done)
    try:
        with cursor.copy(statement) as copy:
            for row in _stored(load.rows):
                copy.write_row(row)
                done += 1
                if done % REPORT_EVERY == 0:
                    progress(load, done)
    except psycopg.Error as error:
        raise LoadRefused(label=load.label, table=table.name, reason=str(error).strip().replace("\n", "; ")) from error
    progress(load, done)
    return done


def _stored(rows: Iterable[tuple[object, ...]]) -> Iterator[Sequence[object]]:
    for row in rows:
        yield [value.name if isinstance(value, Enum) else value for value in row]


def _continue_numbers(cursor: psycopg.Cursor[tuple[object, ...]], table: str) -> None:
    name = sql.Identifier(table)
    highest = sql.SQL("SELECT setval(pg_get_serial_sequence({}, 'id'), max(id)) FROM {} HAVING max(id) IS NOT NULL")
    cursor.execute(highest.format(sql.Literal(sql_name(table)), name))


def sql_name(name: str) -> str:
    """The name as PostgreSQL functions that take the text of an identifier want it."""
    return '"' + name.replace('"', '""') + '"'
