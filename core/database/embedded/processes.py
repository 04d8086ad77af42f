"""Whether the server of a data folder lives."""

from __future__ import annotations

import os
from pathlib import Path

_PID_FILE = "postmaster.pid"


def server_pid(data: Path) -> int | None:
    """The process of the server in that folder, if it lives.

    The file alone proves nothing: after a crash it stays, and in a container the next start may
    well give its number to another process.
    """
    try:
        pid = int((data / _PID_FILE).read_text().split()[0])
        os.kill(pid, 0)
    except (FileNotFoundError, ProcessLookupError, IndexError, ValueError):
        return None
    except PermissionError:
        pass
    return pid if _may_be_server(pid) else None


def remove_stale_pid(data: Path) -> bool:
    """Remove the file of a server that is gone, over which PostgreSQL might stumble; says whether there was one."""
    file = data / _PID_FILE
    stale = file.exists() and server_pid(data) is None
    if stale:
        file.unlink()
    return stale


def _may_be_server(pid: int) -> bool:
    """Whether the process is a PostgreSQL that runs; true where the system does not show it."""
    try:
        name, _parenthesis, rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
    except FileNotFoundError:
        return True
    return name.endswith("(postgres") and not rest.startswith(" Z")
