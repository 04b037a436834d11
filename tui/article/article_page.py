"""An article laid out on a pane: text column, style, folds, and a caret that keeps its place in between.

Nothing is painted here; selections and overlays are not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from .article_layout import ArticleView
from .caret import Held, Viewport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.geometry import Offset

    from index import Article, Span

    from .article_layout import ReadingStyle
    from .caret import Caret

NARROWEST = 24
Below = tuple[int, "Callable[[int], str]"]
"""The index of a block, and a function that returns the text shown below it for a width in cells."""


@dataclass(frozen=True, slots=True)
class Column:
    """The division of the pane, in cells: total, space left of the margin, margin, text."""

    cells: int
    left: int
    margin: int
    text: int

    @property
    def start(self) -> int:
        """The cell at which text lines start."""
        return self.left + self.margin


def columns(cells: int, measure: int, *, numbered: bool, centred: bool) -> Column:
    """Divide a pane: text up to ``measure`` cells, and a margin with paragraph numbers if there is room."""
    margin = 8 if numbered and cells >= 60 else 3 if numbered else 1
    text = max(1, min(measure, cells - margin - (1 if cells > 20 else 0)))
    spare = max(0, cells - margin - text)
    # Centring refers to the text, not the margin.
    left = max(0, (cells - text) // 2 - margin) if centred else min(spare // 2, 4)
    return Column(cells, left, margin, text)


class PageLines(Viewport, Protocol):
    """The lines a page is laid out on."""

    @property
    def cells(self) -> int:
        """The width of a line in cells; 0 before layout."""

    def set_line_count(self, count: int) -> None:
        """Set the number of lines."""

    def repaint(self) -> None:
        """Repaint all lines."""

    def repaint_lines(self, first: int, last: int) -> None:
        """Repaint the lines from ``first`` to ``last``."""


class ArticlePage:
    """The article on ``sheet``, laid out again whenever width, style or folds change."""

    def __init__(self, sheet: PageLines, caret: Caret, style: ReadingStyle, measure: int, *, numbered: bool) -> None:
        self._sheet, self._caret = sheet, caret
        self._landing: int | None = None
        self._landing_line: int | None = None
        self._numbered = numbered
        self.view: ArticleView | None = None
        self.style, self.measure, self.centred = style, measure, False
        self._covered = 0
        self.below: Below = (-1, lambda _: "")

    @property
    def laid_out(self) -> ArticleView | None:
        """The view, once it has rows."""
        return self.view if self.view is not None and len(self.view) else None

    @property
    def column(self) -> Column:
        """The division of the sheet at its current width."""
        return columns(self._sheet.cells, self.measure, numbered=self._numbered, centred=self.centred)

    def show(self, article: Article | None, offset: int) -> None:
        """Show an article (or nothing) with the caret at ``offset``, as soon as there is a width.

        A fold that hides the offset is opened. If the text is the same as before, its folds are kept.
        """
        before, self.view = self.view, ArticleView(article, self.style) if article else None
        if before is not None and self.view is not None and before.article.hash == self.view.article.hash:
            self.view.folds = before.folds
        self.below = (-1, lambda _: "")
        self._caret.enter(self.view)
        self._landing = offset
        self._land()

    @property
    def place(self) -> int:
        """The offset of the caret, or where it will be put as soon as there is a width."""
        return self._caret.offset if self._landing is None else self._landing

    def _land(self) -> None:
        if self._landing is None or not self._sheet.cells:
            return
        offset, self._landing = self._landing, None
        if self.view is not None:
            # Offset 0 means the start of the page, not a place inside a fold there.
            if offset:
                self.view.reveal(offset)
            self.view.arrange(self.column.text)
        self._count_lines()
        self._caret.land(offset)
        self.hold_line(self._landing_line)
        self._sheet.repaint()

    def hold_line(self, line: int | None) -> None:
        """Scroll the caret to a line of the screen, as soon as there is a width; `None` leaves it where it is."""
        self._landing_line = line if self._landing is not None else None
        if line is not None and self._landing is None and (view := self.laid_out):
            self._sheet.scroll_to_line(view.row_of(self._caret.offset) - line)

    def _count_lines(self) -> None:
        """Set the number of lines, including the blank one below the last paragraph."""
        rows = len(self.view) if self.view is not None else 0
        self._sheet.set_line_count(rows + 1 + self._covered if rows else 0)

    def set_below(self, block: int, told: Callable[[int], str]) -> None:
        """Show a line in the blank row below a block, if there is one; no text moves.

        ``told`` is called with the width in cells.
        """
        before = self.line_below
        self.below = (block, told)
        for line in {before, self.line_below} - {-1}:
            self._sheet.repaint_lines(line, line)

    @property
    def line_below(self) -> int:
        """The line on which something is shown below a block, -1 if there is none."""
        view, (block, told) = self.laid_out, self.below
        return view.row_below(block) if view is not None and told(self.column.text) else -1

    def repaint_at(self, stretches: Iterable[Span] | None = None) -> None:
        """Repaint the rows of these spans, or all rows."""
        if stretches is None:
            self._sheet.repaint()
        elif view := self.laid_out:
            for start, end in stretches:
                self._sheet.repaint_lines(view.row_of(start), view.row_of(max(start, end - 1)))

    # Laying out again

    def rearrange(self) -> None:
        """Lay the article out again; the caret stays on its line of the screen, or the top line on top."""
        if self.view is not None and self._sheet.cells and self._landing is None:
            held = self._caret.hold()
            self.view.arrange(self.column.text)
            self._count_lines()
            self._caret.settle(held)
            self._sheet.repaint()

    def replace_text(self, article: Article, follow: Callable[[int], int]) -> None:
        """Show a newer text; ``follow`` maps offsets of the old text to the new one."""
        held, unfolded = self._caret.hold(), self.view is not None and self.view.folds.unfolded
        self.view = ArticleView(article, self.style)
        self.view.folds.unfolded = unfolded
        self.below = (-1, lambda _: "")
        self._caret.enter(self.view)
        self._caret.drag(follow(self._caret.offset))
        self.view.reveal(self._caret.offset)
        self.view.arrange(self.column.text)
        self._count_lines()
        self._caret.settle(Held(follow(held.offset), held.line))
        self._sheet.repaint()

    def resize(self) -> None:
        """Lay the article out for a new width, or the first one; if only the height changed, just scroll."""
        if self.view is not None and self.view.width == self.column.text:
            self._caret.settle(self._caret.hold())
        else:
            self.rearrange()
        self._land()

    def set_style(self, style: ReadingStyle) -> None:
        """Set the reading style."""
        self.style = style
        if self.view is not None:
            self.view = self.view.restyled(style)
            self._caret.enter(self.view)
            self.rearrange()

    def set_measure(self, cells: int) -> None:
        """Set the greatest width of the text column, keeping the place."""
        self.measure = max(NARROWEST, cells)
        self.rearrange()

    def set_centred(self, *, centred: bool) -> None:
        """Centre the column (zen mode) or not."""
        self.centred = centred
        self.rearrange()

    # Folds

    def toggle_furniture(self) -> bool:
        """Unfold all furniture or fold it again, keeping the place; return whether it is unfolded now."""
        unfolded = self.view is not None and self.view.folds.toggle()
        self.rearrange()
        return unfolded

    def toggle_fold(self) -> bool:
        """Open or close the fold at the caret; return whether there is one."""
        view = self.view
        found = view is not None and view.folds.toggle_at(view.block_at(self._caret.offset))
        if found:
            self.rearrange()
        return found

    def jump(self, offset: int) -> None:
        """Move the caret to an offset, opening its fold; a distant one is shown a third down the screen."""
        if (view := self.laid_out) and view.reveal(offset):
            self.rearrange()
        self._caret.jump(offset)

    # Places

    def occurrences(self, words: str) -> tuple[Span, ...]:
        """Return the spans of some words in the article."""
        return self.view.occurrences(words) if self.view is not None else ()

    def show_above(self, span: Span | None, lines: int) -> None:
        """Scroll a span above the last ``lines`` of the sheet, which something covers for a while.

        With 0 the lines added below the text are removed again.
        """
        self._covered = lines
        self._count_lines()
        if (view := self.laid_out) and span is not None:
            last = view.row_of(max(span.start, span.end - 1))
            spare = self._sheet.top + self._sheet.rows_shown - lines - 1
            if last > spare:
                self._sheet.scroll_to_line(self._sheet.top + last - spare)

    def offset_under(self, place: Offset) -> int:
        """Return the offset of the character under a cell of the sheet; outside the text, of the nearest one."""
        view, sheet = self.laid_out, self._sheet
        if view is None:
            return 0
        line = min(sheet.top + min(max(place.y, 0), max(0, sheet.rows_shown - 1)), len(view) - 1)
        return view.offset_at(view.caret_row(line, -1), place.x - self.column.start)

    def fold_under(self, place: Offset) -> bool:
        """Whether a fold line is under a cell of the sheet."""
        view, row = self.laid_out, self._sheet.top + place.y
        return view is not None and row < len(view) and view.own_line(row) is not None and view.takes_caret(row)
