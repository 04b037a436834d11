"""The user's own folders, paths that begin with ``~``, and whether a file or folder is the user's own.

There may be no home, and a configuration may name a user of another machine. Owners and permissions are never changed.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ConfigError

if TYPE_CHECKING:
    from typing import Final, Literal

_BY_OTHERS: Final = stat.S_IWGRP | stat.S_IWOTH


def expanded(path: str) -> Path:
    """Return a path with ``~`` or ``~user`` replaced; where there is no such user it stays as it is, as in a shell."""
    return Path(os.path.expanduser(path))  # noqa: PTH111 - `Path.expanduser` raises `RuntimeError`


def user_folder(kind: Literal["cache", "config", "data"]) -> Path:
    """Return the program's own folder of this kind; raises `ConfigError` if the user has no home."""
    import platformdirs  # noqa: PLC0415 - needed once a start, and not for --help

    try:
        folder = Path(getattr(platformdirs, f"user_{kind}_path")("variorum"))
    except RuntimeError:
        folder = Path()
    if not folder.is_absolute():
        raise ConfigError(["It is not known where your home folder is; set HOME to a folder that is yours."])
    return folder


def private(folder: Path) -> bool:
    """Whether a folder belongs to this user and no one else may write in it; raises `OSError`."""
    status = folder.lstat()
    return stat.S_ISDIR(status.st_mode) and own(status)


def own(status: os.stat_result) -> bool:
    """Whether a file with this status belongs to this user and no one else may write to it."""
    return status.st_uid == os.geteuid() and not status.st_mode & _BY_OTHERS
