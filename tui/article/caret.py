"""The caret of an article: moving, scrolling, and keeping its place when rows are laid out again.

Selections, overlays, folds and colours are not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from .caret_motion import Walker

if TYPE_CHECKING:
    from collections.abc import Callable

    from .article_layout import ArticleView
    from .caret_motion import Unit

_MARGIN = 3
_OVERLAP = 2


class Viewport(Protocol):
    """The visible lines, as far as the caret scrolls them."""

    @property
    def top(self) -> int:
        """The first line on the screen."""

    @property
    def rows_shown(self) -> int:
        """The number of lines that fit on the screen."""

    def scroll_to_line(self, line: int) -> None:
        """Scroll a line to the top, as far as the end allows."""

    def show_line(self, line: int, margin: int = 0) -> None:
        """Scroll as little as possible to show a line with ``margin`` lines around it."""


class Held(NamedTuple):
    """An offset to keep in place, and its line of the screen."""

    offset: int
    line: int


class Caret:
    """One position in an article: the offset of a visible character, or of a fold.

    It scrolls ``window``. ``put`` is called with (old offset, new offset) after every move, even to the same place; the
    old offset is -1 after `land`. Before layout it does not move.
    """

    def __init__(self, window: Viewport, put: Callable[[int, int], None]) -> None:
        self._window, self._told = window, put
        self._walker: Walker | None = None
        self._offset = 0
        self._goal: int | None = None
        self._height = 0

    @property
    def offset(self) -> int:
        """The offset of the caret."""
        return self._offset

    @property
    def walker(self) -> Walker | None:
        """The motions through its article."""
        return self._walker

    @property
    def laid_out(self) -> Walker | None:
        """The motions, once there are rows."""
        return self._walker if self._walker is not None and len(self._walker.view) else None

    def enter(self, view: ArticleView | None) -> None:
        """Use another view, of another article or the same one, without moving yet."""
        self._walker = Walker(view) if view is not None else None

    def land(self, offset: int) -> None:
        """Move to an offset of an article just laid out, a third down the screen; 0 is the very top.

        Without an article the offset is 0 and ``put`` is not called.
        """
        self._goal, self._offset, self._height = None, 0, self._window.rows_shown
        if walker := self.laid_out:
            self._offset = walker.view.snap(offset)
            third = self._window.rows_shown // 3
            self._window.scroll_to_line(walker.view.row_of(self._offset) - third if offset else 0)
            self._told(-1, self._offset)

    @property
    def progress(self) -> float:
        """The progress through the rows, 0 at the first and 1 at the last one.

        A caret scrolled out of view counts as being at the edge of the screen.
        """
        if not (walker := self.laid_out):
            return 1.0
        view, first = walker.view, self._window.top
        last = max(first, first + self._window.rows_shown - 1)
        low, high = view.caret_row(0, 1), view.caret_row(len(view) - 1, -1)
        row = min(max(view.row_of(self._offset), first), last)
        return 1.0 if high <= low else min(1.0, max(0.0, (row - low) / (high - low)))

    # Moving

    def move(self, unit: Unit, count: int, start: int | None = None) -> None:
        """Move by ``count`` units, backwards if negative, from ``start`` if given."""
        walker = self.laid_out
        if walker is None or not count:
            return
        offset = self._in_sight(walker, self._offset if start is None else start)
        if unit == "line":
            self._by_lines(walker, offset, count)
            return
        for _ in range(abs(count)):
            offset = walker.step(offset, unit, 1 if count > 0 else -1)
        self._put(walker, offset)

    def page(self, count: int = 1) -> None:
        """Move by pages, which overlap by two lines; the caret keeps its line on the screen."""
        self._scroll_lines(count * max(1, self._window.rows_shown - _OVERLAP))

    def half_page(self, count: int = 1) -> None:
        """Move by half pages; the caret keeps its line on the screen."""
        self._scroll_lines(count * max(1, self._window.rows_shown // 2))

    def scroll(self, lines: int) -> None:
        """Scroll by so many lines; the caret stays at its sign as long as that stands well inside the screen."""
        top, shown = self._window.top, self._window.rows_shown
        self._window.scroll_to_line(top + lines)
        if (walker := self.laid_out) and self._window.top != top:
            row, first = walker.view.row_of(self._offset), self._window.top
            inside = min(max(row, first + _MARGIN), first + shown - 1 - _MARGIN)
            if inside != row:
                self._by_lines(walker, self._offset, inside - row)

    def place(self, share: float) -> None:
        """Scroll until the caret's line stands so far down the screen, a few lines inside it."""
        if walker := self.laid_out:
            last = self._window.rows_shown - 1
            line = min(max(int(last * share), _MARGIN), max(_MARGIN, last - _MARGIN))
            self._window.scroll_to_line(walker.view.row_of(self._offset) - line)

    def home(self) -> None:
        """Move to the start of the article and scroll to the top."""
        if walker := self.laid_out:
            self._put(walker, walker.view.snap(0))
            self._window.scroll_to_line(0)

    def end(self) -> None:
        """Move to the end of the article."""
        if walker := self.laid_out:
            self._put(walker, walker.view.snap(len(walker.view.text), -1))
            self._window.scroll_to_line(len(walker.view))

    def line_edge(self, direction: int) -> None:
        """Move to the first (-1) or last (1) character of the row."""
        if walker := self.laid_out:
            self._put(walker, walker.edge(self._offset, direction))

    def go(self, offset: int, direction: int = 1) -> None:
        """Move to the nearest place to an offset, scrolling as little as possible."""
        if walker := self.laid_out:
            self._put(walker, walker.view.snap(offset, direction))

    def jump(self, offset: int) -> None:
        """Move to an offset; a distant one is shown a third down the screen."""
        if walker := self.laid_out:
            target, top, shown = walker.view.snap(offset), self._window.top, self._window.rows_shown
            row = walker.view.row_of(target)
            if not top <= row < top + shown:
                self._window.scroll_to_line(row - shown // 3)
            self._put(walker, target)

    def drag(self, offset: int) -> None:
        """Move to the mouse, without scrolling or calling ``put``."""
        self._offset = offset

    def _by_lines(self, walker: Walker, start: int, count: int) -> None:
        goal = self._wanted_column(walker, start)
        there = walker.line(start, count, goal)
        self._put(walker, there, goal)
        if there == start:
            # The caret is at the end, but the lines beyond may still be scrolled into view.
            self._window.scroll_to_line(self._window.top + count)

    def _scroll_lines(self, count: int) -> None:
        if walker := self.laid_out:
            goal, start = self._wanted_column(walker, self._offset), self._in_sight(walker, self._offset)
            self._window.scroll_to_line(self._window.top + count)
            self._put(walker, walker.line(start, count, goal), goal)

    def _wanted_column(self, walker: Walker, offset: int) -> int:
        """Return the column where a series of moves by lines started."""
        return self._goal if self._goal is not None else walker.view.column_of(offset)

    def _in_sight(self, walker: Walker, offset: int) -> int:
        """Return the offset, or if it was scrolled out of view the nearest one at the edge of the screen."""
        view, top, shown = walker.view, self._window.top, self._window.rows_shown
        row = view.row_of(offset)
        inside = min(max(row, top), top + shown - 1)
        if not shown or inside == row:
            return offset
        return view.offset_at(view.caret_row(inside, 1 if inside > row else -1), 0)

    def _put(self, walker: Walker, offset: int, goal: int | None = None) -> None:
        before, self._offset, self._goal = self._offset, offset, goal
        self._window.show_line(walker.view.row_of(offset), _MARGIN)
        self._told(before, offset)

    # Laying out

    def hold(self) -> Held:
        """Return what to keep in place during a layout: the caret if it is visible, else the top line."""
        walker, top = self.laid_out, self._window.top
        if walker is None:
            return Held(self._offset, 0)
        row = walker.view.row_of(self._offset)
        # The height before a resize decides whether the caret was visible.
        if top <= row < top + max(self._height, self._window.rows_shown):
            return Held(self._offset, row - top)
        return Held(walker.view.span(min(top, len(walker.view) - 1)).start, 0)

    def settle(self, held: Held) -> None:
        """Adjust to the new rows, with the held offset on its line of the screen."""
        self._height = self._window.rows_shown
        if walker := self.laid_out:
            self._offset = walker.view.snap(self._offset)
            line = min(held.line, max(0, self._height - 1))
            self._window.scroll_to_line(walker.view.row_of(held.offset) - line)
