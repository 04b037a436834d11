"""The program in a real pseudo-terminal: every byte it writes is kept, and drawn by a terminal emulator."""

from __future__ import annotations

import fcntl
import itertools
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Self

import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
"""Seconds after which a text that was waited for is taken never to come."""

UNBOUND, UNBOUND_SAID = "éè", " does nothing here"
"""Keys that do nothing on any screen, and what is said of them."""


class Driven:
    """The command in a pseudo-terminal of its own, with caches and notes below ``home``; it runs in ``folder``.

    The tour of the first run is not shown.

    With ``as_job`` an interactive shell runs it.
    """

    def __init__(
        self,
        arguments: Sequence[str | bytes],
        home: Path,
        *,
        size: tuple[int, int] = (100, 30),
        environment: Mapping[str, str] | None = None,
        folder: Path = ROOT,
        as_job: bool = False,
    ) -> None:
        self.stream = b""
        self._unbound = itertools.cycle(UNBOUND)
        self.screen = pyte.Screen(*size)
        self._feed = pyte.ByteStream(self.screen)
        _greeted(home)
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            command = [sys.executable, "-m", "tui", *arguments]
            _become(["bash", "--norc", "-i"] if as_job else command, home, {"PS1": "$ ", **(environment or {})}, folder)
        self._tell_size(*size)
        if as_job:
            self.until("$")
            self.press(" ".join([sys.executable, "-m", "tui", *map(str, arguments)]), "\r")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._fd)
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass

    @property
    def text(self) -> str:
        """What the terminal shows."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def press(self, *keys: str) -> None:
        """Send what the keys send; half a surrogate is the byte it stands for."""
        for key in keys:
            os.write(self._fd, key.encode(errors="surrogateescape"))

    def when(self, true: Callable[[], bool], awaited: str) -> None:
        """Read until something is true; raises ``TimeoutError``, which says what was ``awaited``."""
        end = time.monotonic() + PATIENCE
        while not true():
            self._read(0.5)
            if time.monotonic() > end:
                raise TimeoutError(f"waited for {awaited}; the terminal shows:\n{self.text}")

    def until(self, *shown: str, gone: str = "") -> str:
        """Read until the terminal shows all of ``shown`` and not ``gone``; raises ``TimeoutError``."""
        self.when(
            lambda: all(each in self.text for each in shown) and not (gone and gone in self.text),
            f"{shown}, not {gone!r}",
        )
        return self.text

    def heard(self, sequence: bytes, times: int = 1) -> None:
        """Read until the program has written a sequence so often; raises ``TimeoutError``."""
        self.when(lambda: self.stream.count(sequence) >= times, repr(sequence))

    def answered(self) -> None:
        """Have the screen in front say what it says of an unbound key, another one each time.

        The keys typed before have acted then. Right after Esc it would be another key.
        """
        key = next(self._unbound)
        self.press(key)
        self.until(f"{key}{UNBOUND_SAID}")

    def escape(self) -> None:
        """Have Esc heard alone: with a key behind it, it would be that key with alt."""
        self.answered()
        self.press("\x1b")
        self.until(gone=UNBOUND_SAID)

    @property
    def modes(self) -> list[object]:
        """How the terminal takes and shows what is typed: flags of input, output, control and echo."""
        return termios.tcgetattr(self._fd)[:4]

    def _tell_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self._tell_size(columns, rows)
        self.screen.resize(rows, columns)
        self.signal(signal.SIGWINCH)

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def settle(self, seconds: float) -> None:
        """Read until nothing comes for so long."""
        while select.select([self._fd], [], [], seconds)[0]:
            self._read(seconds)

    def hang_up(self) -> None:
        """Close the terminal, as one closes its window."""
        os.close(self._fd)

    def gone(self) -> bool:
        """Wait for the program to end by itself; return whether it did, and end it otherwise."""
        ended = self._status() is not None
        if not ended:
            os.kill(self.pid, signal.SIGKILL)
        return ended

    def has_ended(self, seconds: float) -> bool:
        """Read for some seconds, and return whether the program has closed the terminal meanwhile."""
        end = time.monotonic() + seconds
        try:
            while time.monotonic() < end:
                self._read(0.1)
        except OSError:
            return True
        return False

    def ended(self) -> int:
        """Read to the end and return the exit code; raises ``TimeoutError``."""
        with suppress(OSError):
            self.when(lambda: False, "the end")
        if (status := self._status()) is None:
            raise TimeoutError(f"the program does not end; the terminal shows:\n{self.text}")
        return os.waitstatus_to_exitcode(status)

    def _status(self) -> int | None:
        """Wait for the program to end; return how it did, nothing when it does not."""
        found: list[int] = []
        waiting = Thread(target=lambda: found.append(os.waitpid(self.pid, 0)[1]), daemon=True)
        waiting.start()
        waiting.join(PATIENCE)
        return found[0] if found else None

    def _read(self, seconds: float) -> None:
        if not select.select([self._fd], [], [], seconds)[0]:
            return
        data = os.read(self._fd, 65536)
        if not data:
            raise OSError("the program has ended")
        self.stream += data
        self._feed.feed(data)


def _greeted(home: Path) -> None:
    """Let the reader have been opened before: its tour would take the first key."""
    greeted = home / "data" / "variorum" / "greeted"
    greeted.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    greeted.touch()


def _become(command: Sequence[str | bytes], home: Path, environment: Mapping[str, str], folder: Path) -> None:
    """Become the program; this is the child's side of the fork."""
    kept = {
        name: os.environ[name] for name in ("PATH", "PYTHONDONTWRITEBYTECODE", "LANG", "TMPDIR") if name in os.environ
    }
    ours = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "COLORFGBG": "15;0", "HOME": str(home)}
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CACHE", "CONFIG", "DATA", "STATE")}
    os.chdir(folder)
    everything = {"LANG": "C.UTF-8", **kept, **ours, **folders, **environment}
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # behind a shell it may be ignored
    os.execvpe(command[0], list(command), everything)  # noqa: S606 - the program under test
