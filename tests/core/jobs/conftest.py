"""The chores on a database of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.foundation.urls import DatabaseUrl
from tests.core.jobs.house import House


@pytest.fixture
def house(fresh_database: DatabaseUrl) -> Iterator[House]:
    """The tables of the core and the chores, and the queue; no letter yet."""
    with House(fresh_database) as house:
        yield house
