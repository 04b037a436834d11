"""An article whose file is changed by another program while it is read: noticed, shown anew, the place kept."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.tui.pty_driver import Driven

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

LINES = [f"Paragraph {number} tells at some length of the harbour and of what was said there." for number in range(40)]

NEW = "A paragraph that is new tells of the ice in the harbour, and that nobody had expected so much of it."


def write(folder: Path, name: str, paragraphs: Sequence[str]) -> None:
    """Write an article, or write it anew."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_text("\n\n".join([f"Harbour {name}", *paragraphs]), "utf-8")


@contextmanager
def reading(folder: Path, home: Path) -> Iterator[Driven]:
    """Run the program on a library of one article, which is read."""
    write(folder, "a", LINES)
    with Driven([str(folder)], home, size=(80, 24)) as program:
        program.until("Harbour a", "index fresh")
        program.press("\r")
        program.until("▌2 Read", "min left")
        yield program


def test_a_change_is_noticed_without_a_key_and_the_place_stays(tmp_path: Path) -> None:
    """A paragraph put in above moves the text around the caret's line, not the caret from its words."""
    folder = tmp_path / "news"
    with reading(folder, tmp_path / "home") as program:
        program.press(*"}" * 20)
        shown = program.until("Paragraph 19 ", "¶20/40")
        line = next(place for place, text in enumerate(shown.splitlines()) if "Paragraph 19 " in text)
        write(folder, "a", [LINES[0], NEW, *LINES[1:]])
        shown = program.until("Changed outside; shown anew at the words you were at.")
        assert "Paragraph 19 " in shown.splitlines()[line]
        program.press("j")
        program.until("¶21/41")


def test_place_and_bookmark_follow_an_edit_made_while_the_program_was_closed(tmp_path: Path) -> None:
    """A paragraph put in above moves neither from its words; what is kept with the notes is enough to find both."""
    folder = tmp_path / "news"
    with reading(folder, tmp_path / "home") as program:
        program.press(*"}" * 10, "m", "m")
        program.until("Bookmark set")
        program.press(*"}" * 10)
        program.until("¶20/40")
        program.press("\x11")
        assert program.ended() == 0
    write(folder, "a", [LINES[0], NEW, *LINES[1:]])
    with Driven([str(folder)], tmp_path / "another home", size=(80, 24)) as program:
        program.until("Harbour a", "index fresh")
        program.press("\r")
        program.until("▌2 Read", "Paragraph 19 ", "¶21/41")
        program.press("'")
        program.until("bookmark")
        program.press("\r")
        program.until("Paragraph 9 ", "¶11/41")
    assert "Paragraph 9 tells" in (folder / "notes" / "_shelf.yaml").read_text("utf-8")


def test_the_way_back_leads_to_the_words_it_was_left_at(tmp_path: Path) -> None:
    """A paragraph put in above, while another screen is in front, does not lead ``ctrl+o`` to another paragraph."""
    folder = tmp_path / "news"
    with reading(folder, tmp_path / "home") as program:
        program.press(*"}" * 20)
        program.until("¶20/40")
        program.press("1")
        program.until("▌1 Lib")
        program.until("600 words")
        write(folder, "a", [LINES[0], NEW, *LINES[1:]])
        program.press("R")
        program.until("621 words")
        program.press("\x0f")
        program.until("▌2 Read", "Paragraph 19 ", "¶21/41")


def test_a_change_is_noticed_while_accounts_are_compared(tmp_path: Path) -> None:
    """The comparison on the screen is made anew within a few seconds, without a key, the cursor on its row."""
    folder = tmp_path / "news"
    for name in "ab":
        write(folder, name, LINES[:9])
    with Driven([str(folder)], tmp_path / "home", size=(120, 40)) as program:
        program.until("Harbour a", "index fresh")
        program.press(" ", " ", "c")
        program.until("▌3 Compare", "9 shared")
        write(folder, "b", [NEW, *LINES[:9]])
        program.until("Changed outside, and compared anew at the row you were at", "1 only")


def test_rescanning_works_on_every_screen(tmp_path: Path) -> None:
    """The key is heard in the reader, the list and the notes, and each says what was found."""
    folder = tmp_path / "news"
    for name in "ab":
        write(folder, name, LINES[:3])
    with Driven([str(folder)], tmp_path / "home", size=(100, 30)) as program:
        program.until("Harbour a", "index fresh")
        for open_screen, there in (("\r", "▌2 Read"), ("1", "▌1 Lib"), ("4", "▌4 Notes")):
            program.press(*open_screen)
            program.until(there)
            program.press("R")
            program.until("Re-scanned: nothing new.")
            program.press("j")


def test_a_change_is_noticed_in_the_preview(tmp_path: Path) -> None:
    """The article under the cursor of the Library is shown anew without a key."""
    folder = tmp_path / "news"
    write(folder, "a", LINES[:3])
    with Driven([str(folder)], tmp_path / "home", size=(80, 24)) as program:
        program.until("Harbour a", "index fresh")
        program.press("j")
        program.until("Paragraph 0 tells")
        write(folder, "a", [NEW, *LINES[:3]])
        program.until("A paragraph that is new tells")
