"""The base of all list panes: a cursor moved by rows, pages, half pages and to either end.

It does not know what a row is: subclasses render lines and set the number of rows.
"""

from __future__ import annotations

from textual import events, on

from .line_view import LineView


def rows_on_screen(pane: ListPane) -> range:
    """Return the rows fully visible, at least one."""
    count = pane.virtual_size.height // pane.row_height
    first = -(-pane.top // pane.row_height)
    return range(first, max(first + 1, min((pane.top + pane.rows_shown) // pane.row_height, count)))


class ListPane(LineView):
    """A line view with a cursor. Rows count from 0; without rows the cursor stays at 0.

    Every row has `row_height` lines, unless `show_cursor`, `row_painted` and `rows_fitting` are overridden.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor, self.row_height, self._row_count = 0, 1, 0

    def set_row_count(self, count: int, cursor: int | None = None) -> None:
        """Set the number of rows and, if given, the cursor's row; nothing is repainted."""
        self._row_count = count
        self.cursor = min(max(0, self.cursor if cursor is None else cursor), max(0, count - 1))

    # Moving

    def move(self, count: int) -> None:
        """Move the cursor by ``count`` rows, within the list."""
        self.move_to(self.cursor + count)

    def move_to(self, row: int) -> None:
        """Move the cursor to a row, within the list, and scroll it into view."""
        before, self.cursor = self.cursor, min(max(0, row), max(0, self._row_count - 1))
        if self._row_count:
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
        self.move_to(self._row_count - 1)

    # Hooks for subclasses

    def turn(self, rows: int) -> None:
        """Move by ``rows``: a page or half of one."""
        self.move(rows)

    @property
    def rows_fitting(self) -> int:
        """How many rows fit on the screen, at least one."""
        return max(1, self.rows_shown // self.row_height)

    def show_cursor(self) -> None:
        """Scroll the cursor's row into view."""
        first = self.cursor * self.row_height
        self.show_line(first, to=first + self.row_height - 1)

    def row_painted(self, row: int) -> None:
        """Repaint a row that gained or lost the cursor."""
        self.repaint_lines(row * self.row_height, (row + 1) * self.row_height - 1)

    def cursor_moved(self) -> None:
        """Handle a move of the cursor to another row; does nothing here."""

    def cursor_look(self, row: int) -> tuple[str, ...]:
        """Return the looks under a row: the cursor with or without focus, or none."""
        return () if row != self.cursor else ("cursor",) if self.has_focus else ("cursor-blurred",)

    @on(events.Focus)
    @on(events.Blur)
    def paint_cursor(self) -> None:
        """Repaint the cursor after a change of focus."""
        self.row_painted(self.cursor)
