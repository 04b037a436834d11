"""However a run ends, the terminal is whole afterwards and what was acknowledged is there."""

from __future__ import annotations

import shutil
import signal
from typing import TYPE_CHECKING

import pytest

from index.notes.shelf.shelf import Shelf
from tests.builders import SEEDS
from tests.tui.pty_driver import Driven

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.pty

ENTERED, LEFT, CURSOR = b"\x1b[?1049h", b"\x1b[?1049l", b"\x1b[?25h"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return shutil.copytree(SEEDS, tmp_path / "news")


def starred(news: Path) -> bool:
    """Whether the shelf holds a star."""
    return bool(Shelf(news / "notes").ids_with(starred=True))


def opened(news: Path) -> Driven:
    """Open the reader and put a star on the first article."""
    terminal = Driven([str(news)], news.parent / "home", folder=news.parent)
    terminal.until("4 articles")
    terminal.press("s")
    terminal.until("★")
    return terminal


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_run_in_good_order(news: Path, number: signal.Signals) -> None:
    """Told to end, the reader gives the terminal back, says which signal it was, and has kept the star."""
    with Driven([str(news)], news.parent / "home", folder=news.parent) as terminal:
        before = terminal.modes
        terminal.until("4 articles")
        terminal.press("s")
        terminal.until("★")
        terminal.signal(number)
        assert (terminal.ended(), starred(news)) == (128 + number, True)
        assert (terminal.modes, LEFT in terminal.stream, CURSOR in terminal.stream[-200:]) == (before, True, True)


def test_a_closed_terminal_ends_the_run(news: Path) -> None:
    """When the window is closed, no process stays behind, and the star is kept."""
    terminal = opened(news)
    terminal.hang_up()
    assert terminal.gone()
    assert starred(news)


def test_a_stray_signal_to_go_on_costs_nothing(news: Path) -> None:
    """Told to go on without having been stopped, the reader ends as any run does."""
    with Driven([str(news)], news.parent / "home", folder=news.parent) as terminal:
        before = terminal.modes
        terminal.until("4 articles")
        terminal.signal(signal.SIGCONT)
        terminal.press("s")
        terminal.until("★")
        terminal.press("q")
        assert (terminal.ended(), terminal.modes) == (0, before)


def test_without_a_shell_the_reader_is_not_stopped(news: Path) -> None:
    """A reader that a terminal began by itself could not be brought back, and says so without leaving its screen."""
    with opened(news) as terminal:
        terminal.press("\x1a")
        terminal.until("there is no shell to go back to")
        assert terminal.stream.count(LEFT) == 0


@pytest.mark.external
@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_back_to_the_shell_and_on(news: Path) -> None:
    """ctrl+z shows the shell with its own modes and screen, fg the reader where it was; what is typed then acts."""
    with Driven(["news"], news.parent / "home", folder=news.parent, as_job=True) as terminal:
        terminal.until("4 articles")
        inside = terminal.modes
        terminal.press("s")
        terminal.until("★")
        terminal.press("\x1a")
        terminal.until("Stopped")
        terminal.heard(LEFT)
        terminal.press("fg\r")
        terminal.heard(ENTERED, 2)
        terminal.when(lambda: terminal.modes == inside, "the modes of the reader")
        terminal.press("s")
        terminal.until(gone="★")
        terminal.press("q")
        terminal.heard(LEFT, 2)
        terminal.heard(b"$ ", terminal.stream.count(b"$ ") + (not terminal.stream.endswith(b"$ ")))
        terminal.press("exit\r")
        assert (terminal.ended(), starred(news)) == (0, False)


@pytest.mark.parametrize("ends", ["KILL", "TERM"])
def test_an_editor_that_ends_the_reader_costs_no_word(news: Path, ends: str) -> None:
    """What was typed, a moment before the editor came and in it, is there as a draft when one comes back.

    Killed outright, the reader knows only what was typed before.
    """
    editor = news.parent / "editor"
    editor.write_text(f'#!/bin/sh\necho "and more" >> "$1"\nkill -{ends} $PPID\n')
    editor.chmod(0o755)
    surroundings = {"VISUAL": str(editor), "TMPDIR": str(news.parent)}
    with Driven([str(news)], news.parent / "home", folder=news.parent, environment=surroundings) as terminal:
        terminal.until("4 articles")
        terminal.press("a")
        terminal.until("F4 $EDITOR")
        terminal.press("Who says so")
        terminal.press("\x1bOS")
        terminal.ended()
        assert terminal.stream.rindex(LEFT) > terminal.stream.rindex(ENTERED)
    with Driven([str(news)], news.parent / "home", folder=news.parent) as terminal:
        terminal.until("4 articles")
        terminal.press("a")
        terminal.until("Who says so", *(["and more"] if ends == "TERM" else []))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_asked_to_end_while_an_editor_has_the_terminal(news: Path, number: signal.Signals) -> None:
    """The editor is asked as well, what is in its file is kept as a draft, and the terminal is whole."""
    editor = news.parent / "editor"
    editor.write_text('#!/bin/sh\necho "and more" >> "$1"\necho "at work"\nexec sleep 1000\n')
    editor.chmod(0o755)
    surroundings = {"VISUAL": str(editor), "TMPDIR": str(news.parent)}
    with Driven([str(news)], news.parent / "home", folder=news.parent, environment=surroundings) as terminal:
        before = terminal.modes
        terminal.until("4 articles")
        terminal.press("a")
        terminal.until("F4 $EDITOR")
        terminal.press("Who says so")
        terminal.press("\x1bOS")
        terminal.until("at work")
        terminal.signal(number)
        assert (terminal.ended(), terminal.modes) == (128 + number, before)
    drafts = [path.read_text() for path in news.parent.rglob("draft-*.yaml")]
    assert [("Who says so" in draft, "and more" in draft) for draft in drafts] == [(True, True)]


@pytest.mark.parametrize(
    ("command", "seen"), [("sh -c 'echo at $((6 * 7)); exec sleep 1000'", "at 42"), ("true", "Enter goes back")]
)
def test_asked_to_end_while_a_command_has_the_terminal(news: Path, command: str, seen: str) -> None:
    """Asked to end, the reader waits neither for the command nor for the question after it."""
    with opened(news) as terminal:
        terminal.press("\r")
        terminal.until("▌2 Read")
        terminal.press("|")
        terminal.until("Send this article to")
        terminal.press("\x15")
        terminal.press(f"{command}\r")
        terminal.heard(LEFT)
        terminal.until(seen)
        terminal.signal(signal.SIGTERM)
        assert (terminal.ended(), starred(news)) == (128 + signal.SIGTERM, True)


def test_the_disk_goes_while_one_reads(news: Path) -> None:
    """Folder and cache vanish: every key still acts or is answered in a sentence, and the reader ends as always."""
    with opened(news) as terminal:
        news.rename(news.parent / "gone")  # at once: a save may be under way
        shutil.rmtree(news.parent / "home", ignore_errors=True)
        for keys in ("s", "R", "\r", "1", "/talks\r", "\x1b", "4", "1", "c", "1", "j", "\r"):
            terminal.press(*keys)
            terminal.settle(0.3)
        assert "Traceback" not in terminal.text
        terminal.press("\x11")
        assert (terminal.ended(), LEFT in terminal.stream) == (0, True)
