"""A table of rows below column headings: a cursor that stays on its row, marks, a text where there are no rows.

It does not fetch, find or sort, nor know what a row is: a `RowLayout` says what its lines show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Generic, Protocol, TypeVar

from rich.segment import Segment
from textual.strip import Strip

from index import NOTE_COLOURS

from ..text.cells import advice_line, fit
from .list_pane import ListPane, Marks, RowOpened, show_sought

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from textual.events import Click

    from ..text.glyphs import Glyphs

HEADER: Final = 1
"""Lines above the rows: the column headings, which do not scroll."""

MARK_COLUMN: Final = 4
"""Cells at the left edge, with the mark: a click there marks the row."""


LOOKS: Final = frozenset(
    {
        *("cursor", "cursor-blurred", "current", "pointer", "header", "meta", "outlet", "title", "marked"),
        *("decided", "bar", "empty", *NOTE_COLOURS),
    }
)


class TableRow(Protocol):
    """What the table needs of a row; in a new list the cursor goes to the row that has a key of the old one."""

    @property
    def id(self) -> str:
        """The row's own id."""

    @property
    def keys(self) -> Sequence[str]:
        """The ids it is found by."""


Row = TypeVar("Row", bound=TableRow)
Row_contra = TypeVar("Row_contra", bound=TableRow, contravariant=True)


class RowLayout(Protocol[Row_contra]):
    """What the lines of rows show at one width; ``height`` is the number of lines of a row."""

    height: int

    def header(self) -> str:
        """Return the column headings."""

    def pieces(self, row: Row_contra, part: int, *, here: bool, marked: bool) -> Iterator[tuple[str, str]]:
        """Yield the texts of line ``part`` of a row, each with the names of its looks, separated by blanks."""


class HeadedTable(ListPane, Generic[Row]):
    """Rows below their headings; ``layout`` lays some rows out for a width in cells."""

    PREFIX: ClassVar[str] = "result"
    LOOKS: ClassVar[frozenset[str]] = LOOKS

    def __init__(
        self, signs: Glyphs, layout: Callable[[Sequence[Row], int], RowLayout[Row]], *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._signs, self._lay_out = signs, layout
        self._rows: Sequence[Row] = ()
        self._laid_out: tuple[int, RowLayout[Row]] | None = None
        self._sought, self.marks = "", Marks(self.repaint)

    def show(self, rows: Sequence[Row], empty: str = "") -> None:
        """Show these rows, with the cursor on its row or where it was; ``empty`` if there are none."""
        wanted = [self._sought, *(self.row.keys if self.row is not None else ())]
        self._rows, self.empty, self._laid_out, self._sought = rows, empty, None, "" if rows else self._sought
        self.set_row_count(len(rows), _place_of(wanted, rows))
        self._divide()
        self.repaint()
        show_sought(self)
        self.cursor_moved()

    def seek(self, key: str, line: int = -1) -> None:
        """Put the cursor on the row with this key, at a line of the screen, when rows are shown next."""
        self._sought, self.sought_line = key, line

    @property
    def row(self) -> Row | None:
        """The row under the cursor, ``None`` if there is none."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def marked(self) -> list[Row]:
        """The marked rows that are listed."""
        return [row for row in self._rows if row.id in self.marks]

    def go(self, key: str) -> bool:
        """Move the cursor to the row with a key; return whether it is listed."""
        if (place := _place_of([key], self._rows)) is not None:
            self.move_to(place)
        return place is not None

    def mark_row(self) -> None:
        """Mark or unmark the row under the cursor, and move down."""
        if self.row is not None:
            self.marks.toggle(self.row.id)
        self.move(1)

    # Painting

    @property
    def _layout(self) -> RowLayout[Row]:
        if self._laid_out is None or self._laid_out[0] != self.cells:
            self._laid_out = self.cells, self._lay_out(self._rows, self.cells)
        return self._laid_out[1]

    def _divide(self) -> None:
        self.row_height = self._layout.height
        self.set_line_count(len(self._rows) * self.row_height + HEADER)

    @property
    def rows_shown(self) -> int:
        """The number of lines that fit below the header."""
        return max(0, super().rows_shown - HEADER)

    def row_painted(self, row: int) -> None:
        """Repaint the whole table: it is small."""
        del row
        self.repaint()

    def render_line(self, y: int) -> Strip:
        """Render one line of the pane; the first is the header."""
        if y == 0:
            return Strip([Segment(self._layout.header(), self.blend("header"))])
        return super().render_line(y - 1)

    def paint_key(self, line: int) -> Hashable | None:
        """Cache nothing: there are few lines."""

    def paint(self, line: int) -> Strip:
        """Render one line of a row."""
        place, part = divmod(line, self.row_height)
        if place >= len(self._rows):
            text = "" if self._rows else advice_line(self.empty, line, self.cells)
            return Strip([Segment(fit(text, self.cells, self._signs.ellipsis), self.blend("empty"))])
        under, row = self.cursor_look(place), self._rows[place]
        pieces = self._layout.pieces(row, part, here=bool(under), marked=row.id in self.marks)
        strip = Strip([Segment(text, self.blend(*under, *looks.split())) for text, looks in pieces])
        return strip.adjust_cell_length(self.cells, self.blend(*under))

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self._divide()
        self.show_cursor()

    def on_click(self, event: Click) -> None:
        """Move the cursor to the clicked row; a click on the mark column marks it, a double click opens it."""
        offset = event.get_content_offset(self)
        place = (self.top + offset.y - HEADER) // self.row_height if offset else -1
        if offset is None or not 0 <= place < len(self._rows):
            return
        self.move_to(place)
        if offset.x < MARK_COLUMN and self.row is not None:
            self.marks.toggle(self.row.id)
        elif event.chain > 1:
            self.post_message(RowOpened())


def _place_of(wanted: Sequence[str], rows: Sequence[TableRow]) -> int | None:
    """Return the place of the row that has the first of the wanted keys which any row has."""
    places = {key: place for place, row in enumerate(rows) for key in row.keys}
    return next((places[key] for key in wanted if key in places), None)
