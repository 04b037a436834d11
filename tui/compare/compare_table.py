"""The side-by-side table: aligned rows of a comparison, painted by the line, with a cursor on a row and a side.

Refuses to compare and to decide what is shown: that is the choice it is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.message import Message

from ..frame.list_pane import ListPane
from ..text.glyphs import TYPOGRAPHIC, Glyphs
from .compare_paint import LABEL, ComparePainter, LineState
from .table_layout import RULE, Collation

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual import events
    from textual.strip import Strip

    from .shown_rows import ShownRows


COMPONENTS: Final = (
    *("verbatim", "edited", "partial", "similar", "unique", "absent", "changed", "quote", "cursor", "side"),
    *("common", "rule", "fold", "label", "found", "flag"),
)
"""What the looks of rows of a comparison are called, in columns and in the matrix."""


class CompareTable(ListPane):
    """Rows of accounts beside each other, ``side`` the account the cursor is on. Keys of the screen call its methods.

    A row of the pane is an entry of `ShownRows`, several lines high.
    """

    PREFIX: ClassVar[str] = "compare"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"compare--{name}" for name in COMPONENTS}

    class Moved(Message):
        """The cursor stands on another row."""

    class Opened(Message):
        """A passage was chosen with the mouse."""

    class LaidOut(Message):
        """Columns were laid out anew: they may be others, or of another width."""

    def __init__(self, signs: Glyphs = TYPOGRAPHIC, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._signs = signs
        self._passages: ShownRows | None = None
        self._labels: Sequence[str] = ()
        self._noted: frozenset[int] = frozenset()
        self._collation: Collation | None = None
        self._accounts: tuple[int, ...] = ()
        self.side = 0
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
        anchor = self.cursor if self._anchor is None else self._anchor
        return range(min(anchor, self.cursor), max(anchor, self.cursor) + 1)

    def toggle_selection(self) -> bool:
        """Begin to select rows at the cursor, or stop; return whether rows are being selected."""
        self._anchor = self.cursor if self._anchor is None else None
        self.repaint()
        return self._anchor is not None

    def set_side(self, side: int) -> None:
        """Put the cursor on another account."""
        self.side = side
        self.row_painted(self.cursor)

    def set_noted(self, rows: frozenset[int]) -> None:
        """Say which rows bear notes."""
        if rows != self._noted:
            self._noted = rows
            self.repaint()

    # Moving

    def page(self, count: int = 1) -> None:
        """Move by screens."""
        self._move_lines(count * max(1, self.rows_shown - 2))

    def half_page(self, count: int = 1) -> None:
        """Move by half screens."""
        self._move_lines(count * max(1, self.rows_shown // 2))

    def _move_lines(self, lines: int) -> None:
        """Move to the entry so many lines below the cursor's, to the next one at least."""
        if self._collation is None or not self._collation.starts:
            return
        self.move_to(self._collation.entry_below(self.cursor, lines))

    def cursor_moved(self) -> None:
        """Say that the cursor stands on another row."""
        self.post_message(self.Moved())

    def row_painted(self, row: int) -> None:
        """Paint an entry anew, all of them while entries are being selected."""
        if self._anchor is not None:
            self.repaint()
        elif self._collation is not None and row < len(self._collation.starts):
            lines = self._collation.lines_of(row)
            self.repaint_lines(lines.start, lines.stop)

    def show_cursor(self) -> None:
        """Scroll until the cursor's entry is seen."""
        if self._collation is not None:
            lines = self._collation.lines_of(self.cursor)
            self.show_line(lines.stop - 1, 1)
            self.show_line(lines.start, 1)

    # Painting

    def on_resize(self) -> None:
        """Lay out anew for the width, the cursor where it was."""
        if self._passages is not None and (self._collation is None or self._collation.width != self.cells - 1):
            self._lay_out(self._wanted_row if self._collation is None else self._row)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse points; a second click opens."""
        if self._collation is None or self.top + event.y >= len(self._collation.lines):
            return
        line = self._collation.lines[self.top + event.y]
        if not self._collation.stacked:
            column = self._collation.column + self._collation.gutter + RULE
            self.side = min(max(0, event.x - 1) // column, len(self._accounts) - 1)
        self.move_to(line.entry)
        self.row_painted(self.cursor)
        if event.chain > 1:
            self.post_message(self.Opened())

    def paint_key(self, line: int) -> Hashable | None:
        """Keep every line; the cursor's own depend on the side."""
        if self._collation is None or line >= len(self._collation.lines):
            return "blank", self.cells
        entry = self._collation.lines[line].entry
        here = entry == self.cursor
        return line, self.cells, here, self.side if here else -1, entry in self.selection, self.words, self.has_focus

    def paint(self, line: int) -> Strip:
        """Return one line."""
        if self._collation is None or line >= len(self._collation.lines):
            return self.blank_line()
        entry = self._collation.lines[line].entry
        state = LineState(entry in self.selection, entry == self.cursor, self.side, self.words)
        painter = ComparePainter(self._collation, self._labels, self._noted, self._signs, self.blend)
        return painter.line(line, state).adjust_cell_length(self.cells, self.blend())

    def _lay_out(self, row: int) -> None:
        if self._passages is None or self.cells < 2:
            return
        self._collation = Collation(self._passages, self.cells - 1, self._accounts, LABEL)
        self._anchor = None
        self.set_row_count(len(self._passages.entries))
        self.set_line_count(len(self._collation.lines))
        self.repaint()
        self.move_to(self._passages.entry_near(row))
        self.post_message(self.LaidOut())

    @property
    def _row(self) -> int:
        """The row under the cursor, 0 when nothing is shown."""
        entries = self._passages.entries if self._passages else ()
        return entries[self.cursor].row if self.cursor < len(entries) else 0
