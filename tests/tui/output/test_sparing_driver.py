"""What goes to the terminal, in a real one: no more than what changes, and everything after it was given away."""

from __future__ import annotations

import re
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.bench.pty_terminal import Terminal
from tests.tui.pty_driver import ROOT, Driven

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.pty

MOST = 6 * 1024
"""Bytes a letter in the search box may send at 80×24, its full answer and its preview included."""

WORDS = ("harbour", "minister", "strike", "vote", "treaty", "storm", "budget", "river", "bridge", "market", "union")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Return a folder of sixty articles that share their words in ever other orders."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(60):
        words = [WORDS[(number * step + place) % len(WORDS)] for step in range(1, 8) for place in range(12)]
        paragraphs = [" ".join(words[start : start + 21]).capitalize() + "." for start in range(0, 84, 21)]
        title = f"{' '.join(words[:7]).capitalize()} “{number}”"
        day = f"{1 + number % 28:02}"
        (folder / f"{number:02}.md").write_text(
            f"---\ntitle: {title}\noutlet: Outlet {number % 5}\ndate: 2024-04-{day}\n---\n\n" + "\n\n".join(paragraphs),
            "utf-8",
        )
    return folder


def sent(driven: Driven) -> int:
    """Return how many bytes the program wrote until it was silent, and forget them."""
    driven.settle(0.8)
    count, driven.stream = len(driven.stream), b""
    return count


@contextmanager
def listing(articles: Path, home: Path) -> Iterator[Driven]:
    """Run the program until it lists the articles and has nothing more to say of them."""
    with Driven([str(articles)], home, size=(80, 24)) as driven:
        driven.until("index fresh", "60 articles found")
        driven.press("\x1b")
        driven.until(gone="60 articles found")
        yield driven


def at_rest(driven: Driven) -> str:
    """Return what the terminal shows when nothing more comes, however busy the machine is."""
    before = ""
    while before != driven.text:
        before = driven.text
        driven.settle(2.0)
    return before


def test_a_letter_sends_little_and_a_still_screen_nothing(articles: Path, tmp_path: Path) -> None:
    """Also where every row of the list becomes another one."""
    with Driven([str(articles)], tmp_path, size=(80, 24)) as driven:
        driven.until("index fresh")
        driven.press("\x1b", "/")
        sent(driven)
        counts = {}
        for letter in "harbour m":
            driven.press(letter)
            counts[letter] = sent(driven)
        assert {letter: count for letter, count in counts.items() if count > MOST} == {}
        driven.settle(3.0)  # a busy machine is late with the full answer of the last letter
        driven.stream = b""
        assert sent(driven) == 0


@pytest.mark.parametrize("colours", [{"NO_COLOR": "1"}, {"TERM": "xterm", "COLORTERM": ""}])
def test_without_colours_no_more_is_sent(colours: dict[str, str], articles: Path, tmp_path: Path) -> None:
    """On a line of 1,200 bytes a second a row down, a page and a box are there within seconds."""
    with Driven([str(articles)], tmp_path, size=(80, 24), environment=colours) as driven:
        driven.until("index fresh")
        sent(driven)
        counts = {}
        for key in ("j", "\x06", "/", "h", "\x1b"):
            driven.press(key)
            counts[key] = sent(driven)
        most = {"j": 1_800, "\x06": 2_800, "/": 2_400, "h": MOST, "\x1b": MOST}
        assert {key: count for key, count in counts.items() if count > most[key]} == {}


def test_a_new_size_is_painted_whole(articles: Path, tmp_path: Path) -> None:
    """After a new size everything is painted, since the terminal may have moved or cut its lines."""
    with listing(articles, tmp_path) as driven:
        before = at_rest(driven)
        driven.resize(100, 30)
        driven.until("│")
        driven.screen.reset()
        driven.resize(80, 24)
        driven.until(before)


def test_a_terminal_others_wrote_on_is_painted_whole(articles: Path, tmp_path: Path) -> None:
    """Stopped from outside and told to go on, the program takes nothing on the screen for its own."""
    with listing(articles, tmp_path) as driven:
        before = at_rest(driven)
        driven.screen.reset()
        driven.signal(signal.SIGCONT)
        driven.until(before)


def test_bytes_that_are_no_characters_are_passed_over(articles: Path, tmp_path: Path) -> None:
    """Half a letter, as erasing one leaves in a terminal that knows bytes only, and Latin-1: later keys are heard."""
    with listing(articles, tmp_path) as driven:
        driven.press("\udcc3/\udce9ze\udcffbra")
        driven.until("/ zebra")
        assert b"UnicodeDecodeError" not in driven.stream


def test_opening_paints_the_screen_once(articles: Path, tmp_path: Path) -> None:
    """The first frame is whole and of the terminal's size, the next ones fill it in; nothing is blanked in between."""
    homes = {name: str(tmp_path / name) for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME")}
    command = [sys.executable, "-m", "tui", str(articles)]
    with Terminal(command, columns=80, rows=24, environ={"PYTHONPATH": str(ROOT), **homes}) as terminal:
        terminal.wait("index fresh")
        heard = terminal.settle(0.5)
    frames = heard.split(b"\x1b[?2026h")[1:]
    lines = [{int(row) for row in re.findall(rb"\x1b\[(\d+)(?:;\d+)?H", frame)} for frame in frames]
    assert [place for place, rows in enumerate(lines) if len(rows) >= 23] == [0]
    assert max(max(rows, default=0) for rows in lines) == 24
    assert b"\x1b[2J" not in heard
