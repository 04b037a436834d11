"""The terminal from the start of a run until the app takes over: its modes are restored whatever happens in between.

In the meantime it may show the frame of the last run. Must not import Textual or Rich.
"""

from __future__ import annotations

import os
import signal
import sys
import termios
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Self

if TYPE_CHECKING:
    from types import FrameType

    from .kept_frame import KeptFrame

ENTER: Final = "\x1b[?1049h"
"""Switches to the alternate screen, which the terminal clears."""

_BEGIN: Final = f"{ENTER}\x1b[?25l\x1b[?7l"
_END: Final = "\x1b[?7h\x1b[?1049l\x1b[?25h"
_ASKED: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP)


class Opening:
    """The terminal as a context manager. A ``frame`` given to `show` stands until an app takes over."""

    def __init__(self) -> None:
        self.modes: list[Any] | None = None
        self.frame: KeptFrame | None = None
        self._source = self._target = -1
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        with suppress(AttributeError, OSError, ValueError):
            self._source, self._target = sys.__stdin__.fileno(), sys.__stderr__.fileno()  # type: ignore[union-attr]
            with suppress(termios.error):
                self.modes = termios.tcgetattr(self._source)
        return self

    def __exit__(self, *_: object) -> None:
        """Restore the terminal; after a stop from outside the modes that the app saved may be wrong."""
        self._give_back()
        for number, before in self._before.items():
            signal.signal(number, before or signal.SIG_DFL)

    def show(self, frame: KeptFrame) -> None:
        """Show a frame, without cursor and echo; input is kept for the app."""
        if self.modes is None or not os.isatty(self._target):
            return
        from .kept_frame import drawn  # noqa: PLC0415 -- on the first day there is no frame to draw

        try:
            data = f"{_BEGIN}{drawn(frame.lines)}".encode(getattr(sys.__stderr__, "encoding", "ascii"))
        except (LookupError, UnicodeEncodeError):
            return
        self.frame = frame
        for number in _ASKED:
            with suppress(ValueError):  # only the main thread can handle signals
                self._before[number] = signal.signal(number, self._asked_to_end)
        self._set_input_mode(self.modes)
        self._write(data)

    def taken_over(self) -> None:
        """Leave the screen to the app."""
        self.frame = None

    def _set_input_mode(self, modes: list[Any]) -> None:
        """Read keys unbuffered and untranslated, including Enter and ctrl+q; only ctrl+c still ends the run."""
        quiet = [*modes[:6], [*modes[6]]]
        quiet[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON | termios.IXOFF)
        quiet[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        # In non-canonical mode these are the least number of bytes to read, and the timeout.
        quiet[6][termios.VMIN], quiet[6][termios.VTIME] = 1, 0
        off = os.fpathconf(self._source, "PC_VDISABLE")
        for sign in (termios.VSUSP, termios.VQUIT):
            quiet[6][sign] = bytes([off])
        with suppress(termios.error):
            termios.tcsetattr(self._source, termios.TCSANOW, quiet)

    def _give_back(self) -> None:
        if self.frame is not None:
            self.frame = None
            self._write(_END.encode())
        if self.modes is not None:
            with suppress(termios.error, OSError, ValueError):
                termios.tcsetattr(self._source, termios.TCSADRAIN, self.modes)

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        with suppress(OSError):
            while rest:
                rest = rest[os.write(self._target, rest) :]

    def _asked_to_end(self, number: int, _: FrameType | None) -> None:
        """Restore the terminal, then let the signal take its default action."""
        if self.frame is not None:
            self._give_back()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
