"""Caret, page and selection by themselves, on lines that no terminal shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Offset
from textual.selection import Selection

from index import Role, Span
from tests.builders import article
from tui.article.article_layout import ReadingStyle
from tui.article.article_page import ArticlePage
from tui.article.caret import Caret, Held
from tui.article.selection import TextSelection

if TYPE_CHECKING:
    from index import Article

HEADLINE = "Talks\n\n"
SHORT_BETWEEN = f"{HEADLINE}Some words stand on this row here.\n\nShort.\n\nSome words stand on that row here."
LONG = HEADLINE + "\n\n".join(f"Paragraph {number}. Its second sentence stands here." for number in range(60))


class Lines:
    """What a caret and a page need of a pane: twenty lines of forty cells, and what was asked of them."""

    def __init__(self, cells: int = 40) -> None:
        self.top, self.rows_shown, self.cells = 0, 20, cells
        self.count, self.repaints = 0, 0
        self.painted: list[tuple[int, int]] = []

    def scroll_to_line(self, line: int) -> None:
        self.top = max(0, min(line, self.count - self.rows_shown))

    def show_line(self, line: int, margin: int = 0) -> None:
        if line < self.top + margin:
            self.scroll_to_line(line - margin)
        elif line >= self.top + self.rows_shown - margin:
            self.scroll_to_line(line - self.rows_shown + 1 + margin)

    def set_line_count(self, count: int) -> None:
        self.count = count

    def repaint(self) -> None:
        self.repaints += 1

    def repaint_lines(self, first: int, last: int) -> None:
        self.painted.append((first, last))


class Desk:
    """An article set on lines, with a caret and a selection, and what they told."""

    def __init__(self, shown: Article | None, *, offset: int = 0, cells: int = 40) -> None:
        self.lines = Lines(cells)
        self.puts: list[tuple[int, int]] = []
        self.spans: list[Span | None] = []
        self.published: list[Selection | None] = []
        self.pointed = 0
        self.caret = Caret(self.lines, self._put)
        self.page = ArticlePage(self.lines, self.caret, ReadingStyle(), 72, numbered=False)
        self.selecting = TextSelection(
            self.caret,
            self.page.jump,
            lambda: self.pointed,
            self.published.append,
            lambda _: self.spans.append(self.selecting.span),
        )
        self.page.show(shown, offset)

    def _put(self, before: int, offset: int) -> None:
        self.puts.append((before, offset))
        self.selecting.follow()

    @property
    def line(self) -> int:
        """The line of the screen on which the caret is."""
        assert self.page.view is not None
        return self.page.view.row_of(self.caret.offset) - self.lines.top


def shown(text: str) -> Article:
    return article(text, roles={0: Role.TITLE}, title="Talks", outlet="UNN")


def test_a_caret_moves_nowhere_before_there_are_rows() -> None:
    """Without an article, or before it is laid out, no move changes the caret or sends a message."""
    for desk in (Desk(None), Desk(shown(LONG), offset=100, cells=0)):
        desk.caret.move("word", 3)
        desk.caret.page()
        desk.caret.half_page(-1)
        desk.caret.home()
        desk.caret.end()
        desk.caret.line_edge(1)
        desk.page.jump(50)
        desk.selecting.toggle("sentence")
        desk.selecting.take(Span(3, 9))
        assert (desk.caret.offset, desk.caret.progress, desk.selecting.span) == (0, 1.0, None)
        assert (desk.puts, desk.published) == ([], [])


def test_an_article_waits_for_a_width() -> None:
    """Shown before there are cells, it is set once there are, with the caret where it was asked to be."""
    desk = Desk(shown(LONG), offset=LONG.index("Paragraph 30"), cells=0)
    assert desk.lines.count == 0
    desk.lines.cells = 40
    desk.page.resize()
    assert desk.puts == [(-1, LONG.index("Paragraph 30"))]
    assert desk.line == desk.lines.rows_shown // 3
    desk.page.resize()
    assert len(desk.puts) == 1


def test_a_run_of_moves_by_lines_keeps_its_column() -> None:
    """Across a shorter row the caret comes back to the column in which it began; another move begins anew."""
    begin = SHORT_BETWEEN.index("row here")
    desk = Desk(shown(SHORT_BETWEEN), offset=begin)
    places = []
    for unit, count in (("line", 2), ("line", 2), ("line", -2), ("grapheme", -1), ("line", -2)):
        desk.caret.move(unit, count)  # type: ignore[arg-type] # literals
        places.append(desk.caret.offset)
    short, below = SHORT_BETWEEN.index("Short."), SHORT_BETWEEN.rindex("row here")
    assert places == [short + 5, below, short + 5, short + 4, len(HEADLINE) + 4]


def test_a_caret_that_can_go_no_further_still_scrolls() -> None:
    """Up from the first row one sees what stands above it."""
    desk = Desk(shown(LONG))
    desk.lines.top = 3
    desk.caret.move("line", -1)
    assert desk.lines.top == 0


@given(st.integers(0, len(LONG)), st.integers(-30, 30))
def test_a_caret_left_behind_by_the_wheel_comes_back_into_sight(offset: int, wheel: int) -> None:
    """Wherever the screen was scrolled to, the next move starts from it."""
    desk = Desk(shown(LONG), offset=offset)
    desk.lines.scroll_to_line(desk.lines.top + wheel)
    desk.caret.move("grapheme", 1)
    assert 0 <= desk.line < desk.lines.rows_shown


@given(st.integers(0, len(LONG)), st.integers(25, 80), st.integers(-30, 30))
def test_a_page_set_anew_keeps_its_place(offset: int, measure: int, wheel: int) -> None:
    """A caret in sight stays on its line of the screen as far as the ends allow; else the top line stays on top."""
    desk = Desk(shown(LONG), offset=offset)
    desk.lines.scroll_to_line(desk.lines.top + wheel)
    held, caret = desk.caret.hold(), desk.caret.offset
    desk.page.set_measure(measure)
    view = desk.page.view
    assert view is not None
    assert desk.caret.offset == view.snap(caret)
    wanted = view.row_of(held.offset) - held.line
    assert desk.lines.top == max(0, min(wanted, desk.lines.count - desk.lines.rows_shown))


def test_a_lower_screen_keeps_the_caret_in_sight() -> None:
    """The height before decides whether the caret was in sight; it then stands on the last line at the lowest."""
    desk = Desk(shown(LONG))
    desk.caret.move("line", 17)
    desk.lines.rows_shown = 6
    assert desk.caret.hold() == Held(desk.caret.offset, desk.line)
    desk.page.resize()
    assert desk.line == 5


def test_a_jump_opens_the_fold_that_hides_the_place() -> None:
    """The rows are laid out anew only where there was one."""
    made = shown(f"{LONG}\n\nRead more")
    desk = Desk(replace(made, blocks=(*made.blocks[:-1], replace(made.blocks[-1], role=Role.RELATED, rule="r"))))
    assert desk.page.view is not None
    before = desk.lines.repaints
    desk.page.jump(LONG.index("Paragraph 9"))
    assert desk.lines.repaints == before
    assert desk.page.view.hidden(len(LONG) + 4)
    desk.page.jump(len(LONG) + 4)
    assert (desk.caret.offset, desk.lines.repaints) == (len(LONG) + 4, before + 1)


def test_a_selection_by_sentences_tells_from_where_the_caret_came() -> None:
    """The selection grows by a sentence and names the row the caret was on, not the sentence's first."""
    begin = LONG.index("Its second")
    desk = Desk(shown(LONG), offset=begin + 15)
    desk.selecting.toggle("sentence")
    desk.caret.move("sentence", 1, desk.selecting.start_of("sentence"))
    following = LONG.index("Paragraph 1.")
    assert desk.puts[-1] == (begin + 15, following)
    assert desk.spans[-1] == Span(begin, following + len("Paragraph 1."))
    assert desk.selecting.start_of("word") is None


def test_each_span_is_told_once() -> None:
    """A move that selects the same sentences sends no message; the end of the selection sends one."""
    desk = Desk(shown(LONG), offset=LONG.index("Its second"))
    desk.selecting.toggle("sentence")
    desk.caret.move("grapheme", 2)
    desk.selecting.clear()
    desk.selecting.clear()
    begin = LONG.index("Its second")
    assert desk.spans == [Span(begin, begin + len("Its second sentence stands here.")), None]
    assert desk.published[-1] is None


def test_a_selection_made_elsewhere_ends_this_one() -> None:
    """What the screen says goes; its echo of our own selection does not."""
    desk = Desk(shown(LONG))
    desk.selecting.take(Span(10, 20))
    desk.selecting.drag(desk.published[-1])
    assert desk.selecting.text == LONG[10:20]
    desk.selecting.drag(None)
    assert (desk.selecting.span, desk.selecting.text) == (None, "")


def test_the_mouse_selects_from_where_it_was_pressed_to_where_it_points() -> None:
    """Textual counts a cell for each code point, so its ends count only for a drag that began elsewhere."""
    desk = Desk(shown(LONG))
    desk.selecting.press(12)
    desk.pointed = 30
    desk.selecting.drag(Selection(Offset(1, 0), Offset(2, 0)))
    assert desk.selecting.span == Span(12, 31)
    desk.selecting.press(None)
    desk.selecting.drag(Selection(Offset(40, 0), None))
    assert desk.selecting.span == Span(40, len(LONG))


def test_a_second_click_selects_a_word_and_a_third_a_sentence() -> None:
    """A first one selects nothing."""
    desk = Desk(shown(LONG), offset=LONG.index("second"))
    texts = []
    for chain in (1, 2, 3):
        desk.selecting.click(chain)
        texts.append(desk.selecting.text)
    assert texts == ["", "second", "Its second sentence stands here."]


def test_places_outside_the_text_are_the_nearest_sign() -> None:
    """The mouse may leave the lines on every side."""
    desk = Desk(shown(HEADLINE + "One."))
    ends = [desk.page.offset_under(Offset(*place)) for place in ((-5, -5), (99, 99))]
    assert [HEADLINE[ends[0]], ends[1]] == ["T", len(HEADLINE) + 3]
