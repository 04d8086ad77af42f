"""The tables of a generation in a database, and the record of which plugins they were made for."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import TIMESTAMP, Column, MetaData, Table, Text, func, insert, inspect, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import CreateIndex, CreateTable

from core.database.grams import GRAMS
from core.discovery.builtin import CORE
from core.foundation.version import VERSION
from core.generation.tables import table_of
from core.installation.loading import load_all, unheard
from core.installation.refusals import NotInstalled, Occupied, OtherPlugins, OtherTables
from core.jobs.queue import install_queue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import Connection

    from core.discovery.plugins import Plugins
    from core.generation.generation import Generation
    from core.installation.loading import Progress

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
    """What a database was made for: the plugins with their versions, in order, and a digest of their tables.

    The core's own tables have a digest apart, empty where there are none yet: they are added to a database that
    was made before there were any.
    """

    plugins: Mapping[str, str]
    digest: str
    core: str = ""

    @property
    def listed(self) -> str:
        """The plugins as a message names them: `congress 0.1.0, stations 0.1.0`."""
        return ", ".join(f"{name} {version}".strip() for name, version in self.plugins.items()) or "-"


def installed(generation: Generation, versions: Mapping[str, str] | None = None) -> Installed:
    """What the generation needs of a database; `versions` are those of its plugins."""
    known = versions or {}
    plugins = {name: known.get(name, "") for name in generation.plugins if name != CORE}
    core, others = core_tables(generation), plugin_tables(generation)
    return Installed(plugins, _digest((GRAMS, *definitions(others))), _digest(definitions(core)) if core else "")


def core_tables(generation: Generation) -> list[Table]:
    """The tables of the core's own models, those first that others refer to."""
    own = {table_of(generation, model.mapped) for model in generation.models.values() if model.owner == CORE}
    return [table for table in generation.metadata.sorted_tables if table in own]


def plugin_tables(generation: Generation) -> list[Table]:
    """The tables of the plugins' models, those first that others refer to."""
    own = core_tables(generation)
    return [table for table in generation.metadata.sorted_tables if table not in own]


def _digest(statements: Iterable[str]) -> str:
    return sha256("\n".join(statements).encode()).hexdigest()


def definitions(tables: Iterable[Table]) -> Iterator[str]:
    """The statements that make the tables and their indexes, in an order that does not depend on chance."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in tables:
        yield str(CreateTable(table).compile(dialect=dialect))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=dialect))


def install(generation: Generation, connection: Connection, versions: Mapping[str, str] | None = None) -> bool:
    """Make the tables and the queue, in the caller's transaction; says whether the tables were made just now.

    Several processes may do this at once: the first makes the tables, the others wait and find them.

    Raises:
        DatabaseMismatch: if the database was made by other plugins or for other tables.
    """
    connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    wanted, found = installed(generation, versions), read_record(connection)
    install_queue(connection)
    if found is not None:
        _compare(wanted, found)
        _add_core(wanted, found, generation, connection)
        return False
    _check_vacant(generation.metadata.sorted_tables, connection)
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
    wanted = installed(generation, versions)
    _compare(wanted, found)
    if wanted.core != found.core:
        raise NotInstalled


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
    plugins = {item["name"]: item["version"] for item in row.plugins if item["name"] != CORE}
    core = next((item["digest"] for item in row.plugins if item["name"] == CORE), "")
    return Installed(plugins, row.digest, core)


def _write_record(wanted: Installed, connection: Connection) -> None:
    RECORD.create(connection)
    connection.execute(insert(RECORD).values(plugins=_noted(wanted), digest=wanted.digest))


def _noted(wanted: Installed) -> list[dict[str, str]]:
    plugins = [{"name": name, "version": version} for name, version in wanted.plugins.items()]
    core = [{"name": CORE, "version": VERSION, "digest": wanted.core}] if wanted.core else []
    return [*core, *plugins]


def _add_core(wanted: Installed, found: Installed, generation: Generation, connection: Connection) -> None:
    """Give a database that was made before the core had tables of its own those tables."""
    if found.core or not wanted.core:
        return
    tables = core_tables(generation)
    _check_vacant(tables, connection)
    generation.metadata.create_all(connection, tables, checkfirst=False)
    connection.execute(update(RECORD).values(plugins=_noted(Installed(found.plugins, found.digest, wanted.core))))


def _compare(wanted: Installed, found: Installed) -> None:
    if set(wanted.plugins) != set(found.plugins):
        raise OtherPlugins(found=", ".join(found.plugins), installed=", ".join(wanted.plugins))
    if wanted.digest != found.digest or (found.core and wanted.core != found.core):
        raise OtherTables(found=found.listed, installed=wanted.listed)


def _check_vacant(tables: Iterable[Table], connection: Connection) -> None:
    there = set(inspect(connection).get_table_names())
    taken = sorted(there & {table.name for table in tables})
    if taken:
        raise Occupied(tables=", ".join(taken))
