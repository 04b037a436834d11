"""Nothing of an article, a title or a file name reaches the terminal as anything but visible signs."""

from __future__ import annotations

import os
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from index.model.note import Target
from index.notes.book.notebook import Notebook
from index.notes.shelf.shelf import Shelf
from tests.tui.pty_driver import Driven

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.pty

HOSTILE = (
    "\x1b[666z",  # a control sequence nobody else writes
    "\x1b]52;c;SE9TVElMRQ==\x07",  # sets the clipboard
    "\x1b]0;HOSTILE\x1b\\",  # sets the window's title
    "\x1b]8;;https://hostile.example\x1b\\here\x1b]8;;\x1b\\",  # a link
    "\x1bPHOSTILE\x1b\\",  # a device control string
    "\x9b777z\x9d52;c;SE9TVElMRQ==\x9c",  # the same in C1
    "\u202edesrever\u202c \u2066isolated\u2069 \u200fmark",  # bidirectional controls
    "\U000e0048\U000e004f",  # tag characters
    "\x07\x08\x7f\x0e\x0f\x0b\x0c",  # bell, backspace, delete, shifts, tabs
    "\ufff9note\ufffb \u2028line\u2029",  # annotations and separators
)
MARKUP = "[link=file:///etc/passwd]link[/link] [bold]bold[/] [@click=app.quit]quit[/]"
PADDING = "Plain words that make the file a text. " * 20
CSI = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]")
OTHER = re.compile(rb"\x1b[=>()78][B0]?|\x1b\]22;[a-z-]+\x07")
"""Modes of the keypad and the pointer's shape, which Textual sets."""


def _library(folder: Path) -> None:
    """Fill a folder with texts and names that try everything."""
    folder.mkdir()
    everything = " ".join((*HOSTILE, MARKUP))
    (folder / "a.txt").write_text(f"Head {everything}\n\nHOSTILE words {everything} stand here.\n\n{PADDING}", "utf-8")
    for number, each in enumerate((*HOSTILE, MARKUP)):
        title = "".join(f"\\U{ord(sign):08x}" for sign in each)
        text = f'---\ntitle: "{title}"\nurl: https://example.org/{number}\n---\n\nText {number} HOSTILE {each}\n'
        (folder / f"m{number}.md").write_text(text, "utf-8")
        name = f"n{number} {each.replace('/', '∕')}"[:76] + ".txt"
        text = f"{each}\n\nBy {each}\n\nNamed text {number}: {each} ends. HOSTILE.\n\n{PADDING}\n"
        (folder / name).write_text(text, "utf-8")
    (folder / os.fsdecode(b"latin \xff\x9b777z.txt")).write_text("A name that is no UTF-8.\n\nHOSTILE text.\n", "utf-8")


def _unwanted(stream: bytes) -> list[str]:
    """Return what stands in the byte stream that the program itself never writes."""
    left = OTHER.sub(b"", CSI.sub(b"", stream)).decode("utf-8", "replace")
    controls = [sign for sign in left if unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp"} and sign not in "\r\n"]
    sequences = [name for name in (b"\x1b[666z", b"\x1b[777z") if name in stream]
    return [f"U+{ord(sign):04X}" for sign in sorted(set(controls))] + [str(name) for name in sequences]


@pytest.mark.parametrize("size", [(100, 30), (60, 16)])
def test_no_hostile_byte_reaches_the_terminal(tmp_path: Path, size: tuple[int, int]) -> None:
    """List, preview, reader, column, palette, prompts and messages over hostile texts write only plain signs."""
    folder = tmp_path / "news"
    _library(folder)
    with Driven([str(folder)], tmp_path / "home", size=size) as terminal:
        terminal.until("23 articles found, 1 file ")
        terminal.press("j", "j", "k", "/", *"HOSTILE", "\r")
        terminal.until("23 of 23")
        terminal.press("f", "\x1b[B", "\x1b[B", "f")
        terminal.until("sort: relevance")
        terminal.press("\r")
        terminal.until("¶")
        for _ in range(6):
            head = "\n".join(terminal.text.splitlines()[:3])
            terminal.press("p", "F", "G", "m", "m", "J")
            terminal.until(gone=head)
        terminal.press("/", *"Text")
        terminal.until("found")
        terminal.press("\x1b")  # alone: with a key behind it, it would be that key with alt
        terminal.until(gone="found")
        terminal.press("t")
        terminal.until("Tags")
        terminal.press("\x1b")
        terminal.until(gone="Tags")
        terminal.press(":", *"Text")
        terminal.until("Commands and articles", "Text")
        terminal.press("\x1b")
        terminal.until(gone="Commands and articles")
        terminal.press("'")
        terminal.until("Places")
        terminal.press("\x1b")
        terminal.until(gone="Places")
        terminal.press("q")
        terminal.until("sort: relevance")
        terminal.press("q")  # drops the search
        terminal.until("sort: newest first")
        terminal.press("q")
        assert terminal.ended() == 0
        assert _unwanted(terminal.stream) == []


def _annotated(folder: Path) -> None:
    """Fill a folder with plain articles under notes, tags, searches and broken files that try everything."""
    folder.mkdir()
    for number in range(2):
        (folder / f"p{number}.txt").write_text(f"Plain title {number}\n\nThe envoys met on the river.\n\n{PADDING}")
    notes, everything = Notebook(folder / "notes", author=HOSTILE[0]), " ".join((*HOSTILE, MARKUP))
    for each in (*HOSTILE, MARKUP, everything):
        target = Target("p0.txt", exact="The envoys met on the river.", prefix=each, start=15, end=43)
        notes.write(f"NOTED {each} ends.", [target], kind=each, tags=[each, "tag"])
    lost = Target("p0.txt", exact=f"nowhere {everything}", start=15, end=43)
    notes.write(f"LOST {everything}", [lost])
    shelf = Shelf(folder / "notes")
    shelf.update("p0.txt", tags=(everything, *HOSTILE))
    shelf.save_search(f"saved {everything}", f"envoys {everything}")
    broken = folder / "notes" / f"broken {everything.replace('/', '∕')[:60]}.yaml"
    broken.write_text(f"notes:\n  - text: &x a\n  - {MARKUP}\n")
    (folder / "notes" / "p1.txt.yaml").write_text('notes:\n  - kind: ["\\e[666z"]\n    text: BAD\n')


@pytest.mark.parametrize("size", [(120, 36), (60, 16)])
def test_no_hostile_byte_of_a_note_reaches_the_terminal(tmp_path: Path, size: tuple[int, int]) -> None:
    """Notes on their screen and beside the text, tags, saved searches, broken files in the status line."""
    folder = tmp_path / "news"
    _annotated(folder)
    with Driven([str(folder)], tmp_path / "home", size=size) as terminal:
        terminal.until("Plain title 1")
        terminal.press("f")
        terminal.until("Saved searches")
        terminal.press("f", "W")
        terminal.until("There is no search to save", gone="Saved searches")
        terminal.escape()
        terminal.press("g", "g", "\r")
        terminal.until("▌2 Read")
        terminal.press("t")
        terminal.until("Tags")
        terminal.press("\x1b")
        terminal.until(gone="Tags")
        terminal.press("4")
        terminal.until("NOTED")
        for key in "jjv":
            terminal.press(key)
            terminal.answered()
        terminal.escape()
        terminal.press("G", "\r")
        terminal.until("▌2 Read")
        terminal.press(":", *"notes")
        terminal.until("Commands and articles", " notes")
        terminal.press("\x1b")
        terminal.until(gone="Commands and articles")
        terminal.press("\x11")
        assert terminal.ended() == 0
        assert b"NOTED" in terminal.stream
        assert _unwanted(terminal.stream) == []
