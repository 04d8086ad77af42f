"""A PostgreSQL for tests: in a folder of its own, fast rather than safe, gone at the end."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from core.database.embedded.cluster import Cluster
from core.database.embedded.configuration import FAST
from core.database.embedded.running import FOLDER, is_last, running_cluster, users_file
from core.database.refusals import EmbeddedFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.foundation.urls import DatabaseUrl

_PREFIX = "renda-test-"
_OLD = 600.0
"""Seconds after which a server that nobody holds counts as left behind, not as about to start."""


@dataclass(frozen=True)
class ThrowawayServer:
    """A running server on which a test makes as many databases as it likes."""

    url: DatabaseUrl
    prefix: str = "test"
    """How the names of its databases begin, so that several processes may share a server."""
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def make_database(self, template: DatabaseUrl | None = None) -> DatabaseUrl:
        """A new database: empty, or a copy of the template, to which nobody may be connected meanwhile."""
        name = f"{self.prefix}_{next(self._numbers)}"
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
            sql.Identifier(name), sql.Identifier(template.database if template else "template0")
        )
        self._execute(statement)
        return self.url.of_database(name)

    def drop_database(self, url: DatabaseUrl) -> None:
        """Drop the database and end the connections to it."""
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(url.database)))

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.url.conninfo, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def throwaway_server() -> Iterator[ThrowawayServer]:
    """A server that exists as long as the context."""
    sweep(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        with running_cluster(Cluster(folder / FOLDER, FAST)) as url:
            yield ThrowawayServer(url)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(below: Path, age: float = _OLD) -> None:
    """Stop and remove the servers that killed test processes left; one in use, or younger than `age`, stays."""
    for folder in below.glob(f"{_PREFIX}*"):
        cluster = Cluster(folder / FOLDER, FAST)
        users = users_file(cluster)
        try:
            if folder.stat().st_uid != os.geteuid() or users.stat().st_mtime > time.time() - age:
                continue
            with users.open("a") as use:
                if is_last(use):
                    cluster.stop()
                    shutil.rmtree(folder, ignore_errors=True)
        except (OSError, EmbeddedFailed):
            continue  # somebody else was faster, or may do better
