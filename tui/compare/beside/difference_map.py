"""The difference map: a whole comparison as a shaded strip, darker where its accounts differ more.

It knows no texts: it is given one class per row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from index import Kind

from ...frame.line_view import LineView
from ...text.glyphs import TYPOGRAPHIC, Glyphs

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual import events

STRAYED: Final = (Kind.VERBATIM, Kind.UNIQUE, Kind.SIMILAR, Kind.PARTIAL, Kind.EDITED)
"""Of several rows in one line of the map, the class furthest to the right is shown: readers look for edits."""


SHADES: Final = {Kind.VERBATIM: "faint", Kind.SIMILAR: "half", Kind.PARTIAL: "half", Kind.EDITED: "dense"}
"""The shade of each class; what one account has alone is blank."""


class DifferenceMap(LineView, can_focus=False):
    """All rows over the height of the pane: several per line, or several lines per row."""

    PREFIX: ClassVar[str] = "compare"
    LOOKS: ClassVar[frozenset[str]] = frozenset({"verbatim", "side"})
    DEFAULT_CSS = "DifferenceMap { overflow-y: hidden; width: 3; }"

    @dataclass
    class Chosen(Message):
        """A place on the map was clicked."""

        entry: int

    def __init__(self, signs: Glyphs = TYPOGRAPHIC, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._signs = signs
        self._kinds: Sequence[Kind] = ()
        self._entry = 0

    def show(self, kinds: Sequence[Kind], entry: int) -> None:
        """Show the classes of all entries, and mark the current one."""
        self._kinds, self._entry = kinds, entry
        self.repaint()

    def at(self, entry: int) -> None:
        """Mark another entry as the current one."""
        if entry != self._entry:
            self._entry = entry
            self.repaint()

    def on_click(self, event: events.Click) -> None:
        """Post the first entry of the clicked line."""
        rows = self._rows(event.y)
        if rows:
            self.post_message(self.Chosen(rows.start))

    def paint_key(self, line: int) -> Hashable | None:
        """Cache every line; the one with the cursor looks different."""
        return line, self._marked(line)

    def paint(self, line: int) -> Strip:
        """Render one line: the class of its rows, and whether the cursor is among them."""
        rows = self._rows(line)
        if not rows:
            return self.blank_line()
        kind = max((self._kinds[row] for row in rows), key=STRAYED.index)
        mark = Segment(self._signs.cursor if self._marked(line) else " ", self.blend("side"))
        shade = getattr(self._signs, SHADES[kind]) if kind in SHADES else " "
        strip = Segment(shade * max(1, self.cells - 1), self.blend("verbatim"))
        return Strip([mark, strip]).adjust_cell_length(self.cells, self.blend())

    def _marked(self, line: int) -> bool:
        """Whether the line is the first of those that stand for the row under the cursor."""
        return self._entry in self._rows(line) and (not line or self._entry not in self._rows(line - 1))

    def _rows(self, line: int) -> range:
        """Return the entries on a line of the map."""
        lines, count = max(1, self.rows_shown), len(self._kinds)
        if line >= lines or not count:
            return range(0)
        first = line * count // lines
        return range(first, max(first + 1, (line + 1) * count // lines))
