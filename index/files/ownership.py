"""Whether files and folders are owned by this user and writable by no one else.

Owners and permissions are never changed.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Final

_BY_OTHERS: Final = stat.S_IWGRP | stat.S_IWOTH


def private(folder: Path) -> bool:
    """Whether a folder belongs to this user and no one else may write in it; raises `OSError`."""
    status = folder.lstat()
    return stat.S_ISDIR(status.st_mode) and own(status)


def own(status: os.stat_result) -> bool:
    """Whether a file with this status belongs to this user and no one else may write to it."""
    return status.st_uid == os.geteuid() and not status.st_mode & _BY_OTHERS
