"""What all tests share: a PostgreSQL with templates, one composition, one server, and a database for each test."""

from __future__ import annotations

import gc
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import create_engine

from core.database.embedded import cluster
from core.database.embedded.programs import ServerUser, run_program
from core.database.embedded.throwaway import ThrowawayServer
from core.discovery.plugins import Plugins
from core.foundation.urls import DatabaseUrl
from core.generation.generation import Generation
from core.installation.install import ensure_installed
from core.installation.loading import load_all
from plugins.congress.manifest import MANIFEST as CONGRESS
from plugins.proposals.manifest import MANIFEST as PROPOSALS
from plugins.stations.manifest import MANIFEST as STATIONS
from schema.installation import Installation
from schema.testing import Ask, RolledBackDatabase
from tests.templates import Templates, running_templates
from tests.town.rows import rows_of
from tests.town.scene import settle

# The same examples in every run: a test that fails was broken by a change, not by chance.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

TESTS = Path(__file__).parent
TOGETHER = ("core/workflow", "counties", "oracle")
"""Folders whose tests share what takes seconds to make: one process runs all of them, as it runs all of a file."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say which tests run in one process, under `--dist loadgroup`."""
    for item in items:
        folder = item.path.parent.relative_to(TESTS).as_posix()
        item.add_marker(pytest.mark.xdist_group(folder if folder in TOGETHER else str(item.path)))


# Compiling and parsing make many objects and hardly a cycle: looking for those less often saves a fifth of the time.
gc.set_threshold(400_000, 50, 1000)


@pytest.fixture(scope="session", autouse=True)
def initdb_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Run each call of `initdb` once: the same arguments make the same folder, of which the others get a copy."""
    kept: dict[tuple[str, ...], Path] = {}

    def run_or_copy(name: str, *arguments: str, user: ServerUser) -> tuple[int, str]:
        if name != "initdb":
            return run_program(name, *arguments, user=user)
        target, key = Path(arguments[1]), arguments[2:]
        if key in kept:
            subprocess.run(["cp", "-a", f"{kept[key]}/.", str(target)], check=True)  # noqa: S607 - a tool of every system
            return 0, ""
        code, said = run_program(name, *arguments, user=user)
        if not code:
            kept[key] = tmp_path_factory.mktemp("initdb") / "made"
            subprocess.run(["cp", "-a", str(target), str(kept[key])], check=True)  # noqa: S607 - likewise
        return code, said

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cluster, "run_program", run_or_copy)
        yield


@pytest.fixture(scope="session")
def templates() -> Iterator[Templates]:
    """Databases that were filled once, also for the runs to come; all processes of a run share their server."""
    with running_templates() as made:
        yield made


@pytest.fixture(scope="session")
def database_server(templates: Templates) -> ThrowawayServer:
    """A PostgreSQL for the databases of this process."""
    return templates.server


@pytest.fixture
def home() -> Iterator[Path]:
    """A home folder that every user may pass, as an embedded server asks; pytest closes its own to others again."""
    with tempfile.TemporaryDirectory(prefix="renda-home-") as folder:
        yield Path(folder)


@pytest.fixture
def fresh_database(database_server: ThrowawayServer) -> Iterator[DatabaseUrl]:
    """An empty database for one test.

    For one with rows, let a fixture of wider scope fill a database and copy it for each test:
    `database_server.make_database(template)`.
    """
    url = database_server.make_database()
    yield url
    database_server.drop_database(url)


@pytest.fixture(scope="session")
def installation() -> Installation:
    """The plugins of this repository, whatever else is installed; composed once for all tests of a process."""
    return Installation(manifests=(CONGRESS, STATIONS, PROPOSALS))


@pytest.fixture(scope="session")
def plugins(installation: Installation) -> Plugins:
    """Those plugins, in order."""
    return installation.plugins


@pytest.fixture(scope="session")
def generation(installation: Installation) -> Generation:
    """Those plugins, composed."""
    return installation.generation


@pytest.fixture(scope="session")
def server(installation: Installation, database_server: ThrowawayServer) -> Ask:
    """The server of those plugins, built once: a test moves it to its own database, `server.moved(url)`."""
    made = Ask(installation.generation, database_server.url)
    # Hundreds of thousands of objects that stay to the end; each full collection would look at them again.
    gc.collect()
    gc.freeze()
    return made


@pytest.fixture(scope="session")
def seeded(templates: Templates, installation: Installation) -> DatabaseUrl:
    """The tables with the seeds, to be copied."""

    def fill(url: DatabaseUrl) -> None:
        engine = create_engine(url)
        with engine.begin() as connection:
            ensure_installed(installation.plugins, installation.generation, connection)
        engine.dispose()

    return templates.made("seeds", fill)[0]


@pytest.fixture(scope="session")
def demo_template(templates: Templates, installation: Installation, seeded: DatabaseUrl) -> DatabaseUrl:
    """The made-up city at its full size, to be copied."""
    return templates.made("demo", lambda url: load_demo(installation, url), seeded)[0]


@pytest.fixture(scope="session")
def demo(database_server: ThrowawayServer, demo_template: DatabaseUrl) -> DatabaseUrl:
    """The made-up city at its full size, for all tests; nothing may be changed in it."""
    return database_server.make_database(demo_template)


def load_demo(installation: Installation, url: DatabaseUrl) -> None:
    """Load what shows the plugins at work into a database that has its seeds."""
    engine = create_engine(url)
    with engine.begin() as connection:
        load_all(installation.generation, connection, installation.plugins.demo(installation.generation, 1.0))
    engine.dispose()


@pytest.fixture(scope="session")
def city_template(templates: Templates, installation: Installation, seeded: DatabaseUrl) -> DatabaseUrl:
    """The seeds and the town of `tests/town/scene.py`, to be copied; nobody connects to it."""

    def fill(url: DatabaseUrl) -> None:
        with rows_of(installation.generation, url) as rows:
            settle(rows)

    return templates.made("town", fill, seeded)[0]


@pytest.fixture(scope="session")
def city(database_server: ThrowawayServer, city_template: DatabaseUrl) -> DatabaseUrl:
    """The town, for all tests that only read."""
    return database_server.make_database(city_template)


@pytest.fixture
def own_city(database_server: ThrowawayServer, city_template: DatabaseUrl) -> Iterator[DatabaseUrl]:
    """A copy of the town, for one test that reaches it over connections of its own."""
    url = database_server.make_database(city_template)
    yield url
    database_server.drop_database(url)


@pytest.fixture(scope="session")
def ask(server: Ask, city: DatabaseUrl) -> Iterator[Ask]:
    """Asks the server of the town; nothing may be changed through it."""
    with server.moved(city) as asking:
        yield asking


@pytest.fixture(scope="session")
def rolled_back_city(city: DatabaseUrl) -> Iterator[RolledBackDatabase]:
    """The town, where whatever a test changes is undone."""
    database = RolledBackDatabase(city)
    yield database
    database.disconnect()


@pytest.fixture
def own_ask(server: Ask, rolled_back_city: RolledBackDatabase) -> Iterator[Ask]:
    """Asks the server of the town, and may change it: everything is undone at the end of the test.

    Where several connections are needed, use `own_copy_ask`.
    """
    with server.moved(rolled_back_city.url, database=rolled_back_city) as asking:
        yield asking


@pytest.fixture
def own_copy_ask(server: Ask, own_city: DatabaseUrl) -> Iterator[Ask]:
    """Asks the server of a copy of the town, over several connections."""
    with server.moved(own_city) as asking:
        yield asking
