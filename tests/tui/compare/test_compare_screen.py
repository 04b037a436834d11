"""The compare screen: what is shown of two and of three accounts, and that nothing loses the reader's row."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from index import ArticleSettings
from index.articles.file_reader import ArticleReader
from index.compare.comparison import compare as compare_accounts
from tests.builders import SEEDS, article
from tests.tui.accounts import ACCOUNTS
from tests.tui.compare_cases import ENTRY, compare, entry, ids, message, screen, words
from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tui.compare.accounts import SHORTER, counts, overlap, summary
from tui.compare.compare_table import CompareTable
from tui.compare.shown_rows import RowChoice, ShownRows
from tui.keymap import COMPARE
from tui.screen_settings import DisplaySettings, ScreenSettings
from tui.terminal import Terminal
from tui.text.cells import width
from tui.text.glyphs import ASCII, TYPOGRAPHIC

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.pilot import Pilot
    from textual.strip import Strip

    from index import Article
    from tui.text.glyphs import Glyphs

SCROLLBAR = set("▁▂▃▄▅▆▇█")
THREE = ("space", "space", "space", "c")


def seeds() -> tuple[Article, ...]:
    """Return the four seeds as the library reads them."""
    reader = ArticleReader(SEEDS, ArticleSettings())
    return tuple(reader.read(path.name).articles[0] for path in sorted(SEEDS.glob("*.txt")))


def names(folder: Path) -> list[str]:
    """Return what a folder holds."""
    return sorted(path.name for path in folder.iterdir())


def plain() -> ScreenSettings:
    return ScreenSettings(display=DisplaySettings(ascii=True, counts=False))


async def started(bench: Bench, pilot: Pilot[None], *keys: str) -> str:
    await bench.settle(pilot)
    await bench.press(pilot, *keys)
    return screen_text(bench.app)


@pytest.mark.parametrize(
    ("keys", "flags"), [(("j", *ENTRY), []), (("j", *THREE), ["⚠ 4 flagged"])], ids=["two", "three"]
)
async def test_the_head_is_broken_at_no_count(keys: tuple[str, ...], flags: list[str]) -> None:
    """At 60 columns, whatever the height, flags stand with their number on the first line, and no group is torn."""
    bench = Bench(FakeLibrary(seeds()))
    async with bench.app.run_test(size=(60, 16)) as pilot:
        low = await started(bench, pilot, *keys)
        assert re.findall(r"⚠ \d flagged$", low.split("\n")[1]) == flags
        await bench.resize(pilot, 60, 24)
        head = screen_text(bench.app).split("\n")[1:5]
        assert [line for line in head if re.search(r"(·|⚠|\+|\d|of|only)$", line)] == []


@pytest.mark.parametrize("pair", [(0, 1), (1, 2), (2, 3), (0, 1, 2, 3)])
@pytest.mark.parametrize("glyphs", [TYPOGRAPHIC, ASCII], ids=["typographic", "ascii"])
def test_no_count_is_torn_from_its_words_at_any_width(pair: tuple[int, ...], glyphs: Glyphs) -> None:
    """From 60 to 200 columns each group of the counts, and each share, stands whole on one line."""
    accounts = [seeds()[place] for place in pair]
    compared = compare_accounts(accounts, include=[each.id for each in accounts])
    rows = ShownRows(compared, [each.text for each in accounts], RowChoice())
    forms = {counts(rows, glyphs, classes=classes, outlets=outlets) for classes, outlets in SHORTER}
    groups = {group for form in forms for group in form.split(f" {glyphs.dot} ")}
    shares = overlap(compared).split(", ")
    for cells in range(60, 201):
        lines = summary(rows, [], glyphs, cells=cells, key="x")
        assert set(lines[0].strip().split(f" {glyphs.dot} ")) <= groups
        assert all(any(share in line for line in lines) for share in shares)
        assert max(map(width, lines)) <= cells


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize(("name", "keys"), [("two", ("j", *ENTRY)), ("three", ("j", *THREE))])
async def test_the_seeds_look_as_they_did(name: str, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    """Head, columns, classes, absent cells, matrix and status line stand as in the file kept of them.

    After a change that is meant, run this test once with VARIORUM_KEEP=1, and read what changed in the files.
    """
    kept = Path(__file__).parent / "looks" / f"compare-{name}-{size[0]}x{size[1]}.txt"
    bench = Bench(FakeLibrary(seeds()))
    async with bench.app.run_test(size=size) as pilot:
        lines = (await started(bench, pilot, *keys)).splitlines()
        shown = "\n".join(lines[1:-1]) + "\n"
        if os.environ.get("VARIORUM_KEEP"):
            kept.write_text(shown, encoding="utf-8")
        assert shown == kept.read_text(encoding="utf-8")


async def test_the_cursor_stays_on_its_passage_when_another_account_leads() -> None:
    """Rows change their order, not their place under the cursor, whichever account tells them."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await started(bench, pilot, *THREE, "m", "G", "l", "l", "x")
        here = words(bench)
        assert compare(bench).view.choice.lead == 2
        await bench.press(pilot, "h", "h", "x")
        assert (compare(bench).view.choice.lead, words(bench)) == (0, here)


async def test_columns_have_their_headings_after_the_matrix() -> None:
    """Leaving the matrix on a wide terminal names each account above its own column."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(200, 60)) as pilot:
        shown = await started(bench, pilot, *THREE, "m")
        heads = next(line for line in shown.splitlines() if "A LA Times" in line)
        row = next(line for line in shown.splitlines() if line.count("Talks between") == len(ids(bench)))
        columns = [place for place, sign in enumerate(row) if sign == "│"]
        assert [heads[place] for place in columns[:2]] == ["│", "│"]
        assert "C UNN" in heads[columns[1] :]


async def test_an_account_of_another_event_is_brought_in_with_one_key() -> None:
    """An account of another event is set aside with the reason, and space brings it in."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        shown = await started(bench, pilot, "space", "space", "space", "space", "c")
        assert ids(bench) == ["a.txt", "b.txt", "c.txt"]
        assert "Summit opens in Laos set aside: another event" in shown
        await bench.press(pilot, "space")
        assert ids(bench) == ["a.txt", "b.txt", "c.txt", "d.txt"]


async def test_escape_comes_back_to_the_row_an_account_was_opened_at() -> None:
    """Reading an account at a passage and coming back loses nothing."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await started(bench, pilot, *ENTRY, "j", "j", "j", "j", "l", "enter")
        assert screen(bench) == "reader"
        await bench.press(pilot, "ctrl+o")
        assert (screen(bench), compare(bench).view.row, compare(bench).view.side) == (COMPARE, 4, 1)


async def test_an_article_without_relatives_says_so() -> None:
    """One article alone can't be compared, and the status line says what can be."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await started(bench, pilot, "G", "c")
        assert screen(bench) == "library"
        assert message(bench).startswith("No other article here shares passages or a story with this one")


async def test_a_comparison_is_written_to_a_file(tmp_path: Path) -> None:
    """The ending of the name chooses the format; an unknown one is refused in a sentence and writes nothing."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await started(bench, pilot, *ENTRY)
        for name in ("out.md", "out.html", "out.json", "out.bib", "out.doc"):
            await bench.press(pilot, "E", "ctrl+a", "ctrl+k")
            bench.app.screen.query_one(Input).value = str(tmp_path / name)
            await bench.press(pilot, "enter")
        assert names(tmp_path) == ["out.bib", "out.html", "out.json", "out.md"]
        assert "“out.doc” names no form; end it in .md, .html, .json, .csl, .bib or .ris." in screen_text(bench.app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("keys", [("j", *ENTRY), ("j", *THREE)])
async def test_a_screen_in_ascii_has_no_other_signs_of_its_own(size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """With `ascii: true` everything that is not an article's own text is ASCII."""
    bench = Bench(FakeLibrary(seeds()), plain())
    async with bench.app.run_test(size=size) as pilot:
        shown = await started(bench, pilot, *keys)
        own = {sign for sign in shown if not sign.isascii()} - SCROLLBAR
        assert own <= set("".join(article.text for article in seeds()))


async def test_classes_and_changes_are_told_without_colour() -> None:
    """Without colours every class has its sign, changed words are bold and underlined, and the bar marks the row."""
    bench = Bench(FakeLibrary(ACCOUNTS), terminal=Terminal(no_colour=True))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await started(bench, pilot, *ENTRY, "n")
        table = compare(bench).table
        line = next(number for number in range(20) if "growing" in table.paint(number).text)
        style = next(segment.style for segment in table.paint(line) if "growing" in segment.text)
        assert style is not None
        assert (style.bold, style.underline) == (True, True)
        assert table.paint(line - 1).text[0] == bench.app.session.glyphs.selection


async def test_a_click_chooses_row_and_account() -> None:
    """The cursor goes where the mouse points, in the columns to the account too; a second click reads it there."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await started(bench, pilot, *ENTRY)
        table = compare(bench).table
        line = next(number for number in range(20) if "growing" in table.paint(number).text)
        await pilot.click(table, offset=(90, line))
        await bench.settle(pilot)
        assert (compare(bench).view.row, compare(bench).view.side) == (2, 1)
        await pilot.click(table, offset=(5, line + 1))
        await bench.settle(pilot)
        assert (compare(bench).view.row, compare(bench).view.side) == (2, 0)
        await pilot.click(table, offset=(90, line), times=2)
        await bench.settle(pilot)
        assert (screen(bench), bench.app.navigator.reader.at_hand) == ("reader", "b.txt")


async def test_a_click_on_a_stack_keeps_the_account() -> None:
    """Where accounts stand one under the other only the row is chosen; below the last row nothing is."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(62, 40)) as pilot:
        await started(bench, pilot, *ENTRY, "l")
        table = compare(bench).table
        line = next(number for number in range(30) if "increased" in table.paint(number).text)
        await pilot.click(table, offset=(3, line))
        await bench.settle(pilot)
        assert (compare(bench).view.row, compare(bench).view.side) == (1, 1)


async def test_selected_rows_are_left_before_the_screen() -> None:
    """Escape first stops selecting, then goes back."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await started(bench, pilot, *ENTRY, "j", "v", "j", "j")
        assert list(compare(bench).view.chosen_rows) == [1, 2, 3]
        await bench.press(pilot, "escape")
        assert (screen(bench), list(compare(bench).view.chosen_rows)) == (COMPARE, [3])
        await bench.press(pilot, "v", "k", "k")
        assert list(compare(bench).view.chosen_rows) == [1, 2, 3]
        await bench.press(pilot, "v", "v", "escape")
        assert (screen(bench), compare(bench).view.chosen_rows) == (COMPARE, [1])
        await bench.press(pilot, "escape")
        assert screen(bench) == "library"


async def test_half_a_page_moves_a_row_at_least() -> None:
    """A row higher than half a screen is no trap, in either direction."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(62, 16)) as pilot:
        await started(bench, pilot, *ENTRY)
        rows = []
        for key in ("ctrl+d", "ctrl+d", "ctrl+d", "ctrl+u", "ctrl+u"):
            await bench.press(pilot, key)
            rows.append(entry(bench))
        assert (rows[:3], rows[2] > rows[3] > rows[4]) == (sorted(set(rows[:3])), True)


async def test_a_fold_says_how_many_rows_it_holds_and_why() -> None:
    """What is the same in all is one line, what one account tells alone another, with its first words."""
    same, port = (
        "Talks went on for hours.\nNobody was told why.",
        "Ships came and went all day.\nRain fell on the hills.",
    )
    told = [article(same, "a.txt", outlet="One"), article(f"{same}\n{port}", "b.txt", outlet="Two")]
    bench = Bench(FakeLibrary(told))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        shown = await started(bench, pilot, *ENTRY, "=")
        signs = bench.app.session.glyphs
        assert f"{signs.verbatim} {signs.fold} 2 passages the same in all" in shown
        assert f"{signs.unique} {signs.fold} 2 only in Two: Ships came and went all day." in shown


async def test_no_row_is_a_place_to_move_in() -> None:
    """Where words stand in no row every moving key does nothing, and the rows come back with the cursor on one."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await started(bench, pilot, *ENTRY, "slash", *"nowhere", "enter")
        assert compare(bench).view.row is None
        await bench.press(pilot, "pagedown", "ctrl+d", "pageup", "ctrl+u", "j", "k", "G", "g", "g", "l", "a")
        assert (compare(bench).view.row, message(bench)) == (None, "There is no row here.")
        await bench.press(pilot, "escape")
        assert (screen(bench), compare(bench).view.row is not None) == (COMPARE, True)


async def test_where_no_row_of_the_matrix_has_the_words_none_is_told_of() -> None:
    """Without a matching row the matrix shows no wordings below and no counts."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        shown = await started(bench, pilot, *ENTRY, "m")
        told = ("ministers", "told by two")
        assert [words for words in told if words in shown] == [*told]
        await bench.press(pilot, "slash", *"nowhere", "enter")
        below = screen_text(bench.app)
        assert [words for words in told if words in below] == []
        assert "no row has these words" in below


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("Dockers in Hull struck over pay on Friday.", "what is shared is the same"),
        ("Growers in Kent picked plums early.", "nothing is told by two"),
    ],
)
async def test_two_accounts_without_a_difference_say_what_they_share(other: str, told: str) -> None:
    """Passages that are the same word for word are not called told by none, and passages of one alone not the same."""
    texts = ("Dockers in Hull struck over pay on Friday.\n\nThe union of Hull spoke at noon.", f"{other}\n\nIt rained.")
    accounts = tuple(article(text, f"{place}.txt") for place, text in enumerate(texts))
    bench = Bench(FakeLibrary(accounts))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        assert told in await started(bench, pilot, *ENTRY)


MARKED = "Washington has become **increasingly alarmed** by [Beijing’s growing](http://a.org) aggressiveness at sea."
UNMARKED = "Washington has become increasingly alarmed by Beijing’s *lasting* aggressiveness at sea."


async def test_marks_of_markdown_are_drawn_nowhere_a_passage_is_shown(tmp_path: Path) -> None:
    """Columns, matrix, notes of a row, the box for a note, the list of notes and what is copied are without them."""
    for name, told in (("a", MARKED), ("b", UNMARKED)):
        (tmp_path / f"{name}.md").write_text(f"# Talks {name}\n\n{told}\n", "utf-8")
    reader = ArticleReader(tmp_path, ArticleSettings())
    bench = Bench(FakeLibrary([reader.read(f"{name}.md").articles[0] for name in "ab"]))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        shown = [await started(bench, pilot, *ENTRY)]
        view = compare(bench).view
        assert view.passages is not None
        cell = view.passages.passage(0, 0).text
        assert [cell[start:end] for start, end in view.passages.changed(0, 0)] == ["growing"]
        for keys in ("m", "m", "p", "a", "x", "f2", "4", "y"):
            await bench.press(pilot, keys)
            shown.append(screen_text(bench.app))
        assert not [
            text for text in (*shown, bench.app.clipboard) if "**" in text or "](" in text or "*lasting" in text
        ]
        assert "increasingly alarmed" in shown[-1]
        assert "increasingly alarmed by Beijing’s growing aggressiveness" in bench.app.clipboard


async def test_a_low_terminal_keeps_rows_in_sight() -> None:
    """At 60×16 the head gives way: the matrix shows rows of its list and words of the one under the cursor."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(60, 16)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *THREE)
        view = bench.app.navigator.compare_screen.view
        if not view.as_matrix:
            await bench.press(pilot, "m")
        assert view.matrix.rows_shown >= 3
        assert view.table.rows_shown >= 2


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_the_matrix_says_all_words_of_the_flag_of_its_row(size: tuple[int, int]) -> None:
    """The flag of the row stands above its wordings, whole at every size, and on no other line."""
    bench = Bench(FakeLibrary(seeds()))
    async with bench.app.run_test(size=size) as pilot:
        await started(bench, pilot, "j", *THREE)
        seen = ""
        for _ in range(3):
            await bench.press(pilot, "!")
            lines = screen_text(bench.app).split("\n")
            assert sum(bool(re.search(r"⚠ \w+  \S", line)) for line in lines) == 1
            seen += " ".join(re.findall(r"[\w:;–]+", screen_text(bench.app)))
        assert "at the same time; increasing and building" in seen
        assert "UNN: –; intensifying and growing" in seen
        assert "Wang Yi UNN: Van Blinken" in seen


async def test_a_flag_below_the_screen_is_told_on_the_status_line() -> None:
    """At 60 columns a row fills the screen; which flag was walked to is said all the same, and once in full view."""
    bench = Bench(FakeLibrary(seeds()))
    async with bench.app.run_test(size=(60, 16)) as pilot:
        await started(bench, pilot, "j", "j", "space", "space", "c", "!")
        assert screen_text(bench.app).split("\n")[-2].strip().startswith("⚠ wording  ")
        await bench.resize(pilot, 120, 40)
        assert "difference" in screen_text(bench.app).split("\n")[-2]


@pytest.mark.parametrize("keys", [("m",), ("m", "m"), ("m", "m", "m")])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_no_frame_has_rows_laid_out_for_another_width(
    size: tuple[int, int], keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Turning to columns or to the matrix, every paint of the rows is for the width and the place they have then."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    wrong: list[str] = []
    paint = CompareTable.render_lines

    def painted(table: CompareTable, crop: Region) -> list[Strip]:
        strips = paint(table, crop)
        view, collation = compare(bench).view, table.collation
        if collation is None or collation.width != table.cells - 1:
            wrong.append(f"laid out for another width than {table.size.width}")
        if not view.as_matrix and collation is not None and table.size.width < size[0] * 0.9:
            wrong.append(f"rows in the place beside the matrix, {table.size.width} wide")
        return strips

    async with bench.app.run_test(size=size) as pilot:
        await started(bench, pilot, *THREE)
        monkeypatch.setattr(CompareTable, "render_lines", painted)
        await bench.press(pilot, *keys)
        assert (wrong, compare(bench).view.as_matrix) == ([], len(keys) % 2 == 0)
