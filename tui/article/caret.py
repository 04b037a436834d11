"""The caret of an article on screen: how it moves and scrolls, and the place it keeps when the rows are laid out anew.

Refuses to know selections, layers, folds and colours.
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
    """The lines on the screen, as far as a caret moves them."""

    @property
    def top(self) -> int:
        """The first line on the screen."""

    @property
    def rows_shown(self) -> int:
        """How many lines fit on the screen."""

    def scroll_to_line(self, line: int) -> None:
        """Put a line at the top, as far as the end allows."""

    def show_line(self, line: int, margin: int = 0) -> None:
        """Scroll as little as possible until the line stands ``margin`` lines inside the screen."""


class Held(NamedTuple):
    """What must not move on the screen: an offset and its line of the screen."""

    offset: int
    line: int


class Caret:
    """One place in an article: the offset of a sign that is drawn, or of a fold.

    It scrolls ``window`` to where it goes. ``put`` is told (where it was, where it is) whenever it was put somewhere,
    be it the same place; -1 is nowhere. Before the article is laid out it moves nowhere.
    """

    def __init__(self, window: Viewport, put: Callable[[int, int], None]) -> None:
        self._window, self._told = window, put
        self._walker: Walker | None = None
        self._offset = 0
        self._goal: int | None = None
        self._height = 0

    @property
    def offset(self) -> int:
        """Where it stands."""
        return self._offset

    @property
    def walker(self) -> Walker | None:
        """The steps through the article it is in."""
        return self._walker

    @property
    def laid_out(self) -> Walker | None:
        """The steps, once there are rows to go through."""
        return self._walker if self._walker is not None and len(self._walker.view) else None

    def enter(self, view: ArticleView | None) -> None:
        """Stand in another article, or in the same one drawn otherwise, until told where."""
        self._walker = Walker(view) if view is not None else None

    def land(self, offset: int) -> None:
        """Stand at an offset of an article just laid out, seen a third down the screen; 0 is its beginning.

        Without an article it stands at 0, and nobody is told.
        """
        self._goal, self._offset, self._height = None, 0, self._window.rows_shown
        if walker := self.laid_out:
            self._offset = walker.view.snap(offset)
            third = self._window.rows_shown // 3
            self._window.scroll_to_line(walker.view.row_of(self._offset) - third if offset else 0)
            self._told(-1, self._offset)

    @property
    def progress(self) -> float:
        """How far it is through the rows, 0 at the first and 1 at the last one.

        A caret that the wheel left behind counts as standing at the edge of the screen.
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
        """Go so many units on, or back when ``count`` is negative, from ``start`` if it is given."""
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
        """Go by screens, less two lines that stay in view; the caret keeps its line on the screen."""
        self._scroll_lines(count * max(1, self._window.rows_shown - _OVERLAP))

    def half_page(self, count: int = 1) -> None:
        """Go by half screens; the caret keeps its line on the screen."""
        self._scroll_lines(count * max(1, self._window.rows_shown // 2))

    def home(self) -> None:
        """Go to the beginning of the article and to the top of what stands above it."""
        if walker := self.laid_out:
            self._put(walker, walker.view.snap(0))
            self._window.scroll_to_line(0)

    def end(self) -> None:
        """Go to the end of the article."""
        if walker := self.laid_out:
            self._put(walker, walker.view.snap(len(walker.view.text), -1))
            self._window.scroll_to_line(len(walker.view))

    def line_edge(self, direction: int) -> None:
        """Go to the first (-1) or last (1) sign of the line."""
        if walker := self.laid_out:
            self._put(walker, walker.edge(self._offset, direction))

    def go(self, offset: int, direction: int = 1) -> None:
        """Go to the nearest place to an offset, scrolling as little as possible."""
        if walker := self.laid_out:
            self._put(walker, walker.view.snap(offset, direction))

    def jump(self, offset: int) -> None:
        """Go to an offset; a far one is shown a third down the screen."""
        if walker := self.laid_out:
            target, top, shown = walker.view.snap(offset), self._window.top, self._window.rows_shown
            row = walker.view.row_of(target)
            if not top <= row < top + shown:
                self._window.scroll_to_line(row - shown // 3)
            self._put(walker, target)

    def drag(self, offset: int) -> None:
        """Stand where the mouse is; nothing scrolls and nobody is told."""
        self._offset = offset

    def _by_lines(self, walker: Walker, start: int, count: int) -> None:
        goal = self._wanted_column(walker, start)
        there = walker.line(start, count, goal)
        self._put(walker, there, goal)
        if there == start:
            # It can go no further, but may still show what stands above the first or below the last line.
            self._window.scroll_to_line(self._window.top + count)

    def _scroll_lines(self, count: int) -> None:
        if walker := self.laid_out:
            goal, start = self._wanted_column(walker, self._offset), self._in_sight(walker, self._offset)
            self._window.scroll_to_line(self._window.top + count)
            self._put(walker, walker.line(start, count, goal), goal)

    def _wanted_column(self, walker: Walker, offset: int) -> int:
        """Return the column in which a run of moves by lines began."""
        return self._goal if self._goal is not None else walker.view.column_of(offset)

    def _in_sight(self, walker: Walker, offset: int) -> int:
        """Return the offset, or one at the edge of the screen nearest to it where the wheel has left it behind."""
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
        """Return what to keep in its place while rows change: the caret if it is in sight, else the top line."""
        walker, top = self.laid_out, self._window.top
        if walker is None:
            return Held(self._offset, 0)
        row = walker.view.row_of(self._offset)
        # The height before a resize decides whether the caret was in sight.
        if top <= row < top + max(self._height, self._window.rows_shown):
            return Held(self._offset, row - top)
        return Held(walker.view.span(min(top, len(walker.view) - 1)).start, 0)

    def settle(self, held: Held) -> None:
        """Stand in the new rows as in the old ones, with what is held on its line of the screen."""
        self._height = self._window.rows_shown
        if walker := self.laid_out:
            self._offset = walker.view.snap(self._offset)
            line = min(held.line, max(0, self._height - 1))
            self._window.scroll_to_line(walker.view.row_of(held.offset) - line)
