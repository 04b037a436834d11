"""A terminal for programs under test: a pseudo-terminal that answers questions, sends keys and times the answer.

It owns one child process and the screen that pyte draws of what the child writes. Does not know the program.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ANSWERS = ((b"\x1b[?2026$p", b"\x1b[?2026;2$y"), (b"\x1b]11;?\x1b\\", b""), (b"\x1b[c", b"\x1b[?62;22c"))

FRAME_END = b"\x1b[?2026l"
"""What a program sends when it has painted a whole frame, to a terminal that said it knows frames."""


@dataclass(frozen=True, slots=True)
class Paint:
    """What one key did, in milliseconds: to the first byte, to the end of the first frame, to the last byte.

    ``cpu`` is what the program computed meanwhile, which tells more than a clock on a busy machine; ``size`` counts
    the bytes it wrote.
    """

    first: float
    frame: float
    last: float
    cpu: float
    size: int


class Terminal:
    """A program in a pseudo-terminal of ``columns`` × ``rows``. Use it as a context: leaving it ends the program."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 40,
        environ: Mapping[str, str] | None = None,
        background: bytes = b"",
    ) -> None:
        self.heard = b""
        self._answers = dict(_ANSWERS)
        if background:
            self._answers[b"\x1b]11;?\x1b\\"] = b"\x1b]11;rgb:" + background + b"\x1b\\"
        self.started = perf_counter()
        self.process, self._end = pty.fork()
        if not self.process:
            self._become(command, environ or {}, columns, rows)
        self.size(columns, rows)

    @staticmethod
    def _become(command: Sequence[str], environ: Mapping[str, str], columns: int, rows: int) -> None:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLORFGBG", "TMUX"}}
        plain = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # behind a shell it may be ignored
        os.execvpe(command[0], list(command), {**kept, **plain, **environ})  # noqa: S606

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def size(self, columns: int, rows: int) -> None:
        """Change the size of the terminal and tell the program."""
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGWINCH)

    def read(self, seconds: float) -> bytes:
        """Return what the program writes next, empty when it is silent for so long or has ended."""
        if not select.select([self._end], [], [], seconds)[0]:
            return b""
        try:
            part = os.read(self._end, 1 << 20)
        except OSError:
            return b""
        for question, answer in self._answers.items():
            if answer and question in part:
                os.write(self._end, answer)
        self.heard += part
        return part

    def settle(self, idle: float = 0.3, most: float = 20.0) -> bytes:
        """Read until the program is silent for ``idle`` seconds; return everything heard since the last settling."""
        end = perf_counter() + most
        while perf_counter() < end and self.read(idle):
            pass
        heard, self.heard = self.heard, b""
        return heard

    def wait(self, text: str | bytes, most: float = 30.0) -> float:
        """Read until the text was written; return the seconds since the start. Raises `TimeoutError`."""
        wanted = text if isinstance(text, bytes) else text.encode()
        end = perf_counter() + most
        while wanted not in self.heard:
            if perf_counter() > end:
                raise TimeoutError(text)
            self.read(0.2)
        return perf_counter() - self.started

    def send(self, keys: str | bytes) -> None:
        """Send keys as a terminal would."""
        os.write(self._end, keys if isinstance(keys, bytes) else keys.encode())

    def time(self, keys: str | bytes, idle: float = 0.1, most: float = 10.0) -> Paint:
        """Send a key and return how long the program painted: until it is silent for ``idle`` seconds."""
        self.heard = b""
        cpu, begin = self.cpu(), perf_counter()
        self.send(keys)
        return self._listen(begin, cpu, idle, most)

    def time_size(self, columns: int, rows: int, idle: float = 0.25) -> Paint:
        """Change the size and return how long the program painted."""
        self.heard = b""
        cpu, begin = self.cpu(), perf_counter()
        self.size(columns, rows)
        return self._listen(begin, cpu, idle, 10.0)

    def _listen(self, begin: float, cpu: float, idle: float, most: float) -> Paint:
        first = frame = last = begin
        amount = 0
        while (now := perf_counter()) < begin + most:
            part = self.read(idle if amount else min(0.5, begin + most - now))
            if not part:
                break
            last = perf_counter()
            first = first if amount else last
            frame = last if frame == begin and FRAME_END in self.heard else frame
            amount += len(part)
        frame = last if frame == begin else frame
        used = self.cpu() - cpu
        return Paint((first - begin) * 1000, (frame - begin) * 1000, (last - begin) * 1000, used, amount)

    def cpu(self) -> float:
        """Return the milliseconds that the program's threads have computed."""
        total = 0
        for task in Path(f"/proc/{self.process}/task").glob("*/schedstat"):
            with suppress(OSError):
                total += int(task.read_text().split()[0])
        return total / 1e6

    def memory(self) -> float:
        """Return the resident memory of the program in megabytes."""
        with Path(f"/proc/{self.process}/status").open() as status:
            line = next(line for line in status if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def close(self) -> None:
        """End the program."""
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        with suppress(OSError):
            os.close(self._end)
