"""The processes of a long build as their parent sees them: started, handed tasks, listened to, ended.

Does none of their work itself, keeps no more than one batch in memory, and waits for nothing that is no longer wanted.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Final, Self

from ... import errors
from ...errors import LibraryError
from ...search.writing import PreparedRun
from .build_process import Done, Failure, Merging, More
from .file_batches import PreparedBatch, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ...search.writing import IndexWriter
    from .build_process import Beginning

_MODULE: Final = "index.library.building.build_process"
_CODE: Final = f"import sys; sys.path[:] = sys.argv[2:]; from {_MODULE} import main; main(int(sys.argv[1]))"
_THRIFTY: Final = {"MALLOC_TRIM_THRESHOLD_": "131072", "MALLOC_MMAP_THRESHOLD_": "131072"}
"""Has glibc give memory back between batches: a seventh less at 100,000 articles, for 4 % of the time."""
_TICK: Final = 0.2
"""Seconds between two looks whether all this is still wanted."""


class BuildProcesses:
    """``count`` processes at work on one generation. Use it as a context: leaving it ends them."""

    def __init__(self, count: int, beginning: Beginning, cancelled: Callable[[], bool]) -> None:
        self._cancelled = cancelled
        self._idle = [_Process(beginning) for _ in range(count)]
        self._busy: dict[Connection, _Process] = {}
        self._merged: set[str] = set()
        self._shares = count

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in (*self._idle, *self._busy.values()):
            process.end()

    def batches(self, readings: Iterable[Reading], writer: IndexWriter) -> Iterator[PreparedBatch]:
        """Yield what ``readings`` give, as it comes; ``writer`` adopts the runs that are merged meanwhile.

        Raises `SaveError`, `IndexDamagedError`, and `LibraryError` when a process ended before its work did.
        """
        waiting = _Waiting(readings)
        while not self._cancelled():
            while self._idle and (task := self._next(waiting, writer)) is not None:
                process = self._idle.pop()
                process.hand(task)
                self._busy[process.channel] = process
            if not self._busy:
                return
            for channel in wait(list(self._busy), _TICK):
                process = self._busy[channel]  # type: ignore[index]
                answer = process.answer()
                if isinstance(answer, PreparedBatch):
                    yield answer
                    waiting.held = bool(writer.due(self._merging()))
                elif isinstance(answer, PreparedRun):
                    writer.adopt(answer)
                    self._merged.update([answer.run.name] if answer.run else [])
                elif isinstance(answer, More):
                    process.tell(waiting.more())
                else:
                    self._idle.append(self._busy.pop(process.channel))

    def _next(self, waiting: _Waiting, writer: IndexWriter) -> Reading | Merging | None:
        """Return the next task: what is due to be merged, else files, else what is left to be merged at the end.

        Of that each process takes a share once; the first begins while others still read.
        """
        if names := writer.due(self._merging()):
            return Merging(names)
        if reading := waiting.next():
            return reading
        if not self._shares:
            return None
        if names := writer.due(self._merging() | self._merged, last=self._shares):
            self._shares -= 1
        return Merging(names) if names else None

    def _merging(self) -> set[str]:
        """Return the names of the runs that are being merged."""
        tasks = (process.task for process in self._busy.values())
        return {name for task in tasks if isinstance(task, Merging) for name in task.names}


class _Waiting:
    """The tasks that nobody has taken yet; while they are ``held``, one that reads is to hand over what it has."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._readings = iter(readings)
        self.held = False

    def next(self) -> Reading | None:
        """Return the next task for one that has nothing to do."""
        return next(self._readings, None)

    def more(self) -> Reading | None:
        """Return the next task for one that reads already; ``None`` once when they are held."""
        held, self.held = self.held, False
        return None if held else next(self._readings, None)


class _Process:
    """One process, started at once; it finds its modules where this one does."""

    def __init__(self, beginning: Beginning) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
                [sys.executable, "-P", "-c", _CODE, str(theirs.fileno()), *sys.path],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env={**os.environ, **_THRIFTY},
            )
        self.channel = Connection(ours.detach())
        self.task: Reading | Merging | None = None
        self.tell(beginning)

    def hand(self, task: Reading | Merging) -> None:
        """Begin a task."""
        self.task = task
        self.tell(task)

    def answer(self) -> PreparedBatch | PreparedRun | More | Done:
        """Return the next answer; raises what went wrong."""
        try:
            answer: PreparedBatch | PreparedRun | More | Done | Failure = self.channel.recv()
        except (EOFError, OSError) as error:
            raise self._ended() from error
        if isinstance(answer, Failure):
            made: LibraryError = getattr(errors, answer.kind)(*answer.given)
            raise made
        return answer

    def end(self) -> None:
        """End the process, whatever it does."""
        self.channel.close()
        self._process.kill()
        self._process.wait()

    def tell(self, message: Beginning | Reading | Merging | None) -> None:
        """Send a message; ``None`` says that there are no more files for now."""
        try:
            self.channel.send(message)
        except OSError as error:
            raise self._ended() from error

    def _ended(self) -> LibraryError:
        self._process.kill()
        code = self._process.wait()
        how = f"signal {-code}" if code < 0 else f"exit {code}"
        return LibraryError(f"A process that indexes ended before its work did ({how}); refresh again to go on.")
