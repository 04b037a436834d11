"""The hidden folders beside the notes: lock and journal, drafts, backups; version control is asked to pass them by.

Refuses to hide the trash, whose notes are the reader's words.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from ..errors import SaveError
from ..files.durable import write_atomic
from ..files.lock import FileLock

if TYPE_CHECKING:
    from pathlib import Path

JOURNAL, DRAFTS, BACKUP, TRASH = ".journal", ".drafts", ".backup", ".trash"
_MOMENT = 0.1
"""Seconds that a save takes at most, as a rule."""


def lock_of(folder: Path) -> Path:
    """Return the lock file of a notes folder."""
    return folder / JOURNAL / "lock"


def await_turn(lock: Path) -> None:
    """Raise `BusyError` if somebody holds a lock for longer than a moment.

    What waited may wait on: it is tried again, and each change in turn would be waited for.
    """
    with contextlib.suppress(SaveError), FileLock(lock, _MOMENT):
        pass


def hide(folder: Path) -> None:
    """Let git pass by a folder that is there; not being able to is no failure."""
    sign = folder / ".gitignore"
    if folder.is_dir() and not sign.exists():
        with contextlib.suppress(SaveError):
            write_atomic(sign, b"*\n", durable=False)
