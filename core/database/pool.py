"""Connections to PostgreSQL: a pool for reading statements, and sessions for changes."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, cast

import psycopg
from psycopg import AsyncConnection, AsyncRawCursor
from psycopg_pool import AsyncConnectionPool, PoolTimeout
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from core.foundation.clock import TIME_ZONE
from core.foundation.errors import Refusal
from core.foundation.i18n import _

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from psycopg.rows import TupleRow

PREPARED_STATEMENTS = 500
"""How many each connection keeps."""

CONNECTION_WAIT = 5.0
"""Seconds for which a request waits for a connection."""


class DatabaseUnavailable(Refusal):
    """The database cannot be reached, or the connection was lost and could not be made again."""

    code = "DATABASE_UNAVAILABLE"
    message = _("The database cannot be reached at the moment.")
    hint = _("Try again in a moment; if it lasts, tell the operator.")


class StatementTimeout(Refusal):
    """A statement ran longer than the server allows."""

    code = "TIMEOUT"
    message = _("The query took longer than {milliseconds} ms and was stopped.")
    hint = _("Ask for fewer rows, or narrow the filter.")


class Database:
    """The connections of one process to one PostgreSQL."""

    def __init__(
        self,
        url: str,
        *,
        reading: str | None = None,
        size: int = 8,
        timeout_ms: int = 30_000,
        wait: float = CONNECTION_WAIT,
    ) -> None:
        """Prepare the connections; `open` makes them.

        Args:
            url: an SQLAlchemy URL, `postgresql+psycopg://...`.
            reading: the URL of a replica that answers queries; without it, the same database does.
            size: the most connections for reading; changes use as many again at the most.
            timeout_ms: the longest a statement may run, in milliseconds.
            wait: how long a request waits for a connection, in seconds.
        """
        parsed = make_url(url)
        self.timeout_ms = timeout_ms
        options = f"-c timezone={TIME_ZONE} -c statement_timeout={timeout_ms} -c datestyle=ISO,YMD"
        self._pool: AsyncConnectionPool[AsyncConnection[TupleRow]] = AsyncConnectionPool(
            make_url(reading or url).set(drivername="postgresql").render_as_string(hide_password=False),
            kwargs={"autocommit": True, "options": options, "cursor_factory": AsyncRawCursor},
            configure=_configure,
            min_size=1,
            max_size=size,
            timeout=wait,
            # Attempts to connect come at ever longer intervals until they are given up; the next request begins anew.
            reconnect_timeout=wait,
            open=False,
            name="read",
        )
        self._engine = create_async_engine(
            parsed.set(drivername="postgresql+psycopg"),
            pool_size=size,
            max_overflow=0,
            pool_timeout=wait,
            pool_pre_ping=True,
            connect_args={"options": options},
        )

    async def open(self) -> None:
        """Make the first connections; a database that is not there yet is no fault."""
        await self._pool.open(wait=False)

    async def close(self) -> None:
        """Close every connection; statements under way are waited for."""
        await self._pool.close()
        await self._engine.dispose()

    async def fetch_text(self, sql: bytes, parameters: Sequence[Any]) -> bytes | None:
        """The single value of a reading statement, as PostgreSQL sent it, in UTF-8.

        A lost connection is replaced and the statement run once more.

        Raises:
            DatabaseUnavailable: if no connection is to be had.
            StatementTimeout: if the statement ran too long.
        """
        try:
            return await self._fetch(sql, parameters)
        except psycopg.OperationalError as error:
            if isinstance(error, psycopg.errors.QueryCanceled):
                raise StatementTimeout(milliseconds=self.timeout_ms) from error
        return await self._fetch_again(sql, parameters)

    async def _fetch(self, sql: bytes, parameters: Sequence[Any]) -> bytes | None:
        async with self._pool.connection() as connection:
            cursor = await connection.execute(sql, parameters, prepare=True)
            result = cursor.pgresult
            return result.get_value(0, 0) if result is not None else None

    async def _fetch_again(self, sql: bytes, parameters: Sequence[Any]) -> bytes | None:
        try:
            await self._pool.check()
            return await self._fetch(sql, parameters)
        except (psycopg.OperationalError, PoolTimeout) as error:
            raise DatabaseUnavailable from error

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """A session for one change; what is not committed is rolled back.

        Raises:
            DatabaseUnavailable: if no connection is to be had.
        """
        async with AsyncSession(self._engine, expire_on_commit=False) as session:
            yield session

    async def fetch_within(self, session: AsyncSession, sql: bytes, parameters: Sequence[Any]) -> bytes | None:
        """The single value of a reading statement, in UTF-8, as the session would see it after its changes."""
        raw = await (await session.connection()).get_raw_connection()
        cursor = AsyncRawCursor(cast("AsyncConnection[TupleRow]", raw.driver_connection))
        result = (await cursor.execute(sql, parameters)).pgresult
        return result.get_value(0, 0) if result is not None and result.ntuples else None


async def _configure(connection: AsyncConnection[TupleRow]) -> None:
    connection.prepared_max = PREPARED_STATEMENTS
