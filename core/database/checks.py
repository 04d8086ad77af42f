"""What an external database must be, asked before it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg

from core.database.refusals import DatabaseEncoding, DatabaseOrder, DatabaseTooOld, DatabaseUnreachable

if TYPE_CHECKING:
    from core.foundation.urls import DatabaseUrl

OLDEST_VERSION = 15
_PER_MAJOR = 10_000
_SECONDS = 5


def check_database(url: DatabaseUrl) -> None:
    """Refuse an external database that does not answer, is too old, cannot hold Chinese texts or orders them otherwise.

    Raises:
        DatabaseFault: naming the database without its password.
    """
    try:
        with psycopg.connect(url.conninfo, connect_timeout=_SECONDS) as connection:
            version, encoding = connection.info.server_version, connection.info.parameter_status("server_encoding")
            collation = _foreign_order(connection)
    except psycopg.OperationalError as error:
        raise DatabaseUnreachable(url=url.shown, reason=" ".join(str(error).split())) from error
    if version < OLDEST_VERSION * _PER_MAJOR:
        raise DatabaseTooOld(url=url.shown, found=version // _PER_MAJOR, needed=OLDEST_VERSION)
    if encoding != "UTF8":
        raise DatabaseEncoding(url=url.shown, found=encoding)
    if collation is not None:
        raise DatabaseOrder(url=url.shown, found=collation)


def _foreign_order(connection: psycopg.Connection[tuple[object, ...]]) -> str | None:
    """The database's collation, if it orders texts otherwise than by code points (decision 0003)."""
    row = connection.execute(
        "SELECT datcollate FROM pg_database WHERE datname = current_database() AND 'B' > 'a'"
    ).fetchone()
    return str(row[0]) if row else None
