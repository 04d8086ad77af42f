"""Databases for tests: one that remembers what it was asked, and one in which nothing is kept."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any, Literal, cast

import psycopg
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from core.database.pool import Database, DatabaseUnavailable, StatementTimeout
from core.foundation.clock import TIME_ZONE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from sqlalchemy import Connection, NestedTransaction

_SEQUENCES = text(
    "SELECT format('%I.%I', schemaname, sequencename) AS name, last_value, start_value FROM pg_sequences ORDER BY 1"
)
_SET_BACK = text(
    "SELECT setval(name::regclass, value, called) "
    "FROM unnest(CAST(:names AS text[]), CAST(:values AS bigint[]), CAST(:called AS boolean[])) "
    "AS kept (name, value, called)"
)
_JOINED: Literal["create_savepoint"] = "create_savepoint"


class CountingDatabase(Database):
    """A database that remembers the reading statements sent to it, each with its parameters."""

    def __init__(self, url: str, *, size: int = 2, timeout_ms: int = 30_000, wait: float = 5.0) -> None:
        super().__init__(url, size=size, timeout_ms=timeout_ms, wait=wait)
        self.url = url
        self.sent: list[tuple[bytes, Sequence[Any]]] = []

    @property
    def statements(self) -> int:
        """How many statements were sent."""
        return len(self.sent)

    async def fetch_text(self, sql: bytes, parameters: Sequence[Any]) -> bytes | None:
        """The value of the statement, which is remembered."""
        self.sent.append((sql, parameters))
        return await super().fetch_text(sql, parameters)

    @contextmanager
    def changed(self) -> Iterator[Session]:
        """A session past the server and all rules; what is done in it is committed at its end."""
        engine = create_engine(make_url(self.url), poolclass=NullPool)
        with Session(engine) as session, session.begin():
            yield session


class RolledBackDatabase(CountingDatabase):
    """A database over one connection in one transaction, which is rolled back when the server is closed.

    Each change has a savepoint where it would have a transaction, so that it is kept or undone as ever until the
    end; sequences are set back too. Requests sent at the same time are answered one after the other, nobody else
    sees what was changed, `now()` stands still, and deferred constraints are not checked: what is about these needs
    a copy of the database. The connection serves one test after the other, until `disconnect`.
    """

    def __init__(self, url: str, *, timeout_ms: int = 30_000) -> None:
        super().__init__(url, size=1, timeout_ms=timeout_ms)
        options = f"-c timezone={TIME_ZONE} -c statement_timeout={timeout_ms} -c datestyle=ISO,YMD"
        self._direct = create_engine(make_url(url), poolclass=NullPool, connect_args={"options": options})
        self._turn = asyncio.Lock()
        self._connection: Connection | None = None
        self._kept: NestedTransaction | None = None
        self._sequences: dict[str, list[Any]] = {}

    @property
    def connection(self) -> Connection:
        """The connection, also for statements of the test; it is made when first asked for."""
        if self._connection is None:
            self._connection = self._direct.connect()
            found = self._connection.execute(_SEQUENCES).all()
            self._sequences = {
                "names": [row.name for row in found],
                "values": [row.start_value if row.last_value is None else row.last_value for row in found],
                "called": [row.last_value is not None for row in found],
            }
            self._connection.rollback()
        return self._connection

    async def open(self) -> None:
        """Begin the transaction."""
        self.sent.clear()
        self._turn = asyncio.Lock()
        self.connection.begin()
        self._keep()

    async def close(self) -> None:
        """Undo everything."""
        self._kept = None
        self.connection.rollback()
        self.connection.execute(_SET_BACK, self._sequences)
        self.connection.rollback()

    def disconnect(self) -> None:
        """Close the connection, after the last test."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._direct.dispose()

    async def fetch_text(self, sql: bytes, parameters: Sequence[Any]) -> bytes | None:
        """The value of the statement, which is remembered."""
        self.sent.append((sql, parameters))
        async with self._turn:
            try:
                return self._fetch_now(sql, parameters)
            except psycopg.errors.QueryCanceled as error:
                self._recover()
                raise StatementTimeout(milliseconds=self.timeout_ms) from error
            except psycopg.OperationalError as error:
                raise DatabaseUnavailable from error
            except psycopg.Error:
                self._recover()
                raise

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """A session for one change, in a savepoint."""
        async with self._turn, AsyncSession(expire_on_commit=False, join_transaction_mode=_JOINED) as session:
            session.sync_session.bind = self.connection
            yield session
        self._keep()

    async def fetch_within(
        self,
        session: AsyncSession,  # noqa: ARG002 - it shares the one connection
        sql: bytes,
        parameters: Sequence[Any],
    ) -> bytes | None:
        """The value of the statement, after the changes of the session."""
        return self._fetch_now(sql, parameters)

    @contextmanager
    def changed(self) -> Iterator[Session]:
        """A session past the server and all rules, in a savepoint; what is done in it is undone with all the rest."""
        with Session(self.connection, join_transaction_mode=_JOINED) as session, session.begin():
            yield session
        self._keep()

    def _fetch_now(self, sql: bytes, parameters: Sequence[Any]) -> bytes | None:
        driver = cast("psycopg.Connection[tuple[Any, ...]]", self.connection.connection.driver_connection)
        result = psycopg.RawCursor(driver).execute(sql, parameters, prepare=True).pgresult
        return result.get_value(0, 0) if result is not None and result.ntuples else None

    def _keep(self) -> None:
        """Set the savepoint to which a failed read goes back: everything that was changed up to now."""
        if self._kept is not None and self._kept.is_active:
            self._kept.commit()
        self._kept = self.connection.begin_nested()

    def _recover(self) -> None:
        if self._kept is not None:
            self._kept.rollback()
        self._kept = self.connection.begin_nested()
