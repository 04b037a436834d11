"""How a line of a result list looks.

Refuses to know sources, pages and keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from index import one_line, safe, short_date

from ..text.cells import clip, fit, width
from .snippet_line import bracketed, cut_at, window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.style import Style

    from ..text.glyphs import Glyphs
    from .list_rows import Columns, ListRow

Piece = tuple[str, str]


@dataclass(frozen=True, slots=True)
class RowState:
    """What a row is beside its text: under the cursor (and the list in focus), marked."""

    cursor: bool = False
    focused: bool = False
    marked: bool = False


class ResultPainter:
    """Paints the lines of rows for one division of the width."""

    def __init__(self, columns: Columns, signs: Glyphs, blend: Callable[..., Style], *, brackets: bool) -> None:
        self._columns, self._signs, self._blend, self._brackets = columns, signs, blend, brackets

    def header(self, cells: int) -> Strip:
        """Return the line with the names of the columns."""
        columns = self._columns
        text = " " * columns.lead
        for size, label in ((columns.outlet, "Outlet"), (columns.agency, "Agency"), (columns.date, "Date")):
            text += f"{label:<{size}} " if size else ""
        text += f"{'Title':<{columns.title}}"
        text += f" {'hits':>{columns.count}}" if columns.count else ""
        text += f" {self._signs.note:>{columns.notes}}" if columns.notes else ""
        return Strip([Segment(fit(text, cells), self._blend("header"))], cells)

    def note(self, text: str, line: int, cells: int) -> Strip:
        """Return a line of what stands in an empty list, one line below its top."""
        lines = text.split("\n")
        shown = lines[line - 1] if 1 <= line <= len(lines) else ""
        return Strip([Segment(fit(f"  {shown}", cells, self._signs.ellipsis), self._blend("empty"))], cells)

    def line(self, row: ListRow, part: int, state: RowState, cells: int) -> Strip:
        """Return one line of a row: its facts (0) or its snippet (1)."""
        pieces = self._facts(row, state) if part == 0 else self._snippet(row, cells)
        if row.pending:
            pieces = iter([(" " * self._columns.lead, ""), (self._signs.fold if part == 0 else "", "pending")])
        cursor = ("cursor" if state.focused else "cursor-blurred",) if state.cursor else ()
        segments = [Segment(text, self._style(look, cursor)) for text, look in _merged(pieces)]
        used = sum(width(segment.text) for segment in segments)
        if used < cells:
            segments.append(Segment(" " * (cells - used), self._style("", cursor)))
        return Strip(segments, max(used, cells)).crop(0, cells)

    def _style(self, look: str, cursor: tuple[str, ...]) -> Style:
        return self._blend(*cursor, *((look,) if look else ()))

    def _facts(self, row: ListRow, state: RowState) -> Iterator[Piece]:
        columns, signs = self._columns, self._signs
        yield from self._lead(row, state)
        if columns.outlet:
            yield from self._outlet(row)
        if columns.agency:
            yield fit(one_line(row.agency or ""), columns.agency, signs.ellipsis) + " ", "agency"
        if columns.date:
            yield fit(_day(row.published, columns.date), columns.date, signs.ellipsis) + " ", "meta"
        look = "guess" if not row.title_known else "unread" if row.unread else "title"
        yield fit(one_line(row.title or row.id), columns.title, signs.ellipsis), look
        if columns.count:
            count = clip(one_line(row.count), columns.count, signs.ellipsis)
            yield " " * (1 + columns.count - width(count)) + count, "count"
        if columns.notes:
            yield f" {row.notes or '':>{columns.notes}}", "count"

    def _lead(self, row: ListRow, state: RowState) -> Iterator[Piece]:
        signs, gap = self._signs, " " if self._columns.lead >= 9 else ""
        yield gap + (signs.cursor if state.cursor else " ") + gap, "pointer"
        yield (signs.marked if state.marked else " ") + gap, "marked"
        yield (signs.unread if row.unread else " ") + gap, "dot"
        yield (signs.starred if row.starred else " ") + " ", "starred"

    def _outlet(self, row: ListRow) -> Iterator[Piece]:
        """Yield the outlet and, where it has no column of its own, the agency behind it."""
        columns, signs = self._columns, self._signs
        room = columns.outlet
        agency = ""
        if columns.joins_agency and row.agency:
            agency = f"{signs.agency_open}{clip(one_line(row.agency), 8, signs.ellipsis)}{signs.agency_close}"
            agency = agency if width(agency) + 4 <= room else ""
        outlet = one_line(row.outlet or "") or ("" if agency else signs.dash)
        gap = " " if agency and outlet else ""
        outlet = clip(outlet, room - width(agency) - len(gap), signs.ellipsis)
        yield outlet + gap, "outlet"
        yield fit(agency, room - width(outlet + gap), signs.ellipsis) + " ", "agency"

    def _snippet(self, row: ListRow, cells: int) -> Iterator[Piece]:
        yield " " * self._columns.lead, ""
        # One code point for one, so that the marks hold.
        text, marks = safe(row.snippet).replace("\n", " "), tuple(row.marks)
        if self._brackets:
            text, marks = bracketed(text, marks, self._signs)
        text, marks = window(text, marks, cells - self._columns.lead - 1, self._signs.ellipsis)
        for piece, marked in cut_at(text, marks):
            yield piece, "hit" if marked else "snippet"


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces, neighbours of one look as one, blanks being plain: each costs a change of style."""
    last, last_look = "", ""
    for text, wanted in pieces:
        look = wanted if text.strip() else ""
        if look != last_look and last:
            yield last, last_look
            last = ""
        last, last_look = last + text, look
    if last:
        yield last, last_look


def _day(published: str | None, cells: int) -> str:
    if published is None:
        return "undated" if cells >= 7 else "—"
    return one_line(short_date(published, cells))
