"""A server and an oracle over every plugin there is: the built-in ones, two counties' and the specimens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine

from core.composition.compose import compose
from core.database.embedded.throwaway import ThrowawayServer
from core.generation.generation import Generation
from core.installation.install import install
from schema.installation import Installation
from tests.counties import rongshui, sanjiang
from tests.oracle_kit.dataset import fill
from tests.oracle_kit.oracle import Oracle
from tests.oracle_kit.snapshot import Snapshot
from tests.oracle_kit.specimens import SPECIMENS
from tests.oracle_kit.trial import LIMITS, Trial


@pytest.fixture(scope="session")
def everything(installation: Installation) -> Iterator[Generation]:
    """The generation of all plugins."""
    own = installation.plugins.contributions()
    generation = compose((*own, rongshui.CONTRIBUTION, sanjiang.CONTRIBUTION, SPECIMENS))
    yield generation
    generation.dispose()


@pytest.fixture(scope="session")
def oracle(database_server: ThrowawayServer, everything: Generation) -> Iterator[Oracle]:
    """An oracle over a database of its own, with rows in every table."""
    engine = create_engine(database_server.make_database())
    try:
        with engine.begin() as connection:
            install(everything, connection)
            fill(connection, everything)
        yield Oracle(Snapshot(everything, engine), LIMITS)
    finally:
        engine.dispose()


@pytest.fixture(scope="session")
def trial(oracle: Oracle) -> Iterator[Trial]:
    """The server beside the oracle."""
    with Trial(oracle) as trial:
        yield trial
