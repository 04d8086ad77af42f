"""`renda serve` as an operator meets it: a process that starts, answers and stops in order."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from core.database.embedded.throwaway import ThrowawayServer
from core.foundation.urls import DatabaseUrl

ROOT = Path(__file__).parents[2]
SCRIPT = "from schema.cli import main; main()"
SECONDS = 120
SANJIANG = {"data": {"region": {"name": "三江侗族自治县"}}}


@contextmanager
def serving(**settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server in the production profile (nothing is made up) on any free port, and its address."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("RENDA_", "LC_", "LANG"))}
    environment |= {f"RENDA_{name.upper()}": value for name, value in settings.items()}
    environment |= {"RENDA_PROFILE": "production", "RENDA_PORT": "0"}
    command = [sys.executable, "-c", SCRIPT, "serve"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found
            yield process, found[0]
        finally:
            process.kill()


def ask(address: str) -> dict[str, object]:
    """The answer to a small query."""
    query = '{region(codeSystem: NBS, code: "450226") {name}}'
    found: dict[str, object] = httpx2.post(address, json={"query": query}, timeout=SECONDS).json()
    return found


def stopped(process: subprocess.Popen[str], asked: signal.Signals) -> int:
    """The exit code after the signal."""
    process.send_signal(asked)
    return process.wait(SECONDS)


def test_an_empty_home_becomes_a_server_that_stops_with_its_database(home: Path) -> None:
    with serving(home=str(home)) as (process, address):
        answer = ask(address)
        running = list(home.rglob("postmaster.pid"))
        code = stopped(process, signal.SIGTERM)

    assert answer == SANJIANG
    assert (len(running), code) == (1, 0)
    assert list(home.rglob("postmaster.pid")) == []


def test_several_processes_share_one_address(
    database_server: ThrowawayServer, seeded: DatabaseUrl, tmp_path: Path
) -> None:
    database = database_server.make_database(seeded)
    with serving(home=str(tmp_path), database_url=database.conninfo, workers="2") as (process, address):
        answers = [ask(address) for _ in range(4)]
        code = stopped(process, signal.SIGINT)

    assert answers == [SANJIANG] * 4
    assert code == 0


def test_an_address_that_is_taken_is_refused_before_anything_is_started(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        environment = os.environ | {"RENDA_HOME": str(tmp_path), "RENDA_PORT": str(taken.getsockname()[1])}
        command = [sys.executable, "-c", SCRIPT, "serve"]
        result = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=SECONDS
        )

    assert result.returncode == 2
    assert "ADDRESS_NOT_FREE" in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []
