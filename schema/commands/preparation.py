"""A database made ready: the tables, the rows that must be there, and the rows of the demonstration."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, exists, select

from core.database.embedded.running import running_database
from core.foundation.errors import Refusal
from core.foundation.i18n import _
from core.foundation.settings import Profile
from core.generation.tables import table_of
from core.installation.install import check_installed, ensure_installed, plugin_tables
from core.installation.loading import empty_all, load_all
from schema.commands.localization import terminal_locale
from schema.commands.progress import progress_bar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.foundation.urls import DatabaseUrl
    from core.installation.loading import Progress
    from schema.installation import Installation


_SHOWN = 3
"""Tables named in a refusal; all of them would be a page."""


class DemoRefused(Refusal):
    """The demonstration outside the development profile, among real records."""

    code = "DEMO_REFUSED"
    message = _("Made-up data is loaded in the development profile only.")
    hint = _("Set RENDA_PROFILE=development, and RENDA_HOME or RENDA_DATABASE_URL to a place of its own.")


class DemoLoaded(Refusal):
    """The demonstration asked for where there are records already."""

    code = "DEMO_LOADED"
    message = _("There are records already, for instance in: {tables}.")
    hint = _("Use --reset to empty all tables first; whatever was recorded is lost.")


@contextmanager
def prepared(installation: Installation) -> Iterator[DatabaseUrl]:
    """The address of a running database with all tables and seeds.

    One made just now in the development profile gets the demonstration too; all of it or nothing.
    """
    with running_database(installation.settings) as url:
        with _transaction(url) as connection, _reporting(installation) as report:
            made = ensure_installed(installation.plugins, installation.generation, connection, report)
            if made and installation.settings.profile is Profile.DEVELOPMENT:
                _load_demo(installation, connection, report)
        yield url


@contextmanager
def connected(installation: Installation) -> Iterator[Connection]:
    """A connection to the running database, whose tables are those of the generation."""
    with running_database(installation.settings) as url, _transaction(url) as connection:
        check_installed(installation.generation, connection, installation.versions)
        yield connection


def load_demonstration(installation: Installation, *, reset: bool, scale: float) -> dict[str, int]:
    """Load the demonstration in one transaction and say how many rows each table got.

    Args:
        installation: what is installed.
        reset: empty all tables first and load the seeds anew.
        scale: how much, as a multiple of the usual amount.

    Raises:
        DemoRefused: outside the development profile.
        DemoLoaded: without `reset`, if there are records that no seed brought.
    """
    if installation.settings.profile is not Profile.DEVELOPMENT:
        raise DemoRefused
    with (
        running_database(installation.settings) as url,
        _transaction(url) as connection,
        _reporting(installation) as report,
    ):
        plugins, generation = installation.plugins, installation.generation
        made = ensure_installed(plugins, generation, connection, report)
        if reset and not made:
            empty_all(generation, connection)
            load_all(generation, connection, plugins.seeds(generation), report)
        occupied = _occupied(installation, connection)
        if occupied:
            raise DemoLoaded(tables=", ".join(occupied[:_SHOWN]))
        return _load_demo(installation, connection, report, scale)


def _load_demo(
    installation: Installation, connection: Connection, report: Progress, scale: float = 1.0
) -> dict[str, int]:
    generation = installation.generation
    return load_all(generation, connection, installation.plugins.demo(generation, scale), report)


def _occupied(installation: Installation, connection: Connection) -> list[str]:
    """The tables that hold rows though no seed fills them."""
    generation = installation.generation
    seeded = {table_of(generation, load.model) for load in installation.plugins.seeds(generation)}
    others = [table for table in plugin_tables(generation) if table not in seeded]
    return [table.name for table in others if connection.scalar(select(exists().select_from(table)))]


@contextmanager
def _transaction(url: DatabaseUrl) -> Iterator[Connection]:
    engine: Engine = create_engine(url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _reporting(installation: Installation) -> Iterator[Progress]:
    say = partial(installation.generation.translations.translate, locale=terminal_locale())
    with progress_bar(say) as report:
        yield report
