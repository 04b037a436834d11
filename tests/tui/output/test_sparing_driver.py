"""What goes to the terminal, in a real one: no more than what changes, and everything after it was given away."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from tests.tui.pty_driver import Driven

if TYPE_CHECKING:
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
        assert sent(driven) == 0


def test_a_new_size_is_painted_whole(articles: Path, tmp_path: Path) -> None:
    """A terminal moves and cuts its lines by itself: nothing is taken to stand where it stood."""
    with Driven([str(articles)], tmp_path, size=(80, 24)) as driven:
        driven.until("index fresh")
        driven.press("\x1b")
        driven.settle(0.5)
        before = driven.text
        driven.resize(100, 30)
        driven.settle(0.5)
        driven.screen.reset()
        driven.resize(80, 24)
        driven.settle(0.5)
        assert driven.text == before


def test_a_terminal_others_wrote_on_is_painted_whole(articles: Path, tmp_path: Path) -> None:
    """Stopped from outside and told to go on, the program takes nothing on the screen for its own."""
    with Driven([str(articles)], tmp_path, size=(80, 24)) as driven:
        driven.until("index fresh")
        driven.press("\x1b")
        driven.settle(0.5)
        before = driven.text
        driven.screen.reset()
        driven.signal(signal.SIGCONT)
        driven.until("Library")
        driven.settle(0.5)
        assert driven.text == before
