"""The caret of an article on screen, and the place it keeps when the article is laid out anew.

Refuses to know selections, layers and colours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from index import Span

from ..frame.line_view import LineView

if TYPE_CHECKING:
    from textual import events

    from .article_layout import ArticleView
    from .caret_motion import Unit, Walker

_MARGIN = 3
_OVERLAP = 2


class CaretView(LineView):
    """A laid out article with a caret. A subclass says how wide the column is and where it begins."""

    PREFIX: ClassVar[str] = "article"

    class CaretMoved(Message, namespace="article_pane"):
        """The caret stands at ``offset`` now."""

        def __init__(self, pane: CaretView, offset: int) -> None:
            super().__init__()
            self.pane, self.offset = pane, offset

        @property
        def control(self) -> CaretView:
            """The pane whose caret moved."""
            return self.pane

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.view: ArticleView | None = None
        self.walker: Walker | None = None
        self._caret = 0
        self._goal: int | None = None
        self._height = 0

    @property
    def caret(self) -> int:
        """The offset at which the caret stands."""
        return self._caret

    @property
    def laid_out(self) -> ArticleView | None:
        """The view, once it has rows: before the first layout there is nothing to move in."""
        return self.view if self.view is not None and len(self.view) else None

    @property
    def column_width(self) -> int:
        """How many cells a line of text may take."""
        return max(1, self.cells)

    @property
    def column_start(self) -> int:
        """The cell at which lines of text begin."""
        return 0

    @property
    def progress(self) -> float:
        """How far the caret is through the rows, 0 at the first and 1 at the last one.

        A caret that the wheel left behind counts as standing at the edge of the screen.
        """
        view = self.laid_out
        if view is None:
            return 1.0
        first, last = self.top, max(self.top, self.top + self.rows_shown - 1)
        low, high = view.caret_row(0, 1), view.caret_row(len(view) - 1, -1)
        row = min(max(view.row_of(self._caret), first), last)
        return 1.0 if high <= low else min(1.0, max(0.0, (row - low) / (high - low)))

    # Moving

    def move(self, unit: Unit, count: int = 1) -> None:
        """Move the caret so many units on, or back when ``count`` is negative."""
        if self.laid_out is None or self.walker is None or not count:
            return
        self._catch_up()
        offset, direction = self._caret, (1 if count > 0 else -1)
        if unit == "line":
            self._by_lines(count)
            return
        for _ in range(abs(count)):
            offset = self.walker.step(offset, unit, direction)
        self._put(offset)

    def page(self, count: int = 1) -> None:
        """Move by screens, less two lines that stay in view; the caret keeps its line on the screen."""
        self._scroll_lines(count * max(1, self.rows_shown - _OVERLAP))

    def half_page(self, count: int = 1) -> None:
        """Move by half screens; the caret keeps its line on the screen."""
        self._scroll_lines(count * max(1, self.rows_shown // 2))

    def home(self) -> None:
        """Move to the beginning of the article."""
        if view := self.laid_out:
            self._put(view.snap(0))
            self.scroll_to_line(0)

    def end(self) -> None:
        """Move to the end of the article."""
        if view := self.laid_out:
            self._put(view.snap(len(view.text), -1))
            self.scroll_to_line(len(view))

    def line_edge(self, direction: int) -> None:
        """Move to the first (-1) or last (1) sign of the line."""
        if self.walker is not None and self.laid_out:
            self._put(self.walker.edge(self._caret, direction))

    def jump(self, offset: int) -> None:
        """Put the caret at an offset, opening a fold that hides it; a far place is shown a third down the screen."""
        view = self.laid_out
        if view is None:
            return
        if view.hidden(offset):
            view.folds.open(view.block_at(offset))
            self.rearrange()
        target = view.snap(offset)
        row = view.row_of(target)
        if not self.top <= row < self.top + self.rows_shown:
            self.scroll_to_line(row - self.rows_shown // 3)
        self._put(target)

    def _by_lines(self, count: int) -> None:
        view = self.laid_out
        if view is None or self.walker is None:
            return
        goal = self._goal if self._goal is not None else view.column_of(self._caret)
        before = self._caret
        self._put(self.walker.line(before, count, goal), goal)
        if self._caret == before:
            self._lean(count)

    def _lean(self, count: int) -> None:
        """Let a caret that can go no further still scroll to what stands above the first or below the last line."""
        self.scroll_to_line(self.top + count)

    def _scroll_lines(self, count: int) -> None:
        view = self.laid_out
        if view is None or self.walker is None:
            return
        goal = self._goal if self._goal is not None else view.column_of(self._caret)
        self._catch_up()
        self.scroll_to_line(self.top + count)
        self._put(self.walker.line(self._caret, count, goal), goal)

    def _catch_up(self) -> None:
        """Bring a caret that the wheel left behind back onto the screen before it moves."""
        view = self.laid_out
        if view is None or not self.rows_shown:
            return
        row = view.row_of(self._caret)
        inside = min(max(row, self.top), self.top + self.rows_shown - 1)
        if inside != row:
            self._caret = view.offset_at(view.caret_row(inside, 1 if inside > row else -1), 0)

    def _put(self, offset: int, goal: int | None = None) -> None:
        """Put the caret at an offset where it may stand, scroll to it and say so."""
        if self.view is None:
            return
        before, self._caret, self._goal = self._caret, offset, goal
        self._repaint_at(Span(before, before), Span(offset, offset))
        self.show_line(self.view.row_of(offset), _MARGIN)
        if offset != before:
            self.post_message(self.CaretMoved(self, offset))

    def _repaint_at(self, *spans: Span) -> None:
        """Paint the rows of these stretches anew."""
        if view := self.laid_out:
            for start, end in spans:
                self.repaint_lines(view.row_of(start), view.row_of(max(start, end - 1)))

    # Laying out

    def rearrange(self) -> None:
        """Lay the article out anew; the caret stays on its line of the screen, or the top line stays on top."""
        if self.view is None or not self.cells:
            return
        anchor, height = self._place()
        self.view.arrange(self.column_width)
        self._caret = self.view.snap(self._caret)
        self.set_line_count(len(self.view))
        self._keep(self.view, anchor, height)
        self.repaint()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the article out for the new width; for a new height alone only scroll."""
        del event
        self._painted.clear()
        if self.laid_out is not None and self.laid_out.width == self.column_width:
            self._keep(self.laid_out, *self._place())
        else:
            self.rearrange()
        self._height = self.rows_shown

    def _place(self) -> tuple[int, int]:
        """Return what must not move on the screen, the caret or else the top line, and its line of the screen."""
        view = self.laid_out
        if view is None:
            return self._caret, 0
        row = view.row_of(self._caret)
        # The height before a resize decides whether the caret was in sight.
        if self.top <= row < self.top + max(self._height, self.rows_shown):
            return self._caret, row - self.top
        return view.span(min(self.top, len(view) - 1)).start, 0

    def _keep(self, view: ArticleView, anchor: int, height: int) -> None:
        if len(view):
            self.scroll_to_line(view.row_of(anchor) - min(height, max(0, self.rows_shown - 1)))

    def offset_under(self, x: int, y: int) -> int:
        """Return the offset of the sign under a cell of the pane; outside the text, of the nearest one."""
        view = self.laid_out
        if view is None:
            return 0
        line = self.top + min(max(y, 0), max(0, self.rows_shown - 1))
        return view.offset_at(view.caret_row(min(line, len(view) - 1), -1), x - self.column_start)
