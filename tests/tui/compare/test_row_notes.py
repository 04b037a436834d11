"""Notes on aligned rows of a comparison, and how screens of notes look."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.tui.accounts import ACCOUNTS, ALARM, CALM
from tests.tui.compare_cases import ENTRY, entry
from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tests.tui.note_cases import noted_library
from tui.text.tag_line import changed_tags, completed, shown_tags, typed_tags

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from index import Note

SIZES = [(80, 24), (120, 40), (200, 60)]


async def comparing(bench: Bench, pilot: Pilot[None], *keys: str) -> str:
    await bench.settle(pilot)
    await bench.press(pilot, *ENTRY, *keys)
    return screen_text(bench.app)


def note(bench: Bench) -> Note:
    (found,) = bench.library.notebook.all()
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_a_note_on_a_row_has_a_target_in_each_account(size: tuple[int, int]) -> None:
    """Both wordings are its passages, the row bears the sign, and the status line says the words."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=size) as pilot:
        shown = await comparing(bench, pilot, "n", "a", *"Who cut growing?", "f2")
        assert [target.exact for target in note(bench).targets] == [ALARM, CALM]
        assert "✎" in shown
        await bench.press(pilot, "g", "g", "]")
        assert "✎ note: Who cut growing?" in screen_text(bench.app)


async def test_a_row_told_by_one_account_has_one_target() -> None:
    """A note claims nothing about an account that does not tell the passage."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await comparing(bench, pilot, "a", *"Only here", "f2")
        assert [target.article for target in note(bench).targets] == ["a.txt"]


async def test_selected_rows_make_one_note() -> None:
    """Rows that follow each other in an account are one passage of it."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await comparing(bench, pilot, "j", "v", "j", "H")
        assert [target.article for target in note(bench).targets] == ["a.txt", "b.txt"]
        assert note(bench).targets[1].exact.endswith(CALM)


async def test_the_notes_of_a_row_are_shown_beside_or_below() -> None:
    """The pane opens with p; it follows the cursor and keeps the columns as they are."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await comparing(bench, pilot, "a", *"Only here", "f2", "p")
        assert "Notes on this row (1)" in screen_text(bench.app)
        assert bench.app.navigator.compare_screen.table.size.width > 100
        await bench.press(pilot, "j")
        assert "No note on this row; a writes one" in screen_text(bench.app)


async def test_rows_keep_their_notes_when_another_account_leads() -> None:
    """The sign goes with the passage."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await comparing(bench, pilot, "n", "H", "l", "x", "g", "g", "]")
        passages = bench.app.navigator.compare_screen.view.passages
        row = bench.app.navigator.compare_screen.view.row
        assert passages is not None
        assert row is not None
        assert (passages.passage(row, 1).text, entry(bench) > 0) == (CALM, True)


@pytest.mark.parametrize("size", SIZES[:2], ids=["80x24", "120x40"])
@pytest.mark.parametrize(("name", "keys"), [("notes", ("4", "G")), ("reader", ("enter", "]", "a", "x", "f2", "tab"))])
async def test_screens_of_notes_look_as_they_did(name: str, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    """List, detail, pane and gutter stand as in the file kept of them; times of day are the reader's own.

    After a change that is meant, run this test once with VARIORUM_KEEP=1, and read what changed in the files.
    """
    kept = Path(__file__).parent / "looks" / f"notes-{name}-{size[0]}x{size[1]}.txt"
    bench = Bench(noted_library())
    async with bench.app.run_test(size=size) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *keys, *(["p"] if name == "reader" and size[0] < 100 else []))
        lines = screen_text(bench.app).splitlines()
        shown = re.sub(r"saved \d\d:\d\d", "saved TIME", "\n".join(lines[1:-1])) + "\n"
        shown = re.sub(r"2[1-3] Nov( 26)? \d\d:\d\d", "22 Nov TIME", shown)
        if os.environ.get("VARIORUM_KEEP"):
            kept.write_text(shown, encoding="utf-8")
        assert shown == kept.read_text(encoding="utf-8")


def test_tags_are_typed_with_spaces_or_commas() -> None:
    """A comma anywhere makes commas the only parting, so that a tag may hold a space."""
    assert typed_tags("framing #quotes framing") == ("framing", "quotes")
    assert typed_tags("south china, framing") == ("south china", "framing")
    assert [typed_tags(shown_tags(tags)) for tags in (("a b",), ("a b", "c"), ("a", "c"))] == [
        ("a b",),
        ("a b", "c"),
        ("a", "c"),
    ]


def test_tags_that_nobody_touched_stay_as_they_are() -> None:
    """Even one that a terminal may not be shown."""
    assert changed_tags(("a\x07b",), shown_tags(("a\x07b",))) == ("a\x07b",)


def test_the_last_tag_is_completed() -> None:
    """The first known tag that begins so, whatever its letter case; nothing for nothing."""
    assert completed("quotes fra", ["Framing", "framing"]) == "quotes framing"
    assert (completed("quotes ", ["framing"]), completed("framing", ["framing"])) == (None, None)
