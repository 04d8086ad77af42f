"""Where walks begin."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine, Table, delete

from schema.testing import Ask
from tests.plugins.proposals.model.asking import Server
from tests.plugins.proposals.model.taking import Model
from tests.plugins.proposals.model.walking import Walk
from tests.plugins.proposals.town import NOW, Clock, Town

SEEDED = ("proposals_outcome_class", "proposals_outcome_scheme")
WRITTEN = ("congress_deadline", "congress_notification")
"""Tables of the congress that steps write into."""


@dataclass(frozen=True)
class Ground:
    """A town without suggestions, and a server that keeps what it learns of statements from walk to walk."""

    ask: Ask
    engine: Engine
    town: Town
    clock: Clock

    @contextmanager
    def walk(self) -> Iterator[Walk]:
        """A new walk; of those before nothing is left."""
        with self.engine.begin() as connection:
            for table in self._tables():
                connection.execute(delete(table))
        self.clock.now = NOW
        yield Walk(Server(self.ask, self.town, self.clock, self.engine), Model(NOW))

    def _tables(self) -> Iterator[Table]:
        """What the steps write into; what refers to other tables comes before these."""
        for table in reversed(self.ask.generation.metadata.sorted_tables):
            if table.name in WRITTEN or (table.name.startswith("proposals_") and table.name not in SEEDED):
                yield table
