"""The list of articles: rows fetched in pages, a cursor that stays on its article, marks.

It does not fetch, search or bind keys: a screen gives it a source and calls its methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.message import Message

from ..frame.list_pane import ListPane, Marks, show_sought
from ..text.glyphs import Glyphs, glyphs
from .list_rows import Pages, RowSource
from .result_paint import LOOKS, ResultPainter, RowState, lead
from .result_source import Results

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual import events
    from textual.strip import Strip


TALL: Final = 18
"""From this many lines on a snippet has a line of its own; in a lower list it follows the facts."""


class ResultList(ListPane):
    """Articles on two or three lines each: headline, facts, snippet. Rows are known by id, except to the source."""

    PREFIX: ClassVar[str] = "result"
    LOOKS: ClassVar[frozenset[str]] = frozenset(LOOKS)

    class Highlighted(Message):
        """The cursor moved to the article ``id``, or to nothing (`None`)."""

        def __init__(self, id: str | None) -> None:
            super().__init__()
            self.id = id

    class Opened(Message):
        """The article ``id`` was double-clicked."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    def __init__(self, *, signs: Glyphs | None = None, id: str | None = None) -> None:
        super().__init__(id=id)
        self._signs = signs or glyphs()
        self.rows, self.marks, self._lines = Pages(Results()), Marks(self.repaint), 2

    # What is listed

    def set_source(self, source: RowSource, keep: str | None = None, *, lines: int = 2) -> None:
        """List the rows of a source, ``lines`` lines each, but two in a low list.

        The cursor stays on the article ``keep``, at its place on the screen; else it goes to the first row.
        """
        above = self.cursor * self.row_height - self.top
        self.rows, self._lines = Pages(source), lines
        place = source.position(keep) if keep is not None else None
        self.set_row_count(len(source), place or 0)
        self._divide()
        self.scroll_to_line(0 if place is None else place * self.row_height - above)
        show_sought(self)
        self.repaint_changed()
        self.cursor_moved()

    def rows_changed(self) -> None:
        """Drop the cached rows and repaint: pending rows have arrived, or marks changed."""
        self.rows.forget()
        self.repaint_changed()

    def set_empty(self, text: str) -> None:
        """Set the text of an empty list; line feeds separate lines."""
        self.empty = text
        self.repaint_changed()

    @property
    def cursor_id(self) -> str | None:
        """The article under the cursor; `None` in an empty list and on a pending row."""
        return (self.rows.row(self.cursor).id or None) if len(self.rows) else None

    # Moving

    def turn(self, rows: int) -> None:
        """Move by pages or half pages; the cursor stays on its line of the screen."""
        self.scroll_to_line(self.top + rows * self.row_height)
        self.move(rows)

    def cursor_moved(self) -> None:
        """Post which article is under the cursor."""
        self.post_message(self.Highlighted(self.cursor_id))

    # Painting

    def _divide(self) -> None:
        self.row_height = self._lines if self.rows_shown >= TALL else min(2, self._lines)
        self.set_line_count(len(self.rows) * self.row_height)

    def on_resize(self) -> None:
        """Lay the rows out for the new size and keep the cursor visible."""
        self._divide()
        self.show_cursor()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked row; a double click opens it, a click on the mark column marks it."""
        offset = event.get_content_offset(self)
        position = (self.top + offset.y) // self.row_height if offset else len(self.rows)
        if offset is None or position >= len(self.rows):
            return
        self.move_to(position)
        if self.cursor_id is not None and offset.x < lead(self.cells) // 2:
            self.marks.toggle(self.cursor_id)
        elif self.cursor_id is not None and event.chain == 2:
            self.post_message(self.Opened(self.cursor_id))

    def paint_key(self, line: int) -> Hashable | None:
        """Cache the lines of rows that are not pending."""
        position = line // self.row_height
        known = position < len(self.rows) and not self.rows.row(position).pending
        return (line, self.cells, self.row_height, self._state(position)) if known else None

    def paint(self, line: int) -> Strip:
        """Render one line of a row."""
        position, part = divmod(line, self.row_height)
        painter = ResultPainter(self.cells, self._signs, self.blend, brackets=self.app.no_color)
        if not len(self.rows):
            return painter.note(self.empty, line)
        if position >= len(self.rows):
            return self.blank_line()
        return painter.line(self.rows.row(position), part, self.row_height, self._state(position))

    def _state(self, position: int) -> RowState:
        return RowState(self.cursor_look(position), self.rows.row(position).id in self.marks)
