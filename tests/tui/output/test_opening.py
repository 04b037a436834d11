"""While the frame of the last run stands and nothing else runs yet, the terminal is given back whatever happens."""

from __future__ import annotations

import os
import signal
import sys
import termios
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.bench.pty_terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.pty

ROOT = Path(__file__).parents[3]
SHOWN, BACK = (
    b"\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[1Hyesterday\x1b[2Hsecond\x1b[1m line\x1b[m",
    b"\x1b[?7h\x1b[?1049l\x1b[?25h",
)
SCRIPT = """
import os, signal, sys
sys.path.insert(0, {root!r})
from tui.output.cell_look import PLAIN, look
from tui.output.kept_frame import KeptFrame
from tui.output.opening import Opening
frame = KeptFrame({{}}, ((("yesterday", PLAIN),), (("second", PLAIN), (" line", look(frozenset({{1}}), (), ())))))
try:
    with Opening() as opening:
        {before}
        opening.show(frame)
        {then}
except (KeyboardInterrupt, RuntimeError, SystemExit) as error:
    print(type(error).__name__, flush=True)
print("over", [name for name in ("textual", "rich") if name in sys.modules], flush=True)
signal.pause()
"""
WAIT = "signal.pause()"


def program(then: str, before: str = "pass") -> Terminal:
    """Return a program in a terminal that shows a frame, and does something then."""
    return Terminal([sys.executable, "-c", SCRIPT.format(root=str(ROOT), then=then, before=before)])


def modes(descriptor: int) -> Sequence[object]:
    """Return how a terminal takes and shows what is typed."""
    return termios.tcgetattr(descriptor)


@pytest.fixture
def fresh() -> Sequence[object]:
    """Return the modes of a terminal that nobody changed."""
    ends = os.openpty()
    try:
        return modes(ends[1])
    finally:
        for end in ends:
            os.close(end)


def test_a_frame_stands_without_cursor_or_echo(fresh: Sequence[object]) -> None:
    """It is drawn on the alternate screen without Textual; at the end main screen, cursor and modes are back."""
    with program("sys.stdin.readline()") as terminal:
        terminal.wait(SHOWN)
        terminal.send("typed\n")
        terminal.wait(BACK)
        terminal.wait("over []")
        assert b"typed" not in terminal.heard
        assert modes(terminal._end) == fresh


def test_what_is_typed_meanwhile_is_there_for_the_app() -> None:
    """Enter, ctrl+q, ctrl+z and ctrl+backslash are keys as they are in the app."""
    with program(
        "got = b''\n        while len(got) < 6: got += os.read(0, 9)\n        print(got, flush=True)"
    ) as terminal:
        terminal.wait(SHOWN)
        terminal.send("j\r\x11\x13\x1a\x1c")
        terminal.wait(r"b'j\r\x11\x13\x1a\x1c'")


@pytest.mark.parametrize("then", ["raise RuntimeError", "sys.exit()", "pass"])
def test_an_end_before_the_app_gives_the_terminal_back(then: str, fresh: Sequence[object]) -> None:
    """An error or a sentence that ends the run is read on the main screen."""
    with program(then) as terminal:
        terminal.wait(SHOWN + BACK)
        terminal.wait("over")
        assert modes(terminal._end) == fresh


def test_ctrl_c_gives_the_terminal_back(fresh: Sequence[object]) -> None:
    """ctrl+c ends a start that hangs and gives the terminal back."""
    with program(WAIT) as terminal:
        terminal.wait(SHOWN)
        terminal.send("\x03")
        terminal.wait(BACK)
        terminal.wait("KeyboardInterrupt")
        terminal.wait("over")
        assert modes(terminal._end) == fresh


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_ends_the_run_with_the_terminal_given_back(number: signal.Signals, fresh: Sequence[object]) -> None:
    """The signal still does what it always does."""
    with program(WAIT) as terminal:
        terminal.wait(SHOWN)
        found = modes(terminal._end)
        os.kill(terminal.process, number)
        terminal.wait(BACK)
        _, status = os.waitpid(terminal.process, 0)
        assert os.WTERMSIG(status) == number
        assert found != fresh


def test_a_stop_gives_the_terminal_back_for_good(fresh: Sequence[object]) -> None:
    """After a stop the frame is gone, and the end does not give the terminal back a second time."""
    then = "os.kill(os.getpid(), signal.SIGTSTP)\n        print(opening.frame, flush=True)"
    with program(then) as terminal:
        terminal.wait(BACK)
        os.kill(terminal.process, signal.SIGCONT)
        terminal.wait("None")
        terminal.wait("over")
        assert terminal.heard.count(BACK) == 1
        assert modes(terminal._end) == fresh


def test_a_frame_taken_over_is_the_apps_business(fresh: Sequence[object]) -> None:
    """Only the modes are given back then: the app leaves the alternate screen itself."""
    with program("opening.taken_over()") as terminal:
        terminal.wait("over")
        assert BACK not in terminal.heard
        assert modes(terminal._end) == fresh


def test_signals_are_heard_as_before_afterwards() -> None:
    """The handlers that stood before stand again."""
    before = "signal.signal(signal.SIGTERM, lambda *_: os.write(1, b'heard'))"
    with program("pass", before) as terminal:
        terminal.wait("over")
        os.kill(terminal.process, signal.SIGTERM)
        terminal.wait("heard")


def test_a_terminal_that_can_not_write_a_sign_shows_no_frame() -> None:
    """What is not in its encoding can't be shown."""
    then = "print(opening.frame, flush=True)"
    before = "frame = KeptFrame({}, ((('“', PLAIN),),))"
    script = SCRIPT.format(root=str(ROOT), then=then, before=before)
    with Terminal([sys.executable, "-c", script], environ={"PYTHONIOENCODING": "ascii"}) as terminal:
        terminal.wait("None")
        terminal.wait("over")
        assert b"\x1b[?1049" not in terminal.heard
