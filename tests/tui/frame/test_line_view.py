"""The base of the panes: its size while it is hidden, and the line it shows when it gets one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

import pytest
from rich.segment import Segment
from textual.strip import Strip

from index import ArticleSettings
from index.articles.file_reader import ArticleReader
from tests.builders import SEEDS
from tests.stage import Stage, lines
from tests.tui.fakes import Bench, FakeLibrary
from tui.frame.line_view import LineView
from tui.library.result_list import ResultList
from tui.themes import DARK

if TYPE_CHECKING:
    from textual.app import ComposeResult

MATRIX = ("j", "space", "space", "space", "c")


class Numbers(LineView):
    """A hundred numbered lines."""

    PREFIX: ClassVar[str] = "result"
    LOOKS: ClassVar[frozenset[str]] = frozenset({"title"})

    def on_mount(self) -> None:
        self.set_line_count(100)

    def paint(self, line: int) -> Strip:
        return Strip([Segment(f"line {line}", self.blend("title"))])


class Drawer(Stage):
    """A view that ``h`` hides and shows, and that is asked for its size whenever it is hidden or shown.

    ``late`` lets it stand hidden at first; ``t`` and ``e`` have a line of it shown.
    """

    BINDINGS: ClassVar = [("h", "hide"), ("t", "show(30)"), ("e", "show(99)")]

    def __init__(self, *, late: bool = False) -> None:
        self.numbers = Numbers()
        super().__init__(LineView(), self.numbers)
        self.numbers.display = not late

    def compose(self) -> ComposeResult:
        yield from super().compose()
        self.numbers.styles.height = 10

    def action_hide(self) -> None:
        self.numbers.display = not self.numbers.display
        self.numbers.notify_style_update()
        assert self.numbers.inner().height in {0, 10}

    def action_show(self, line: int) -> None:
        self.numbers.show_line(line)


async def test_a_view_hidden_and_shown_again_keeps_its_size() -> None:
    """Asked for its cells while it has no place on the screen, a view says what it had, and paints when it is back."""
    app = Drawer()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for keys in (("h",), ("h",), ("h", "t", "h"), ("h", "h")):
            await pilot.press(*keys)
            assert app.numbers.inner() == (79, 10)
        assert lines(app.numbers) == [f"line {number}" for number in range(21, 31)]


async def test_a_hidden_view_takes_the_width_it_is_shown_at() -> None:
    """A terminal that grew meanwhile is seen."""
    app = Drawer()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        await pilot.resize_terminal(60, 20)
        await pilot.press("h")
        assert app.numbers.inner() == (59, 10)


@pytest.mark.parametrize(("key", "top"), [("t", 21), ("e", 90)])
async def test_a_line_asked_for_before_there_is_room_is_shown_when_there_is(key: str, top: int) -> None:
    """A view never laid out waits with its line; it is neither lost nor scrolled away."""
    app = Drawer(late=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        assert app.numbers.rows_shown == 0
        await pilot.press("h")
        assert app.numbers.top == top


async def test_a_view_scrolled_elsewhere_waits_for_no_line() -> None:
    """What is asked for last counts."""
    app = Drawer(late=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e")
        app.numbers.scroll_to_line(0)
        await pilot.press("h")
        assert app.numbers.top == 0


async def test_a_view_that_paints_nothing_is_blank() -> None:
    """Lines are the width of the view."""
    view = LineView()
    async with Stage(view).run_test(size=(20, 3)) as pilot:
        await pilot.pause()
        assert lines(view) == ["", "", ""]
        assert view.render_line(0).cell_length == 19


async def test_a_view_has_the_looks_that_it_names_and_no_others() -> None:
    """A misspelt look is an error, not a line without colour."""
    view = Numbers()
    async with Stage(view).run_test(size=(20, 3)):
        assert view.blend("title") == view.blend()
        with pytest.raises(KeyError, match="titel"):
            view.blend("titel")


async def test_a_view_is_painted_anew_where_only_its_looks_have_other_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another theme is seen at once, also where paper and ink of the pane stay as they are."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        listing = bench.app.navigator.library.list
        before = listing.blend("outlet", "hit")
        painted: list[int] = []

        def paint(line: int) -> Strip:
            painted.append(line)
            return ResultList.paint(listing, line)

        monkeypatch.setattr(listing, "paint", paint)
        bench.app.register_theme(replace(DARK, name="other", accent="#ff0000"))
        bench.app.theme = "other"
        await bench.settle(pilot)
        await pilot.pause()
        assert painted
        assert listing.blend("outlet", "hit") != before


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
@pytest.mark.parametrize("keys", [("m", "m"), ("q", "3"), ("4", "3"), ("m", "q", "3", "m")])
async def test_the_matrix_is_there_with_its_cursor_when_one_comes_back(
    keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    """By whatever way the matrix is left, it looks the same again: no line is blank, none is scrolled away."""
    reader = ArticleReader(SEEDS, ArticleSettings())
    bench = Bench(FakeLibrary(reader.read(path.name).articles[0] for path in sorted(SEEDS.glob("*.txt"))))
    async with bench.app.run_test(size=size) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *MATRIX)
        (matrix,) = bench.app.screen.query("CoverageMatrix").results(LineView)
        before = lines(matrix)
        await bench.press(pilot, *keys)
        assert matrix.has_focus
        assert before[0].startswith("▸")
        assert lines(matrix) == before


async def test_only_lines_that_look_otherwise_are_painted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of ten lines on the screen the one that changed is sent to the terminal, and the others are not."""
    app = Drawer()
    async with app.run_test(size=(40, 24)) as pilot:
        await pilot.pause()
        sent: list[int] = []
        monkeypatch.setattr(app.numbers, "refresh_line", sent.append)
        app.numbers.repaint_changed()
        assert sent == []
        paint = app.numbers.paint
        monkeypatch.setattr(app.numbers, "paint", lambda line: paint(line + 50 if line == 3 else line))
        app.numbers.repaint_changed()
        assert sent == [3]
        app.numbers.repaint_changed()
        assert sent == [3]


async def test_of_more_lines_than_fit_the_first_are_shown() -> None:
    """A row of two lines on a screen of one shows its headline, whichever way one comes to it."""
    drawer = Drawer()
    async with drawer.run_test(size=(40, 20)) as pilot:
        drawer.numbers.styles.height = 1
        await pilot.pause()
        for line in (30, 20, 40):
            drawer.numbers.show_line(line, to=line + 1)
            assert drawer.numbers.top == line
