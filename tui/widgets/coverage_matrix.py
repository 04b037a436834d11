"""The coverage matrix: a passage a line, an account a column, and in each cell how far the account tells it.

Refuses to show the wordings; the table below or beside it does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from index import safe

from ..text.cells import fit
from ..text.glyphs import TYPOGRAPHIC, Glyphs
from .line_view import LineView

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from textual import events

    from ..text.passages import Passages

COLUMN: Final = 5
NUMBER: Final = 5


class CoverageMatrix(LineView):
    """Passages by accounts; keys of the screen call its methods."""

    PREFIX: ClassVar[str] = "compare"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "compare--verbatim",
        "compare--edited",
        "compare--partial",
        "compare--similar",
        "compare--unique",
        "compare--absent",
        "compare--cursor",
        "compare--side",
        "compare--rule",
        "compare--fold",
        "compare--label",
        "compare--flag",
    }

    @dataclass
    class Moved(Message):
        """The cursor stands on another passage."""

        entry: int

    @dataclass
    class Opened(Message):
        """A passage was chosen with the mouse."""

    def __init__(self, signs: Glyphs = TYPOGRAPHIC, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._signs = signs
        self._passages: Passages | None = None
        self._labels: Sequence[str] = ()
        self._noted: frozenset[int] = frozenset()
        self.entry = 0
        self.side = 0

    def show(self, passages: Passages, labels: Sequence[str], *, row: int | None = None) -> None:
        """Show a comparison with a short label for each account, the cursor on ``row`` or as near as it is shown."""
        self._passages, self._labels = passages, labels
        self.entry = 0
        self.set_line_count(len(passages.entries))
        self.repaint()
        self.go_row(row or 0)

    def set_noted(self, rows: frozenset[int]) -> None:
        """Say which rows bear notes."""
        self._noted = rows
        self.repaint()

    @property
    def row(self) -> int | None:
        """The row under the cursor, or ``None`` when nothing is shown."""
        entries = self._passages.entries if self._passages else ()
        return entries[self.entry].row if entries else None

    def move(self, count: int) -> None:
        """Go so many passages down."""
        self.go(self.entry + count)

    def page(self, pages: float) -> None:
        """Go so many screens down."""
        self.go(self.entry + round(pages * max(1, self.rows_shown - 1)))

    def go(self, entry: int) -> None:
        """Put the cursor on an entry, as far as there are any."""
        last = len(self._passages.entries) - 1 if self._passages else -1
        if last < 0:
            return
        before, self.entry = self.entry, min(max(entry, 0), last)
        self.repaint_lines(before, before)
        self.repaint_lines(self.entry, self.entry)
        self.show_line(self.entry, 1)
        if before != self.entry:
            self.post_message(self.Moved(self.entry))

    def go_row(self, row: int) -> None:
        """Put the cursor on a row, or on the nearest shown before it."""
        if self._passages is not None:
            rows = [entry.row for entry in self._passages.entries]
            self.go(max((place for place, shown in enumerate(rows) if shown <= row), default=0))

    def next_difference(self, step: int) -> tuple[int, int] | None:
        """Go to the next passage on which accounts differ; return its number from 1 and how many there are."""
        places = self._passages.differences if self._passages else ()
        ahead = [p for p in places if (p > self.entry if step > 0 else p < self.entry)]
        if not ahead:
            return None
        self.go(ahead[0] if step > 0 else ahead[-1])
        return places.index(self.entry) + 1, len(places)

    def choose_side(self, step: int) -> None:
        """Go to the account on the left or right."""
        last = len(self._labels) - 1
        self.side = min(max(self.side + step, 0), max(0, last))
        self.repaint_lines(self.entry, self.entry)
        self.post_message(self.Moved(self.entry))

    def head(self, cells: int) -> str:
        """Return the line above the matrix: what the columns are."""
        names = "".join(fit(f" {safe(label)}", COLUMN) for label in self._labels)
        room = max(0, cells - NUMBER - 1 - COLUMN * len(self._labels) - 3)
        return f" {fit('#', NUMBER)}{fit('Passage', room)}{names}"

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse points; a second click opens."""
        self.go(self.top + event.y)
        if event.chain > 1:
            self.post_message(self.Opened())

    def paint_key(self, line: int) -> Hashable | None:
        """Keep every line; the cursor's own depends on the side."""
        return line, self.cells, self.side if line == self.entry else -1

    def paint(self, line: int) -> Strip:
        """Return one line."""
        if self._passages is None or line >= len(self._passages.entries):
            return self.blank_line()
        tint = ("cursor",) if line == self.entry else ()
        return Strip(list(self._line(line, tint))).adjust_cell_length(self.cells, self.blend(*tint))

    def _line(self, line: int, tint: tuple[str, ...]) -> Iterator[Segment]:
        passages = self._passages
        if passages is None:
            return
        entry = passages.entries[line]
        room = max(0, self.cells - NUMBER - 1 - COLUMN * len(self._labels) - 3)
        yield Segment(self._signs.cursor if tint else " ", self.blend(*tint, "side"))
        yield Segment(fit(str(entry.row + 1), NUMBER), self.blend(*tint, "label"))
        told = next(place for place, cell in enumerate(passages.rows[entry.row].cells) if cell is not None)
        yield Segment(fit(safe(self._claim(entry.row, told, entry.count)), room), self.blend(*tint))
        for account in range(len(self._labels)):
            yield from self._cell(entry.row, account, tint)
        flags = [flag for flag in passages.flags(entry.row) if flag != "wording"]
        sign = "⚠" if flags and self._signs is TYPOGRAPHIC else "!" if flags else " "
        note = self._signs.note if entry.row in self._noted else " "
        yield Segment(f" {sign}{note}", self.blend(*tint, "flag"))

    def _claim(self, row: int, told: int, count: int) -> str:
        text = self._passages.passage(row, told).text if self._passages else ""
        return f"({count} the same) {text}" if count > 1 else text

    def _cell(self, row: int, account: int, tint: tuple[str, ...]) -> Iterator[Segment]:
        if self._passages is None:
            return
        cell = self._passages.rows[row].cells[account]
        name = cell.kind.value if cell else "absent"
        quoted = self._signs.quote if cell and self._passages.quotes(row, account) else " "
        chosen = ("side",) if tint and account == self.side else ()
        bracket = "[" if chosen else " "
        yield Segment(f" {bracket}", self.blend(*tint, *chosen))
        yield Segment(getattr(self._signs, name), self.blend(*tint, name))
        yield Segment(quoted + ("]" if chosen else " "), self.blend(*tint, *chosen))
