"""What the results have in common: saved searches, marks, outlets, authors, tags, months …, to filter by with counts.

Refuses to filter: it says which value was chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from index import safe

from ..frame.list_pane import ListPane
from ..text.cells import fit, width
from .facet_rows import FacetGroup, FacetMore, FacetValue, shortened

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual.events import Click

    from ..text.glyphs import Glyphs

Entry = FacetGroup | FacetValue | FacetMore | None
BAR_FROM, BAR = 40, 8
"""A bar beside the count from this width on, and its greatest length."""


class Facets(ListPane):
    """Groups of values with counts, under each other; a long group ends with a row that opens it, or shuts it."""

    PREFIX: ClassVar[str] = "facets"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"facets--{name}" for name in ("heading", "value", "count", "active", "cursor", "cursor-blurred", "bar")
    }

    class Chosen(Message):
        """A value was chosen, to filter by or to drop."""

        def __init__(self, value: FacetValue) -> None:
            super().__init__()
            self.value = value

    def __init__(self, signs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._signs = signs
        self._all: tuple[FacetGroup, ...] = ()
        self._opened: frozenset[str] = frozenset()
        self._lines: list[Entry] = []
        self._rows: list[FacetValue | FacetMore] = []

    def show(self, groups: Sequence[FacetGroup]) -> None:
        """Show these groups, the cursor staying on its value."""
        self._all = tuple(groups)
        before = self.chosen.place if self.chosen else None
        shown = [shortened(group, opened=group.facet in self._opened) for group in self._all]
        self._rows = [row for _, rows in shown for row in rows]
        self._lines = [entry for group, rows in shown for entry in (None, group, *rows)][1:]
        places = [row.place for row in self._rows]
        self.set_row_count(len(places), places.index(before) if before in places else None)
        self.set_line_count(len(self._lines))
        self.repaint()

    @property
    def chosen(self) -> FacetValue | FacetMore | None:
        """The value under the cursor, or what opens its group."""
        return self._rows[self.cursor] if self._rows else None

    # The rows are values; headings are passed over, and a page is a group.

    def show_cursor(self) -> None:
        """Scroll until the value under the cursor is seen, with a line to spare."""
        self.show_line(self._line_of_cursor(), 1)

    def row_painted(self, row: int) -> None:
        """Paint anew what is on the screen: it is little."""
        del row
        self.repaint()

    def page(self, count: int = 1) -> None:
        """Move to the next group, or the one before."""
        facets = [row.facet for row in self._rows]
        starts = [place for place, facet in enumerate(facets) if place == 0 or facets[place - 1] != facet]
        ahead = [place for place in starts if place > self.cursor]
        behind = [place for place in starts if place < self.cursor]
        self.move_to((ahead or [len(facets) - 1])[0] if count > 0 else (behind or [0])[-1])

    def half_page(self, count: int = 1) -> None:
        """Move as `page` does: groups are short."""
        self.page(count)

    def choose(self) -> None:
        """Choose the value under the cursor, or open its group."""
        chosen = self.chosen
        if isinstance(chosen, FacetMore):
            self._opened ^= {chosen.facet}
            self.show(self._all)
            self.show_cursor()
        elif chosen is not None:
            self.post_message(self.Chosen(chosen))

    # Lines

    def _line_of_cursor(self) -> int:
        return next((line for line, each in enumerate(self._lines) if each is self.chosen), 0)

    def paint_key(self, line: int) -> Hashable | None:
        """Paint each time: the lines are few."""

    def paint(self, line: int) -> Strip:
        """Return one line."""
        entry = self._lines[line] if line < len(self._lines) else None
        return Strip(self._entry(entry, self.cells)).adjust_cell_length(self.cells, self.blend())

    def _entry(self, entry: Entry, cells: int) -> list[Segment]:
        if entry is None:
            return [Segment(" " * cells, self.blend())]
        if isinstance(entry, FacetGroup):
            return [Segment(fit(f" {entry.heading}", cells), self.blend("heading"))]
        here = entry is self.chosen
        under = [("cursor" if self.has_focus else "cursor-blurred")] if here else []
        pointer = self._signs.cursor if here and self.has_focus else " "
        if isinstance(entry, FacetMore):
            text = f"more ({entry.hidden:,})" if entry.hidden else "fewer"
            return [Segment(fit(f" {pointer} {text}", cells), self.blend(*under, "count"))]
        count = f" {entry.count:,} " if entry.count else ""
        bar = self._bar(entry, cells)
        sign = self._signs.marked if entry.active else pointer
        name = fit(f" {sign} {_name(entry)}", cells - width(count) - width(bar), self._signs.ellipsis)
        return [
            Segment(name, self.blend(*under, "active" if entry.active else "value")),
            Segment(bar, self.blend(*under, "bar")),
            Segment(count, self.blend(*under, "count")),
        ]

    def _bar(self, entry: FacetValue, cells: int) -> str:
        if cells < BAR_FROM or not entry.count:
            return ""
        group = next(group for group in self._all if group.facet == entry.facet)
        most = max(value.count for value in group.values)
        return fit(self._signs.filled * max(1, round(BAR * entry.count / most)), BAR + 1)

    def on_click(self, event: Click) -> None:
        """Choose the value clicked on."""
        line = self.top + event.y
        entry = self._lines[line] if line < len(self._lines) else None
        if isinstance(entry, FacetValue | FacetMore):
            self.move_to(next(place for place, row in enumerate(self._rows) if row is entry))
            self.choose()


def _name(entry: FacetValue) -> str:
    if entry.facet == "language":
        return entry.value or "unknown"
    return safe(entry.label or entry.value)
