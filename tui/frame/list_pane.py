"""The one list pane: a cursor on one of its rows, moved by rows, pages, half pages and to the ends.

Refuses to know what a row is: who derives from it paints lines and says how many rows there are.
"""

from __future__ import annotations

from textual import events, on

from .line_view import LineView


def rows_on_screen(pane: ListPane) -> range:
    """Return the rows that stand on the screen in full, one at least."""
    count = pane.virtual_size.height // pane.row_height
    first = -(-pane.top // pane.row_height)
    return range(first, max(first + 1, min((pane.top + pane.rows_shown) // pane.row_height, count)))


class ListPane(LineView):
    """A line view with a cursor. Rows are counted from 0; without rows the cursor stays at 0.

    Every row has `row_height` lines, unless `show_cursor`, `row_painted` and `rows_fitting` are told otherwise.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor, self.row_height, self._row_count = 0, 1, 0

    def set_row_count(self, count: int, cursor: int | None = None) -> None:
        """Say how many rows there are and, if it is another one, which has the cursor; nothing is painted."""
        self._row_count = count
        self.cursor = min(max(0, self.cursor if cursor is None else cursor), max(0, count - 1))

    # Moving

    def move(self, count: int) -> None:
        """Move the cursor by so many rows, as far as there are any."""
        self.move_to(self.cursor + count)

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, as far as there are any, and scroll until it is seen."""
        before, self.cursor = self.cursor, min(max(0, row), max(0, self._row_count - 1))
        if self._row_count:
            self.show_cursor()
        if before != self.cursor:
            self.row_painted(before)
            self.row_painted(self.cursor)
            self.cursor_moved()

    def page(self, count: int = 1) -> None:
        """Move by screens."""
        self.turn(count * max(1, self.rows_fitting - 1))

    def half_page(self, count: int = 1) -> None:
        """Move by half screens."""
        self.turn(count * max(1, self.rows_fitting // 2))

    def home(self) -> None:
        """Move to the first row."""
        self.move_to(0)

    def end(self) -> None:
        """Move to the last row."""
        self.move_to(self._row_count - 1)

    # What a pane may do its own way

    def turn(self, rows: int) -> None:
        """Move by so many rows, a screen or half of one."""
        self.move(rows)

    @property
    def rows_fitting(self) -> int:
        """How many rows fit on the screen."""
        return max(1, self.rows_shown // self.row_height)

    def show_cursor(self) -> None:
        """Scroll until the cursor's row is on the screen."""
        first = self.cursor * self.row_height
        self.show_line(first, to=first + self.row_height - 1)

    def row_painted(self, row: int) -> None:
        """Paint a row anew, because the cursor came or went."""
        self.repaint_lines(row * self.row_height, (row + 1) * self.row_height - 1)

    def cursor_moved(self) -> None:
        """Say that the cursor is on another row; by itself the pane tells nobody."""

    def cursor_look(self, row: int) -> tuple[str, ...]:
        """Return the look that lies under a row: of the cursor, with the keys here or elsewhere, or none."""
        return () if row != self.cursor else ("cursor",) if self.has_focus else ("cursor-blurred",)

    @on(events.Focus)
    @on(events.Blur)
    def paint_cursor(self) -> None:
        """Show whether keys act here."""
        self.row_painted(self.cursor)
