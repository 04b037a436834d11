"""The side-by-side table: aligned rows of a comparison, painted by the line, with a cursor on a row and a side.

Refuses to compare and to decide what is shown: that is the choice it is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from ..text.glyphs import TYPOGRAPHIC, Glyphs
from .compare_paint import LABEL, ComparePainter, LineState
from .row_view import RowView
from .table_layout import RULE, Collation

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual import events
    from textual.strip import Strip

    from .shown_rows import ShownRows


class CompareTable(RowView):
    """Rows of accounts beside each other; keys of the screen call its methods."""

    class LaidOut(Message):
        """Columns were laid out anew: they may be others, or of another width."""

    def __init__(self, signs: Glyphs = TYPOGRAPHIC, *, id: str | None = None) -> None:
        super().__init__(signs, id=id)
        self._collation: Collation | None = None
        self._accounts: tuple[int, ...] = ()
        self.words = True
        self._anchor: int | None = None
        self._wanted_row = 0

    # What is shown

    def show(self, passages: ShownRows, labels: Sequence[str], *, row: int) -> None:
        """Show a comparison with a short label for each account, the cursor on ``row`` or near it."""
        self._passages, self._labels = passages, labels
        self._accounts = tuple(range(len(passages.texts)))
        self.side = min(self.side, max(0, len(self._accounts) - 1))
        self._wanted_row = row
        self._collation = None
        self._lay_out(self._wanted_row)

    def toggle_words(self) -> bool:
        """Mark changed words, or not; return whether they are marked now."""
        self.words = not self.words
        self.repaint()
        return self.words

    @property
    def stacked(self) -> bool:
        """Whether the accounts stand one under the other."""
        return self._collation is not None and self._collation.stacked

    @property
    def column_cells(self) -> int:
        """The cells of one column with its gutter; 0 before the rows are laid out."""
        return self._collation.gutter + self._collation.column if self._collation is not None else 0

    @property
    def selection(self) -> range:
        """The entries from the anchor of the selection to the cursor."""
        anchor = self.entry if self._anchor is None else self._anchor
        return range(min(anchor, self.entry), max(anchor, self.entry) + 1)

    def toggle_selection(self) -> bool:
        """Begin to select rows at the cursor, or stop; return whether rows are being selected."""
        self._anchor = self.entry if self._anchor is None else None
        self.repaint()
        return self._anchor is not None

    def entry_beside(self, lines: int) -> int:
        """Return the entry so many lines below the cursor's, the next one at least."""
        if self._collation is None or not self._collation.starts:
            return self.entry
        line = self._collation.starts[self.entry] + lines
        target = self._collation.entry_at(min(max(line, 0), len(self._collation.lines) - 1))
        return target if target != self.entry else self.entry + (lines > 0) - (lines < 0)

    def show_cursor(self, before: int) -> None:
        """Paint two entries anew and scroll to the cursor."""
        if self._collation is None:
            return
        if self._anchor is not None:
            self.repaint()
        for entry in {before, self.entry}:
            if entry < len(self._collation.starts):
                lines = self._collation.lines_of(entry)
                self.repaint_lines(lines.start, lines.stop)
        lines = self._collation.lines_of(self.entry)
        self.show_line(lines.stop - 1, 1)
        self.show_line(lines.start, 1)

    # Painting

    def on_resize(self) -> None:
        """Lay out anew for the width, the cursor where it was."""
        if self._passages is not None and (self._collation is None or self._collation.width != self.cells - 1):
            self._lay_out(self._wanted_row if self._collation is None else self.row or 0)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse points; a second click opens."""
        if self._collation is None or self.top + event.y >= len(self._collation.lines):
            return
        line = self._collation.lines[self.top + event.y]
        if not self._collation.stacked:
            column = self._collation.column + self._collation.gutter + RULE
            self.side = min(max(0, event.x - 1) // column, len(self._accounts) - 1)
        self.go(line.entry)
        if event.chain > 1:
            self.post_message(self.Opened(self))

    def paint_key(self, line: int) -> Hashable | None:
        """Keep every line; the cursor's own depend on the side."""
        if self._collation is None or line >= len(self._collation.lines):
            return "blank", self.cells
        entry = self._collation.lines[line].entry
        here = entry == self.entry
        return line, self.cells, here, self.side if here else -1, entry in self.selection, self.words, self.has_focus

    def paint(self, line: int) -> Strip:
        """Return one line."""
        if self._collation is None or line >= len(self._collation.lines):
            return self.blank_line()
        entry = self._collation.lines[line].entry
        state = LineState(entry in self.selection, entry == self.entry, self.side, self.words)
        painter = ComparePainter(self._collation, self._labels, self._noted, self._signs, self.blend)
        return painter.line(line, state).adjust_cell_length(self.cells, self.blend())

    def _lay_out(self, row: int) -> None:
        if self._passages is None or self.cells < 2:
            return
        self._collation = Collation(self._passages, self.cells - 1, self._accounts, LABEL)
        self._anchor = None
        self.entry = min(self.entry, max(0, len(self._passages.entries) - 1))
        self.set_line_count(len(self._collation.lines))
        self.repaint()
        self.go_row(row)
        self.post_message(self.LaidOut())
