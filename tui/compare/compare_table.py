"""The side-by-side table: aligned rows of a comparison rendered by the line, with a cursor on a row and a side.

It does not compare, nor decide which rows are shown: that is the `RowChoice`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.message import Message
from textual.reactive import reactive

from index import NOTE_COLOURS

from ..frame.list_pane import ListPane, RowOpened, put_at_line, screen_line
from ..notes.note_lines import UNNOTED
from ..text.glyphs import TYPOGRAPHIC, Glyphs
from .accounts import labels
from .compare_paint import ComparePainter, LineState
from .table_layout import Collation

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from textual import events
    from textual.geometry import Region
    from textual.strip import Strip

    from ..notes.note_lines import KindSign
    from .shown_rows import ShownRows


LOOKS: Final = (
    *("verbatim", "edited", "partial", "similar", "unique", "absent", "changed", "quote", "cursor", "side"),
    *("common", "disputed", "rule", "fold", "label", "found", "flag"),
    *("strong", "emphasis", "struck", "code", "link", *NOTE_COLOURS),
)
"""The looks of a comparison's rows, in columns and in the matrix."""


class RowSelection:
    """The selected rows: a fixed set, and those from the anchor to the ``cursor``; else only the cursor's row.

    ``changed`` is called when the selection changes.
    """

    def __init__(self, cursor: Callable[[], int], changed: Callable[[], None]) -> None:
        self._cursor, self._changed = cursor, changed
        self._anchor: int | None = None
        self._taken: frozenset[int] = frozenset()

    @property
    def on(self) -> bool:
        """Whether rows are being selected."""
        return self._anchor is not None or bool(self._taken)

    @property
    def rows(self) -> list[int]:
        """The selected rows, in order."""
        here = self._cursor()
        if self._anchor is None:
            return sorted(self._taken or {here})
        return sorted(self._taken.union(range(min(self._anchor, here), max(self._anchor, here) + 1)))

    def holds(self, row: int) -> bool:
        """Whether a row is selected."""
        here = self._cursor()
        if self._anchor is None:
            return row in self._taken if self._taken else row == here
        return min(self._anchor, here) <= row <= max(self._anchor, here) or row in self._taken

    def toggle(self) -> bool:
        """Start a selection at the cursor, or end it; return whether rows are being selected."""
        if not self.drop():
            self._anchor = self._cursor()
            self._changed()
        return self.on

    def take(self, rows: Iterable[int]) -> None:
        """Select these rows, wherever the cursor goes."""
        self._anchor, self._taken = None, frozenset(rows)
        self._changed()

    def drop(self) -> bool:
        """End the selection; return whether there was one."""
        was_on = self.on
        self.forget()
        if was_on:
            self._changed()
        return was_on

    def forget(self) -> None:
        """End the selection without calling ``changed``: the rows are others now."""
        self._anchor, self._taken = None, frozenset()


class ColumnsLaidOut(Message):
    """The columns were laid out again: other columns, or another width."""


class CompareTable(ListPane):
    """Rows with accounts side by side; ``side`` is the account under the cursor.

    A row of the pane is an entry of `ShownRows`, several lines high. ``words`` is whether differing words are marked,
    ``noted`` maps rows to the symbol of their first note; ``collation`` is ``None`` before the first layout.
    """

    PREFIX: ClassVar[str] = "compare"
    LOOKS: ClassVar[frozenset[str]] = frozenset(LOOKS)
    side, words = reactive(0, repaint=False), reactive(default=True)
    noted: reactive[Mapping[int, KindSign]] = reactive({})

    def __init__(self, signs: Glyphs = TYPOGRAPHIC, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._signs = signs
        self._passages: ShownRows | None = None
        self._labels: Sequence[str] = ()
        self.collation: Collation | None = None
        self.selection = RowSelection(lambda: self.cursor, self.repaint)

    def show(self, passages: ShownRows, *, row: int) -> None:
        """Show a comparison, with the cursor on ``row`` or near it."""
        self._passages, self._labels, self.collation = passages, labels(passages.comparison), None
        self.selection.forget()
        self.side = min(self.side, max(0, len(passages.texts) - 1))
        self.set_row_count(len(passages.entries), passages.entry_near(row))
        self._lay_out()

    # Moving

    def page(self, count: int = 1) -> None:
        """Move by pages, which overlap by two lines."""
        self.turn(count * max(1, self.rows_shown - 2))

    def turn(self, rows: int) -> None:
        """Move to the entry ``rows`` lines below the cursor's (above if negative), at least to the next one."""
        if self.collation is not None:
            self.move_to(self.collation.entry_below(self.cursor, rows))

    def lines_of(self, row: int) -> range:
        """Return the lines of an entry."""
        return self.collation.lines_of(row) if self.collation is not None else super().lines_of(row)

    def show_cursor(self) -> None:
        """Scroll the cursor's entry into view."""
        if self.collation is not None:
            self.show_line(self.lines_of(self.cursor).stop - 1, 1)
            self.show_line(self.lines_of(self.cursor).start, 1)

    # Painting

    def row_painted(self, row: int) -> None:
        """Repaint an entry; all of them while rows are being selected."""
        if self.selection.on:
            self.repaint()
        elif self.collation is not None and row < len(self.collation.starts):
            lines = self.collation.lines_of(row)
            self.repaint_lines(lines.start, lines.stop)

    def watch_side(self) -> None:
        """Repaint the row for another side."""
        self.row_painted(self.cursor)

    def on_resize(self) -> None:
        """Lay out for the new size, with the cursor on its entry."""
        if self.collation is None or not self.collation.fits(self.cells - 1, self.rows_shown):
            self._lay_out()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render lines, laid out for the size they are painted in: Textual paints before it tells of a new one."""
        self.on_resize()
        return super().render_lines(crop)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked row and side; a double click opens the passage."""
        line = self.top + event.y
        if self.collation is not None and line < len(self.collation.lines):
            self.side = self.collation.account_at(event.x - 1, self.side)
            self.move_to(self.collation.lines[line].entry)
            if event.chain > 1:
                self.post_message(RowOpened())

    def _state(self, line: int) -> LineState | None:
        if self.collation is None or line >= len(self.collation.lines):
            return None
        entry = self.collation.lines[line].entry
        side, row = self.side if entry == self.cursor else -1, self.collation.passages.entries[entry].row
        return LineState(self.selection.holds(entry), side, self.words, self.noted.get(row, UNNOTED))

    def paint_key(self, line: int) -> Hashable | None:
        """Cache every line."""
        return line, self.cells, self._state(line), self.has_focus

    def paint(self, line: int) -> Strip:
        """Render one line."""
        state = self._state(line)
        if self.collation is None or state is None:
            return self.blank_line()
        painter = ComparePainter(self.collation, self._labels, self._signs, self.blend)
        return painter.line(line, state).adjust_cell_length(self.cells, self.blend())

    def _lay_out(self) -> None:
        if (passages := self._passages) is not None and self.cells > 1:
            line = screen_line(self) if self.collation is not None else None
            self.collation = Collation(passages, self.cells - 1, self.rows_shown)
            self.set_line_count(len(self.collation.lines))
            self.repaint()
            put_at_line(self, line)
            self.post_message(ColumnsLaidOut())
