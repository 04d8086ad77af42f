"""The database of this installation: the one in the settings, or an embedded server shared by all processes."""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from core.database.checks import check_database
from core.database.embedded.cluster import Cluster
from core.database.refusals import EmbeddedFailed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.foundation.settings import Settings
    from core.foundation.urls import DatabaseUrl

FOLDER = "postgres"


@contextmanager
def running_database(settings: Settings) -> Iterator[DatabaseUrl]:
    """The address of a database that answers, for as long as the context lasts.

    Without `RENDA_DATABASE_URL` that is an embedded server below the home folder, which the first
    process starts and the last one stops.

    Raises:
        DatabaseFault: if it cannot be reached or started, or is not fit for Renda.
    """
    if settings.database_url is not None:
        check_database(settings.database_url)
        yield settings.database_url
    else:
        with running_cluster(Cluster(settings.home.resolve() / FOLDER)) as url:
            yield url


@contextmanager
def running_cluster(cluster: Cluster) -> Iterator[DatabaseUrl]:
    """The address of the embedded server, started if no other process has done so, stopped if none needs it.

    Each user holds a shared lock, which the system takes back even from a killed process; whoever
    gets it alone is the last. Starting and stopping are done one at a time, under a second lock.
    """
    folder = cluster.data.parent
    turns = folder / f"{cluster.data.name}.turn"
    with _folder_faults(cluster):
        folder.mkdir(parents=True, exist_ok=True)
        use = users_file(cluster).open("a")
    with use:
        with _folder_faults(cluster), _turn(turns):
            fcntl.flock(use, fcntl.LOCK_SH)
            cluster.start()
        try:
            yield cluster.url
        finally:
            with _turn(turns):
                if is_last(use):
                    cluster.stop()


@contextmanager
def _folder_faults(cluster: Cluster) -> Iterator[None]:
    """Say of a folder that cannot be made or written which it is, and what to do."""
    try:
        yield
    except OSError as error:
        raise EmbeddedFailed(folder=cluster.data, program="-", reason=str(error), log="-") from error


@contextmanager
def _turn(path: Path) -> Iterator[None]:
    with path.open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def users_file(cluster: Cluster) -> Path:
    """The file that every process which uses the cluster holds a shared lock on."""
    return cluster.data.with_name(f"{cluster.data.name}.users")


def is_last(use: IO[str]) -> bool:
    """Whether no other process holds the users' file; then it is held alone."""
    try:
        fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
