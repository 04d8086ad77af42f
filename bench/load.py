"""Measures the compiled server against the plain one: the same queries, the same data, one after the other.

    python -m bench.load --rounds 5 --seconds 8

Both servers run with one worker; wrk, the server under test and PostgreSQL share the machine, so only
the ratio of two measurements of one round says anything. Needs Debian's `wrk`.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.foundation.settings import variable
from schema.commands.preparation import prepared
from schema.installation import Installation

QUERIES = Path(__file__).parent / "queries"
STAFF_QUERIES = QUERIES / "staff"
"""What the staff of a congress asks, with all its rules; the plain server, which has none, does not answer these."""

ROLES = {"city_staff": "region:4502", "county_staff": "region:450224"}
COUNTY = "450224"
CONNECTIONS = 8


@dataclass(frozen=True)
class Server:
    """A server under test."""

    name: str
    command: tuple[str, ...]
    port: int

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}/graphql"


def ask(url: str, body: bytes, token: str = "") -> object:
    """The data a server answers with."""
    request = urllib.request.Request(url, body, _headers(token))  # noqa: S310 - our own server
    with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310 - likewise
        answer = json.load(response)
    if "errors" in answer:
        raise SystemExit(f"{url} answered {answer['errors']}")
    return answer["data"]


def bodies() -> dict[str, bytes]:
    """The request of each query, by the query's name."""
    variables = {"one_node": {"id": "Station:500"}}
    return {
        path.stem: json.dumps({"query": path.read_text(), "variables": variables.get(path.stem, {})}).encode()
        for path in sorted(QUERIES.glob("*.graphql"))
    }


def _headers(token: str) -> dict[str, str]:
    return {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}


@contextmanager
def running(server: Server) -> Iterator[None]:
    """The server, started and waited for."""
    process = subprocess.Popen(server.command, env=os.environ)
    try:
        _wait(server.port)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"nothing answers on port {port}")


def measure(url: str, body: bytes, seconds: int, token: str = "") -> float:
    """Requests a second that wrk gets answered."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        lines = [f"wrk.headers[{json.dumps(name)}] = {json.dumps(value)}" for name, value in _headers(token).items()]
        script.write("\n".join(['wrk.method = "POST"', f"wrk.body = {json.dumps(body.decode())}", *lines, ""]))
        script.flush()
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "60s", "-s", script.name, url]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in printed:
        raise SystemExit(printed)
    found = re.search(r"Requests/sec:\s+([\d.]+)", printed)
    return float(found[1]) if found else 0.0


def main() -> None:
    """Print a table: requests a second of both servers, and the ratio within each round."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    arguments.add_argument("--rounds", type=int, default=5, help="rounds, each with both servers (default 5)")
    arguments.add_argument("--seconds", type=int, default=8, help="seconds of each measurement (default 8)")
    options = arguments.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("The benchmark needs wrk: apt-get install wrk")
    installation = Installation()
    with prepared(installation) as database:
        os.environ[variable("database_url")] = database
        renda = str(Path(sys.executable).with_name("renda"))
        compiled = Server("compiled", (renda, "serve", "--port", "8101"), 8101)
        plain = Server("plain", (sys.executable, "-m", "bench.plain", "8102"), 8102)
        with running(compiled), running(plain):
            _compare(compiled, plain, options.rounds, options.seconds)
        with running(compiled):
            _measure_staff(compiled, renda, options.rounds, options.seconds)


def _compare(compiled: Server, plain: Server, rounds: int, seconds: int) -> None:
    print("| query | compiled req/s | plain req/s | ratio, median (min-max) | answer |")
    print("|---|---|---|---|---|")
    for name, body in bodies().items():
        answers = [ask(server.url, body) for server in (compiled, plain)]
        if answers[0] != answers[1]:
            raise SystemExit(f"{name}: the servers answer differently")
        size = len(json.dumps(answers[0], ensure_ascii=False).encode())
        pairs = [(measure(compiled.url, body, seconds), measure(plain.url, body, seconds)) for _ in range(rounds)]
        ratios = sorted(fast / slow for fast, slow in pairs)
        middle = [statistics.median(column) for column in zip(*pairs, strict=True)]
        print(
            f"| {name} | {middle[0]:.0f} | {middle[1]:.1f} "
            f"| {statistics.median(ratios):.0f} ({ratios[0]:.0f}-{ratios[-1]:.0f}) | {size / 1000:.1f} kB |",
            flush=True,
        )


def _measure_staff(compiled: Server, renda: str, rounds: int, seconds: int) -> None:
    print("\n| query | role | req/s, median (min-max) | rows | answer |")
    print("|---|---|---|---|---|")
    for path in sorted(STAFF_QUERIES.glob("*.graphql")):
        body = json.dumps({"query": path.read_text(), "variables": {"county": COUNTY}}).encode()
        for role, scope in ROLES.items():
            token = subprocess.run(
                (renda, "token", "--role", role, "--scope", scope), check=True, capture_output=True, text=True
            ).stdout.strip()
            answer = ask(compiled.url, body, token)
            size = len(json.dumps(answer, ensure_ascii=False).encode())
            found = sorted(measure(compiled.url, body, seconds, token) for _ in range(rounds))
            print(
                f"| {path.stem} | {role} | {statistics.median(found):.0f} ({found[0]:.0f}-{found[-1]:.0f}) "
                f"| {_rows(answer)} | {size / 1000:.1f} kB |",
                flush=True,
            )


def _rows(answer: object) -> int:
    """How many records the lists of an answer hold."""
    if isinstance(answer, dict):
        own = len(answer["nodes"]) if isinstance(answer.get("nodes"), list) else 0
        return own or sum(_rows(value) for value in answer.values())
    return 0


if __name__ == "__main__":
    main()
