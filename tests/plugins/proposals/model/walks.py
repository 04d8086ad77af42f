"""Where walks begin."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from core.database.throwaway import ThrowawayServer
from core.database.urls import DatabaseUrl
from schema.testing import Ask
from tests.plugins.proposals.model.asking import Server
from tests.plugins.proposals.model.taking import Model
from tests.plugins.proposals.model.walking import Walk
from tests.plugins.proposals.town import Clock, Town


@dataclass(frozen=True)
class Ground:
    """A town, to be copied for each walk."""

    databases: ThrowawayServer
    ask: Ask
    url: DatabaseUrl
    town: Town

    @contextmanager
    def walk(self) -> Iterator[Walk]:
        """A new walk through a new town."""
        url, clock = self.databases.make_database(self.url), Clock()
        try:
            with self.ask.moved(url, clock) as asking:
                yield Walk(Server(asking, self.town, clock, url), Model(clock.now))
        finally:
            self.databases.drop_database(url)
