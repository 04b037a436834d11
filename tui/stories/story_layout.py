"""The layout of story rows: columns if there is room, else a headline with facts below it.

Colours are not known here: pieces carry the names of their looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index import short_date

from ..text.cells import clip_parts, fit, width
from ..text.outlet_marks import outlet_marks
from .story_rows import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..text.glyphs import Glyphs
    from .story_rows import StoryRow

ONE_LINE: Final = 112
"""From this width on, in cells, a story is one line of columns."""

LEAD, ACCOUNTS, BAR, SHARED, DAY, NOTES = 5, 8, 4, 9, 11, 5
"""Widths in cells: cursor, mark and decision symbol; the columns; BAR is the bar inside the column SHARED."""

Piece = tuple[str, str]


class StoryLayout:
    """The columns of rows ``cells`` wide; ``height`` is the number of lines of a row."""

    def __init__(self, signs: Glyphs, cells: int) -> None:
        self._signs, self._cells = signs, cells
        self.height = 1 if cells >= ONE_LINE else 2
        rest = cells - LEAD - sum(size + 2 for size in (ACCOUNTS, SHARED, DAY, NOTES)) - 2
        self._outlets = min(48, max(14, rest * 22 // 100))
        self._headline = rest - self._outlets if self.height == 1 else cells - LEAD - 1

    def header(self) -> str:
        """Return the column headings; for two-line rows what they contain."""
        if self.height > 1:
            return fit(f"{' ' * LEAD}Story: day, accounts, what is shared, notes, outlets", self._cells)
        columns = (
            f"{'Story':<{self._headline}}  {'Outlets':<{self._outlets}}  {'Accounts':>{ACCOUNTS}}"
            f"  {'Shared':<{SHARED}}  {'Day':<{DAY}}  {'Notes':<{NOTES}}"
        )
        return fit(" " * LEAD + columns, self._cells)

    def pieces(self, row: StoryRow, part: int, *, here: bool, marked: bool) -> Iterator[Piece]:
        """Yield the texts of one line of a row, each with the names of its looks."""
        signs = self._signs
        if part:
            yield " " * LEAD, ""
            yield from self._facts(row)
            return
        yield f" {signs.cursor if here else ' '}", "pointer"
        yield signs.marked if marked else " ", "marked"
        yield f"{signs.decided if row.story.decided else ' '} ", "decided"
        yield fit(row.headline, self._headline, signs.ellipsis), "title current" if here else "title"
        if self.height == 1:
            yield from self._columns(row)

    def _columns(self, row: StoryRow) -> Iterator[Piece]:
        signs = self._signs
        yield f"  {fit(outlet_marks(row.outlets, self._outlets, signs.dot), self._outlets, signs.ellipsis)}", "outlet"
        yield f"  {len(row.accounts):>{ACCOUNTS},}", "meta"
        filled, empty, share = shared_bar(row.story.shared, signs)
        yield f"  {filled}", "bar"
        yield empty, "meta"
        yield f"{share:>{SHARED - BAR}}", "meta"
        yield f"  {short_date(row.day, DAY) if row.day else 'undated':<{DAY}}", "meta"
        yield f"  {self._noted(row):<{NOTES}}", "meta"

    def _facts(self, row: StoryRow) -> Iterator[Piece]:
        """Yield day, accounts, share and notes, and as many outlets as fit."""
        shared = f"{percent(row.story.shared)} shared" if row.story.shared is not None else ""
        day = short_date(row.day, DAY) if row.day else "undated"
        facts = (day, f"{len(row.accounts):,} accounts", shared, self._noted(row))
        between, room = f" {self._signs.dot} ", self._cells - LEAD - 1
        told = clip_parts(between.join(filter(None, facts)), room, between, self._signs.ellipsis)
        yield told, "meta"
        outlets = outlet_marks(row.outlets, room - width(told) - len(between), self._signs.dot)
        if outlets:
            yield between, "meta"
            yield outlets, "outlet"

    def _noted(self, row: StoryRow) -> str:
        return f"{self._signs.note}{row.noted:,}" if row.noted else ""


def shared_bar(shared: float | None, signs: Glyphs) -> tuple[str, str, str]:
    """Return the filled and the empty part of a bar of `BAR` cells, and the percentage; blanks if unknown."""
    if shared is None:
        return "", " " * BAR, ""
    filled = min(BAR, max(1 if shared > 0 else 0, round(shared * BAR)))
    return signs.filled * filled, signs.empty * (BAR - filled), percent(shared)
