"""Where the embedded server listens: a Unix socket in a folder that nobody else may enter."""

from __future__ import annotations

import os
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.database.embedded.programs import ServerUser

_NAME = ".s.PGSQL.5432"
_LONGEST = 100
"""Bytes; the system allows 107 for the whole path of a socket, 103 on some."""


def socket_folder(data: Path, user: ServerUser) -> Path:
    """The data folder itself, or a short one where its path is too long for a socket."""
    if len(os.fsencode(data / _NAME)) <= _LONGEST:
        return data
    digest = sha256(os.fsencode(data)).hexdigest()[:16]
    below = Path(tempfile.gettempdir())
    if len(os.fsencode(below)) > _LONGEST // 2:
        below = Path("/tmp")  # noqa: S108 - the folder made below it is ours alone
    return below / f"renda-{user.uid}-{digest}"


def claim_folder(folder: Path, user: ServerUser) -> None:
    """Make the folder for the user alone.

    Raises:
        FileExistsError: if somebody else made one of that name in a shared place.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), user.uid}:
        raise FileExistsError(folder)
    folder.chmod(0o700)
    user.own(folder)
