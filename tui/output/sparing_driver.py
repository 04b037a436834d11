"""Textual's driver for Linux and macOS, with frames reduced to what changes on the terminal.

Refuses to know what is painted.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from textual.drivers.linux_driver import LinuxDriver

from .shown_cells import ShownCells

if TYPE_CHECKING:
    from textual.app import App

FRAME_BEGIN: Final = "\x1b[?2026h"
FRAME_END: Final = "\x1b[?2026l"
"""What Textual writes around a frame for a terminal that can show frames as a whole."""


class SparingDriver(LinuxDriver):
    """Writes the least that shows a frame, and nothing where nothing changes."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._shown = ShownCells()
        self._begin = ""
        self._room: os.terminal_size | None = None
        self._erases = False

    def forget(self) -> None:
        """Take nothing on the terminal for known: others wrote on it, or its lines moved."""
        self._shown.forget()

    def write(self, data: str) -> None:
        """Write what changes; the beginning of a frame is held back until the frame turns out to show something."""
        if data == FRAME_BEGIN:
            self._begin = data
        elif data == FRAME_END:
            if not self._begin:
                super().write(data)
            self._begin = ""
        else:
            self._look_at_the_room()
            least = self._shown.least(data)
            if least:
                super().write(self._begin + least)
                self._begin = ""

    def _look_at_the_room(self) -> None:
        """Know nothing of a terminal that has another size now: it may have moved or cut its lines."""
        room = None
        with suppress(OSError):
            room = os.get_terminal_size(self.fileno)
        if room != self._room:
            self._room = room
            self.forget()
            self._tell_room()

    def _tell_room(self) -> None:
        columns, rows = self._room or (0, 0)
        self._shown.learn(columns, rows, erases=self._erases)

    def learn_terminal(self) -> None:
        """Look up what the terminal can erase; blanks are written until then, so that the first frame need not wait."""
        from .terminfo import erases_in_ground  # noqa: PLC0415 not before the first paint

        self._erases = erases_in_ground(self.fileno)
        self._tell_room()
