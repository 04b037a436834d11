"""The story table: a cursor that stays on its story, marks, and column headings.

It does not fetch, find or sort: it shows the rows it is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from ..frame.list_pane import ListPane
from ..frame.marks import Marks
from .story_layout import LEAD
from .story_paint import LOOKS, StoryPainter

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual.events import Click, Resize
    from textual.strip import Strip

    from ..text.glyphs import Glyphs
    from .story_rows import StoryRow

HEADER = 1
"""Lines above the rows: the column headings."""


class StoryTable(ListPane):
    """Rows of stories below the column headings."""

    PREFIX: ClassVar[str] = "result"
    LOOKS: ClassVar[frozenset[str]] = frozenset(LOOKS)

    class Highlighted(Message):
        """The cursor moved to another story, or to none."""

    class Opened(Message):
        """A story was double-clicked."""

    def __init__(self, signs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._signs = signs
        self._rows: Sequence[StoryRow] = ()
        self._sought = ""
        self.marks = Marks(self.repaint)

    def show(self, rows: Sequence[StoryRow], empty: str = "") -> None:
        """Show these rows, with the cursor on its story or what holds its articles now; ``empty`` if there are none."""
        place = self._place_in(rows)
        self._rows, self.empty = rows, empty
        self.set_row_count(len(rows), place)
        self._divide()
        self.repaint()
        self.show_cursor()
        self.post_message(self.Highlighted())

    def seek(self, article: str) -> None:
        """Put the cursor on the story with this article when rows are shown next."""
        self._sought = article

    def _place_in(self, rows: Sequence[StoryRow]) -> int | None:
        """Return the row of the story sought, else of the one under the cursor or what is left of it."""
        wanted = [self._sought, *(self.row.story.articles if self.row is not None else ())]
        self._sought = ""
        homes = {id: place for place, row in enumerate(rows) for id in row.story.articles}
        return next((homes[id] for id in wanted if id in homes), None)

    @property
    def row(self) -> StoryRow | None:
        """The row under the cursor, ``None`` if there is none."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def marked(self) -> list[StoryRow]:
        """The marked rows that are listed."""
        return [row for row in self._rows if row.id in self.marks]

    def cursor_moved(self) -> None:
        """Post that the cursor moved to another story."""
        self.post_message(self.Highlighted())

    # The header takes one line of the pane and does not scroll.

    def _divide(self) -> None:
        self.row_height = self._painter.height
        self.set_line_count(len(self._rows) * self.row_height + HEADER)

    @property
    def rows_shown(self) -> int:
        """The number of lines that fit below the header."""
        return max(0, super().rows_shown - HEADER)

    def row_painted(self, row: int) -> None:
        """Repaint the whole table: it is small."""
        del row
        self.repaint()

    # Painting

    @property
    def _painter(self) -> StoryPainter:
        return StoryPainter(self.cells, self._signs, self.blend)

    def render_line(self, y: int) -> Strip:
        """Render one line of the pane; the first is the header."""
        if y == 0:
            return self._painter.header()
        return super().render_line(y - 1)

    def paint_key(self, line: int) -> Hashable | None:
        """Cache nothing: there are few lines."""

    def paint(self, line: int) -> Strip:
        """Render one line of a row."""
        place, part = divmod(line, self.row_height)
        if place >= len(self._rows):
            return self._painter.note("" if self._rows else self.empty, line)
        row = self._rows[place]
        return self._painter.line(row, part, self.cursor_look(place), marked=row.id in self.marks)

    def on_resize(self, event: Resize) -> None:
        """Lay the rows out for the new width."""
        del event
        self._divide()
        self.show_cursor()

    def on_click(self, event: Click) -> None:
        """Move the cursor to the clicked row; a click on the mark column marks it, a double click opens it."""
        offset = event.get_content_offset(self)
        place = (self.top + offset.y - HEADER) // self.row_height if offset else -1
        if offset is None or not 0 <= place < len(self._rows):
            return
        self.move_to(place)
        if offset.x < LEAD - 1 and self.row is not None:
            self.marks.toggle(self.row.id)
        elif event.chain > 1:
            self.post_message(self.Opened())
