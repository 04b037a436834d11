"""The hidden folders beside the notes: lock and journal, drafts, backups; git is told to ignore them.

The trash is not hidden: its notes are the reader's words.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from ..errors import SaveError
from ..files.durable import write_atomic
from ..files.lock import FileLock

if TYPE_CHECKING:
    from pathlib import Path

JOURNAL, DRAFTS, BACKUP, TRASH = ".journal", ".drafts", ".backup", ".trash"
_MOMENT = 0.1
"""The usual upper limit of a save, in seconds."""


def lock_of(folder: Path) -> Path:
    """Return the lock file of a notes folder."""
    return folder / JOURNAL / "lock"


def await_turn(lock: Path) -> None:
    """Raise `BusyError` if someone holds a lock for longer than a moment.

    Otherwise every waiting change in turn would wait for it. Where there is no lock nobody holds it, and none is made.
    """
    if lock.exists():
        with contextlib.suppress(SaveError), FileLock(lock, _MOMENT):
            pass


def hide(folder: Path) -> None:
    """Make git ignore an existing folder; failing to do so is no error."""
    sign = folder / ".gitignore"
    if folder.is_dir() and not os.path.lexists(sign):  # a link that leads nowhere is not filled
        with contextlib.suppress(SaveError):
            write_atomic(sign, b"*\n", durable=False)
