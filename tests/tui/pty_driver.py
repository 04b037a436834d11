"""The program in a real pseudo-terminal: every byte it writes is kept, and drawn by a terminal emulator."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyte

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds after which a text that was waited for is taken never to come."""


class Driven:
    """The command in a pseudo-terminal of its own, with caches and notes below ``home``; it runs in ``folder``.

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
        self.screen = pyte.Screen(*size)
        self._feed = pyte.ByteStream(self.screen)
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

    def until(self, *shown: str, gone: str = "") -> str:
        """Read until the terminal shows all of ``shown`` and not ``gone``; raises ``TimeoutError``."""
        end = time.monotonic() + PATIENCE
        while not all(each in self.text for each in shown) or (gone and gone in self.text):
            self._read(0.5)
            if time.monotonic() > end:
                raise TimeoutError(f"waited for {shown}, not {gone!r}; the terminal shows:\n{self.text}")
        return self.text

    def heard(self, sequence: bytes, times: int = 1) -> None:
        """Read until the program has written a sequence so often; raises ``TimeoutError``."""
        end = time.monotonic() + PATIENCE
        while self.stream.count(sequence) < times:
            self._read(0.5)
            if time.monotonic() > end:
                raise TimeoutError(f"waited for {sequence!r}; the terminal shows:\n{self.text}")

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
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                return True
            time.sleep(0.05)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return False

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
        """Read to the end and return the exit code."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                self._read(0.5)
            except OSError:
                break
        while time.monotonic() < end:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        raise TimeoutError(f"the program does not end; the terminal shows:\n{self.text}")

    def _read(self, seconds: float) -> None:
        if not select.select([self._fd], [], [], seconds)[0]:
            return
        data = os.read(self._fd, 65536)
        if not data:
            raise OSError("the program has ended")
        self.stream += data
        self._feed.feed(data)


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
