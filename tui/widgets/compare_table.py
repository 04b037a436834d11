"""The side-by-side table: aligned rows of a comparison, painted by the line, with a cursor on a row and a side.

Refuses to compare and to decide what is shown: that is the choice it is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from ..text.collation import RULE, Collation
from ..text.glyphs import TYPOGRAPHIC, Glyphs
from .compare_paint import LABEL, ComparePainter, LineState
from .line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual import events
    from textual.strip import Strip

    from ..text.passages import Passages


class CompareTable(LineView):
    """Rows of accounts beside each other; keys of the screen call its methods."""

    PREFIX: ClassVar[str] = "compare"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "compare--verbatim",
        "compare--edited",
        "compare--partial",
        "compare--similar",
        "compare--unique",
        "compare--absent",
        "compare--changed",
        "compare--quote",
        "compare--cursor",
        "compare--side",
        "compare--rule",
        "compare--fold",
        "compare--label",
        "compare--found",
        "compare--noted",
    }

    @dataclass
    class Moved(Message):
        """The cursor stands on another row or side."""

        entry: int

    @dataclass
    class Opened(Message):
        """A passage was chosen with the mouse."""

    def __init__(self, signs: Glyphs = TYPOGRAPHIC, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._signs = signs
        self._passages: Passages | None = None
        self._collation: Collation | None = None
        self._labels: Sequence[str] = ()
        self._accounts: tuple[int, ...] = ()
        self._noted: frozenset[int] = frozenset()
        self.words = True
        self.entry = 0
        self.side = 0
        self._anchor: int | None = None

    # What is shown

    def show(self, passages: Passages, labels: Sequence[str], *, row: int | None = None) -> None:
        """Show a comparison with a short label for each account, the cursor on ``row`` or as near as it is shown."""
        self._passages, self._labels = passages, labels
        self._accounts = tuple(range(len(passages.texts)))
        self.side = min(self.side, max(0, len(self._accounts) - 1))
        self._lay_out(0 if row is None else row)

    def set_noted(self, rows: frozenset[int]) -> None:
        """Say which rows bear notes."""
        self._noted = rows
        self.repaint()

    def toggle_words(self) -> bool:
        """Mark changed words, or not; return whether they are marked now."""
        self.words = not self.words
        self.repaint()
        return self.words

    @property
    def row(self) -> int | None:
        """The row under the cursor (the first of a fold), or ``None`` when nothing is shown."""
        entries = self._passages.entries if self._passages else ()
        return entries[self.entry].row if entries else None

    @property
    def stacked(self) -> bool:
        """Whether the accounts stand one under the other."""
        return self._collation is not None and self._collation.stacked

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

    # Moving

    def move(self, count: int) -> None:
        """Go so many rows down."""
        self.go(self.entry + count)

    def page(self, pages: float) -> None:
        """Go so many screens down."""
        if self._collation is not None:
            line = self._collation.starts[self.entry] + round(pages * max(1, self.rows_shown - 2))
            target = self._collation.entry_at(min(max(line, 0), len(self._collation.lines) - 1))
            step = (pages > 0) - (pages < 0)
            self.go(target if target != self.entry else self.entry + step)

    def go(self, entry: int) -> None:
        """Put the cursor on an entry, as far as there are any, and scroll until it is seen."""
        if self._collation is None or not self._collation.starts:
            return
        before, self.entry = self.entry, min(max(entry, 0), len(self._collation.starts) - 1)
        self._repaint_entries(before, self.entry)
        self._show_entry()
        if before != self.entry:
            self.post_message(self.Moved(self.entry))

    def go_row(self, row: int) -> None:
        """Put the cursor on a row, or on the nearest shown before it."""
        if self._passages is not None and self._passages.entries:
            rows = [entry.row for entry in self._passages.entries]
            self.go(max((place for place, shown in enumerate(rows) if shown <= row), default=0))

    def next_difference(self, step: int) -> tuple[int, int] | None:
        """Go to the next row that differs; return its number from 1 and how many there are, or ``None``."""
        if self._passages is None:
            return None
        places = self._passages.differences
        ahead = [p for p in places if (p > self.entry if step > 0 else p < self.entry)]
        if not ahead:
            return None
        self.go(ahead[0] if step > 0 else ahead[-1])
        return places.index(self.entry) + 1, len(places)

    def choose_side(self, step: int) -> None:
        """Go to the account on the left or right."""
        self.side = min(max(self.side + step, 0), max(0, len(self._accounts) - 1))
        self._repaint_entries(self.entry, self.entry)
        self.post_message(self.Moved(self.entry))

    # Painting

    def on_resize(self) -> None:
        """Lay out anew for the width, the cursor where it was."""
        if self._passages is not None and (self._collation is None or self._collation.width != self.cells - 1):
            self._lay_out(self.row or 0)

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
            self.post_message(self.Opened())

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

    def _show_entry(self) -> None:
        if self._collation is not None:
            lines = self._collation.lines_of(self.entry)
            self.show_line(lines.stop - 1, 1)
            self.show_line(lines.start, 1)

    def _repaint_entries(self, *entries: int) -> None:
        if self._collation is None:
            return
        if self._anchor is not None:
            self.repaint()
            return
        for entry in entries:
            if entry < len(self._collation.starts):
                lines = self._collation.lines_of(entry)
                self.repaint_lines(lines.start, lines.stop)
