"""Rendering of the result list's lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from rich.segment import Segment
from textual.strip import Strip

import index
from index import one_line, safe

from ..text.cells import advice_line, clip, fit, width
from .snippet_line import bracketed, cut_at, window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.style import Style

    from ..text.glyphs import Glyphs
    from .list_rows import ListRow

Piece = tuple[str, str]

LOOKS: Final = (
    *("cursor", "cursor-blurred", "current", "pointer", "pending", "title", "guess", "outlet", "agency", "meta"),
    *("count", "tags", "marked", "dot", "starred", "snippet", "hit", "empty"),
)
"""The names of the looks that lines are painted in."""


class RowState(NamedTuple):
    """State of a row beside its data: the cursor's look if it is there, and whether the row is marked."""

    cursor: tuple[str, ...] = ()
    marked: bool = False


def lead(cells: int) -> int:
    """Return the width of the columns for cursor, mark, unread dot and star, in a list ``cells`` wide."""
    return 9 if cells >= 72 else 5


class ResultPainter:
    """Renders the lines of rows, ``cells`` wide; ``brackets`` mark hits where there is no colour."""

    def __init__(self, cells: int, signs: Glyphs, blend: Callable[..., Style], *, brackets: bool) -> None:
        self._cells, self._signs, self._blend, self._brackets = cells, signs, blend, brackets
        self._lead = lead(cells)

    def note(self, text: str, line: int) -> Strip:
        """Render a line of the text of an empty list, which starts one line below the top."""
        shown = advice_line(text, line, self._cells)
        return Strip([Segment(fit(shown, self._cells, self._signs.ellipsis), self._blend("empty"))], self._cells)

    def line(self, row: ListRow, part: int, height: int, state: RowState) -> Strip:
        """Render one line of a row of ``height`` lines: headline (0), facts (1) or snippet (2).

        In a row of two lines the snippet follows the first facts.
        """
        pieces = (
            self._headline(row, state) if part == 0 else self._below(row, snippet=part == 2 or height == 2, part=part)
        )
        if row.pending:
            pieces = iter([(" " * self._lead, ""), (self._signs.fold if part == 0 else "", "pending")])
        segments = [Segment(text, self._style(look, state.cursor)) for text, look in _merged(pieces)]
        used = sum(width(segment.text) for segment in segments)
        if used < self._cells:
            segments.append(Segment(" " * (self._cells - used), self._style("", state.cursor)))
        return Strip(segments, max(used, self._cells)).crop(0, self._cells)

    def _style(self, look: str, cursor: tuple[str, ...]) -> Style:
        current = ("current",) if cursor and look in {"title", "guess"} else ()
        return self._blend(*cursor, *((look,) if look else ()), *current)

    def _headline(self, row: ListRow, state: RowState) -> Iterator[Piece]:
        signs, gap = self._signs, " " if self._lead >= 9 else ""
        yield gap + (signs.cursor if state.cursor else " ") + gap, "pointer"
        yield (signs.marked if state.marked else " ") + gap, "marked"
        yield (signs.unread if row.unread else " ") + gap, "dot"
        yield (signs.starred if row.starred else " ") + " ", "starred"
        room = self._cells - self._lead - 1
        yield clip(one_line(row.title or row.id), max(0, room), signs.ellipsis), "guess" if row.file else "title"

    def _below(self, row: ListRow, *, snippet: bool, part: int) -> Iterator[Piece]:
        yield " " * self._lead, ""
        room = self._cells - self._lead - 1
        if part == 1:
            facts = list(self._within(self._facts(row, brief=snippet and bool(row.snippet)), room))
            yield from facts
            room -= sum(width(text) for text, _ in facts) + 2
            if snippet and row.snippet and room > 0:
                yield "  ", ""
        if snippet and row.snippet and room > 0:
            yield from self._snippet(row, room)

    def _facts(self, row: ListRow, *, brief: bool) -> Iterator[Piece]:
        """Yield the facts about an article, the most important first."""
        signs = self._signs
        yield one_line(row.outlet or "") or signs.dash, "outlet"
        if row.agency:
            yield f"{signs.agency_open}{one_line(row.agency)}{signs.agency_close}", "agency"
        yield one_line(index.short_date(row.published, 11)) if row.published else "undated", "meta"
        own = self._own(row, self._cells // 8 if brief else self._cells)
        if brief:
            yield from own
            return
        if row.accounts:
            yield f"{row.accounts:,} accounts", "meta"
        if row.versions:
            yield f"{row.versions + 1:,} versions", "meta"
        if row.copies:
            yield f"in {row.copies + 1:,} places", "meta"
        if row.hits:
            yield f"{row.hits:,} hit{'' if row.hits == 1 else 's'}", "count"
        yield from own
        if row.file:
            yield one_line(row.file), "meta"

    def _own(self, row: ListRow, room: int) -> Iterator[Piece]:
        """Yield what is the reader's own: the number of notes, and the tags in ``room`` cells."""
        if row.notes:
            yield f"{self._signs.note}{row.notes:,}", "count"
        if row.tags:
            yield clip(" ".join(f"#{one_line(tag)}" for tag in row.tags), room, self._signs.ellipsis), "tags"

    def _within(self, facts: Iterable[Piece], room: int) -> Iterator[Piece]:
        """Yield the facts that fit, separated by dots; an agency follows its outlet without one."""
        for text, look in facts:
            between = (
                "" if room == self._cells - self._lead - 1 else " " if look == "agency" else f" {self._signs.dot} "
            )
            shown = clip(text, max(0, room - width(between)), self._signs.ellipsis)
            if not shown:
                return
            yield between, "meta"
            yield shown, look
            room -= width(between) + width(shown)

    def _snippet(self, row: ListRow, room: int) -> Iterator[Piece]:
        # `safe` keeps the length, so the marks stay valid.
        text, marks = safe(row.snippet).replace("\n", " "), tuple(row.marks)
        if self._brackets:
            text, marks = bracketed(text, marks, self._signs)
        text, marks = window(text, marks, room, self._signs.ellipsis)
        for piece, marked in cut_at(text, marks):
            yield piece, "hit" if marked else "snippet"


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Merge neighbouring pieces of one look, with blanks plain: every piece costs a change of style."""
    last, last_look = "", ""
    for text, wanted in pieces:
        look = wanted if text.strip() else ""
        if look != last_look and last:
            yield last, last_look
            last = ""
        last, last_look = last + text, look
    if last:
        yield last, last_look
