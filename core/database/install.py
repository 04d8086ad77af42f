"""The tables of a generation in a database, and the record of which plugins they were made for."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import TIMESTAMP, Column, MetaData, Table, Text, func, insert, inspect, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import CreateIndex, CreateTable

from core.database.grams import GRAMS
from core.database.refusals import NotInstalled, Occupied, OtherPlugins, OtherTables
from core.loading import load_all, unheard

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection

    from core.generation import Generation
    from core.loading import Progress
    from core.plugins import Plugins

RECORD = Table(
    "renda_installation",
    MetaData(),
    Column("plugins", JSONB, nullable=False),
    Column("digest", Text, nullable=False),
    Column("installed_at", TIMESTAMP(timezone=True), nullable=False, server_default=func.now()),
)
_LOCK = 0x52656E6461
"""The advisory lock under which tables are made: the letters of the name."""


@dataclass(frozen=True)
class Installed:
    """What a database was made for: the plugins with their versions, in order, and a digest of the tables."""

    plugins: Mapping[str, str]
    digest: str

    @property
    def told(self) -> str:
        """The plugins as a message names them: `congress 0.1.0, stations 0.1.0`."""
        return ", ".join(f"{name} {version}".strip() for name, version in self.plugins.items()) or "-"


def installed(generation: Generation, versions: Mapping[str, str] | None = None) -> Installed:
    """What the generation needs of a database; `versions` tells the versions of its plugins."""
    known = versions or {}
    plugins = {name: known.get(name, "") for name in generation.plugins}
    return Installed(plugins, sha256("\n".join(definitions(generation.metadata)).encode()).hexdigest())


def definitions(metadata: MetaData) -> Iterator[str]:
    """The statements that make the tables and indexes, in an order that does not depend on chance."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    yield GRAMS
    for table in metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=dialect))


def install(generation: Generation, connection: Connection, versions: Mapping[str, str] | None = None) -> bool:
    """Make the tables, in the caller's transaction; says whether they were made just now.

    Several processes may do this at once: the first makes the tables, the others wait and find them.

    Raises:
        DatabaseMismatch: if the database was made by other plugins or for other tables.
    """
    connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    wanted, found = installed(generation, versions), read_record(connection)
    if found is not None:
        _compare(wanted, found)
        return False
    _check_vacant(generation.metadata, connection)
    connection.exec_driver_sql(GRAMS)
    generation.metadata.create_all(connection, checkfirst=False)
    _write_record(wanted, connection)
    return True


def check_installed(generation: Generation, connection: Connection, versions: Mapping[str, str] | None = None) -> None:
    """Refuse a database that does not hold the tables of the generation; changes nothing.

    Raises:
        DatabaseMismatch: if it has no tables, or those of other plugins or models.
    """
    found = read_record(connection)
    if found is None:
        raise NotInstalled
    _compare(installed(generation, versions), found)


def ensure_installed(
    plugins: Plugins, generation: Generation, connection: Connection, progress: Progress = unheard
) -> bool:
    """Make the tables and load the seeds, unless that was done before; says whether it was done just now.

    Raises:
        DatabaseMismatch: if the database was made by other plugins or for other tables.
        LoadRefused: if a seed does not fit its table.
    """
    versions = {manifest.name: manifest.version for manifest in plugins.manifests}
    made = install(generation, connection, versions)
    if made:
        load_all(generation, connection, plugins.seeds(generation), progress)
    return made


def read_record(connection: Connection) -> Installed | None:
    """What the database was made for, if Renda made it."""
    if not inspect(connection).has_table(RECORD.name):
        return None
    row = connection.execute(select(RECORD)).one()
    return Installed({item["name"]: item["version"] for item in row.plugins}, row.digest)


def _write_record(wanted: Installed, connection: Connection) -> None:
    RECORD.create(connection)
    plugins = [{"name": name, "version": version} for name, version in wanted.plugins.items()]
    connection.execute(insert(RECORD).values(plugins=plugins, digest=wanted.digest))


def _compare(wanted: Installed, found: Installed) -> None:
    if set(wanted.plugins) != set(found.plugins):
        raise OtherPlugins(found=", ".join(found.plugins), installed=", ".join(wanted.plugins))
    if wanted.digest != found.digest:
        raise OtherTables(found=found.told, installed=wanted.told)


def _check_vacant(metadata: MetaData, connection: Connection) -> None:
    there = set(inspect(connection).get_table_names())
    taken = sorted(there & {table.name for table in metadata.sorted_tables})
    if taken:
        raise Occupied(tables=", ".join(taken))
