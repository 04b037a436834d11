"""The list of all notes: one line each, a cursor that stays on its note, marks.

It does not fetch, filter or sort: it shows the rows it is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from index import NOTE_COLOURS, one_line

from ..frame.list_pane import ListPane
from ..frame.marks import Marks
from ..text.cells import advice_line, fit, width
from .note_rows import NoteRow, moment, state_sign

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from textual.events import Click, Resize

    from ..text.glyphs import Glyphs
    from .note_lines import KindSign

LEAD = 6
"""Cells of cursor, mark and state."""

PARAGRAPH, SIGN = 3, 2
"""Cells of the paragraph number, and of the kind's symbol with a blank."""

WHEN, MOST, SHORT_OUTLET, SHORT_TAGS = (15, 12, 6), 16, 9, 8
"""Cells of the time, in full down to the day; the most for other columns; outlets and tags when narrow."""

HEADER = 1
"""Lines above the rows: the column headings."""


class NoteColumns(NamedTuple):
    """Widths of the columns beside the text, in cells; 0 leaves a column out, except the symbol of the kind."""

    when: int = 0
    outlet: int = 0
    kind: int = 0
    tags: int = 0
    paragraph: int = 0

    @property
    def used(self) -> int:
        """Their total width, with a blank after each, and the symbol of the kind."""
        return SIGN + sum(size + 1 for size in self if size)


def widest(rows: Iterable[NoteRow]) -> NoteColumns:
    """Return the columns that fit everything in these rows, up to their greatest widths."""
    told = [
        (width(row.outlet), width(one_line(row.placed.note.kind)), width(_tags(row)), row.paragraph) for row in rows
    ]
    outlet, kind, tags, paragraph = map(max, zip(*told, strict=True)) if told else (0, 0, 0, 0)
    return NoteColumns(
        WHEN[0],
        _column(outlet, "Outlet"),
        _column(kind, "Kind"),
        _column(tags, "Tags"),
        PARAGRAPH if paragraph else 0,
    )


def _column(cells: int, name: str) -> int:
    """Return the width of a column with this heading; 0 if it is empty."""
    return min(max(cells, len(name)), MOST) if cells else 0


def _tags(row: NoteRow) -> str:
    return ",".join(map(one_line, row.placed.note.tags))


def columns_within(wanted: NoteColumns, cells: int) -> NoteColumns:
    """Return the columns for a line of ``cells``: reduced step by step until half of it is left for the text."""
    day, outlet = WHEN[-1], min(wanted.outlet, SHORT_OUTLET)
    forms = [wanted._replace(when=when) for when in WHEN]
    forms += [wanted._replace(when=day, paragraph=0), wanted._replace(when=day, paragraph=0, kind=0)]
    forms += [forms[-1]._replace(outlet=outlet), forms[-1]._replace(outlet=outlet, tags=min(wanted.tags, SHORT_TAGS))]
    forms.append(forms[-1]._replace(tags=0))
    return next((form for form in forms if cells - LEAD - form.used >= cells // 2), forms[-1])


class NoteRowLayout:
    """The layout of note rows in ``cells``; ``sign`` returns a kind's symbol, ``wanted`` comes from `widest`."""

    def __init__(self, signs: Glyphs, sign: Callable[[str], KindSign], cells: int, wanted: NoteColumns) -> None:
        self._signs, self._sign, self._cells = signs, sign, cells
        self._columns = columns_within(wanted, cells)
        self._words = max(0, cells - LEAD - self._columns.used - 1)

    def header(self) -> str:
        """Return the column headings."""
        columns = self._columns
        named = (
            ("Note", self._words),
            ("Kind", SIGN + columns.kind) if columns.kind else ("", SIGN - 1),
            ("Tags", columns.tags),
            ("Outlet", columns.outlet),
            (self._signs.paragraph, columns.paragraph),
            ("When", columns.when),
        )
        return fit(" " * LEAD + "".join(f"{name:<{size}.{size}} " for name, size in named if size), self._cells)

    def pieces(self, row: NoteRow, *, here: bool, marked: bool) -> Iterator[tuple[str, str]]:
        """Yield the texts of a row, each with the name of its look."""
        signs, note = self._signs, row.placed.note
        yield f" {signs.cursor if here else ' '}", "pointer"
        yield signs.marked if marked else " ", "marked"
        yield f" {state_sign(row.state, signs)} ", "pointer"
        yield fit(row.words, self._words, signs.ellipsis) + " ", "title"
        kind, columns = self._sign(note.kind), self._columns
        yield fit(kind.sign, SIGN), kind.look
        if columns.kind:
            yield fit(one_line(note.kind), columns.kind, signs.ellipsis) + " ", "meta"
        if columns.tags:
            yield fit(_tags(row), columns.tags, signs.ellipsis) + " ", "meta"
        if columns.outlet:
            yield fit(row.outlet, columns.outlet, signs.ellipsis) + " ", "outlet"
        if columns.paragraph:
            yield f"{row.paragraph or '':>{columns.paragraph}} ", "meta"
        yield fit(moment(note.modified, columns.when), columns.when), "meta"


_LOOKS: Final = frozenset(
    {
        *("cursor", "cursor-blurred", "pointer", "header", "meta", "outlet", "title", "marked", "empty"),
        *NOTE_COLOURS,
    }
)


class NoteList(ListPane):
    """Rows of notes below the column headings."""

    PREFIX: ClassVar[str] = "result"
    LOOKS: ClassVar[frozenset[str]] = _LOOKS

    class Highlighted(Message):
        """The cursor moved to another note, or to none."""

    class Opened(Message):
        """A note was double-clicked."""

    def __init__(self, signs: Glyphs, sign: Callable[[str], KindSign], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._signs, self._sign = signs, sign
        self._rows: Sequence[NoteRow] = ()
        self._widest = NoteColumns()
        self.marks = Marks(self.repaint)

    def show(self, rows: Sequence[NoteRow], empty: str = "") -> None:
        """Show these rows, with the cursor on its note or where it was; ``empty`` if there are none."""
        kept = self.row.id if self.row else ""
        self._rows, self.empty, self._widest = rows, empty, widest(rows)
        places = {row.id: place for place, row in enumerate(rows)}
        self.set_row_count(len(rows), places.get(kept))
        self.set_line_count(len(rows) + HEADER)
        self.repaint()
        self.show_cursor()
        self.post_message(self.Highlighted())

    @property
    def row(self) -> NoteRow | None:
        """The row under the cursor, ``None`` if there is none."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def marked(self) -> list[NoteRow]:
        """The marked rows that are listed."""
        return [row for row in self._rows if row.id in self.marks]

    def go(self, id: str) -> bool:
        """Move the cursor to a note; return whether it is listed."""
        place = next((place for place, row in enumerate(self._rows) if row.id == id), None)
        if place is not None:
            self.move_to(place)
        return place is not None

    def cursor_moved(self) -> None:
        """Post that the cursor moved to another note."""
        self.post_message(self.Highlighted())

    @property
    def rows_fitting(self) -> int:
        """The number of rows that fit below the header."""
        return max(1, self.rows_shown - HEADER)

    def show_cursor(self) -> None:
        """Scroll the cursor's row into view, below the header."""
        if self.cursor < self.top:
            self.scroll_to_line(self.cursor)
        elif self.cursor > self.top + self.rows_fitting - 1:
            self.scroll_to_line(self.cursor - self.rows_fitting + 1)

    def row_painted(self, row: int) -> None:
        """Repaint the whole list: it is small."""
        del row
        self.repaint()

    # Painting

    @property
    def _layout(self) -> NoteRowLayout:
        return NoteRowLayout(self._signs, self._sign, self.cells, self._widest)

    def render_line(self, y: int) -> Strip:
        """Render one line of the pane; the first is the header."""
        if y == 0:
            return Strip([Segment(self._layout.header(), self.blend("header"))])
        return super().render_line(y - 1)

    def paint_key(self, line: int) -> Hashable | None:
        """Cache nothing: there are few lines."""

    def paint(self, line: int) -> Strip:
        """Render one row."""
        if line >= len(self._rows):
            text = advice_line(self.empty, line, self.cells) if not self._rows else ""
            return Strip([Segment(fit(text, self.cells, self._signs.ellipsis), self.blend("empty"))])
        under, row = self.cursor_look(line), self._rows[line]
        pieces = self._layout.pieces(row, here=line == self.cursor, marked=row.id in self.marks)
        strip = Strip([Segment(text, self.blend(*under, look)) for text, look in pieces])
        return strip.adjust_cell_length(self.cells, self.blend(*under))

    def on_resize(self, event: Resize) -> None:
        """Lay the rows out for the new width."""
        del event
        self.set_line_count(len(self._rows) + HEADER)
        self.show_cursor()

    def on_click(self, event: Click) -> None:
        """Move the cursor to the clicked row; a double click opens it."""
        place = self.top + event.y - HEADER
        if event.y and place < len(self._rows):
            self.move_to(place)
            if event.chain > 1:
                self.post_message(self.Opened())
