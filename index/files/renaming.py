"""Replacing or removing a file with a check of what was really there.

Between a last look at a file and the rename over it, a program that ignores locks, such as a sync tool, may replace it.
Linux can exchange two names atomically (renameat2): the file that comes out is then checked, and put back if it was not
the one to replace.
"""

from __future__ import annotations

import errno
import os
import sys
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Final

    Guard = Callable[[Path], None]
    """Called with the file to be replaced, or its path if it is missing; raises to cancel."""

_HERE: Final = -100
"""Linux's AT_FDCWD: relative paths start at the working directory."""
NO_REPLACE: Final = 1
EXCHANGE: Final = 2
_UNKNOWN: Final = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}
"""Errors of kernels, file systems and sandboxes without this call."""


class DiskState(NamedTuple):
    """A file's state: size in bytes, modification time in ns, inode number."""

    size: int
    mtime_ns: int
    inode: int


def stamp(path: Path) -> DiskState | None:
    """Return the stamp of a file, ``None`` if it does not exist or can't be accessed."""
    try:
        status = path.stat()
    except OSError:
        return None
    return DiskState(status.st_size, status.st_mtime_ns, status.st_ino)


def replace_guarded(new: Path, path: Path, guard: Guard) -> None:
    """Rename ``new`` to ``path`` if ``guard`` accepts the file there.

    The replaced file may then be under the name ``new``. Raises `OSError` and what ``guard`` raises; ``path`` is then
    what someone else made it.
    """
    guard(path)
    written = stamp(new)
    try:
        if not path.exists():
            if not rename_at(new, path, NO_REPLACE):
                new.replace(path)
            return
        if not rename_at(new, path, EXCHANGE):
            new.replace(path)
            return
    except (FileExistsError, FileNotFoundError):
        guard(path)  # someone created or removed it in the meantime
        raise
    try:
        guard(new)
    except BaseException:
        _put_back(new, path, written)
        raise


def remove_guarded(path: Path, aside: Path, guard: Guard) -> None:
    """Rename ``path`` to ``aside`` if ``guard`` accepts it once it is out of everyone's reach.

    A missing file is no error. Raises like `replace_guarded`.
    """
    guard(path)
    try:
        path.rename(aside)
    except FileNotFoundError:
        return
    try:
        guard(aside)
    except BaseException:
        if not path.exists():  # a version created since is newer
            aside.replace(path)
        raise


def _put_back(theirs: Path, path: Path, written: DiskState | None) -> None:
    """Undo an exchange; a version put over ours in the meantime is newer than the one that came out, and stays."""
    try:
        rename_at(theirs, path, EXCHANGE)
    except OSError:
        theirs.replace(path)
        return
    if stamp(theirs) != written:
        rename_at(theirs, path, EXCHANGE)


def rename_at(old: Path, new: Path, flags: int) -> bool:
    """Call renameat2(2) with ``NO_REPLACE`` or ``EXCHANGE``; return whether the system has it. Raises `OSError`."""
    call = _renameat2()
    code = call(os.fsencode(old), os.fsencode(new), flags) if call else errno.ENOSYS
    if code in _UNKNOWN:
        return False
    if code:
        raise OSError(code, os.strerror(code), str(new))
    return True


@cache
def _renameat2() -> Callable[[bytes, bytes, int], int] | None:
    """Return the system call, which returns its errno or 0; ``None`` if there is none."""
    if sys.platform != "linux":
        return None
    import ctypes  # noqa: PLC0415 - slow to import, and most commands save nothing

    try:
        function = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:  # an old C library
        return None
    function.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)

    def call(old: bytes, new: bytes, flags: int) -> int:
        return 0 if function(_HERE, old, _HERE, new, flags) == 0 else ctypes.get_errno()

    return call
