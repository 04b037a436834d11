"""Aligned columns for tables in an article, by extra cells after characters.

No character of the text is added or dropped.
"""

from __future__ import annotations

from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from index import Span, table_alignments, table_bars

from ..text.cells import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index import SourceMap


class TableColumns:
    """A table in ``text``, as ``shown`` draws it; not aligned if it is wider than ``cells``."""

    def __init__(self, text: str, shown: SourceMap, table: Span, cells: int) -> None:
        self._shown = shown
        self._rows = [row for row in _lines(text, table) if shown.cut(*row)]
        self._bars = [table_bars(text, *row) for row in self._rows]
        self._alignments = table_alignments(text, *table)
        self.widths = [
            max(map(self._wide, filter(None, column)), default=0)
            for column in zip_longest(*(self._cells(number) for number in range(len(self._rows))))
        ]
        bars = max(map(len, self._bars), default=0)
        self.fits = bool(self._rows) and sum(self.widths) + bars <= cells

    def _cells(self, row: int) -> list[Span]:
        """Return the cells of a row; what precedes the first bar counts as one, though usually empty."""
        start, end = self._rows[row]
        edges = [start - 1, *self._bars[row], end]
        return [Span(left + 1, right) for left, right in pairwise(edges)]

    def _wide(self, cell: Span) -> int:
        return width(self._shown.cut(*cell))

    def added(self, row: Span) -> tuple[tuple[int, int], ...]:
        """Return pairs of a character's offset and the cells to add after it, for a row of the screen."""
        number = next((n for n, (start, end) in enumerate(self._rows) if start <= row.start < end), None)
        if not self.fits or number is None:
            return ()
        gaps: dict[int, int] = {}
        first, bars = self._shown.place(row.start), len(self._bars[number])
        for column, cell in enumerate(self._cells(number)):
            missing = self.widths[column] - self._wide(cell)
            before = self._before(column, missing) if self._shown.place(cell.start) > first else 0
            behind = missing - before if column < bars else 0
            for edge, cells in ((cell.start, before), (cell.end, behind)):
                if cells > 0 and (place := self._shown.place(edge)) > first:
                    sign = self._shown.offset(place - 1)
                    gaps[sign] = gaps.get(sign, 0) + cells
        return tuple(sorted(gaps.items()))

    def _before(self, column: int, missing: int) -> int:
        """Return how many of the missing cells go before the text of a column."""
        alignment = self._alignments[column] if column < len(self._alignments) else ""
        return {"right": missing, "center": missing // 2}.get(alignment, 0)


def _lines(text: str, table: Span) -> Iterator[Span]:
    """Yield the lines of the table."""
    start = table.start
    while start < table.end:
        stop = text.find("\n", start, table.end)
        stop = table.end if stop < 0 else stop
        yield Span(start, stop)
        start = stop + 1
