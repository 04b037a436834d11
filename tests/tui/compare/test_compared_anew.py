"""A comparison on the screen after one of its articles was edited: made anew, and the reader's row is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index import Refresh
from tests.tui.accounts import ACCOUNTS, CALM, GROWN, PORT, RUSSIAN, SHUT
from tests.tui.compare_cases import ENTRY, compare, message
from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tests.tui.samples import article
from tui.keymap import COMPARE, LIBRARY

if TYPE_CHECKING:
    from textual.pilot import Pilot

NEW = "Nobody had been told beforehand that the meeting would begin so early in the morning."
SAID = "Changed outside, and compared anew at the row you were at: The Hindu."


async def edited(bench: Bench, pilot: Pilot[None], *paragraphs: str) -> None:
    """Change the second account, and have the folder looked through."""
    bench.library.articles["b.txt"] = article(
        "b.txt", "Wang warns of wider rift", *paragraphs, outlet="The Hindu", dateline="BEIJING", published="2024-04-26"
    )
    await bench.press(pilot, "R")
    bench.job.end(Refresh(changed=("b.txt",)))
    await bench.settle(pilot)


def at_cursor(bench: Bench) -> str:
    """What the second account says in the row under the cursor."""
    view = compare(bench).view
    assert view.passages is not None
    assert view.row is not None
    return view.passages.passage(view.row, 1).text


@pytest.mark.parametrize(
    "keys",
    [("G",), ("m", "g", "g", "j"), (".", "G"), ("x", "G"), ("f", "G")],
    ids=["rows", "matrix", "open", "lead", "filter"],
)
async def test_the_cursor_stays_on_its_row(keys: tuple[str, ...]) -> None:
    """Two paragraphs put in above are rows of their own now, and the cursor is where it was, which is said."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *ENTRY, "l", *keys)
        here = at_cursor(bench)
        rows = len(compare(bench).view.passages.rows)  # type: ignore[union-attr] # it is shown
        choice = compare(bench).view.choice
        await edited(bench, pilot, NEW, GROWN, CALM, PORT, SHUT, RUSSIAN)
        assert message(bench) == SAID
        assert at_cursor(bench) == here
        assert len(compare(bench).view.passages.rows) == rows + 1  # type: ignore[union-attr] # as above
        assert compare(bench).view.choice == choice


async def test_a_word_changed_in_a_row_is_seen_in_it() -> None:
    """What was edited to agree agrees on the screen."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *ENTRY, "G")
        assert "six hours" in screen_text(bench.app)
        await edited(bench, pilot, GROWN, CALM, PORT, SHUT, RUSSIAN.replace("six", "5½"))
        assert "six hours" not in screen_text(bench.app)


async def test_open_folds_and_selected_rows_stay() -> None:
    """A run that was opened is open, and the rows selected are the same ones."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *ENTRY, "l", "}", "enter", "v", "j", "j")
        view = compare(bench).view
        before = [view.passages.passage(row, 1).text for row in view.chosen_rows]  # type: ignore[union-attr] # as above
        assert len(before) == 3
        await edited(bench, pilot, NEW, GROWN, CALM, PORT, SHUT, RUSSIAN)
        assert [view.passages.passage(row, 1).text for row in view.chosen_rows] == before  # type: ignore[union-attr]
        assert len(view.choice.opened) == 1


async def test_away_from_the_screen_nothing_is_said() -> None:
    """The comparison that waits behind another screen is made anew in silence."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *ENTRY, "1")
        await edited(bench, pilot, NEW, GROWN, CALM, PORT, SHUT, RUSSIAN)
        assert (bench.app.screen.name, "compared anew" in screen_text(bench.app)) == (LIBRARY, False)
        await bench.press(pilot, "3")
        assert (bench.app.screen.name, "Nobody had been told" in screen_text(bench.app)) == (COMPARE, True)


async def test_an_article_that_is_not_compared_changes_nothing() -> None:
    """The same comparison stands there, the same object."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *ENTRY, "R")
        before = compare(bench).compared
        bench.job.end(Refresh(changed=("c.txt",)))
        await bench.settle(pilot)
        assert compare(bench).compared is before
