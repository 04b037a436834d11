"""Rows of a comparison as a group: selected in the matrix and in columns, noted together, and come back to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.tui.accounts import ACCOUNTS, GROWN, RUSSIA, RUSSIAN
from tests.tui.compare_cases import ENTRY, compare, message, screen
from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tui.keymap import COMPARE
from tui.notes.note_editor import NoteEditor

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from index import Note

MATRIX = ("space", "space", "space", "c", "g", "g")
SIZES = [(60, 16), (80, 24), (120, 40), (200, 60)]


async def started(bench: Bench, pilot: Pilot[None], *keys: str) -> None:
    await bench.settle(pilot)
    await bench.press(pilot, *keys)


def the_note(bench: Bench) -> Note:
    (found,) = bench.library.notebook.all()
    return found


def passages(bench: Bench) -> list[tuple[str, str]]:
    return [(target.article, target.exact) for target in the_note(bench).targets]


@pytest.mark.parametrize("size", SIZES)
async def test_rows_selected_in_the_matrix_make_one_note_and_are_come_back_to(size: tuple[int, int]) -> None:
    """Two rows that three accounts tell are one note with a passage for each account and row; ⏎ on it shows them."""
    bench = Bench(FakeLibrary(ACCOUNTS[:3]))
    async with bench.app.run_test(size=size) as pilot:
        await started(bench, pilot, *MATRIX, "v", "j")
        assert "2 rows selected" in screen_text(bench.app)
        chosen = compare(bench).view.chosen_rows
        await bench.press(pilot, "a", *"The core", "f2")
        assert passages(bench) == [
            ("a.txt", GROWN),
            ("a.txt", RUSSIA),
            ("b.txt", GROWN),
            ("b.txt", RUSSIAN),
            ("c.txt", f"BEIJING — {RUSSIA}\n\n{GROWN}"),
        ]
        assert the_note(bench).compared == ("a.txt", "b.txt", "c.txt")
        assert not compare(bench).view.pane.selection.on
        await bench.press(pilot, "G", "4", "enter")
        assert (screen(bench), compare(bench).view.as_matrix) == (COMPARE, True)
        assert compare(bench).view.chosen_rows == chosen
        await bench.press(pilot, "escape")
        assert (screen(bench), len(compare(bench).view.chosen_rows)) == (COMPARE, 1)


async def test_a_note_leads_back_to_all_the_accounts_it_was_written_among() -> None:
    """Rows that one of three accounts tells alone come back in the comparison of the three, opened and selected."""
    bench = Bench(FakeLibrary(ACCOUNTS[:3]))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await started(bench, pilot, *MATRIX, ".", "}", "H")
        (row,) = compare(bench).view.chosen_rows
        assert {article for article, _ in passages(bench)} == {"a.txt"}
        assert the_note(bench).compared == ("a.txt", "b.txt", "c.txt")
        await bench.press(pilot, ".", "q", "space", "j", "space", "c", "4", "enter")
        assert [article.id for article in compare(bench).view.articles] == ["a.txt", "b.txt", "c.txt"]
        assert compare(bench).view.row == row
        assert not compare(bench).view.passages.entries[compare(bench).view.pane.cursor].folded  # type: ignore[union-attr] # it is shown


async def test_a_note_on_a_whole_fold_comes_back_to_the_fold() -> None:
    """A run of passages that was noted as one line stays one line."""
    bench = Bench(FakeLibrary((ACCOUNTS[0], ACCOUNTS[3])))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await started(bench, pilot, *ENTRY)
        members = compare(bench).view.chosen_rows
        await bench.press(pilot, "H", "G", "4", "enter")
        assert (len(members), compare(bench).view.chosen_rows) == (2, members)
        assert compare(bench).view.choice.opened == frozenset()


async def test_a_note_comes_back_through_a_filter_that_hides_its_row() -> None:
    """Rows that do not fit what is looked for are shown again when a note leads to them."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await started(bench, pilot, *ENTRY, "j", "H", "slash", *"ships", "enter", "4", "enter")
        assert (screen(bench), compare(bench).view.row) == (COMPARE, 1)
        assert not compare(bench).find_box.display


async def test_an_article_that_is_gone_is_left_out_and_named() -> None:
    """Of three accounts a note was written among, the two that are there are compared."""
    bench = Bench(FakeLibrary(ACCOUNTS[:3]))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await started(bench, pilot, *MATRIX, "H", "4")
        note = the_note(bench)
        del bench.library.articles["c.txt"]
        bench.library.notebook.edit(note, targets=note.targets[:2])
        bench.app.notepad.changed()
        await bench.settle(pilot)
        await bench.press(pilot, "enter")
        assert [article.id for article in compare(bench).view.articles] == ["a.txt", "b.txt"]
        assert message(bench) == "c.txt: gone, and left out."


@pytest.mark.parametrize("keys", [("v",), ("m", "v")], ids=["matrix", "columns"])
async def test_the_same_key_stops_selecting(keys: tuple[str, ...]) -> None:
    """The key begins in the matrix and in columns, and ends it there."""
    bench = Bench(FakeLibrary(ACCOUNTS[:3]))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await started(bench, pilot, *MATRIX, *keys, "j")
        assert len(compare(bench).view.chosen_rows) >= 2
        await bench.press(pilot, "v")
        assert message(bench) == "No rows selected."
        assert not compare(bench).view.pane.selection.on


async def test_x_says_what_it_did() -> None:
    """`x` names the account that leads and what that means, or says that it leads already."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await started(bench, pilot, *ENTRY, "l", "x")
        assert message(bench) == "The Hindu leads: rows follow its order, and words are marked against it."
        await bench.press(pilot, "x")
        assert message(bench) == "The Hindu leads already; l chooses another account."


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(("entry", "keys"), [(ENTRY, ()), (MATRIX, ()), (ENTRY, ("v", "k"))])
async def test_the_box_stands_below_the_row_it_is_about(
    size: tuple[int, int], entry: tuple[str, ...], keys: tuple[str, ...]
) -> None:
    """Of the last row, too, every line that fits above the box is seen while a note on it is written."""
    many = [
        replace(each, id=f"{each.id}{number}") for number, each in enumerate((*ACCOUNTS[:2], ACCOUNTS[1], ACCOUNTS[2]))
    ]
    bench = Bench(FakeLibrary(many[: 2 if entry == ENTRY else 4]))
    async with bench.app.run_test(size=size) as pilot:
        await started(bench, pilot, *entry, ".", "G", *keys)
        view = compare(bench).view
        await bench.press(pilot, "a")
        box = bench.app.screen.query_one("#box").region.y
        lines = view._lines(view.pane.selection.rows[0])
        first = view.pane.region.y + lines.start - view.pane.top
        assert isinstance(bench.app.screen, NoteEditor)
        assert view.pane.region.y <= first
        assert first + len(lines) <= box or first == view.pane.region.y
        await bench.press(pilot, "escape")
        assert view.pane.virtual_size.height == view._line_count


@pytest.mark.parametrize("key", ["e", "i"])
async def test_the_box_of_a_note_that_is_there_stands_below_its_row(key: str) -> None:
    """Changing and answering a note of the last row leave the row in sight."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await started(bench, pilot, *ENTRY, ".", "G", "H", key)
        view = compare(bench).view
        last = view._lines(view.pane.cursor).stop - 1
        assert view.pane.region.y + last - view.pane.top < bench.app.screen.query_one("#box").region.y


@pytest.mark.parametrize("keys", [ENTRY, (*ENTRY, "m", "g", "g")], ids=["columns", "matrix"])
async def test_rows_selected_are_told_by_a_sign(keys: tuple[str, ...]) -> None:
    """Where there is no colour a bar stands before them, another one than before the cursor's row."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await started(bench, pilot, *keys, "j", "v", "j")
        view = compare(bench).view
        begins = [view.pane.paint(view._lines(entry).start).text[0] for entry in range(4)]
        cursor = "▸" if view.as_matrix else "▌"
        assert begins == [" ", "▌" if view.as_matrix else "│", cursor, " "]
