"""The parent's side: starts workers, hands them files, watches them, and kills them when they misbehave.

Never waits long: a worker that is silent for too long or grows too large is killed, and its file is listed.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..readers.installed import said
from .limits import MEMORY, SECONDS
from .slices import Slice
from .worker_messages import PostError, receive, send, slice_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any


_TICK: Final = 0.1
_ROOT: Final = str(Path(__file__).resolve().parents[3])
_START: Final = "import sys; sys.path.insert(0, {root!r}); from index.articles.guard.worker import main; main({number})"


class Worker:
    """One child process, restarted after it was killed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None

    def read(self, handle: int, request: Mapping[str, Any]) -> Iterator[tuple[Slice, bytes]]:
        """Yield the articles of the file open as ``handle``; any error is in the last slice.

        Each slice comes with its bytes, from which `slice_of` can make it again. ``request`` has the ``path`` of the
        file, its ``format``, ``size`` and ``fields``, how many parts to ``skip``, and perhaps its ``url`` and the time
        it was ``captured``.
        """
        channel = self._started()
        try:
            socket.send_fds(channel, [b"f"], [handle])
            send(channel, dict(request))
            yield from self._answers(channel)
        except (OSError, PostError, _OverLimitError) as error:
            code = self._killed()
            yield Slice(reason=_why(error, code), end=True), b""
        except GeneratorExit:
            self.close()
            raise

    def close(self) -> None:
        """End the process."""
        self._killed()

    def _answers(self, channel: socket.socket) -> Iterator[tuple[Slice, bytes]]:
        while True:
            data = receive(channel, partial(self._wait, channel, time.monotonic() + SECONDS))
            if data is None:
                raise PostError("it ended")
            held = slice_of(data)
            yield held, data
            if held.end:
                return

    def _wait(self, channel: socket.socket, deadline: float) -> None:
        """Wait until there is something to receive; raises `_OverLimitError`."""
        while not select.select([channel], [], [], _TICK)[0]:
            if time.monotonic() > deadline:
                raise _OverLimitError(f"Reading it took longer than {SECONDS} seconds.")
            if self._process is not None and _resident(self._process.pid) > MEMORY:
                raise _OverLimitError("It needs more memory than reading one file may take.")

    def _started(self) -> socket.socket:
        if self._channel is not None and self._process is not None and self._process.poll() is None:
            return self._channel
        self._killed()
        ours, theirs = socket.socketpair()
        code = _START.format(root=_ROOT, number=theirs.fileno())
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-I", "-B", "-X", "utf8", "-c", code],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.environ.get("PATH", os.defpath)},
            pass_fds=(theirs.fileno(),),
            start_new_session=True,
        )
        theirs.close()
        self._channel = ours
        return ours

    def _killed(self) -> int | None:
        """Kill the process with its children; return the signal that had ended it before, if any."""
        process, self._process = self._process, None
        if self._channel is not None:
            self._channel.close()
            self._channel = None
        if process is None:
            return None
        try:
            before = process.wait(_TICK)
        except subprocess.TimeoutExpired:
            before = None
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        return -before if before is not None and before < 0 else None


class Pool:
    """Workers for successive files; one per calling thread."""

    def __init__(self) -> None:
        self.size = max(1, min(2, (os.cpu_count() or 1) - 1))
        self._own = threading.local()
        self._workers: list[Worker] = []
        self._guard = threading.Lock()

    def worker(self) -> Worker:
        """Return the worker of the calling thread."""
        worker: Worker | None = getattr(self._own, "worker", None)
        if worker is None:
            worker = self._own.worker = Worker()
            with self._guard:
                self._workers.append(worker)
        return worker

    def close(self) -> None:
        """End all workers."""
        with self._guard:
            for worker in self._workers:
                worker.close()
            self._workers.clear()
            self._own = threading.local()


class _OverLimitError(Exception):
    """A worker that is being killed; ``str()`` is the reason in one sentence."""


def _why(error: Exception, code: int | None) -> str:
    if isinstance(error, _OverLimitError):
        return str(error)
    if code is not None:
        return f"Reading it broke the reader off ({signal.Signals(code).name})."
    return f"Reading it broke off: {said(error)}."


def _resident(pid: int) -> int:
    """Return the resident memory of a process in bytes, 0 if unknown."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return _resident_by_ps(pid) if sys.platform == "darwin" else 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _resident_by_ps(pid: int) -> int:
    asked = subprocess.run(  # noqa: S603 - a fixed program and a number
        ["/bin/ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=False
    )
    return int(asked.stdout or 0) << 10
