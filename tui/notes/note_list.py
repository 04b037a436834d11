"""The list of all notes: a line each, a cursor that stays with its note, marks.

Refuses to fetch, filter and sort: it shows the rows it is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from index import NOTE_COLOURS, one_line

from ..frame.list_pane import ListPane
from ..frame.marks import Marks
from ..text.cells import advice_line, fit, width
from .note_rows import NoteRow, moment, state_sign

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from textual.events import Click, Resize

    from ..text.glyphs import Glyphs
    from .note_lines import KindSign

LEAD = 6
"""Cells of cursor, mark and state."""

PARAGRAPH = 3
"""Cells of a paragraph's number."""

HEADER = 1
"""Lines above the rows: the names of the columns."""


class NoteRowLayout:
    """How rows of notes divide ``cells``; ``sign`` returns the sign of a kind of note."""

    def __init__(self, signs: Glyphs, sign: Callable[[str], KindSign], cells: int) -> None:
        self._signs, self._sign, self._cells = signs, sign, cells
        self._when = 15 if cells >= 110 else 12 if cells >= 96 else 6
        self._outlet = 16 if cells >= 100 else 10
        self._kind = 13 if cells >= 96 else 10
        self._tags = 16 if cells >= 100 else 12 if cells >= 70 else 0
        used = sum(size + 1 for size in (self._when, self._outlet, PARAGRAPH, self._kind, self._tags) if size)
        self._words = max(0, cells - LEAD - used - 1)

    def header(self) -> str:
        """Return the names of the columns."""
        columns = (
            ("Note", self._words),
            ("Kind", self._kind),
            ("Tags", self._tags),
            ("Outlet", self._outlet),
            (self._signs.paragraph, PARAGRAPH),
            ("When", self._when),
        )
        return fit(" " * LEAD + "".join(f"{name:<{size}.{size}} " for name, size in columns if size), self._cells)

    def pieces(self, row: NoteRow, *, here: bool, marked: bool) -> Iterator[tuple[str, str]]:
        """Yield the texts of a row with the names of their looks."""
        signs, note = self._signs, row.placed.note
        yield f" {signs.cursor if here else ' '}", "pointer"
        yield signs.marked if marked else " ", "marked"
        yield f" {state_sign(row.state, signs)} ", "pointer"
        yield fit(row.words, self._words, signs.ellipsis) + " ", "title"
        kind = self._sign(note.kind)
        yield kind.sign, kind.look
        yield fit(f" {one_line(note.kind)}", self._kind - width(kind.sign), signs.ellipsis) + " ", "meta"
        if self._tags:
            yield fit(",".join(map(one_line, note.tags)), self._tags, signs.ellipsis) + " ", "meta"
        yield fit(row.outlet, self._outlet, signs.ellipsis) + " ", "outlet"
        yield f"{row.paragraph or '':>{PARAGRAPH}} ", "meta"
        yield fit(moment(note.modified, self._when), self._when), "meta"


_LOOKS: Final = frozenset(
    {
        *("cursor", "cursor-blurred", "pointer", "header", "meta", "outlet", "title", "marked", "empty"),
        *NOTE_COLOURS,
    }
)


class NoteList(ListPane):
    """Rows of notes below a line that names the columns."""

    PREFIX: ClassVar[str] = "result"
    LOOKS: ClassVar[frozenset[str]] = _LOOKS

    class Highlighted(Message):
        """The cursor is on another note, or on none."""

    class Opened(Message):
        """A note was clicked twice."""

    def __init__(self, signs: Glyphs, sign: Callable[[str], KindSign], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._signs, self._sign = signs, sign
        self._rows: Sequence[NoteRow] = ()
        self._empty = ""
        self.marks = Marks(self.repaint)

    def show(self, rows: Sequence[NoteRow], empty: str = "") -> None:
        """Show these rows, the cursor on its note or where it was; ``empty`` stands where there are none."""
        kept = self.row.id if self.row else ""
        self._rows, self._empty = rows, empty
        places = {row.id: place for place, row in enumerate(rows)}
        self.set_row_count(len(rows), places.get(kept))
        self.set_line_count(len(rows) + HEADER)
        self.repaint()
        self.show_cursor()
        self.post_message(self.Highlighted())

    @property
    def row(self) -> NoteRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def marked(self) -> list[NoteRow]:
        """The marked rows that are listed."""
        return [row for row in self._rows if row.id in self.marks]

    def go(self, id: str) -> bool:
        """Put the cursor on a note; return whether it is listed."""
        place = next((place for place, row in enumerate(self._rows) if row.id == id), None)
        if place is not None:
            self.move_to(place)
        return place is not None

    def cursor_moved(self) -> None:
        """Say that the cursor is on another note."""
        self.post_message(self.Highlighted())

    @property
    def rows_fitting(self) -> int:
        """How many rows fit below the header."""
        return max(1, self.rows_shown - HEADER)

    def show_cursor(self) -> None:
        """Scroll until the cursor's row is on the screen, below the header."""
        if self.cursor < self.top:
            self.scroll_to_line(self.cursor)
        elif self.cursor > self.top + self.rows_fitting - 1:
            self.scroll_to_line(self.cursor - self.rows_fitting + 1)

    def row_painted(self, row: int) -> None:
        """Paint anew what is on the screen: it is little."""
        del row
        self.repaint()

    # Painting

    @property
    def _layout(self) -> NoteRowLayout:
        return NoteRowLayout(self._signs, self._sign, self.cells)

    def render_line(self, y: int) -> Strip:
        """Paint one line; the first names the columns and stays."""
        if y == 0:
            return Strip([Segment(self._layout.header(), self.blend("header"))])
        return super().render_line(y - 1)

    def paint_key(self, line: int) -> Hashable | None:
        """Paint each time: what is on the screen is little."""

    def paint(self, line: int) -> Strip:
        """Return one row."""
        if line >= len(self._rows):
            text = advice_line(self._empty, line, self.cells) if not self._rows else ""
            return Strip([Segment(fit(text, self.cells, self._signs.ellipsis), self.blend("empty"))])
        under, row = self.cursor_look(line), self._rows[line]
        pieces = self._layout.pieces(row, here=line == self.cursor, marked=row.id in self.marks)
        strip = Strip([Segment(text, self.blend(*under, look)) for text, look in pieces])
        return strip.adjust_cell_length(self.cells, self.blend(*under))

    def on_resize(self, event: Resize) -> None:
        """Divide the new width."""
        del event
        self.set_line_count(len(self._rows) + HEADER)
        self.show_cursor()

    def on_click(self, event: Click) -> None:
        """Move the cursor to the row; a second click opens it."""
        place = self.top + event.y - HEADER
        if event.y and place < len(self._rows):
            self.move_to(place)
            if event.chain > 1:
                self.post_message(self.Opened())
