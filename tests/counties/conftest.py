"""The built-in plugins with two counties' plugins that do not know each other, on the town of the tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text

from core.composition.compose import compose
from core.database.embedded.throwaway import ThrowawayServer
from core.foundation.urls import DatabaseUrl
from core.generation.generation import Generation
from core.installation.install import install
from core.installation.loading import load_all
from schema.installation import Installation
from schema.testing import Ask
from tests.counties.rongshui import CONTRIBUTION as RONGSHUI
from tests.counties.sanjiang import CONTRIBUTION as SANJIANG
from tests.counties.sanjiang import DrumTower
from tests.town.rows import rows_of
from tests.town.scene import settle

TOWERS = """
UPDATE stations_station SET drum_tower_id = 1 WHERE id IN (1, 3);
UPDATE stations_station SET drum_tower_id = 2, meets_under_roof = false WHERE id = 2;
UPDATE stations_station SET landing = '融江码头' WHERE id IN (4, 6);
"""


@pytest.fixture(scope="session")
def counties(installation: Installation) -> Generation:
    """The generation of a city that hosts both counties' plugins."""
    contributions = [*installation.plugins.contributions(), RONGSHUI, SANJIANG]
    return compose(contributions, locale_folders=installation.plugins.locale_folders("schema"))


@pytest.fixture(scope="session")
def county_template(database_server: ThrowawayServer, installation: Installation, counties: Generation) -> DatabaseUrl:
    """The town with its drum towers: the seeds and rows of the built-in plugins fit the extended tables."""
    url = database_server.make_database()
    engine = create_engine(url)
    with engine.begin() as connection:
        install(counties, connection)
        load_all(counties, connection, installation.plugins.seeds(counties))
    with rows_of(counties, url) as rows:
        settle(rows)
        rows.add(DrumTower, name="马胖鼓楼", storeys=9)
        rows.add(DrumTower, name="岜团鼓楼")
    with engine.begin() as connection:
        connection.execute(text(TOWERS))
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def ask_counties(database_server: ThrowawayServer, counties: Generation, county_template: DatabaseUrl) -> Iterator[Ask]:
    """Asks that city's server; nothing may be changed through it."""
    with Ask(counties, database_server.make_database(county_template)) as ask:
        yield ask


@pytest.fixture
def ask_own_counties(
    database_server: ThrowawayServer, counties: Generation, county_template: DatabaseUrl
) -> Iterator[Ask]:
    """Asks that city's server, on a town of its own."""
    url = database_server.make_database(county_template)
    with Ask(counties, url) as ask:
        yield ask
    database_server.drop_database(url)
