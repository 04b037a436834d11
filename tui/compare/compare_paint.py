"""Rendering of the side-by-side table: gutters, text with changes marked, symbols for absent cells.

It does not scroll or handle keys.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from index import Kind, safe

from ..notes.note_lines import UNNOTED
from ..text.cells import clip, fit, width
from .accounts import NAME, flag_words
from .table_layout import GUTTER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.style import Style

    from ..notes.note_lines import KindSign
    from ..text.glyphs import Glyphs
    from .shown_rows import Flag
    from .table_layout import Collation, TableLine, TableStretch

Marks = list[tuple[int, int, str]]


class LineState(NamedTuple):
    """What the look of a line depends on besides its text.

    ``side`` is the account under the cursor, -1 if the cursor is elsewhere; ``words`` whether differing words are
    marked; ``noted`` the symbol of the row's first note, or a blank.
    """

    selected: bool
    side: int
    words: bool
    noted: KindSign


class ComparePainter:
    """Renders the lines of one layout."""

    def __init__(self, collation: Collation, labels: Sequence[str], signs: Glyphs, blend: Callable[..., Style]) -> None:
        self._collation, self._passages = collation, collation.passages
        self._labels, self._signs, self._blend = labels, signs, blend

    def line(self, number: int, state: LineState) -> Strip:
        """Render one line of the layout, not yet cut to the widget's width."""
        line = self._collation.lines[number]
        tint = ("cursor",) if state.selected and (line.stretches or line.fold or line.flag) else ()
        sign = self._signs.selection if state.side >= 0 else self._signs.column
        bar = Segment(sign if tint else " ", self._blend(*tint, "side"))
        if line.fold:
            body = self._fold(line, tint)
        elif line.flag is not None:
            body = self._flag(line.flag, tint)
        else:
            body = self._cells(line, state, tint)
        strip = Strip([bar, *body])
        room = max(strip.cell_length, self._row_cells if tint else 0)
        return strip.adjust_cell_length(room, self._blend(*tint))

    @property
    def _row_cells(self) -> int:
        """The width of a row: its cells with the rules between them, behind the bar."""
        columns = 1 if self._collation.stacked else len(self._collation.accounts)
        return columns * (self._collation.gutter + self._collation.column + 1)

    def _fold(self, line: TableLine, tint: tuple[str, ...]) -> Iterator[Segment]:
        entry, signs = self._passages.entries[line.entry], self._signs
        count = len(entry.members)
        if entry.teller is None:
            told = f"{signs.verbatim} {signs.fold} {count} {'passage' if count == 1 else 'passages'} the same in all"
            yield Segment(told, self._blend(*tint, "fold"))
            return
        name, text = (
            clip(self._labels[entry.teller], NAME, signs.ellipsis),
            safe(self._passages.passage(entry.members[line.member], entry.teller).text),
        )
        sign = " " * width(signs.unique) if line.member else signs.unique
        yield Segment(sign, self._blend(*tint, "unique"))
        told = f"   {text}" if line.member else f" {signs.fold} {count} only in {name}: {text}"
        yield Segment(clip(told, self._collation.width - width(sign), signs.ellipsis), self._blend(*tint, "fold"))

    def _flag(self, flag: Flag, tint: tuple[str, ...]) -> Iterator[Segment]:
        sign = self._signs.alarm if flag.kind.strip() else " "
        yield Segment(f"  {sign} {flag.kind}  ", self._blend(*tint, "flag"))
        for who, words in flag_words(flag, self._labels, self._signs):
            yield Segment(f"{who} " if who else "", self._blend(*tint, "label"))
            yield Segment(f"{words}   ", self._blend(*tint))

    def _cells(self, line: TableLine, state: LineState, tint: tuple[str, ...]) -> Iterator[Segment]:
        stacked = self._collation.stacked
        columns = line.stretches or (None,) * (1 if stacked else len(self._collation.accounts))
        opens = any(stretch is not None and stretch.first for stretch in columns)
        for place, stretch in enumerate(columns):
            if place:
                yield Segment(self._signs.column, self._blend("rule"))
            if stretch is not None:
                yield from self._cell(line, stretch, state, tint)
            else:
                absent = opens and not stacked
                yield Segment(f"{self._signs.absent if absent else ' '}  ", self._blend(*tint, "absent"))
                yield Segment(" " * (self._collation.column + self._collation.gutter - GUTTER), self._blend(*tint))

    def _cell(
        self, line: TableLine, stretch: TableStretch, state: LineState, tint: tuple[str, ...]
    ) -> Iterator[Segment]:
        row = self._passages.entries[line.entry].row
        chosen = stretch.account == state.side
        yield from self._gutter(row, stretch, (*tint, "side") if chosen else tint, noted=state.noted)
        text = safe(self._passages.passage(row, stretch.account).text)
        pieces = list(self._pieces(text, stretch, self._marks(row, stretch.account, text, state), tint))
        yield from pieces
        used = sum(width(piece.text) for piece in pieces)
        yield Segment(" " * max(0, self._collation.column - used), self._blend(*tint))

    def _gutter(self, row: int, stretch: TableStretch, tint: tuple[str, ...], *, noted: KindSign) -> Iterator[Segment]:
        """Yield the gutter of a cell: on its first line the class, moved or noted, and if stacked the label."""
        if not stretch.first:
            yield Segment(" " * self._collation.gutter, self._blend(*tint))
            return
        cell = self._passages.rows[row].cells[stretch.account]
        kind = cell.kind if cell else Kind.UNIQUE
        yield Segment(getattr(self._signs, kind.value), self._blend(*tint, kind.value))
        moved = self._signs.moved if cell is not None and cell.moved else " "
        sign = (moved, ()) if noted == UNNOTED else (noted.sign, (noted.look,))
        yield Segment(f"{sign[0]} ", self._blend(*tint, *sign[1]))
        if self._collation.stacked:
            yield Segment(
                fit(self._collation.tags[stretch.account], self._collation.label, self._signs.ellipsis) + " ",
                self._blend(*tint, "label"),
            )

    def _marks(self, row: int, account: int, text: str, state: LineState) -> Marks:
        passages = self._passages
        marks: Marks = list(passages.looks(row, account))
        if state.words:
            marks += [(start, end, "changed") for start, end in passages.changed(row, account)]
            marks += [(start, end, "common") for start, end in passages.common(row, account)]
            marks += [(start, end, "disputed") for start, end in passages.disputed(row, account)]
        for number in passages.quotes(row, account):
            span = passages.comparison.quotes[number].span
            passage = passages.passage(row, account)
            marks.append((*passage.span(*span), "quote"))
        needle, folded = passages.choice.needle.casefold(), text.casefold()
        at = folded.find(needle) if needle and len(folded) == len(text) else -1
        while at >= 0:
            marks.append((at, at + len(needle), "found"))
            at = folded.find(needle, at + 1)
        return marks

    def _pieces(self, text: str, stretch: TableStretch, marks: Marks, tint: tuple[str, ...]) -> Iterator[Segment]:
        for start, end, names in marked(stretch.start, stretch.end, marks):
            yield Segment(text[start:end], self._blend(*tint, *names))


def marked(first: int, last: int, marks: Marks) -> Iterator[tuple[int, int, Iterable[str]]]:
    """Split ``[first, last)`` where marks start or end; yield each piece with the names of its marks, in order."""
    inner = {edge for start, end, _ in marks for edge in (start, end) if first < edge < last}
    for start, end in itertools.pairwise(sorted({first, last} | inner)):
        yield start, end, dict.fromkeys(name for low, high, name in marks if low <= start and end <= high)
