"""The coverage matrix: passages as lines, accounts as columns, and in each cell how far the account has the passage.

The wordings are shown by the table below or beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip

from index import letter, safe

from ..frame.list_pane import ListPane, RowOpened
from ..notes.note_lines import UNNOTED
from ..text.cells import clip, fit, width
from ..text.glyphs import TYPOGRAPHIC, Glyphs
from ..text.outlet_marks import outlet_mark
from .accounts import labels, plain_labels
from .compare_paint import marked
from .compare_table import LOOKS, RowSelection

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from rich.style import Style
    from textual import events

    from ..notes.note_lines import KindSign
    from .shown_rows import ShownEntry, ShownRows

LEAST_COLUMN, MOST_COLUMN = 5, 14
"""The least and greatest width of an account's column, in cells: a symbol in brackets, a legible name."""

SHARE: Final = 0.46
"""The greatest share of the width that the accounts' columns take."""

MOST_WORDS: Final = 4
"""The most words of a label that may be abbreviated to its letters; a headline may not."""

NUMBER: Final = 5
REASON, FOR_REASON = 8, 100
"""Cells for the kind of disagreement, and the total width from which on it is shown."""


class MatrixPainter:
    """Renders matrix lines, ``cells`` wide: number, passage, a symbol per account, flags and notes."""

    def __init__(
        self,
        passages: ShownRows,
        labels: Sequence[str],
        noted: Mapping[int, KindSign],
        signs: Glyphs,
        blend: Callable[..., Style],
        cells: int,
    ) -> None:
        self._passages, self._labels, self._noted, self._signs, self._blend = passages, labels, noted, signs, blend
        self._column = max(LEAST_COLUMN, min(MOST_COLUMN, int(cells * SHARE) // max(1, len(labels))))
        self._reason = REASON if cells >= FOR_REASON else 0
        self._room = max(0, cells - NUMBER - 1 - self._column * len(labels) - 3 - self._reason)

    def head(self) -> str:
        """Return the heading of the columns."""
        size = self._column - 2
        called = plain_labels(self._passages.comparison)
        told = (f"{letter(place)} {self._called(label, size - 3)}" for place, label in enumerate(called))
        names = "".join(f"  {fit(clip(name, size - 1, self._signs.ellipsis), size)}" for name in told)
        return f" {fit('#', NUMBER)}{fit('Passage', self._room)}{names}"

    @staticmethod
    def _called(label: str, cells: int) -> str:
        """Return a label; of a short name too long for ``cells`` its letters: the full names stand above."""
        return outlet_mark(label) if width(label) > cells and label.count(" ") < MOST_WORDS else label

    def line(self, line: int, side: int, *, selected: bool) -> Iterator[Segment]:
        """Yield one line, highlighted if ``selected``; ``side`` is the account under the cursor, -1 elsewhere."""
        passages, signs = self._passages, self._signs
        entry, tint = passages.entries[line], ("cursor",) if selected or side >= 0 else ()
        bar = signs.cursor if side >= 0 else signs.selection if selected else " "
        yield Segment(bar, self._blend(*tint, "side"))
        yield Segment(fit(str(entry.row + 1), NUMBER), self._blend(*tint, "label"))
        told = next(place for place, cell in enumerate(passages.rows[entry.row].cells) if cell is not None)
        yield from self._claim(entry, told, tint)
        for account in range(len(self._labels)):
            yield from self._cell(entry.row, account, tint, chosen=account == side)
        flags = [flag.kind for member in entry.members for flag in passages.flags(member)]
        note = next((self._noted[member] for member in entry.members if member in self._noted), UNNOTED)
        yield Segment(f" {signs.alarm if flags else ' '}", self._blend(*tint, "flag"))
        yield Segment(note.sign, self._blend(*tint, note.look))
        if self._reason:
            yield Segment(fit(flags[0] if flags else "", self._reason), self._blend(*tint, "flag"))

    def _claim(self, entry: ShownEntry, told: int, tint: tuple[str, ...]) -> Iterator[Segment]:
        """Yield the passage as worded by its first account, clipped; for a fold, preceded by the number of its rows."""
        only = "the same in all" if entry.teller is None else f"only in {self._labels[entry.teller]}"
        lead = f"{len(entry.members)} {only}: " if entry.folded else ""
        text = fit(safe(lead + self._passages.passage(entry.row, told).text), self._room, self._signs.ellipsis)
        looks = [(len(lead) + low, len(lead) + high, name) for low, high, name in self._passages.looks(entry.row, told)]
        for start, end, names in marked(0, len(text), looks):
            yield Segment(text[start:end], self._blend(*tint, *names))

    def _cell(self, row: int, account: int, tint: tuple[str, ...], *, chosen: bool) -> Iterator[Segment]:
        cell, side = self._passages.rows[row].cells[account], ("side",) if chosen else ()
        name = cell.kind.value if cell else "absent"
        quoted = self._signs.quote if cell and self._passages.quotes(row, account) else " "
        yield Segment(f" {'[' if chosen else ' '}", self._blend(*tint, *side))
        yield Segment(getattr(self._signs, name), self._blend(*tint, name))
        yield Segment(fit(quoted + ("]" if chosen else " "), self._column - 3), self._blend(*tint, *side))


class CoverageMatrix(ListPane):
    """Passages by accounts; ``side`` is the account under the cursor, ``noted`` maps rows to a note's symbol."""

    PREFIX: ClassVar[str] = "compare"
    LOOKS: ClassVar[frozenset[str]] = frozenset(LOOKS)
    side = reactive(0, repaint=False)
    noted: reactive[Mapping[int, KindSign]] = reactive({})

    def __init__(self, signs: Glyphs = TYPOGRAPHIC, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._signs = signs
        self._passages: ShownRows | None = None
        self._labels: Sequence[str] = ()
        self.selection = RowSelection(lambda: self.cursor, self.repaint)

    def show(self, passages: ShownRows, *, row: int) -> None:
        """Show a comparison, with the cursor on ``row`` or near it."""
        self._passages, self._labels = passages, labels(passages.comparison)
        self.selection.forget()
        self.side = min(self.side, max(0, len(passages.texts) - 1))
        self.set_row_count(len(passages.entries), 0)
        self.set_line_count(len(passages.entries))
        self.repaint()
        self.move_to(passages.entry_near(row))

    def watch_side(self) -> None:
        """Repaint the row for another side."""
        self.row_painted(self.cursor)

    def row_painted(self, row: int) -> None:
        """Repaint a row; all of them while rows are being selected."""
        if self.selection.on:
            self.repaint()
        else:
            super().row_painted(row)

    def show_cursor(self) -> None:
        """Scroll the cursor's row into view, with one line of margin."""
        self.show_line(self.cursor, 1)

    def head(self, cells: int) -> str:
        """Return the heading of the columns, for a matrix ``cells`` wide."""
        return self._painter(self._passages, cells).head() if self._passages is not None else ""

    def _painter(self, passages: ShownRows, cells: int) -> MatrixPainter:
        return MatrixPainter(passages, self._labels, self.noted, self._signs, self.blend, cells)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked row; a double click opens it."""
        self.move_to(self.top + event.y)
        if event.chain > 1:
            self.post_message(RowOpened())

    def _state(self, line: int) -> tuple[int, bool]:
        """Return the account under the cursor (-1 if it is elsewhere) and whether the line is in a selection."""
        return self.side if line == self.cursor else -1, self.selection.on and self.selection.holds(line)

    def paint_key(self, line: int) -> Hashable | None:
        """Cache every line; the cursor's also depends on the side."""
        return line, self.cells, self._state(line), frozenset(self.noted.items())

    def paint(self, line: int) -> Strip:
        """Render one line."""
        if self._passages is None or line >= len(self._passages.entries):
            return self.blank_line()
        side, selected = self._state(line)
        segments = self._painter(self._passages, self.cells).line(line, side, selected=selected)
        tint = ("cursor",) if selected or side >= 0 else ()
        return Strip(list(segments)).adjust_cell_length(self.cells, self.blend(*tint))
