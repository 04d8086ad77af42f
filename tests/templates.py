"""Databases that are filled once and copied: seeds, the towns of the tests and the made-up city, from run to run.

They live in a server of their own in `.renda-test`, below a key made of everything they were made from: the code, the
plugins with their seeds, what the tests fill them with, and the locked versions of what is installed. Nothing is read
under another key, so that nothing stale is; the folders of other keys are removed as soon as nobody uses them. All
processes of a run share the server, whoever comes first fills a template, and the others wait.
"""

from __future__ import annotations

import fcntl
import inspect
import os
import pickle
import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import psycopg
from psycopg import sql

from core.database.embedded.cluster import Cluster
from core.database.embedded.configuration import FAST
from core.database.embedded.processes import server_pid
from core.database.embedded.running import FOLDER, is_last, running_cluster, users_file
from core.database.embedded.throwaway import ThrowawayServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.foundation.urls import DatabaseUrl

T = TypeVar("T")

ROOT = Path(__file__).parents[1]
CACHE = ".renda-test"
CODE = ("core", "schema", "plugins")
LOCKS = ("requirements.txt", "requirements-dev.txt")
SETTINGS = {**FAST, "max_connections": "200", "max_wal_size": "256MB"}
_BOOT = Path("/proc/sys/kernel/random/boot_id")
"""Part of the key: such a server does not wait for its disk, so what it wrote is trusted until the machine stops."""


@dataclass(frozen=True)
class Templates:
    """The templates of one key, on the server that also holds the copies."""

    server: ThrowawayServer
    folder: Path

    def made(self, name: str, fill: Callable[[DatabaseUrl], T], on: DatabaseUrl | None = None) -> tuple[DatabaseUrl, T]:
        """The template of that name, and what filling it gave; nobody may connect to it.

        Args:
            name: distinguishes it from other templates.
            fill: is called with a new database unless that was done before under the same key.
            on: the template that the new database is a copy of; without it, it is empty.
        """
        template = f"{name}_{_digest_of([Path(inspect.getfile(fill))])[:8]}"
        outcome = self.folder / f"{template}.outcome"
        with _turn(self.folder / f"{template}.turn"):
            if not self._exists(template):
                self._fill(template, fill, on, outcome)
        told: T = pickle.loads(outcome.read_bytes())  # noqa: S301 - written by ourselves, in a folder of ours
        return self.server.url.of_database(template), told

    def _fill(self, template: str, fill: Callable[[DatabaseUrl], T], on: DatabaseUrl | None, outcome: Path) -> None:
        """Under another name first: what a killed process left half way is never taken for a template."""
        draft = self.server.make_database(on)
        outcome.write_bytes(pickle.dumps(fill(draft)))
        names = {"draft": sql.Identifier(draft.database), "template": sql.Identifier(template)}
        with psycopg.connect(self.server.url.conninfo, autocommit=True) as connection:
            connection.execute(sql.SQL("ALTER DATABASE {draft} ALLOW_CONNECTIONS false").format(**names))
            connection.execute(sql.SQL("ALTER DATABASE {draft} RENAME TO {template}").format(**names))

    def _exists(self, template: str) -> bool:
        with psycopg.connect(self.server.url.conninfo) as connection:
            found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [template])
            return found.fetchone() is not None


@contextmanager
def running_templates(root: Path = ROOT) -> Iterator[Templates]:
    """The templates of the tree below `root` as it is now, for as long as the context lasts."""
    cache = root / CACHE
    cache.mkdir(exist_ok=True)
    folder = cache / key_of(root)
    cluster = Cluster(folder / FOLDER, SETTINGS)
    with _turn(cache / "turn"):
        _remove_others(cache, folder)
        _remove_broken(cluster)
        running = running_cluster(cluster)
        url = running.__enter__()
    try:
        yield from _serving(ThrowawayServer(url, prefix=f"test_{os.getpid()}"), folder)
    finally:
        running.__exit__(None, None, None)


def key_of(root: Path) -> str:
    """What tells one state of the tree from another, as far as templates depend on it."""
    tests = (path for path in (root / "tests").rglob("*.py") if not path.name.startswith("test_"))
    code = (path for folder in CODE for path in (root / folder).rglob("*") if path.suffix != ".pyc")
    locks = (root / name for name in LOCKS)
    boot = _BOOT.read_text() if _BOOT.exists() else ""
    return _digest_of([*tests, *code, *locks], root, f"{sys.version}\n{boot}")[:16]


def _digest_of(paths: list[Path], root: Path = ROOT, more: str = "") -> str:
    digest = sha256(more.encode())
    for path in sorted(paths):
        if path.is_file():
            digest.update(f"\0{path.relative_to(root) if path.is_relative_to(root) else path}\0".encode())
            digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _serving(server: ThrowawayServer, folder: Path) -> Iterator[Templates]:
    """Also drops the databases of this process at the end, and at the beginning those that killed ones left."""
    for name, process in _databases(server):
        if not _lives(process):
            server.drop_database(server.url.of_database(name))
    yield Templates(server, folder)
    for name, process in _databases(server):
        if process == os.getpid():
            server.drop_database(server.url.of_database(name))


def _databases(server: ThrowawayServer) -> list[tuple[str, int]]:
    """The names of all databases that are no templates, each with the process that made it."""
    with psycopg.connect(server.url.conninfo) as connection:
        names = connection.execute("SELECT datname FROM pg_database WHERE datname ~ '^test_[0-9]+_[0-9]+$'").fetchall()
    return [(name, int(name.split("_")[1])) for (name,) in names]


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _remove_others(cache: Path, current: Path) -> None:
    """Remove what was made under other keys, unless a run still uses it."""
    for folder in cache.iterdir():
        if folder == current or not folder.is_dir():
            continue
        cluster = Cluster(folder / FOLDER, SETTINGS)
        with users_file(cluster).open("a") as use:
            if is_last(use):
                cluster.stop()
                shutil.rmtree(folder, ignore_errors=True)


def _remove_broken(cluster: Cluster) -> None:
    """Remove a cluster whose server ended without being stopped: nobody knows what it still wrote."""
    if (cluster.data / "postmaster.pid").exists() and server_pid(cluster.data) is None:
        shutil.rmtree(cluster.data.parent, ignore_errors=True)


@contextmanager
def _turn(path: Path) -> Iterator[None]:
    with path.open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield
