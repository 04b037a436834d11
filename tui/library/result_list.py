"""The list of articles: rows pulled page by page, a cursor that stays with its article, marks.

Refuses to fetch rows, to search, and to bind keys: a screen gives it a source and calls its methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.geometry import Region
from textual.message import Message

from ..frame.list_pane import ListPane
from ..text.glyphs import Glyphs, glyphs
from .list_rows import ListRow, Pages, RowSource
from .result_paint import ResultPainter, RowState, lead
from .result_source import Results

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual import events
    from textual.strip import Strip


TALL: Final = 18
"""Lines from which on a snippet has one of its own; in a lower list it stands behind the facts."""


class ResultList(ListPane):
    """Articles on two or three lines each: headline, facts, snippet. Ids name rows everywhere but in the source."""

    PREFIX: ClassVar[str] = "result"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"result--{name}" for name in ("cursor", "cursor-blurred", "current", "pointer", "pending")),
        *(f"result--{name}" for name in ("title", "guess", "outlet", "agency", "meta", "count", "tags")),
        *(f"result--{name}" for name in ("marked", "dot", "starred", "snippet", "hit", "empty")),
    }

    class Highlighted(Message):
        """The cursor is on the article ``id`` now, or on nothing (`None`)."""

        def __init__(self, listing: ResultList, id: str | None) -> None:
            super().__init__()
            self.listing, self.id = listing, id

        @property
        def control(self) -> ResultList:
            """The list."""
            return self.listing

    class Opened(Message):
        """The reader wants to read the article ``id``."""

        def __init__(self, listing: ResultList, id: str) -> None:
            super().__init__()
            self.listing, self.id = listing, id

        @property
        def control(self) -> ResultList:
            """The list."""
            return self.listing

    class MarksChanged(Message):
        """The articles ``ids`` are marked now, in the order in which they were marked."""

        def __init__(self, listing: ResultList, ids: tuple[str, ...]) -> None:
            super().__init__()
            self.listing, self.ids = listing, ids

        @property
        def control(self) -> ResultList:
            """The list."""
            return self.listing

    def __init__(
        self,
        *,
        signs: Glyphs | None = None,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._signs = signs or glyphs()
        self._pages = Pages(Results())
        self._lines = 2
        self._marked: dict[str, None] = {}
        self._empty = ""

    # What is listed

    def set_source(self, source: RowSource, keep: str | None = None, *, lines: int = 2) -> None:
        """List the rows of a source on ``lines`` lines each, on two where the list is low.

        The cursor stays on the article ``keep``, and that on its line of the screen; else it goes to the first row.
        """
        height = self.cursor * self._height - self.top
        self._pages, self._lines = Pages(source), lines
        place = source.position(keep) if keep is not None else None
        self.set_row_count(len(source), place or 0)
        self._count()
        self.scroll_to_line(0 if place is None else place * self._height - height)
        self.show_cursor()
        self.repaint()
        self.post_message(self.Highlighted(self, self.cursor_id))

    def rows_changed(self) -> None:
        """Ask the source anew for every row: pending ones are there now, or marks and dots changed."""
        self._pages.forget()
        self.repaint()

    def set_empty(self, text: str) -> None:
        """Say what stands in a list without rows; line feeds part lines."""
        self._empty = text
        self.repaint()

    @property
    def cursor_id(self) -> str | None:
        """The article under the cursor; `None` in an empty list and on a row that is still pending."""
        return (self.row_at(self.cursor).id or None) if len(self._pages) else None

    def row_at(self, position: int) -> ListRow:
        """Return a row, pending when the source does not have it yet."""
        return self._pages.row(position)

    # Moving

    def page(self, count: int = 1) -> None:
        """Move by screens; the cursor keeps its line on the screen."""
        self._move_screen(count * max(1, self.rows_fitting - 1))

    def half_page(self, count: int = 1) -> None:
        """Move by half screens; the cursor keeps its line on the screen."""
        self._move_screen(count * max(1, self.rows_fitting // 2))

    def _move_screen(self, rows: int) -> None:
        self.scroll_to_line(self.top + rows * self._height)
        self.move(rows)

    def cursor_moved(self) -> None:
        """Say that the cursor is on another article."""
        self.post_message(self.Highlighted(self, self.cursor_id))

    def show_cursor(self) -> None:
        """Scroll until the cursor's row is on the screen."""
        first = self.cursor * self._height
        shown = self.rows_shown
        if first < self.top:
            self.scroll_to_line(first)
        elif first + self._height > self.top + shown > 0:
            self.scroll_to_line(first + self._height - shown)

    def open(self) -> None:
        """Ask for the article under the cursor to be read."""
        if self.cursor_id is not None:
            self.post_message(self.Opened(self, self.cursor_id))

    # Marks

    @property
    def marked(self) -> tuple[str, ...]:
        """The marked articles in the order in which they were marked, whether listed now or not."""
        return tuple(self._marked)

    def toggle_mark(self) -> None:
        """Mark the article under the cursor, or take its mark away."""
        if self.cursor_id is not None:
            self.mark(*(set(self._marked) ^ {self.cursor_id}))

    def mark(self, *ids: str) -> None:
        """Mark exactly these articles; those marked before keep their order."""
        kept = [article for article in self._marked if article in ids]
        self._marked = dict.fromkeys([*kept, *ids])
        self.repaint()
        self.post_message(self.MarksChanged(self, self.marked))

    # Painting

    @property
    def _height(self) -> int:
        return self._lines if self.rows_shown >= TALL else min(2, self._lines)

    @property
    def rows_fitting(self) -> int:
        """How many rows fit on the screen."""
        return max(1, self.rows_shown // self._height)

    def _count(self) -> None:
        self.set_line_count(len(self._pages) * self._height)

    def row_painted(self, row: int) -> None:
        """Paint a row anew, because the cursor came or went; what is painted depends on that, see `paint_key`."""
        y = row * self._height - self.top
        self.refresh(Region(0, y, self.size.width, self._height))

    def on_resize(self, event: events.Resize) -> None:
        """Divide the new width and keep the cursor on the screen."""
        del event
        self._painted.clear()
        self._count()
        self.show_cursor()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row; a second click opens it, one on the mark's column marks it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        position = (self.top + offset.y) // self._height
        if position >= len(self._pages):
            return
        self.move_to(position)
        if offset.x < lead(self.cells) // 2:
            self.toggle_mark()
        elif event.chain == 2:
            self.open()

    def _state(self, position: int) -> RowState:
        row = self.row_at(position)
        cursor = position == self.cursor
        return RowState(cursor, cursor and self.has_focus, row.id in self._marked)

    def paint_key(self, line: int) -> Hashable | None:
        """Keep every line of a row that is known."""
        position = line // self._height
        if position >= len(self._pages):
            return None if not len(self._pages) else ("blank", self.cells)
        return None if self.row_at(position).pending else (line, self.cells, self._height, self._state(position))

    def paint(self, line: int) -> Strip:
        """Return one line of a row."""
        position, part = divmod(line, self._height)
        if position >= len(self._pages):
            return self._painter.note(self._empty, line) if not len(self._pages) else self.blank_line()
        return self._painter.line(self.row_at(position), part, self._height, self._state(position))

    @property
    def _painter(self) -> ResultPainter:
        return ResultPainter(self.cells, self._signs, self.blend, brackets=self.app.no_color)
