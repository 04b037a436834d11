"""Textual's driver for Linux and macOS, with frames reduced to the changed cells.

If the frame of the last run is already shown, the first frame is compared with that.
"""

from __future__ import annotations

import asyncio
import os
import select
from codecs import getincrementaldecoder
from contextlib import suppress
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import InputEvent, Key, Paste

from .opening import ENTER
from .shown_cells import ShownCells, is_frame, is_setting
from .waiting_frames import WaitingFrames

if TYPE_CHECKING:
    from codecs import IncrementalDecoder

    from textual.app import App
    from textual.message import Message

    from .opening import Opening

FRAME_BEGIN: Final = "\x1b[?2026h"
FRAME_END: Final = "\x1b[?2026l"
"""What Textual writes around a frame for terminals with synchronized output."""

PAUSE: Final = 0.02
"""Seconds between two looks whether a terminal that is behind takes output again."""


def _lenient_decoder(encoding: str) -> partial[IncrementalDecoder]:
    """Return a factory of decoders that skip invalid bytes."""
    return partial(getincrementaldecoder(encoding), errors="ignore")


class SparingDriver(LinuxDriver):
    """Writes the least output that shows a frame, and nothing when nothing changes.

    While ``holding`` a frame of the last run it shows no other until `show`, and delivers no key until `hand_on`,
    except those ``at_once``. Invalid bytes are ignored and do not end the input thread.
    """

    opening: ClassVar[Opening | None] = None

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._shown = ShownCells()
        self._begin = ""
        self._frames, self._synchronized = WaitingFrames(), False
        self._room: os.terminal_size | None = None
        self._erases = False
        self.holding, self.at_once = False, frozenset[str]()
        self._waiting = False
        self._typed: list[Message] = []
        self._typing = Lock()

    @classmethod
    def over(cls, opening: Opening) -> type[Self]:
        """Return a driver class for a terminal on which ``opening`` may show a frame."""
        return type(cls.__name__, (cls,), {"opening": opening})

    def start_application_mode(self) -> None:
        """Take over the terminal, keeping the frame it shows if the size still fits."""
        opening = self.opening
        frame = opening.frame if opening is not None else None
        if opening is None or frame is None:
            super().start_application_mode()  # type: ignore[no-untyped-call]
            return
        room = self._terminal_room()
        self.holding = self._waiting = room is not None and [*room] == frame.facts.get("size")
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self.attrs_before is not None and opening.modes is not None:
            self.attrs_before = opening.modes
        if self.holding:
            self._shown.know(frame.lines)

    def show(self) -> None:
        """Show frames again; the next one has to be complete."""
        self.holding = False

    def hand_on(self) -> None:
        """Deliver the input held so far, and stop holding it."""
        with self._typing:
            self._waiting = False
            for message in self._typed:
                super().process_message(message)
            self._typed.clear()

    def process_message(self, message: Message) -> None:
        """Deliver a message; while holding, keys, mouse and pastes wait for the screen they are meant for."""
        with self._typing:
            waits = isinstance(message, Paste) or (isinstance(message, InputEvent) and not self._is_urgent(message))
            if self._waiting and waits:
                self._typed.append(message)
                return
        super().process_message(message)

    def _is_urgent(self, event: InputEvent) -> bool:
        return isinstance(event, Key) and event.key in self.at_once

    def run_input_thread(self) -> None:
        """Read the input with a decoder that skips invalid bytes."""
        # Textual creates its decoder by this name, and offers no other way to set its error handling.
        vars(linux_driver)["getincrementaldecoder"] = _lenient_decoder
        super().run_input_thread()

    def forget(self) -> None:
        """Treat the whole terminal as unknown: others wrote to it, or its lines moved."""
        self._shown.forget()

    def write(self, data: str) -> None:
        """Write the changed cells; the start of a frame is held back until there is something to show.

        While the terminal takes no output frames wait, and become one: a reader sees where a held key has led to.
        """
        if data == ENTER and self.opening is not None and self.opening.frame is not None:
            self.opening.taken_over()  # the alternate screen is on already, and would be cleared
        elif self.holding and (data in {FRAME_BEGIN, FRAME_END} or is_frame(data)):
            self._begin = ""
        elif data == FRAME_BEGIN:
            self._begin, self._synchronized = data, True
        elif data == FRAME_END:
            if not self._begin:
                super().write(data)
            self._begin = ""
        else:
            self._look_at_the_room()
            if not self._waits(data):
                if not is_setting(data):
                    self._catch_up()
                least = self._shown.least(data)
                if least:
                    super().write(self._begin + least)
                    self._begin = ""

    def _waits(self, data: str) -> bool:
        """Have a frame wait if others do or the terminal is behind; return whether it does."""
        waiting = bool(self._frames)
        columns, rows = self._room or (0, 0)
        if not is_frame(data) or not (waiting or self._is_behind()) or not self._frames.add(data, columns, rows):
            return False
        if not waiting:
            asyncio.get_running_loop().call_later(PAUSE, self._try_again)
        return True

    def _is_behind(self) -> bool:
        """Whether the terminal takes no output now."""
        with suppress(OSError, ValueError):
            return not select.select((), (self.fileno,), (), 0)[1]
        return False

    def _try_again(self) -> None:
        if self._frames and self._is_behind():
            asyncio.get_running_loop().call_later(PAUSE, self._try_again)
        else:
            self._catch_up()

    def _catch_up(self) -> None:
        """Write the frames that wait as one."""
        if self._frames and (least := self._shown.least(self._frames.take())):
            super().write(f"{FRAME_BEGIN}{least}{FRAME_END}" if self._synchronized else least)

    def _look_at_the_room(self) -> None:
        """Forget all cells if the size changed: the terminal may have moved or cut its lines."""
        room = self._terminal_room()
        if room != self._room:
            self._room = room
            self._frames.clear()  # they are for the old size, and all is painted anew
            self.forget()
            self._tell_room()

    def _tell_room(self) -> None:
        columns, rows = self._room or (0, 0)
        self._shown.learn(columns, rows, erases=self._erases)

    def learn_terminal(self) -> None:
        """Look up what the terminal can erase, after the first frame; until then blanks are written."""
        from .terminfo import erases_in_ground  # noqa: PLC0415 not before the first paint

        self._erases = erases_in_ground(self.fileno)
        self._tell_room()

    def _terminal_room(self) -> os.terminal_size | None:
        with suppress(OSError):
            return os.get_terminal_size(self.fileno)
        return None
