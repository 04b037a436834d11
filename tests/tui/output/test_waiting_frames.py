"""Frames for a terminal that is behind: one frame shows what all of them would have."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from tests.tui.output.test_shown_cells import COLUMNS, ROWS, Shown, frames
from tui.output import sparing_driver
from tui.output.shown_cells import lines_of
from tui.output.sparing_driver import FRAME_BEGIN, FRAME_END, SparingDriver
from tui.output.waiting_frames import WaitingFrames

TOP = "\x1b[1;1H"


def merged(*given: str) -> str:
    """Return one frame for several."""
    waiting = WaitingFrames()
    assert all(waiting.add(frame, COLUMNS, ROWS) for frame in given)
    return waiting.take()


SKIN = "\U0001f3fd"
"""What this terminal draws as a symbol of its own, behind the hand: nothing says how wide both are."""


@given(st.lists(frames().filter(lambda frame: SKIN not in frame), min_size=1, max_size=5))
def test_one_frame_shows_what_all_would(given: list[str]) -> None:
    """Every cell and the cursor's place."""
    one, many = Shown(), Shown()
    one.write(merged(*given))
    for frame in given:
        many.write(frame)
    assert one.seen == many.seen
    assert (one.screen.cursor.y, one.screen.cursor.x) == (many.screen.cursor.y, many.screen.cursor.x)


@given(st.lists(st.text("ab", min_size=3, max_size=3), min_size=1, max_size=9))
def test_what_is_covered_is_not_kept(words: list[str]) -> None:
    """However many frames wait, no more is written than the last of them says, and what it leaves uncovered."""
    given = [f"\x1b[2;5Hxy\x1b[1;1H{word}" for word in words]
    assert lines_of(merged(*given).partition("\x1b[2;5H")[0]) == lines_of(f"{TOP}{words[-1]}")
    assert len(merged(*given)) == len(merged(given[-1]))


@pytest.mark.parametrize(
    "frame",
    [
        f"{TOP}\x1b[2J",
        f"{TOP}abc\x1b[1;1Z",
        f"\x1b[1;{COLUMNS - 1}Habc",
        f"\x1b[{ROWS + 1};1Habc",
        f"abc{TOP}",
    ],
)
def test_what_may_do_more_than_paint_cells_does_not_wait(frame: str) -> None:
    """Nothing of such a frame is kept."""
    waiting = WaitingFrames()
    assert not waiting.add(frame, COLUMNS, ROWS)
    assert not waiting


class Line:
    """A terminal that can be behind, and the driver that writes to it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.behind, self.size, self.written = False, (COLUMNS, ROWS), ""
        monkeypatch.setattr(signal, "signal", lambda *_: None)  # the handlers of this process stay as they are
        monkeypatch.setattr(LinuxDriver, "write", lambda _, data: self._hear(data))
        monkeypatch.setattr(sparing_driver, "PAUSE", 0)
        monkeypatch.setattr("select.select", lambda *_: ([], [] if self.behind else [0], []))
        monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size(self.size))
        self.driver = SparingDriver(App())

    def _hear(self, data: str) -> None:
        self.written += data

    def paint(self, *frames: str) -> str:
        """Paint frames as Textual does; return what was written."""
        for frame in frames:
            for part in (FRAME_BEGIN, frame, FRAME_END):
                self.driver.write(part)
        return self.heard()

    async def goes_on(self) -> str:
        """Take output again; return what is written then."""
        self.behind = False
        for _ in range(3):
            await asyncio.sleep(0)
        return self.heard()

    def heard(self) -> str:
        """Return what was written since the last time."""
        written, self.written = self.written, ""
        return written


def framed(text: str) -> str:
    return f"{FRAME_BEGIN}{text}{FRAME_END}"


async def test_frames_become_one_while_the_terminal_is_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies between them is never sent; the terminal's own cells count."""
    line = Line(monkeypatch)
    assert line.paint(f"{TOP}one") == framed("\x1b[Hone")
    line.behind = True
    assert line.paint(f"{TOP}two", f"{TOP}three", f"{TOP}onto ") == ""
    assert await line.goes_on() == framed("\x1b[3Gto ")
    assert line.paint(f"{TOP}onto ", f"{TOP}into ") == framed("\ri")


@pytest.mark.parametrize("setting", ["\x1b[?25l", "\x1b]22;text\x1b\\"])
async def test_settings_do_not_wait_and_everything_else_comes_after_the_frames(
    monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    """No frame is written to a screen that was left meanwhile."""
    line = Line(monkeypatch)
    line.behind = True
    assert line.paint(f"{TOP}two") == ""
    line.driver.write(setting)
    assert line.heard() == setting
    line.driver.write("\x1b[?1049l")
    assert line.heard() == framed("\x1b[Htwo") + "\x1b[?1049l"
    assert await line.goes_on() == ""


async def test_what_waited_for_another_size_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """All is painted anew then."""
    line = Line(monkeypatch)
    line.behind = True
    assert line.paint(f"\x1b[{ROWS};1Hold") == ""
    line.size = (COLUMNS, ROWS - 1)
    assert line.paint(f"{TOP}new") == ""
    assert await line.goes_on() == framed("\x1b[Hnew")
