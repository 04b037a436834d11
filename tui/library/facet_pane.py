"""What the results have in common: outlets, agencies, months, languages with their counts, to filter by.

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
from .facet_rows import FacetGroup, FacetValue, stacked

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual.events import Click, Resize

    from ..text.glyphs import Glyphs

Entry = FacetGroup | FacetValue | None
BAR_FROM, BAR = 30, 8
"""A bar beside the count from this width on, and its greatest length."""


class Facets(ListPane):
    """Values with counts; ``across`` puts the groups side by side instead of under each other."""

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
        self._groups: tuple[FacetGroup, ...] = ()
        self.across = False

    def show(self, groups: Sequence[FacetGroup]) -> None:
        """Show these groups, the cursor staying on its value."""
        before = self.chosen
        self._groups = tuple(groups)
        places = [(value.facet, value.value) for value in self._values]
        here = (before.facet, before.value) if before else None
        self.set_row_count(len(places), places.index(here) if here in places else None)
        self._lay_out()

    @property
    def chosen(self) -> FacetValue | None:
        """The value under the cursor."""
        values = self._values
        return values[self.cursor] if values else None

    def set_across(self, across: bool) -> None:  # noqa: FBT001 - the value itself
        """Put the groups side by side, or under each other."""
        if across != self.across:
            self.across = across
            self._lay_out()

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
        starts, start = [], 0
        for group in self._groups:
            starts.append(start)
            start += len(group.values)
        ahead = [place for place in starts if place > self.cursor]
        behind = [place for place in starts if place < self.cursor]
        target = (ahead or [start - 1])[0] if count > 0 else (behind or [0])[-1]
        self.move(target - self.cursor)

    def half_page(self, count: int = 1) -> None:
        """Move as `page` does: groups are short."""
        self.page(count)

    def choose(self) -> None:
        """Choose the value under the cursor."""
        if self.chosen is not None:
            self.post_message(self.Chosen(self.chosen))

    # Lines

    @property
    def _values(self) -> list[FacetValue]:
        return [value for group in self._groups for value in group.values]

    def _lay_out(self) -> None:
        deepest = max((len(group.values) for group in self._groups), default=0)
        self.set_line_count(1 + deepest if self.across else len(stacked(self._groups)))
        self.repaint()

    def _line_of_cursor(self) -> int:
        if not self.across:
            return next((line for line, each in enumerate(stacked(self._groups)) if each is self.chosen), 0)
        places = (place for group in self._groups for place, each in enumerate(group.values, 1) if each is self.chosen)
        return next(places, 0)

    def paint_key(self, line: int) -> Hashable | None:
        """Paint each time: the lines are few."""

    def paint(self, line: int) -> Strip:
        """Return one line."""
        if self.across:
            count = max(1, len(self._groups))
            cells = [self.cells // count + (place < self.cells % count) for place in range(count)]
            columns: list[list[Entry]] = [[group, *group.values] for group in self._groups]
            entries: list[Entry] = [column[line] if line < len(column) else None for column in columns]
        else:
            lines = stacked(self._groups)
            cells, entries = [self.cells], [lines[line] if line < len(lines) else None]
        pairs = zip(entries, cells, strict=False)
        segments = [segment for entry, room in pairs for segment in self._entry(entry, room)]
        return Strip(segments).adjust_cell_length(self.cells, self.blend())

    def _entry(self, entry: Entry, cells: int) -> list[Segment]:
        if entry is None:
            return [Segment(" " * cells, self.blend())]
        if isinstance(entry, FacetGroup):
            return [Segment(fit(f" {entry.heading}", cells), self.blend("heading"))]
        here = entry is self.chosen
        under = [("cursor" if self.has_focus else "cursor-blurred")] if here else []
        count = f" {entry.count:,} " if entry.count else ""
        bar = self._bar(entry, cells)
        sign = self._signs.marked if entry.active else self._signs.cursor if here and self.has_focus else " "
        name = fit(f" {sign} {_name(entry)}", cells - width(count) - width(bar))
        return [
            Segment(name, self.blend(*under, "active" if entry.active else "value")),
            Segment(bar, self.blend(*under, "bar")),
            Segment(count, self.blend(*under, "count")),
        ]

    def _bar(self, entry: FacetValue, cells: int) -> str:
        if cells < BAR_FROM or not entry.count:
            return ""
        group = next(group for group in self._groups if group.facet == entry.facet)
        most = max(value.count for value in group.values)
        return fit(self._signs.filled * max(1, round(BAR * entry.count / most)), BAR + 1)

    def on_resize(self, event: Resize) -> None:
        """Lay the lines out anew."""
        del event
        self._lay_out()

    def on_click(self, event: Click) -> None:
        """Choose the value clicked on."""
        values = self._clicked(self.top + event.y, event.x)
        if isinstance(values, FacetValue):
            self.move_to(self._values.index(values))
            self.choose()

    def _clicked(self, line: int, x: int) -> FacetGroup | FacetValue | None:
        if not self.across:
            lines = stacked(self._groups)
            return lines[line] if line < len(lines) else None
        group = self._groups[min(len(self._groups) - 1, x * len(self._groups) // max(1, self.cells))]
        return group.values[line - 1] if 0 < line <= len(group.values) else None


def _name(entry: FacetValue) -> str:
    if entry.facet == "language":
        return entry.value or "unknown"
    return safe(entry.label or entry.value)
