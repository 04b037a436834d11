"""Putting a file in another's place, or taking it away, with a look at what really stood there.

Between a last look at a file and the renaming over it a program that knows no locks, as sync tools are, can put its
version there. Linux can exchange two names in one step (renameat2): what comes out is looked at then, and put back if
it is not what was to be replaced. Refuses to know what the looking is for.
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
    """Is shown a file that is to be replaced, or its place where it is missing; raises to call it off."""

_HERE: Final = -100
"""AT_FDCWD of Linux: paths begin at the working folder."""
NO_REPLACE: Final = 1
EXCHANGE: Final = 2
_UNKNOWN: Final = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}
"""What kernels, file systems and sandboxes answer that know no such renaming."""


class DiskState(NamedTuple):
    """What the file system says of a file's state: size in bytes, time of change in ns, inode number."""

    size: int
    mtime_ns: int
    inode: int


def stamp(path: Path) -> DiskState | None:
    """Return the stamp of ``path``, or ``None`` if no such file can be seen."""
    try:
        status = path.stat()
    except OSError:
        return None
    return DiskState(status.st_size, status.st_mtime_ns, status.st_ino)


def replace_guarded(new: Path, path: Path, guard: Guard) -> None:
    """Put the file ``new`` in the place of ``path`` if ``guard`` is content with what stands there.

    Under the name ``new`` may then be what was replaced. Raises `OSError` and what ``guard`` raises; ``path`` is then
    what somebody else made it.
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
        guard(path)  # somebody put it there or took it away since
        raise
    try:
        guard(new)
    except BaseException:
        _put_back(new, path, written)
        raise


def remove_guarded(path: Path, aside: Path, guard: Guard) -> None:
    """Rename ``path`` to ``aside`` if ``guard`` is content with it once nobody finds it under its name any more.

    A file that is not there is no error. Raises as `replace_guarded`.
    """
    guard(path)
    try:
        path.rename(aside)
    except FileNotFoundError:
        return
    try:
        guard(aside)
    except BaseException:
        if not path.exists():  # a version that came since is the newer one
            aside.replace(path)
        raise


def _put_back(theirs: Path, path: Path, written: DiskState | None) -> None:
    """Undo an exchange; a version that was put over ours meanwhile is newer than the one that came out, and stays."""
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
    """Return the call, which returns the number of its error or 0; ``None`` where there is none."""
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
