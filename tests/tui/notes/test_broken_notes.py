"""A file of notes that is no YAML any more is named on the screen at once, with the line to mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.pty_driver import Driven

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.pty

BROKEN = "notes:\n  - id: [unclosed\n"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Return a folder with one article."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("Harbour of Riga\n\nThe harbour is open. It was closed for a week.\n", "utf-8")
    return folder


def write(news: Path, text: str) -> None:
    """Write the file of the article's notes."""
    (news / "notes").mkdir(exist_ok=True)
    (news / "notes" / "a.txt.yaml").write_text(text, "utf-8")


def test_it_is_named_when_the_program_starts(news: Path, tmp_path: Path) -> None:
    """Before any key, on the Library."""
    write(news, BROKEN)
    with Driven([str(news)], tmp_path / "home", size=(120, 30)) as program:
        program.until("notes/a.txt.yaml:")


@pytest.mark.parametrize("keys", ["\r", "4"])
def test_it_is_named_while_the_article_or_the_notes_are_on_screen(keys: str, news: Path, tmp_path: Path) -> None:
    """Broken by another program a moment ago; the list of problems names it after the next key took the line away."""
    with Driven([str(news)], tmp_path / "home", size=(120, 30)) as program:
        program.until("Harbour of Riga", "index fresh")
        program.press(keys)
        program.until("▌2 Read" if keys == "\r" else "▌4 Notes")
        write(news, BROKEN)
        program.until("notes/a.txt.yaml:")
        program.press("1")
        program.until("▌1 Library")
        program.press(":", *"problems", "\r")
        program.until("notes/a.txt.yaml:2:9", "close the bracket that was opened here", "kept")


def test_the_notes_name_it_until_it_is_mended(news: Path, tmp_path: Path) -> None:
    """A broken file of notes stays named until it is mended, not only until the next key."""
    write(news, BROKEN)
    with Driven([str(news)], tmp_path / "home", size=(80, 24)) as program:
        program.until("notes/a.txt.yaml:")
        program.press("4")
        program.until("▌4 Notes")
        program.press("j", "k")
        program.until("notes/a.txt.yaml:2:9 can’t be read")
        write(news, "notes: []\n")
        program.until("0 notes", gone="can’t be read")


def test_mended_it_is_read_again(news: Path, tmp_path: Path) -> None:
    """What was broken and is whole again is listed without a word of the reader's."""
    write(news, BROKEN)
    with Driven([str(news)], tmp_path / "home", size=(120, 30)) as program:
        program.until("notes/a.txt.yaml:")
        program.press("4")
        program.until("▌4 Notes")
        write(
            news, "notes:\n- {id: 01J0000000000000000000000A, text: Ice in the harbour, targets: [{article: a.txt}]}\n"
        )
        program.until("Ice in the harbour")
