"""A lock between processes, held for the milliseconds of one save.

It is not meant to be held for a session, and does not insist on file systems without locks.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import socket
import time
from typing import TYPE_CHECKING

from ..errors import BusyError
from .durable import explain, make_folder, must_be_regular, open_regular, read_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType
    from typing import Final, Self

_NO_LOCKS: Final = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL}
_TAKEN: Final = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}
_STEP = 0.02
_SIGNED = re.compile(rb"(?:[0-9]+ [^\n]*\n)?")
"""A lock file as a holder leaves it, or a new one."""


class FileLock:
    """``with FileLock(path):`` excludes other processes and threads from blocks with the same lock.

    ``path`` is a dedicated file that is left behind, with the process and host of the last holder. Waits up to
    ``timeout`` seconds, then raises `BusyError` naming the holder; raises `SaveError` if the file can't be created. On
    a file system without locks the block runs unlocked (``held`` is then false).
    """

    def __init__(
        self,
        path: Path,
        timeout: float = 2.0,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self.path, self.timeout, self.held = path, timeout, False
        self._clock, self._wait = clock, wait
        self._descriptor = -1

    def __enter__(self) -> Self:
        try:
            make_folder(self.path.parent, durable=False)
            self._descriptor = self._open()
        except OSError as error:
            raise explain(self.path, error) from error
        try:
            self._take()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _open(self) -> int:
        try:
            # No link is followed: the folder may have come from a stranger, and the holder's name is written there.
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_NONBLOCK | os.O_NOFOLLOW, 0o666)
        except PermissionError:
            # Another user's file in a shared folder can be locked without being writable.
            return open_regular(self.path, links=False)
        except OSError as error:
            if error.errno == errno.ELOOP:
                raise OSError(errno.ENODEV, "a link stands in its place", str(self.path)) from error
            raise
        try:
            must_be_regular(os.fstat(descriptor), self.path)
        except OSError:
            os.close(descriptor)
            raise
        return descriptor

    def _take(self) -> None:
        limit = self._clock() + self.timeout
        while True:
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                if error.errno in _NO_LOCKS:
                    return
                if error.errno not in _TAKEN:
                    raise explain(self.path, error) from error
            else:
                self.held = True
                self._sign()
                return
            if self._clock() >= limit:
                raise BusyError(str(self.path), self._holder())
            self._wait(_STEP)

    def _sign(self) -> None:
        # The name is only for messages, so a full disk must not cost the lock. Its length is fixed, since truncating
        # the file makes some file systems flush it.
        # A file that is not a lock's, or has another name too, is left as it is.
        with contextlib.suppress(OSError):
            if os.fstat(self._descriptor).st_nlink == 1 and _SIGNED.fullmatch(os.pread(self._descriptor, 81, 0)):
                signature = f"{os.getpid()} {socket.gethostname()[:60]}".ljust(79).encode() + b"\n"
                os.pwrite(self._descriptor, signature, 0)

    def _holder(self) -> str:
        with contextlib.suppress(OSError, ValueError):
            process, host = read_file(self.path)[:79].decode("utf-8", "replace").split()
            return f"process {int(process)} on {host}"
        return "another Variorum"

    def _close(self) -> None:
        # Closing the descriptor releases the lock.
        self.held = False
        os.close(self._descriptor)
        self._descriptor = -1
