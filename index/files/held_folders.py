"""Folders that must still be the ones that were opened when something is written below them.

A renamed or unmounted folder would else be made anew at its old place, or what belongs to one be written into another.
"""

from __future__ import annotations

import os
import stat
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from ..errors import FolderLostError, SaveError

if TYPE_CHECKING:
    from collections.abc import Callable

_LISTED: Final = 64
"""How many entries of a folder are looked at, at most."""


class _Held(NamedTuple):
    """A folder as last seen: its device and inode, its time of change, and name, size and time of some of its files."""

    device: int
    inode: int
    changed: int
    files: frozenset[tuple[str, int, int]]


class HeldFolders:
    """``folders``, each held from now on if it exists, else from when it is first seen.

    Some file systems (sshfs, FAT) give a folder another inode from time to time, and a remounted one may have another
    device: a folder in its place with most of the same files, unchanged, is the same folder.
    """

    def __init__(self, *folders: Path) -> None:
        self._held = {folder: _seen(folder) for folder in folders}

    def guard_of(self, path: Path) -> Callable[[], None]:
        """Return what raises `FolderLostError` once ``path`` would be written into another folder than is held."""
        concerned = [folder for folder in self._held if path.is_relative_to(folder)]

        def check() -> None:
            for folder in concerned:
                self._check(folder)

        return check

    def write_guard_of(self, path: Path) -> Callable[[], None]:
        """Return what raises as `guard_of`, and `SaveError` for a link to a file outside of all these folders.

        A folder may come from a stranger, and with it a link to any file of the reader's.
        """
        check = self.guard_of(path)
        concerned = any(path.is_relative_to(folder) for folder in self._held)

        def check_link() -> None:
            check()
            if concerned and path.is_symlink() and not self._holds(Path(os.path.realpath(path))):
                raise SaveError(str(path), "it is a link to a file outside", "put the file itself in its place")

        return check_link

    def _holds(self, real: Path) -> bool:
        return any(real.is_relative_to(os.path.realpath(folder)) for folder in self._held)

    @property
    def lost(self) -> FolderLostError | None:
        """Why one of the folders is not the one that was opened, if it is so."""
        try:
            for folder in self._held:
                self._check(folder)
        except FolderLostError as error:
            return error
        return None

    def _check(self, folder: Path) -> None:
        held, now = self._held[folder], _status(folder)
        if now is None:
            if held is not None:
                cure = "bring it back, and what you do meanwhile is written into it"
                raise FolderLostError(str(folder), "this folder was renamed, removed or unmounted", cure)
        elif held is None or _changed(held, now):
            new = _seen(folder)
            if held is not None and new is not None and not _same(held, new):
                cure = "bring back the one that was opened, or start anew to write into this one"
                raise FolderLostError(str(folder), "another folder is in its place now", cure)
            self._held[folder] = new or held


def _changed(held: _Held, now: os.stat_result) -> bool:
    return held[:3] != (now.st_dev, now.st_ino, now.st_mtime_ns)


def _same(held: _Held, new: _Held) -> bool:
    if held[:2] == new[:2]:
        return True
    return len(held.files & new.files) * 2 > len(held.files)


def _status(folder: Path) -> os.stat_result | None:
    """Return the status of a folder, ``None`` if there is none that can be reached."""
    try:
        status = folder.stat()
    except (OSError, ValueError):
        return None
    return status if stat.S_ISDIR(status.st_mode) else None


def _seen(folder: Path) -> _Held | None:
    status = _status(folder)
    if status is None:
        return None
    files = []
    try:
        with os.scandir(folder) as entries:
            for entry in islice(entries, _LISTED):
                one = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(one.st_mode):
                    files.append((entry.name, one.st_size, one.st_mtime_ns))
    except OSError:
        pass  # what can't be listed is known by its inode alone
    return _Held(status.st_dev, status.st_ino, status.st_mtime_ns, frozenset(files))


ANY_FOLDER: Final = HeldFolders()
"""Holds nothing."""
