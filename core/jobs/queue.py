"""The queue of runs in PostgreSQL: procrastinate's tables, in a schema of their own beside the records."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, cast

import psycopg
from procrastinate import PsycopgConnector
from procrastinate.schema import SchemaManager
from psycopg import sql
from sqlalchemy import TIMESTAMP, BigInteger, Column, MetaData, Table, Text, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import CreateSchema, DropSchema

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from core.foundation.urls import DatabaseUrl

SCHEMA = "renda_queue"
"""procrastinate does not qualify its names: whoever uses the queue has this in the search path, and nothing else."""

TICKETS = Table(
    "procrastinate_jobs",
    MetaData(schema=SCHEMA),
    Column("id", BigInteger, primary_key=True),
    Column("args", JSONB, nullable=False),
    Column("status", Text, nullable=False),
)
"""The part of the queue that is read here; only procrastinate writes it."""

EVENTS = Table(
    "procrastinate_events",
    TICKETS.metadata,
    Column("id", BigInteger, primary_key=True),
    Column("job_id", BigInteger, nullable=False),
    Column("at", TIMESTAMP(timezone=True), nullable=False),
)
"""What happened to each run in the queue, and when; the part that is read here."""

_CONNECTIONS = 4
"""One listens; the others fetch, finish and beat, each for a moment."""


def install_queue(connection: Connection) -> bool:
    """Make the queue in the caller's transaction, unless it is there; says whether it was made just now.

    One that another version of procrastinate made is replaced: it holds only what is to be done next, which
    the schedules know anyway, and the ledger is elsewhere.
    """
    wanted = sha256(SchemaManager.get_schema().encode()).hexdigest()
    found = _mark_of(connection)
    if found == wanted:
        return False
    connection.execute(DropSchema(SCHEMA, cascade=True, if_exists=True))
    connection.execute(CreateSchema(SCHEMA))
    driver = cast("psycopg.Connection[tuple[object, ...]]", connection.connection.driver_connection)
    name = sql.Identifier(SCHEMA)
    driver.execute(sql.SQL("SET LOCAL search_path TO {}").format(name))
    driver.execute(SchemaManager.get_schema())
    driver.execute("SET LOCAL search_path TO DEFAULT")
    driver.execute(sql.SQL("COMMENT ON SCHEMA {} IS {}").format(name, sql.Literal(wanted)))
    return True


def _mark_of(connection: Connection) -> str | None:
    """Which tables the queue was made of, as they were written down when it was made."""
    namespace = func.to_regnamespace(SCHEMA)
    mark: str | None = connection.scalar(select(func.obj_description(namespace, "pg_namespace")))
    return mark


def queue_connector(url: DatabaseUrl) -> PsycopgConnector:
    """The connections of procrastinate to the queue."""
    options = f"-c search_path={SCHEMA}"
    return PsycopgConnector(conninfo=url.conninfo, kwargs={"options": options}, min_size=1, max_size=_CONNECTIONS)


def queued(connection: Connection) -> Mapping[str, int]:
    """How many runs of each job wait in the queue."""
    name = TICKETS.c.args["job"].astext
    statement = select(name, func.count()).where(TICKETS.c.status.cast(Text) == "todo").group_by(name)
    return dict(connection.execute(statement).all())


def queued_at(session: Session, ticket: int | None) -> datetime | None:
    """When the run was put into the queue; none if it is not in it."""
    moment: datetime | None = session.scalar(select(func.min(EVENTS.c.at)).where(EVENTS.c.job_id == ticket))
    return moment
