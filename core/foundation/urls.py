"""The address of a database, as the libraries that use it want it."""

from __future__ import annotations

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

SCHEMES = frozenset({"postgresql", "postgres", "postgresql+psycopg"})
_SQLALCHEMY = "postgresql+psycopg"
_LIBPQ = "postgresql"
_OPEN = frozenset({"application_name", "connect_timeout", "dbname", "host", "hostaddr", "port", "sslmode", "user"})
"""The parameters of an address that hold nothing secret; all others may (PostgreSQL, libpq, 32.1.2)."""
_HIDDEN = "***"


class DatabaseUrl(str):
    """The address of a PostgreSQL database; the text itself is the SQLAlchemy URL."""

    __slots__ = ()

    @property
    def conninfo(self) -> str:
        """The address for libpq and its tools: psycopg, psql, pg_dump."""
        return make_url(self).set(drivername=_LIBPQ).render_as_string(hide_password=False)

    @property
    def shown(self) -> str:
        """The address for logs and messages, without the password and without what else may be secret."""
        url = make_url(self)
        query = {name: value if name in _OPEN else _HIDDEN for name, value in url.query.items()}
        return url.set(drivername=_LIBPQ, query=query).render_as_string(hide_password=True)

    @property
    def database(self) -> str:
        """The name of the database on its server."""
        return make_url(self).database or ""

    def of_database(self, name: str) -> DatabaseUrl:
        """The address of another database on the same server."""
        return database_url(make_url(self).set(database=name))


def database_url(address: str | URL) -> DatabaseUrl:
    """The address, from what an operator wrote: `postgresql://user:password@host:port/name`.

    Raises:
        ValueError: if it is not the address of a PostgreSQL database.
    """
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise ValueError from error
    if url.drivername not in SCHEMES or not url.database:
        raise ValueError
    if "@" in (url.host or ""):  # of a password that was not escaped, the rest would pass for a part of the host
        raise ValueError
    return DatabaseUrl(url.set(drivername=_SQLALCHEMY).render_as_string(hide_password=False))
