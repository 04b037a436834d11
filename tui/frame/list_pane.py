"""The one list pane: a cursor on one of its rows, moved by rows, pages, half pages and to the ends.

Refuses to know what a row is: who derives from it paints lines and says how many rows there are.
"""

from __future__ import annotations

from .line_view import LineView


class ListPane(LineView):
    """A line view with a cursor. Rows are counted from 0; without rows the cursor stays at 0.

    A row is a line as long as `show_cursor`, `row_painted` and `rows_fitting` are not told otherwise.
    """

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.cursor = 0
        self._row_count = 0

    def set_row_count(self, count: int, cursor: int | None = None) -> None:
        """Say how many rows there are and, if it is another one, which has the cursor; nothing is painted."""
        self._row_count = count
        self.cursor = min(max(0, self.cursor if cursor is None else cursor), max(0, count - 1))

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return self._row_count

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
        self.move(count * max(1, self.rows_fitting - 1))

    def half_page(self, count: int = 1) -> None:
        """Move by half screens."""
        self.move(count * max(1, self.rows_fitting // 2))

    def home(self) -> None:
        """Move to the first row."""
        self.move_to(0)

    def end(self) -> None:
        """Move to the last row."""
        self.move_to(self._row_count - 1)

    # What a pane may do its own way

    @property
    def rows_fitting(self) -> int:
        """How many rows fit on the screen."""
        return self.rows_shown

    def show_cursor(self) -> None:
        """Scroll until the cursor's row is on the screen."""
        self.show_line(self.cursor)

    def row_painted(self, row: int) -> None:
        """Paint a row anew, because the cursor came or went."""
        self.repaint_lines(row, row)

    def cursor_moved(self) -> None:
        """Say that the cursor is on another row; by itself the pane tells nobody."""

    def on_focus(self) -> None:
        """Show that keys act here."""
        self.row_painted(self.cursor)

    def on_blur(self) -> None:
        """Show that keys act elsewhere."""
        self.row_painted(self.cursor)
