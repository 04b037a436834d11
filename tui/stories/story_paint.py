"""Rendering of the story table's lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from textual.strip import Strip

from ..text.cells import advice_line, fit
from .story_layout import StoryLayout

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style

    from ..text.glyphs import Glyphs
    from .story_rows import StoryRow

LOOKS: Final = (
    *("cursor", "cursor-blurred", "current", "pointer", "header", "meta", "outlet", "title", "marked", "decided"),
    *("bar", "empty"),
)
"""The names of the looks that lines are painted in."""


class StoryPainter:
    """Renders lines ``cells`` wide; ``height`` is the number of lines of a row."""

    def __init__(self, cells: int, signs: Glyphs, blend: Callable[..., Style]) -> None:
        self._cells, self._signs, self._blend = cells, signs, blend
        self._layout = StoryLayout(signs, cells)
        self.height = self._layout.height

    def header(self) -> Strip:
        """Render the column headings."""
        return Strip([Segment(self._layout.header(), self._blend("header"))])

    def note(self, text: str, line: int) -> Strip:
        """Render a line of the text of an empty table, which starts one line below the top."""
        shown = advice_line(text, line, self._cells)
        return Strip([Segment(fit(shown, self._cells, self._signs.ellipsis), self._blend("empty"))])

    def line(self, row: StoryRow, part: int, under: tuple[str, ...], *, marked: bool) -> Strip:
        """Render one line of a row; ``under`` is the cursor's look if it is there."""
        pieces = self._layout.pieces(row, part, here=bool(under), marked=marked)
        strip = Strip([Segment(text, self._style(look, under)) for text, look in pieces])
        return strip.adjust_cell_length(self._cells, self._blend(*under))

    def _style(self, look: str, under: tuple[str, ...]) -> Style:
        current = ("current",) if under and look == "title" else ()
        return self._blend(*under, *((look,) if look else ()), *current)
