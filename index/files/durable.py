"""Atomic file writes that survive full disks, crashes and other writers.

What the bytes mean is not known here; failures raise `SaveError` with a cure, caused by the `OSError`.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ReadError, SaveError
from .renaming import DiskState, remove_guarded, replace_guarded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from .renaming import Guard

TEMPORARY: Final = ".variorum-{host}-{pid}-{unique}.tmp"
_LEFT_OVER: Final = 3600
"""Seconds after which another machine's temporary file is stale."""
_STRANDED: Final[set[Path]] = set()
"""Temporary files that this process failed to remove."""
_CURES = {
    errno.ENOSPC: ("the disk is full", "free some space and save again"),
    errno.EDQUOT: ("your quota of disk space is used up", "free some space and save again"),
    errno.EROFS: ("the file system is read-only", "choose another folder in config.yaml"),
    errno.EACCES: ("you may not write there", "change its permissions, or choose another folder in config.yaml"),
    errno.EPERM: ("you may not write there", "change its permissions, or choose another folder in config.yaml"),
    errno.EIO: ("the disk reports an error", "save to another disk"),
    errno.ELOOP: ("its link leads in a circle", "mend the link"),
    errno.ENAMETOOLONG: ("its name is too long for this file system", "shorten the name"),
    errno.ENOTDIR: ("a file stands where its folder should be", "rename that file"),
    errno.EEXIST: ("a file stands where its folder should be", "rename that file"),
    errno.ENXIO: ("no regular file stands in its place", "put a file in its place"),
    errno.EISDIR: ("a folder stands in its place", "rename that folder"),
}


_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def open_regular(path: Path, *, links: bool = True) -> int:
    """Open a regular file for reading and return its descriptor; raises `OSError`, at once, for anything else.

    FIFOs, devices and folders are neither waited for nor read. ``links=False`` does not follow symbolic links.
    """
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC
    descriptor = os.open(path, flags if links else flags | os.O_NOFOLLOW)
    try:
        must_be_regular(os.fstat(descriptor), path)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def read_file(path: Path) -> bytes:
    """Return the bytes of a regular file; raises `OSError`."""
    return read_stamped(path)[0]


def read_stamped(path: Path) -> tuple[bytes, DiskState]:
    """Return the bytes of a file and its stamp just before they were read; raises `OSError`."""
    with os.fdopen(open_regular(path), "rb") as file:
        status = os.fstat(file.fileno())
        return file.read(), DiskState(status.st_size, status.st_mtime_ns, status.st_ino)


def write_atomic(
    path: Path, data: bytes, *, durable: bool = True, guard: Guard | None = None, follow: bool = True
) -> DiskState:
    """Replace the contents of ``path`` atomically, creating missing folders and keeping links, mode and owner.

    Returns the stamp of the new file, which reveals later changes by others.

    The bytes go to a temporary file in the same folder, which is flushed to disk and renamed; then the folder is
    flushed. ``durable=False`` skips the flushing. ``guard`` may cancel the renaming, see `replace_guarded`. Of a link
    the file that it names is written, or with ``follow=False`` the link is replaced. Raises `SaveError`; whatever
    happens, ``path`` has either its old contents or the new ones.
    """
    with _explained(path):
        target = Path(os.path.realpath(path)) if follow else path
        make_folder(target.parent, durable=durable)
        before = None if not follow and target.is_symlink() else _status(target)
        temporary = _temporary(target.parent)
        try:
            written = _write_new(temporary, data, before, durable=durable)
            if guard is not None:
                replace_guarded(temporary, target, guard)
            else:
                temporary.replace(target)
        finally:
            _discard(temporary)
        if durable:
            flush_folder(target.parent)
        # By the file system's clock, from which the new file has its time.
        sweep(target.parent, written.mtime_ns / 1e9)
        return written


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all. Raises `SaveError`, also if its folder is missing."""

    def must_be_missing(there: Path) -> None:
        if os.path.lexists(there):
            raise SaveError(str(path), "a file of that name is there already", "choose another name")

    if not os.path.isdir(path.parent):  # noqa: PTH112 - never raises, even for a name that is too long
        raise SaveError(str(path), "there is no such folder", "make it first, or choose another one")
    write_atomic(path, data, guard=must_be_missing, follow=False)


def remove(path: Path, *, guard: Guard | None = None) -> None:
    """Remove a file durably; one that does not exist is no error. Raises `SaveError`.

    ``guard`` may cancel it, see `remove_guarded`.
    """
    with _explained(path):
        if guard is not None:
            aside = _temporary(path.parent)
            try:
                remove_guarded(path, aside, guard)
            finally:
                _discard(aside)
        else:
            path.unlink(missing_ok=True)
        if path.parent.is_dir():
            flush_folder(path.parent)


def make_folder(folder: Path, *, durable: bool = True) -> None:
    """Create a folder and its missing parents; raises `OSError`."""
    if folder.is_dir():
        return
    make_folder(folder.parent, durable=durable)
    folder.mkdir(exist_ok=True)
    if durable:
        flush_folder(folder.parent)


def flush_folder(folder: Path) -> None:
    """Flush the directory entries of a folder to disk, where supported; raises `OSError` for a failing disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some file systems can't flush folders.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EROFS}:
            raise
    finally:
        os.close(descriptor)


def sweep(folder: Path, now: float) -> tuple[Path, ...]:
    """Remove temporary files that killed saves left in a folder, and return them.

    Those of this machine are removed once their process is gone, all others when they are an hour older than ``now``
    (seconds). Files that this process failed to remove earlier are retried, in whatever folder.
    """
    swept = []
    for stranded in tuple(_STRANDED):
        with contextlib.suppress(OSError):
            stranded.unlink(missing_ok=True)
            _STRANDED.discard(stranded)
    with contextlib.suppress(OSError):
        for leftover in folder.glob(TEMPORARY.format(host="*", pid="*", unique="*")):
            host, pid = leftover.name.split("-")[1:3]
            with contextlib.suppress(OSError):
                dead = host == _host() and pid.isdecimal() and not _running(int(pid))
                if dead or now - leftover.stat().st_mtime > _LEFT_OVER:
                    leftover.unlink()
                    swept.append(leftover)
    return tuple(swept)


def _discard(temporary: Path) -> None:
    """Remove a temporary file if it exists; if that fails `sweep` tries again."""
    _STRANDED.add(temporary)
    with contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)
        _STRANDED.discard(temporary)


def _temporary(folder: Path) -> Path:
    return folder / TEMPORARY.format(host=_host(), pid=os.getpid(), unique=os.urandom(6).hex())


@cache
def _host() -> str:
    """Return a hash of this machine's name."""
    import hashlib  # noqa: PLC0415 nothing is written before the first paint

    return hashlib.blake2b(os.uname().nodename.encode("utf-8", "replace"), digest_size=4).hexdigest()


def _running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def unreadable(error: OSError) -> str:
    """Return why a file can't be read, as the rest of a sentence."""
    return _CURES[error.errno][0] if error.errno in {errno.EISDIR, errno.ELOOP, errno.ENXIO} else _small(error)


def _small(error: OSError) -> str:
    """Return what the system says, with a small letter at its head."""
    said = error.strerror or str(error)
    return said[:1].lower() + said[1:]


def read_named(path: Path) -> bytes:
    """Return the bytes of a file that the reader named; raises `ReadError` with what keeps it from being read."""
    try:
        return read_file(path)
    except OSError as error:
        raise ReadError(str(path), unreadable(error)) from error


def explain(path: Path, error: OSError) -> SaveError:
    """Return a `SaveError` that explains an `OSError` at a path."""
    other = "put a file in its place" if error.errno == errno.ENODEV else "try another folder"
    reason, cure = _CURES.get(error.errno or 0, (_small(error), other))
    return SaveError(str(path), reason, cure)


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise explain(path, error) from error


def _status(target: Path) -> os.stat_result | None:
    """Return the status of the file to be replaced; raises `OSError` for one its owner made read-only."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    must_be_regular(status, target)
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return status


def must_be_regular(status: os.stat_result, path: Path) -> None:
    """Raise `OSError`, naming the kind of file, unless ``status`` is that of a regular file."""
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode):
        kind = _KINDS.get(stat.S_IFMT(status.st_mode), "no regular file")
        raise OSError(errno.ENODEV, f"{kind} stands in its place", str(path))


def _write_new(temporary: Path, data: bytes, before: os.stat_result | None, *, durable: bool) -> DiskState:
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666)
    try:
        if before is not None:
            _keep_owner_and_mode(descriptor, before)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        if durable:
            os.fsync(descriptor)
        status = os.fstat(descriptor)
        return DiskState(status.st_size, status.st_mtime_ns, status.st_ino)
    finally:
        os.close(descriptor)


def _keep_owner_and_mode(descriptor: int, before: os.stat_result) -> None:
    mine = os.fstat(descriptor)
    if (mine.st_uid, mine.st_gid) != (before.st_uid, before.st_gid):
        # Only a superuser may change the owner; the mode is kept in any case.
        with contextlib.suppress(OSError):
            os.fchown(descriptor, before.st_uid, before.st_gid)
    with contextlib.suppress(OSError):
        os.fchmod(descriptor, stat.S_IMODE(before.st_mode))
