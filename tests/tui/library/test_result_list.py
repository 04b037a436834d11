"""The list of articles: rows, cursor, marks, pages that come later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index import Span
from tests.stage import Stage, lines, marked
from tests.tui.samples import TupleSource
from tui.library.list_rows import PENDING, ListRow
from tui.library.result_list import ResultList

if TYPE_CHECKING:
    from collections.abc import Sequence

BLINKEN = ListRow(
    id="a.txt",
    title="Blinken notes progress, concerns as he meets Xi",
    outlet="Los Angeles Times",
    agency="AP",
    published="2024-04-26",
    snippet="…raises differences over Taiwan, human rights and China’s support for Russia in Ukraine",
    marks=(Span(25, 31),),
    hits=6,
    accounts=4,
    notes=2,
    tags=("framing", "law"),
    unread=True,
)
UNN = ListRow(id="b.txt", title="“US Secretary of State Anthony Blinken expressed concern”", file="b.txt", starred=True)


def many(count: int) -> TupleSource:
    return TupleSource([ListRow(id=f"{number}.txt", title=f"Article {number}") for number in range(count)])


class Slow:
    """A source that knows its rows only when told to."""

    def __init__(self, rows: int) -> None:
        self.rows, self.ready, self.asked = rows, False, 0

    def __len__(self) -> int:
        return self.rows

    def position(self, article: str) -> int | None:
        return many(self.rows).position(article) if self.ready else None

    def page(self, start: int, stop: int) -> Sequence[ListRow]:
        self.asked += 1
        return many(self.rows).page(start, stop) if self.ready else [PENDING] * (stop - start)


async def test_a_row_shows_headline_facts_and_snippet() -> None:
    """Mark, dot, star, headline; below it outlet with agency, date, accounts, hits, notes, tags; then the passage."""
    listing = ResultList()
    async with Stage(listing).run_test(size=(80, 24)) as pilot:
        listing.set_source(TupleSource([BLINKEN, UNN]), lines=3)
        listing.marks.toggle(listing.cursor_id or "")
        await pilot.pause()
        assert lines(listing, 6) == [
            " ▸ ✓ ●   Blinken notes progress, concerns as he meets Xi",
            "         Los Angeles Times ‹AP› · 26 Apr 2024 · 4 accounts · 6 hits · ✎2 · #f…",
            "         …raises differences over Taiwan, human rights and China’s support fo…",
            "       ★ “US Secretary of State Anthony Blinken expressed concern”",
            "         — · undated · b.txt",
            "",
        ]


async def test_a_low_list_sets_the_snippet_behind_the_facts() -> None:
    """Where there is little height a row keeps two lines: the passage still, and what is the reader's own."""
    listing = ResultList()
    async with Stage(listing).run_test(size=(80, 12)) as pilot:
        listing.set_source(TupleSource([BLINKEN, UNN]), lines=3)
        await pilot.pause()
        assert lines(listing, 4) == [
            " ▸   ●   Blinken notes progress, concerns as he meets Xi",
            "         Los Angeles Times ‹AP› · 26 Apr 2024 · ✎2 · #framing…  …Taiwan, huma…",
            "       ★ “US Secretary of State Anthony Blinken expressed concern”",
            "         — · undated · b.txt",
        ]


@pytest.mark.parametrize(("cells", "title"), [(80, 69), (74, 63), (72, 65), (24, 17)])
async def test_a_headline_has_the_full_width(cells: int, title: int) -> None:
    """Nothing stands beside the headline but mark, dot and star."""
    listing = ResultList()
    async with Stage(listing).run_test(size=(cells, 12)) as pilot:
        listing.set_source(TupleSource([ListRow(id="a.txt", title="headline " * 20)]))
        await pilot.pause()
        shown = lines(listing, 1)[0].lstrip(" ▸")
        assert (len(shown.rstrip("…")) >= title - 1, shown.endswith("…")) == (True, True)


async def test_only_the_row_under_the_cursor_is_bold() -> None:
    """An unread article has a dot, and no weight."""
    listing = ResultList()
    async with Stage(listing).run_test(size=(80, 12)) as pilot:
        listing.set_source(TupleSource([BLINKEN, BLINKEN._replace(id="c.txt")]), lines=3)
        await pilot.pause()
        bold = [marked(listing, line, bold=True) for line in range(4)]
        assert [text.strip(" ▸") for text in bold] == [BLINKEN.title, "", "", ""]


async def test_hits_are_marked_by_tint_and_without_colour_by_brackets(monkeypatch: pytest.MonkeyPatch) -> None:
    """A marked word has a style of its own; `NO_COLOR` puts brackets about it."""
    listing = ResultList()
    async with Stage(listing, ansi=True).run_test(size=(80, 12)) as pilot:
        listing.set_source(TupleSource([UNN, BLINKEN]))
        await pilot.pause()
        assert marked(listing, 3, underline=True) == "Taiwan"
    monkeypatch.setenv("NO_COLOR", "1")
    listing = ResultList()
    async with Stage(listing, ansi=True).run_test(size=(80, 12)) as pilot:
        listing.set_source(TupleSource([UNN, BLINKEN]))
        await pilot.pause()
        assert "…⟦Taiwan⟧, hu…" in lines(listing, 4)[3]


async def test_the_cursor_stays_with_its_article() -> None:
    """A new source keeps the cursor on the article that was asked for, on its line of the screen."""
    listing = ResultList()
    app = Stage(listing)
    async with app.run_test(size=(60, 20)) as pilot:
        listing.set_source(many(100))
        listing.move(50)
        await pilot.pause()
        app.told(ResultList.Highlighted, "id")
        height = listing.cursor * 2 - listing.top
        kept = TupleSource([row for row in many(100).rows if row.id.endswith(("0.txt", "5.txt"))])
        listing.set_source(kept, keep=listing.cursor_id)
        await pilot.pause()
        assert (listing.cursor_id, listing.cursor) == ("50.txt", 10)
        assert listing.cursor * 2 - listing.top == height
        assert app.told(ResultList.Highlighted, "id") == ["50.txt"]
        listing.set_source(many(3), keep="50.txt")
        assert listing.cursor_id == "0.txt"


async def test_moving_says_which_article_and_stops_at_the_ends() -> None:
    """Up, down, pages, top and bottom; standing still says nothing."""
    listing = ResultList()
    app = Stage(listing)
    async with app.run_test(size=(60, 21)) as pilot:
        listing.set_source(many(1000))
        await pilot.pause()
        app.told(ResultList.Highlighted, "id")
        for move in (1, 1, -5, -1):
            listing.move(move)
        listing.page(1)
        listing.half_page(-1)
        listing.end()
        listing.move(3)
        listing.home()
        await pilot.pause()
        told = app.told(ResultList.Highlighted, "id")
        assert told == ["1.txt", "2.txt", "0.txt", "9.txt", "4.txt", "999.txt", "0.txt"]


async def test_marks_are_kept_by_article_in_order() -> None:
    """Marks survive another list and tell when they change."""
    listing = ResultList()
    async with Stage(listing).run_test(size=(60, 20)):
        told: list[tuple[str, ...]] = []
        listing.marks.changed.add(lambda: told.append(tuple(listing.marks)))
        listing.set_source(many(10))
        for row in (3, 1, 3, 2):
            listing.move_to(row)
            listing.marks.toggle(listing.cursor_id or "")
        listing.set_source(many(2))
        assert tuple(listing.marks) == ("1.txt", "2.txt")
        listing.marks.set()
        assert told == [("3.txt",), ("3.txt", "1.txt"), ("1.txt",), ("1.txt", "2.txt"), ()]


async def test_the_mouse_chooses_opens_and_marks() -> None:
    """A click moves the cursor, a second one opens, one before the dot marks; the wheel scrolls."""
    listing = ResultList()
    app = Stage(listing)
    async with app.run_test(size=(80, 20)) as pilot:
        listing.set_source(many(100))
        await pilot.pause()
        await pilot.click(ResultList, offset=(30, 5))
        assert listing.cursor_id == "2.txt"
        await pilot.click(ResultList, offset=(30, 5), times=2)
        assert app.told(ResultList.Opened, "id") == ["2.txt"]
        await pilot.click(ResultList, offset=(3, 2))
        assert tuple(listing.marks) == ("1.txt",)
        assert listing.cursor_id == "1.txt"


async def test_rows_that_are_not_known_yet_are_drawn_when_they_are() -> None:
    """A pending row is a placeholder, has no id, and is asked for again."""
    listing, source = ResultList(), Slow(200)
    async with Stage(listing).run_test(size=(60, 20)) as pilot:
        listing.set_source(source)
        await pilot.pause()
        assert lines(listing, 2)[0].endswith("⋯")
        assert listing.cursor_id is None
        source.ready = True
        listing.rows_changed()
        await pilot.pause()
        assert lines(listing, 2)[0].endswith("Article 0")
        assert listing.cursor_id == "0.txt"
        asked = source.asked
        lines(listing)
        assert source.asked == asked


async def test_an_empty_list_says_why() -> None:
    """What a reader can do next stands where rows would."""
    listing = ResultList()
    async with Stage(listing).run_test(size=(80, 20)) as pilot:
        listing.set_source(TupleSource())
        listing.set_empty("Nothing found.\nTry fewer words.")
        await pilot.pause()
        assert lines(listing, 4) == ["", "  Nothing found.", "  Try fewer words.", ""]
        assert listing.cursor_id is None


async def test_titles_of_any_script_keep_the_columns() -> None:
    """Wide signs, joiners, controls and markup neither shift a column nor reach the terminal."""
    hostile = [
        "中国外交部长王毅会见美国国务卿布林肯讨论台湾问题以及南海局势",
        "\x1b]52;c;aGFjaw==\x07\x9b31m evil",
        "[bold red]not markup[/] [link=x]",
        "👩‍👩‍👧‍👦 " * 20,
        "\u05e9\u05dc\u05d5\u05dd\u200f",
        "a\nb\tc",
    ]
    rows = [
        ListRow(id=str(n), title=title, outlet=title, agency=title, published=title, tags=(title,), snippet=title)
        for n, title in enumerate(hostile)
    ]
    listing = ResultList()
    async with Stage(listing).run_test(size=(80, 20)) as pilot:
        listing.set_source(TupleSource(rows))
        await pilot.pause()
        strips = [listing.render_line(y) for y in range(13)]
        assert {strip.cell_length for strip in strips} == {79}
        assert [sign for strip in strips for sign in strip.text if sign < " " or "\x7f" <= sign < "\xa0"] == []
        assert "[bold red]not markup[/]" in strips[4].text


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (10, 3), (20, 5), (400, 4)])
async def test_any_size_of_list_is_survived(size: tuple[int, int]) -> None:
    """A list of a few cells still paints lines of its own width."""
    listing = ResultList()
    async with Stage(listing).run_test(size=size) as pilot:
        listing.set_source(TupleSource([BLINKEN, UNN] * 9))
        listing.page(1)
        listing.end()
        await pilot.pause()
        assert {listing.render_line(y).cell_length for y in range(size[1])} == {max(size[0] - 1, 0)}
