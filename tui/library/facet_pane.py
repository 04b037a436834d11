"""The facet pane: values of the results (saved searches, marks, outlets, authors, tags, months …) with counts.

It does not filter: it posts which value was chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from index import safe

from ..frame.list_pane import ListPane
from ..session.session import nothing
from ..text.cells import advice_line, fit, width
from .facet_rows import FacetGroup, FacetMore, FacetValue, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from rich.style import Style
    from textual.events import Click

    from ..text.glyphs import Glyphs

Entry = FacetGroup | FacetValue | FacetMore | None
BAR_FROM, BAR = 40, 8
"""The least width, in cells, that shows bars beside the counts, and the longest bar."""


class FacetPainter:
    """Renders facet lines, ``cells`` wide; a bar shows a value's count relative to the largest in its group."""

    def __init__(self, cells: int, signs: Glyphs, blend: Callable[..., Style], most: Mapping[str, int]) -> None:
        self._cells, self._signs, self._blend, self._most = cells, signs, blend, most

    def line(self, entry: Entry, under: tuple[str, ...]) -> Strip:
        """Render a heading, a value or a blank line; ``under`` is the cursor's look if it is there."""
        return Strip(list(self._segments(entry, under))).adjust_cell_length(self._cells, self._blend())

    def nothing(self, line: int) -> Strip:
        """Render a line of a pane without any value."""
        text = advice_line("There is nothing to filter by.", line, self._cells)
        return Strip([Segment(fit(text, self._cells), self._blend("count"))])

    def _segments(self, entry: Entry, under: tuple[str, ...]) -> Iterator[Segment]:
        signs, cells = self._signs, self._cells
        pointer = signs.cursor if "cursor" in under else " "
        if isinstance(entry, FacetGroup):
            yield Segment(fit(f" {entry.heading}", cells), self._blend("heading"))
        elif isinstance(entry, FacetMore):
            text = f"more ({entry.hidden:,})" if entry.hidden else "fewer"
            yield Segment(fit(f" {pointer}  {text}", cells), self._blend(*under, "count"))
        elif entry is not None:
            count, bar = f" {entry.articles:,} " if entry.articles else "", self._bar(entry)
            name = f" {pointer}{signs.marked if entry.active else ' '} {_name(entry)}"
            room = cells - width(count) - width(bar)
            yield Segment(fit(name, room, signs.ellipsis), self._blend(*under, "active" if entry.active else "value"))
            yield Segment(bar, self._blend(*under, "bar"))
            yield Segment(count, self._blend(*under, "count"))

    def _bar(self, entry: FacetValue) -> str:
        if self._cells < BAR_FROM or not entry.articles:
            return ""
        return fit(self._signs.filled * max(1, round(BAR * entry.articles / self._most[entry.facet])), BAR + 1)


class Facets(ListPane):
    """Groups of values with counts, one below the other; a long group ends with a row that expands or collapses it.

    ``seen`` is called whenever the pane is shown.
    """

    PREFIX: ClassVar[str] = "facets"
    LOOKS: ClassVar[frozenset[str]] = frozenset(
        {"heading", "value", "count", "active", "cursor", "cursor-blurred", "bar"}
    )

    class Chosen(Message):
        """A value was chosen, to be set or removed as a filter."""

        def __init__(self, value: FacetValue) -> None:
            super().__init__()
            self.value = value

    def __init__(self, signs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._signs, self.does = signs, {"enter": "choose", "space": "choose"}
        self._all: tuple[FacetGroup, ...] = ()
        self._most: dict[str, int] = {}
        self._opened: frozenset[str] = frozenset()
        self._lines: list[Entry] = []
        self._rows: list[FacetValue | FacetMore] = []
        self.seen: Callable[[], None] = nothing

    def on_show(self) -> None:
        """Tell that the pane is seen now."""
        self.seen()

    def show(self, groups: Sequence[FacetGroup]) -> None:
        """Show these groups; the cursor stays on its value."""
        self._all = tuple(groups)
        before = self.chosen.place if self.chosen else None
        shown = [shortened(group, opened=group.facet in self._opened) for group in self._all]
        self._rows = [row for _, rows in shown for row in rows]
        self._lines = [entry for group, rows in shown for entry in (None, group, *rows)][1:]
        self._most = {group.facet: max((value.articles for value in group.values), default=0) for group in self._all}
        places = [row.place for row in self._rows]
        self.set_row_count(len(places), places.index(before) if before in places else None)
        self.set_line_count(len(self._lines))
        self.repaint()

    @property
    def chosen(self) -> FacetValue | FacetMore | None:
        """The row under the cursor: a value, or the one that expands its group."""
        return self._rows[self.cursor] if self._rows else None

    # Rows are values: the cursor skips headings, and a page is a group.

    def lines_of(self, row: int) -> range:
        """Return the line of a value; headings stand between them."""
        line = next((line for line, each in enumerate(self._lines) if each is self._rows[row]), 0) if self._rows else 0
        return range(line, line + 1)

    def show_cursor(self) -> None:
        """Scroll the cursor's row into view, with one line of margin."""
        self.show_line(self.lines_of(self.cursor).start, 1)

    def row_painted(self, row: int) -> None:
        """Repaint the whole pane: it is small."""
        del row
        self.repaint()

    def page(self, count: int = 1) -> None:
        """Move to the next group, or the previous one."""
        facets = [row.facet for row in self._rows]
        starts = [place for place, facet in enumerate(facets) if place == 0 or facets[place - 1] != facet]
        ahead = [place for place in starts if place > self.cursor]
        behind = [place for place in starts if place < self.cursor]
        self.move_to((ahead or [len(facets) - 1])[0] if count > 0 else (behind or [0])[-1])

    def half_page(self, count: int = 1) -> None:
        """Move as `page` does: groups are short."""
        self.page(count)

    def choose(self) -> None:
        """Choose the value under the cursor, or expand or collapse its group."""
        chosen = self.chosen
        if isinstance(chosen, FacetMore):
            self._opened ^= {chosen.facet}
            self.show(self._all)
            self.show_cursor()
        elif chosen is not None:
            self.post_message(self.Chosen(chosen))

    # Lines

    def paint_key(self, line: int) -> Hashable | None:
        """Cache nothing: there are few lines."""

    def paint(self, line: int) -> Strip:
        """Render one line."""
        entry = self._lines[line] if line < len(self._lines) else None
        here = entry is not None and entry is self.chosen
        painter = FacetPainter(self.cells, self._signs, self.blend, self._most)
        if not self._lines:
            return painter.nothing(line)
        return painter.line(entry, self.cursor_look(self.cursor) if here else ())

    def on_click(self, event: Click) -> None:
        """Choose the clicked value."""
        line = self.top + event.y
        entry = self._lines[line] if line < len(self._lines) else None
        if isinstance(entry, FacetValue | FacetMore):
            self.move_to(next(place for place, row in enumerate(self._rows) if row is entry))
            self.choose()


def _name(entry: FacetValue) -> str:
    if entry.facet == "language":
        return entry.value or "unknown"
    return safe(entry.label or entry.value)
