from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.orm import Mapped

from core.composition.compose import compose
from core.declarations.contribution import Contribution
from core.declarations.models import Model, field
from core.declarations.roles import PUBLIC
from core.declarations.rules import Action, grant
from core.discovery.plugins import load_plugins
from core.foundation.urls import DatabaseUrl
from core.generation.generation import Generation
from core.installation.install import RECORD, check_installed, definitions, ensure_installed, install, read_record
from core.installation.loading import LoadRefused
from core.installation.refusals import NotInstalled, Occupied, OtherPlugins, OtherTables
from tests.core.clubs import CLUBS, Club, a_generation
from tests.core.manifests import MakePlugin

SEEDED = """
from core.api import PUBLIC, Action, grant
from core.api import hookimpl
from core.api import Load
from core.api import Model, field
from sqlalchemy.orm import Mapped

class Hut(Model):
    '''A hut.'''
    name: Mapped[str] = field(label="Name")

@hookimpl
def models(): return [Hut]

@hookimpl
def rules(): return [grant(PUBLIC, Action.READ, Hut)]

@hookimpl
def seeds(generation):
    return [Load(model=Hut, columns=("id", "name"), rows=[(1, NAME)], total=1, label="Huts")]
"""


class Den(Model):
    """A den."""

    name: Mapped[str] = field(label="Name")


class GreenClub(Club):
    """A club that keeps a garden."""

    beds: Mapped[int | None] = field(label="Beds")


DENS = Contribution(
    plugin="dens", depends=frozenset(), package="renda_dens", models=(Den,), rules=(grant(PUBLIC, Action.READ, Den),)
)
GREEN = Contribution(plugin="green", depends=frozenset({"clubs"}), package="renda_green", models=(GreenClub,))


@pytest.fixture
def engine(fresh_database: DatabaseUrl) -> Iterator[Engine]:
    engine = create_engine(fresh_database)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        yield connection


@pytest.fixture(scope="module")
def generation() -> Generation:
    return a_generation()


def test_the_tables_are_made_once(connection: Connection, generation: Generation) -> None:
    assert install(generation, connection, {"clubs": "1.0"}) is True
    assert install(generation, connection, {"clubs": "1.0"}) is False

    made = set(inspect(connection).get_table_names())
    assert made == {"clubs_region", "clubs_club", "clubs_member", RECORD.name}


def test_a_failed_start_leaves_the_database_as_it_was(connection: Connection, generation: Generation) -> None:
    install(generation, connection)
    connection.rollback()

    assert inspect(connection).get_table_names() == []


def test_processes_that_start_together_make_the_tables_once(engine: Engine, generation: Generation) -> None:
    def start(_number: int) -> bool:
        with engine.begin() as connection:
            return install(generation, connection)

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(start, range(4)))

    assert sorted(made) == [False, False, False, True]


def test_the_record_tells_the_plugins_and_their_versions(connection: Connection, generation: Generation) -> None:
    install(generation, connection, {"clubs": "1.2"})

    found = read_record(connection)

    assert found is not None
    assert found.listed == "clubs 1.2"


def test_a_new_version_that_keeps_its_tables_is_welcome(connection: Connection, generation: Generation) -> None:
    install(generation, connection, {"clubs": "1.0"})

    assert install(generation, connection, {"clubs": "1.1"}) is False


def test_a_database_of_other_plugins_is_refused_naming_both(connection: Connection, generation: Generation) -> None:
    install(generation, connection)

    with pytest.raises(OtherPlugins, match="made by the plugins clubs, but clubs, dens are installed") as caught:
        install(compose([CLUBS, DENS]), connection)

    assert caught.value.code == "DATABASE_MISMATCH"
    assert "RENDA_HOME" in caught.value.hint


def test_a_database_for_other_tables_of_the_same_plugins_is_refused(
    connection: Connection, generation: Generation
) -> None:
    install(compose([CLUBS, GREEN]), connection, {"clubs": "1.0", "green": "1.0"})
    connection.execute(RECORD.update().values(plugins=[{"name": "clubs", "version": "0.9"}]))

    with pytest.raises(OtherTables, match=r"made for clubs 0\.9; the models of clubs 1\.0"):
        install(generation, connection, {"clubs": "1.0"})


def test_tables_that_renda_did_not_make_are_left_alone(connection: Connection, generation: Generation) -> None:
    connection.execute(text("CREATE TABLE clubs_club (id int)"))

    with pytest.raises(Occupied, match="clubs_club"):
        install(generation, connection)


def test_a_check_changes_nothing(connection: Connection, generation: Generation) -> None:
    with pytest.raises(NotInstalled):
        check_installed(generation, connection)
    assert inspect(connection).get_table_names() == []

    install(generation, connection)
    check_installed(generation, connection)


def test_the_definitions_do_not_depend_on_chance() -> None:
    first, second = (list(definitions(a_generation().metadata.sorted_tables)) for _ in range(2))

    assert first == second
    assert any("GIN" in statement.upper() for statement in first)


def test_the_seeds_are_loaded_with_the_tables_and_only_then(connection: Connection, make_plugin: MakePlugin) -> None:
    plugins = load_plugins([make_plugin("huts", SEEDED.replace("NAME", "'hut'"))])
    generation = compose(plugins.contributions())

    assert ensure_installed(plugins, generation, connection) is True
    assert ensure_installed(plugins, generation, connection) is False

    assert connection.scalars(text("SELECT name FROM huts_hut")).all() == ["hut"]
    record = read_record(connection)
    assert record is not None
    assert (record.listed, len(record.core)) == ("huts 1.0", 64)


def test_a_seed_that_does_not_fit_takes_the_tables_back(engine: Engine, make_plugin: MakePlugin) -> None:
    plugins = load_plugins([make_plugin("huts", SEEDED.replace("NAME", "None"))])
    generation = compose(plugins.contributions())

    with pytest.raises(LoadRefused), engine.begin() as connection:
        ensure_installed(plugins, generation, connection)

    assert inspect(engine).get_table_names() == []
