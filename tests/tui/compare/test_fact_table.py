"""The table of names and figures in the comparison, by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.compare.comparison import compare as compare_articles
from tests.tui.accounts import ACCOUNTS
from tests.tui.compare_cases import ENTRY, compare, screen, words
from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tui.compare.fact_table import FactLines
from tui.compare.shown_rows import RowChoice, ShownRows
from tui.keymap import COMPARE, READER
from tui.text.glyphs import TYPOGRAPHIC

if TYPE_CHECKING:
    from textual.pilot import Pilot

SIZES = [(80, 24), (120, 40)]


async def facts(bench: Bench, pilot: Pilot[None], *keys: str) -> list[str]:
    await bench.settle(pilot)
    await bench.press(pilot, *ENTRY, "F", *keys)
    return screen_text(bench.app).splitlines()


def row(lines: list[str], beginning: str) -> list[str]:
    """Return the words of the line that has ``beginning`` behind its signs."""
    return next(line.split() for line in lines if line.strip(" ▸⚠").startswith(beginning))


@pytest.mark.parametrize("size", SIZES)
async def test_names_stand_with_their_counts_and_figures_with_their_wordings(size: tuple[int, int]) -> None:
    """Each account has a column; what it does not have is marked as absent."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=size) as pilot:
        lines = await facts(bench, pilot)
        figure = row(lines, "5½")
        assert [*figure[:3], figure[-1]] == ["▸⚠", "5½", "hours", "│·"]
        assert row(lines, "Beijing")[:3] == ["Beijing", "2", "1"]
        assert lines[-1].split() == ["⏎", "go", "to", "row", "F", "facts", "?", "keys"]
        await bench.press(pilot, "F")
        assert "next diff" in screen_text(bench.app).splitlines()[-1]


async def test_disputed_figures_stand_first_and_are_marked() -> None:
    """5½ hours and six hours are what the accounts do not agree about."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        lines = await facts(bench, pilot)
        disputed = [line for line in lines if "⚠" in line]
        assert ["hours" in line for line in disputed] == [True, True]
        assert lines.index(disputed[0]) < next(number for number, line in enumerate(lines) if "Names" in line)


def told(lines: list[str], beginning: str) -> str:
    """Return the line that has ``beginning`` behind its signs, single blanks for many."""
    return " ".join(next(line for line in lines if line.strip(" ▸⚠").startswith(beginning)).split())


async def test_where_there_is_room_a_fact_stands_with_the_words_around_it() -> None:
    """Of a figure and of a name, as each account has it first; a sentence that is too long begins near it."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(200, 40)) as pilot:
        lines = await facts(bench, pilot)
        assert "Russia during 5½ hours of talks." in told(lines, "5½ hours")
        assert "Russia during six hours of talks." in told(lines, "·")
        assert "…the defence industry of Russia during 5½ hours of talks." in told(lines, "Russia")


async def test_in_few_columns_facts_stand_alone() -> None:
    """Half a sentence would say nothing."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(60, 24)) as pilot:
        lines = await facts(bench, pilot)
        assert not any("Mr. Blinken raised" in line for line in lines)


def test_the_cursor_stops_at_facts_alone() -> None:
    """Not at headings, nor at the line between figures and names."""
    rows = ShownRows(compare_articles(ACCOUNTS[:2]), [each.text for each in ACCOUNTS[:2]], RowChoice())
    lay = FactLines(rows, TYPOGRAPHIC, 100)
    for entries, name in ((lay.figures(), "figure"), (lay.names(), "name")):
        ways = [(entry.key.rpartition("@")[2].rstrip("0123456789"), entry.way) for entry in entries]
        assert (name, True) in ways
        assert all(way == (key == name) for key, way in ways)


@pytest.mark.parametrize("key", ["escape", "q", "F"])
async def test_the_table_is_left_for_the_rows_where_they_were(key: str) -> None:
    """Esc, q and the key itself show the rows again, and no more than that."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *ENTRY, "j", "j")
        here = words(bench)
        await bench.press(pilot, "F", "j", key)
        shown = (compare(bench).facts.open, screen(bench), words(bench), compare(bench).table.has_focus)
        assert shown == (False, COMPARE, here, True)


async def test_enter_leads_from_a_figure_to_the_row_that_tells_it() -> None:
    """A second enter reads the account there."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await facts(bench, pilot, "enter")
        assert (compare(bench).facts.open, words(bench)) == (False, "Mr. B")
        await bench.press(pilot, "enter")
        assert screen(bench) == READER


async def test_a_key_for_rows_is_done_where_rows_are_seen() -> None:
    """Walking to a flag leaves the table."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await facts(bench, pilot, "!")
        assert (compare(bench).facts.open, words(bench)) == (False, "Mr. B")


async def test_many_accounts_tell_a_figure_in_a_line_with_their_letters() -> None:
    """Where columns would be too narrow, wordings follow each other."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(60, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "space", "space", "space", "space", "c", "space", "F")
        lines = screen_text(bench.app).splitlines()
        assert any("A 5½ hours" in line for line in lines)
