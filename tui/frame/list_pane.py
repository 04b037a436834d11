"""The base of all list panes, a cursor moved by rows, pages, half pages and to either end; and the marks on rows.

It does not know what a row is: subclasses render lines and set the number of rows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from textual import events, on
from textual.message import Message

from ..session.watchers import Watchers
from .line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ..session.session import Numbered, Verbs

RowT = TypeVar("RowT")


def rows_on_screen(pane: ListPane) -> range:
    """Return the rows fully visible, at least one."""
    rows, bottom = range(pane.row_count), pane.top + pane.rows_shown
    first = bisect_left(rows, pane.top, key=lambda row: pane.lines_of(row).start)
    return range(first, max(first + 1, bisect_right(rows, bottom, key=lambda row: pane.lines_of(row).stop)))


def why_empty(pane: ListPane) -> str:
    """Return why a list has no rows, in a sentence; empty if it has some."""
    return "" if pane.row_count else pane.empty.partition("\n")[0]


def scroll_list(pane: ListPane, lines: int) -> None:
    """Scroll by ``lines``; a cursor that leaves the screen is moved to its edge."""
    pane.scroll_to_line(pane.top + lines)
    top, row, step = pane.top, pane.cursor, 1 if lines > 0 else -1
    while 0 <= row + step < pane.row_count and not _seen(pane.lines_of(row), top, top + pane.rows_shown):
        row += step
    if row != pane.cursor:
        pane.move_to(row)


def place_cursor(pane: ListPane, share: float) -> None:
    """Scroll until the cursor's row is at the top of the screen (share 0), in the middle (0.5) or at the bottom (1)."""
    lines = pane.lines_of(pane.cursor)
    pane.scroll_to_line(lines.start - int(max(0, pane.rows_shown - len(lines)) * share))
    pane.show_cursor()


def screen_line(pane: ListPane) -> int:
    """Return the line of the screen at which the cursor's row starts, 0 if that is above."""
    return max(0, pane.lines_of(pane.cursor).start - pane.top) if pane.row_count else 0


def show_sought(pane: ListPane) -> None:
    """Scroll the cursor's row into view, and the first time there are rows to the line of the screen sought."""
    pane.show_cursor()
    if pane.row_count and pane.sought_line >= 0:
        # Once the pane has its size.
        pane.call_after_refresh(put_at_line, pane, pane.sought_line)
        pane.sought_line = -1


def put_at_line(pane: ListPane, line: int | None) -> None:
    """Scroll the cursor's row into view, to a line of the screen if all of it is seen there."""
    if pane.row_count and line is not None:
        pane.scroll_to_line(pane.lines_of(pane.cursor).start - line)
    if pane.row_count:
        pane.show_cursor()


def _seen(lines: range, top: int, bottom: int) -> bool:
    return lines.start < bottom and lines.stop > top


class RowMoved(Message):
    """The cursor of ``pane`` moved to another row, or to none."""

    def __init__(self, pane: ListPane) -> None:
        super().__init__()
        self.pane = pane


class RowOpened(Message):
    """A row was double-clicked."""


class ListPane(LineView):
    """A line view with a cursor. Rows count from 0; without rows the cursor stays at 0.

    ``empty`` is the text shown without rows, its first line a sentence that says why there are none. Every row has
    `row_height` lines, unless `lines_of` and `rows_fitting` are overridden. ``sought_line`` is for `show_sought`.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor, self.row_height, self.row_count, self.empty, self.sought_line = 0, 1, 0, "", -1

    def set_row_count(self, count: int, cursor: int | None = None) -> None:
        """Set the number of rows and, if given, the cursor's row; nothing is repainted."""
        wanted = self.cursor if cursor is None else cursor
        self.row_count, self.cursor = count, min(max(0, wanted), max(0, count - 1))

    def move(self, count: int) -> None:
        """Move the cursor by ``count`` rows, within the list."""
        self.move_to(self.cursor + count)

    def move_to(self, row: int) -> None:
        """Move the cursor to a row, within the list, and scroll it into view."""
        before, self.cursor = self.cursor, min(max(0, row), max(0, self.row_count - 1))
        if self.row_count:
            self.show_cursor()
        if before != self.cursor:
            self.row_painted(before)
            self.row_painted(self.cursor)
            self.cursor_moved()

    def page(self, count: int = 1) -> None:
        """Move by pages."""
        self.turn(count * max(1, self.rows_fitting - 1))

    def half_page(self, count: int = 1) -> None:
        """Move by half pages."""
        self.turn(count * max(1, self.rows_fitting // 2))

    def home(self) -> None:
        """Move to the first row."""
        self.move_to(0)

    def end(self) -> None:
        """Move to the last row."""
        self.move_to(self.row_count - 1)

    def turn(self, rows: int) -> None:
        """Move by ``rows``: a page or half of one."""
        self.move(rows)

    def lines_of(self, row: int) -> range:
        """Return the lines a row occupies."""
        return range(row * self.row_height, (row + 1) * self.row_height)

    @property
    def rows_fitting(self) -> int:
        """How many rows fit on the screen, at least one."""
        return max(1, self.rows_shown // self.row_height)

    def show_cursor(self) -> None:
        """Scroll the cursor's row into view."""
        self.show_line(self.lines_of(self.cursor).start, to=self.lines_of(self.cursor).stop - 1)

    def row_painted(self, row: int) -> None:
        """Repaint a row that gained or lost the cursor."""
        self.repaint_lines(self.lines_of(row).start, self.lines_of(row).stop - 1)

    def cursor_moved(self) -> None:
        """Post that the cursor moved to another row."""
        self.post_message(RowMoved(self))

    def cursor_look(self, row: int) -> tuple[str, ...]:
        """Return the looks under a row: the cursor with or without focus, or none."""
        return () if row != self.cursor else ("cursor",) if self.has_focus else ("cursor-blurred",)

    @on(events.Focus)
    @on(events.Blur)
    def paint_cursor(self) -> None:
        """Repaint the cursor after a change of focus."""
        self.row_painted(self.cursor)


class Marks:
    """The ids of marked rows, as they were marked, listed now or not; ``changed`` is called after each change."""

    def __init__(self, changed: Callable[[], object]) -> None:
        self.changed: Watchers[[]] = Watchers(changed)
        self._ids: dict[str, None] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __contains__(self, id: str) -> bool:
        return id in self._ids

    def toggle(self, id: str) -> None:
        """Mark a row, or unmark it."""
        self.set(*(kept for kept in self._ids if kept != id), *(() if id in self._ids else (id,)))

    def set(self, *ids: str) -> None:
        """Mark exactly these rows; those already marked keep their order and come first."""
        kept = [id for id in self._ids if id in ids]
        self._ids = dict.fromkeys([*kept, *ids])
        self.changed()

    def set_again(self, ids: Iterable[str]) -> None:
        """Mark these rows, unless others have been marked since."""
        if not self._ids:
            self.set(*ids)


def clearing(marks: Marks, refuse: Callable[[str], None]) -> Callable[[], None]:
    """Return a verb that clears all marks; ``refuse`` is told when there are none."""

    def clear() -> None:
        if any(marks):
            marks.set()
        else:
            refuse("Nothing is marked.")

    return clear


class CountedRows(Generic[RowT]):
    """The rows that an action takes in if more than the one under the cursor.

    ``rows`` returns so many from the cursor on, ``marked`` the marked ones; ``verbs`` the verbs of the screen.
    """

    def __init__(
        self,
        rows: Callable[[int], Sequence[RowT]],
        marked: Callable[[], Sequence[RowT]],
        verbs: Callable[[], Verbs],
    ) -> None:
        self._rows, self._marked, self._verbs = rows, marked, verbs
        self._taken: Sequence[RowT] = ()

    def several(self) -> Sequence[RowT]:
        """Return as many rows as a number typed before the key says, else the marked ones; empty if there are none."""
        return self._taken or self._marked()

    def numbered(self, *actions: str) -> Numbered:
        """Return these actions of the screen as verbs that take a number."""
        return {action: partial(self._run, action) for action in actions}

    def _run(self, action: str, number: int) -> None:
        self._taken = self._rows(number)
        try:
            self._verbs()[action]()
        finally:
            self._taken = ()
