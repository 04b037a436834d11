"""The reader opens on the frame it was left with: shown before Textual is loaded, corrected by what differs."""

from __future__ import annotations

import shutil
import signal
from typing import TYPE_CHECKING, NamedTuple

import pyte
import pytest

from index import Library
from tests.builders import SEEDS
from tests.tui.pty_driver import Driven

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

pytestmark = pytest.mark.pty

SIZE = (80, 24)
ENTERED, LEFT = b"\x1b[?1049h", b"\x1b[?1049l"
TEXTUAL = b"\x1b[?1004h"
"""What Textual's driver writes when it takes the terminal, and nothing else does."""

KEYBOARD = b"\x1b[<u"
"""What it writes when it gives the terminal back."""

SCREENS: Mapping[str, tuple[str, str]] = {
    "library": ("j", "▌1 Library"),
    "reader": ("j\r", "▌2 Read"),
    "comparison": ("  c", "▌3 Compare"),
    "notes": ("4", "▌4 Notes"),
}
"""By the screen that is left: the keys that go there, and what it shows then."""


class Left(NamedTuple):
    """What a run leaves on a screen: the files of session and frame, and what it showed."""

    files: dict[Path, bytes]
    shown: str


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder of articles with its index, in which the tests of this file follow each other."""
    home = tmp_path_factory.mktemp("left") / "home"
    news = shutil.copytree(SEEDS, home.parent / "news")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CACHE", "CONFIG", "DATA", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        library = Library(news)
        library.refresh()
        library.last_session.is_first()
        library.close()
    yield news
    shutil.rmtree(home.parent)


@pytest.fixture(scope="module")
def left_on(folder: Path) -> Callable[[str], str]:
    """Return what has a screen be the one that was left, and returns what it showed."""
    known: dict[str, Left] = {}

    def leave(screen: str) -> str:
        for path in kept(folder):
            path.unlink()
        if screen not in known:
            shown = _left(folder, *SCREENS[screen])
            known[screen] = Left({path: path.read_bytes() for path in kept(folder)}, shown)
        for path, data in known[screen].files.items():
            path.write_bytes(data)
            path.chmod(0o600)
        return known[screen].shown

    return leave


@pytest.fixture
def news(folder: Path, left_on: Callable[[str], str]) -> Path:
    """Return a folder of articles whose reader was left on the screen of notes."""
    left_on("notes")
    return folder


def kept(news: Path) -> list[Path]:
    """Return the files of session and frame."""
    return sorted((news.parent / "home").rglob("session.*"))


def opened(news: Path, size: tuple[int, int] = SIZE, arguments: tuple[str, ...] = (), **environment: str) -> Driven:
    """Open the reader on the folder."""
    home, before = news.parent / "home", news.parent
    return Driven([*arguments, str(news)], home, size=size, environment=environment, folder=before)


def _left(news: Path, keys: str, shown: str) -> str:
    """Go to a screen from the list, and quit; return what it showed."""
    with opened(news) as driven:
        driven.until("4 articles", "index fresh")
        driven.settle(0.5)
        driven.press(*keys)
        driven.until(shown)
        driven.settle(1.0)
        driven.press("\x11")
        assert driven.ended() == 0
        return "\n".join(drawn(driven.stream.rpartition(KEYBOARD)[0]))


def before_textual(driven: Driven) -> bytes:
    """Return what was written until Textual took the terminal."""
    driven.heard(TEXTUAL)
    return driven.stream.partition(TEXTUAL)[0]


def drawn(stream: bytes, size: tuple[int, int] = SIZE) -> list[str]:
    """Return the lines a terminal shows."""
    screen = pyte.Screen(*size)
    pyte.ByteStream(screen).feed(stream)
    return [line.rstrip() for line in screen.display]


@pytest.mark.parametrize("screen", SCREENS)
def test_the_frame_left_is_there_before_textual(folder: Path, left_on: Callable[[str], str], screen: str) -> None:
    """Every line of it stands, on an alternate screen that is entered once, and those that stay are never blanked."""
    left = left_on(screen).split("\n")
    with opened(folder) as driven:
        assert drawn(before_textual(driven)) == left
        driven.until("index fresh" if screen == "library" else SCREENS[screen][1])
        driven.settle(1.0)
        assert (driven.stream.count(ENTERED), driven.stream.count(b"\x1b[2J")) == (1, 0)
        assert driven.text.split("\n")[1:-2] == left[1:-2]
        first, last = driven.stream.partition(TEXTUAL)[::2]
        for end in range(0, len(last), 256):
            assert drawn(first + last[:end])[2:-2] == left[2:-2]


def test_only_what_differs_is_sent(folder: Path, left_on: Callable[[str], str]) -> None:
    """A page of an article that stands is not written again."""
    left_on("reader")
    with opened(folder) as driven:
        driven.until("▌2 Read")
        driven.settle(1.0)
        first, last = driven.stream.partition(TEXTUAL)[::2]
        assert len(last) < len(first) / 2


def test_keys_typed_on_the_frame_are_meant_for_it(folder: Path, left_on: Callable[[str], str]) -> None:
    """They act on the screen that is seen, when it is there: q leaves the reader, not the program."""
    left_on("reader")
    with opened(folder) as driven:
        driven.heard(ENTERED)
        driven.press("q")
        driven.until("sort: newest first")
        driven.press("\x11")
        assert driven.ended() == 0


def test_quitting_is_not_waited_for(folder: Path, left_on: Callable[[str], str]) -> None:
    """The key that quits acts while the frame stands, and what was left is left as it was."""
    left = left_on("reader").split("\n")
    with opened(folder) as driven:
        driven.heard(TEXTUAL)
        driven.press("\x11")
        assert driven.ended() == 0
    with opened(folder) as driven:
        assert drawn(before_textual(driven)) == left


def test_a_signal_keeps_the_frame_as_a_key_does(news: Path) -> None:
    """Told to end, the reader opens again where it was."""
    with opened(news) as driven:
        driven.until("no notes")
        driven.press("q")
        driven.until("sort: newest first", "index fresh")
        driven.signal(signal.SIGTERM)
        assert driven.ended() == 128 + signal.SIGTERM
        assert LEFT in driven.stream
    with opened(news) as driven:
        assert "sort: newest first" in "\n".join(drawn(before_textual(driven)))


@pytest.mark.parametrize(
    "how",
    [
        {"size": (100, 30)},
        {"TERM": "xterm"},
        {"NO_COLOR": "1"},
        {"COLORFGBG": "0;15"},
        {"arguments": ("--set", "reading.measure=40")},
    ],
    ids=str,
)
def test_another_terminal_or_other_looks_begin_as_on_the_first_day(news: Path, how: dict[str, object]) -> None:
    """Nothing is shown before Textual, and the alternate screen is entered once, by it."""
    with opened(news, **how) as driven:  # type: ignore[arg-type]
        assert b"Stories" not in before_textual(driven)
        driven.until("no notes")
        assert driven.stream.count(ENTERED) == 1


def test_a_damaged_frame_begins_as_on_the_first_day(news: Path) -> None:
    """What was written into its place is not shown."""
    frame, _ = kept(news)
    frame.write_bytes(frame.read_bytes().replace(b"Library", b"\\u001b[2Jary"))
    with opened(news) as driven:
        driven.until("no notes")
        assert (driven.stream.count(b"\x1b[2J"), driven.stream.count(ENTERED)) == (0, 1)
        assert b"Stories" not in before_textual(driven)


def test_a_new_size_while_it_stands_is_painted_whole(news: Path) -> None:
    """The frame gives way to one that fits."""
    with opened(news) as driven:
        driven.until("? keys")
        before = driven.text.split("\n")[-1]
        driven.resize(100, 30)
        driven.until("no notes", "? keys", gone=before)
        assert driven.text.split("\n")[-1].endswith("? keys")


def test_the_shell_gets_its_own_modes_back(news: Path) -> None:
    """Echo was off when Textual took the terminal; it is on when the reader has ended."""
    with opened(news) as driven:
        before = driven.modes
        driven.heard(TEXTUAL)
        driven.press("\x11")
        assert (driven.ended(), driven.modes) == (0, before)


def test_without_its_files_a_run_begins_as_on_the_first_day(news: Path) -> None:
    """Both lie in the library's folder of the cache, and go with it."""
    frame, session = kept(news)
    assert (frame.name, session.name, frame.parent) == ("session.frame", "session.json", session.parent)
    assert frame.parent.parent == news.parent / "home" / "cache" / "variorum"
    frame.unlink()
    with opened(news) as driven:
        assert b"Stories" not in before_textual(driven)
        driven.until("no notes")
