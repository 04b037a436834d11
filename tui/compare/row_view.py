"""The base of the views on a comparison: a cursor on a row and a side, moved by the screen's keys.

Refuses to paint; a table and a matrix do, each in its way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from ..frame.line_view import LineView
from ..text.glyphs import TYPOGRAPHIC, Glyphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .shown_rows import ShownRows


class RowView(LineView):
    """Rows of a comparison with a cursor. A subclass shows the cursor where it goes."""

    PREFIX: ClassVar[str] = "compare"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"compare--{name}"
        for name in (
            *("verbatim", "edited", "partial", "similar", "unique", "absent", "changed", "quote", "cursor", "side"),
            *("rule", "fold", "label", "found", "flag"),
        )
    }

    @dataclass
    class Moved(Message):
        """The cursor stands on another row or side."""

        view: RowView

    @dataclass
    class Opened(Message):
        """A passage was chosen with the mouse."""

        view: RowView

    def __init__(self, signs: Glyphs = TYPOGRAPHIC, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._signs = signs
        self._passages: ShownRows | None = None
        self._labels: Sequence[str] = ()
        self._noted: frozenset[int] = frozenset()
        self.entry = 0
        self.side = 0

    def set_noted(self, rows: frozenset[int]) -> None:
        """Say which rows bear notes."""
        if rows != self._noted:
            self._noted = rows
            self.repaint()

    @property
    def row(self) -> int | None:
        """The row under the cursor (the first of a fold), or ``None`` when nothing is shown."""
        entries = self._passages.entries if self._passages else ()
        return entries[self.entry].row if self.entry < len(entries) else None

    def move(self, count: int) -> None:
        """Go so many rows down."""
        self.go(self.entry + count)

    def page(self, count: int = 1) -> None:
        """Go by screens."""
        self.go(self.entry_beside(count * max(1, self.rows_shown - 2)))

    def half_page(self, count: int = 1) -> None:
        """Go by half screens."""
        self.go(self.entry_beside(count * max(1, self.rows_shown // 2)))

    def home(self) -> None:
        """Go to the first row."""
        self.go(0)

    def end(self) -> None:
        """Go to the last row."""
        self.go(len(self._passages.entries) - 1 if self._passages else 0)

    def entry_beside(self, lines: int) -> int:
        """Return the entry so many lines below the cursor's."""
        return self.entry + lines

    def go(self, entry: int) -> None:
        """Put the cursor on an entry, as far as there are any, and scroll until it is seen."""
        last = len(self._passages.entries) - 1 if self._passages else -1
        if last < 0:
            return
        before, self.entry = self.entry, min(max(entry, 0), last)
        self.show_cursor(before)
        if before != self.entry:
            self.post_message(self.Moved(self))

    def show_cursor(self, before: int) -> None:
        """Paint the entry ``before`` and the cursor's anew, and scroll to the latter."""
        raise NotImplementedError

    def go_row(self, row: int) -> None:
        """Put the cursor on a row, or on the nearest shown before it; a negative row is the first one shown."""
        if row < 0:
            self.go(0)
        elif self._passages is not None:
            rows = [entry.row for entry in self._passages.entries]
            if rows:
                self.go(min(range(len(rows)), key=lambda place: (rows[place] > row, abs(rows[place] - row))))

    def next_difference(self, step: int) -> tuple[int, int] | None:
        """Go to the next row that differs; return its number from 1 and how many there are, or ``None``."""
        places = self._passages.differences if self._passages else ()
        ahead = [p for p in places if (p > self.entry if step > 0 else p < self.entry)]
        if not ahead:
            return None
        self.go(ahead[0] if step > 0 else ahead[-1])
        return places.index(self.entry) + 1, len(places)

    def choose_side(self, step: int) -> None:
        """Go to the account on the left or right."""
        self.side = min(max(self.side + step, 0), max(0, len(self._labels) - 1))
        self.show_cursor(self.entry)
        self.post_message(self.Moved(self))
