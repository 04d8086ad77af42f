from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from core.database.embedded.cluster import Cluster
from core.database.embedded.configuration import FAST
from core.database.embedded.running import FOLDER
from core.database.embedded.throwaway import ThrowawayServer, sweep, throwaway_server

ROOT = Path(__file__).parents[3]
KILLED = """
import os, signal
from core.database.embedded.throwaway import throwaway_server
with throwaway_server() as server:
    print(server.url, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder for temporary files that the server may enter."""
    with tempfile.TemporaryDirectory(prefix="renda-sweep-") as folder:
        yield Path(folder)


def test_a_copy_has_what_its_template_had(database_server: ThrowawayServer) -> None:
    template = database_server.make_database()
    with psycopg.connect(template.conninfo, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")

    copy = database_server.make_database(template)

    with psycopg.connect(copy.conninfo) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)


def test_a_database_is_dropped_though_somebody_is_connected(database_server: ThrowawayServer) -> None:
    url = database_server.make_database()
    connection = psycopg.connect(url.conninfo)

    database_server.drop_database(url)

    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT 1")
    connection.close()


def test_what_a_killed_test_process_left_is_swept_away_later(temporary: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(temporary)}
    subprocess.run([sys.executable, "-c", KILLED], cwd=ROOT, env=environment, check=False, capture_output=True)
    (left,) = temporary.iterdir()
    cluster = Cluster(left / FOLDER, FAST)

    sweep(temporary)
    young = cluster.is_running
    sweep(temporary, age=0)

    assert young, "it might have been about to be used"
    assert not cluster.is_running
    assert not left.exists()


def test_a_server_in_use_is_not_swept_away(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    with throwaway_server() as server:
        sweep(temporary, age=0)

        with psycopg.connect(server.url.conninfo) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    assert list(temporary.iterdir()) == []
