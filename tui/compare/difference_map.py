"""The map of differences: a whole comparison as a shaded strip, the darker the more its accounts differ.

Refuses to know texts: it is given one class a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from index import Kind

from ..frame.line_view import LineView
from ..text.glyphs import TYPOGRAPHIC, Glyphs

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual import events

STRAYED: Final = (Kind.VERBATIM, Kind.UNIQUE, Kind.SIMILAR, Kind.PARTIAL, Kind.EDITED)
"""Where several rows share a line, the class furthest to the right is shown: an edit is what one looks for."""


SHADES: Final = {Kind.VERBATIM: "faint", Kind.SIMILAR: "half", Kind.PARTIAL: "half", Kind.EDITED: "dense"}
"""The sign of each class; what one account tells alone is left blank."""


class DifferenceMap(LineView, can_focus=False):
    """The rows over the whole height: several on a line where they are many, one on several where they are few."""

    PREFIX: ClassVar[str] = "compare"
    LOOKS: ClassVar[frozenset[str]] = frozenset({"verbatim", "side"})
    DEFAULT_CSS = "DifferenceMap { overflow-y: hidden; width: 3; }"

    @dataclass
    class Chosen(Message):
        """A place of the map was clicked."""

        entry: int

    def __init__(self, signs: Glyphs = TYPOGRAPHIC, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._signs = signs
        self._kinds: Sequence[Kind] = ()
        self._entry = 0

    def show(self, kinds: Sequence[Kind], entry: int) -> None:
        """Show the classes of all entries, the present one marked."""
        self._kinds, self._entry = kinds, entry
        self.repaint()

    def at(self, entry: int) -> None:
        """Mark another entry."""
        if entry != self._entry:
            self._entry = entry
            self.repaint()

    def on_click(self, event: events.Click) -> None:
        """Go to the row that was pointed at."""
        rows = self._rows(event.y)
        if rows:
            self.post_message(self.Chosen(rows.start))

    def paint_key(self, line: int) -> Hashable | None:
        """Keep every line; the one with the cursor looks different."""
        return line, self._entry in self._rows(line)

    def paint(self, line: int) -> Strip:
        """Return one line: the class of its rows and whether the cursor is among them."""
        rows = self._rows(line)
        if not rows:
            return self.blank_line()
        kind = max((self._kinds[row] for row in rows), key=STRAYED.index)
        mark = Segment(self._signs.cursor if self._entry in rows else " ", self.blend("side"))
        shade = getattr(self._signs, SHADES[kind]) if kind in SHADES else " "
        strip = Segment(shade * max(1, self.cells - 1), self.blend("verbatim"))
        return Strip([mark, strip]).adjust_cell_length(self.cells, self.blend())

    def _rows(self, line: int) -> range:
        """Return the entries a line of the map stands for."""
        lines, count = max(1, self.rows_shown), len(self._kinds)
        if line >= lines or not count:
            return range(0)
        first = line * count // lines
        return range(first, max(first + 1, (line + 1) * count // lines))
