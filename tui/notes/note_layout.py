"""The layout of note rows: which columns there are room for, and what each shows.

Colours are not known here: pieces carry the names of their looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index import one_line

from ..text.cells import fit, width
from .note_rows import NoteRow, moment, state_sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..text.glyphs import Glyphs
    from .note_lines import KindSign

LEAD = 6
"""Cells of cursor, mark and state."""

PARAGRAPH, SIGN = 3, 2
"""Cells of the paragraph number, and of the kind's symbol with a blank."""

WHEN, MOST, SHORT_OUTLET, SHORT_TAGS = (15, 12, 6), 16, 9, 8
"""Cells of the time, in full down to the day; the most for other columns; outlets and tags when narrow."""


class NoteColumns(NamedTuple):
    """Widths of the columns beside the text, in cells; 0 leaves a column out, except the symbol of the kind."""

    when: int = 0
    outlet: int = 0
    kind: int = 0
    tags: int = 0
    paragraph: int = 0

    @property
    def used(self) -> int:
        """Their total width, with a blank after each, and the symbol of the kind."""
        return SIGN + sum(size + 1 for size in self if size)


def widest(rows: Iterable[NoteRow]) -> NoteColumns:
    """Return the columns that fit everything in these rows, up to their greatest widths."""
    told = [
        (width(row.outlet), width(one_line(row.placed.note.kind)), width(_tags(row)), row.paragraph) for row in rows
    ]
    outlet, kind, tags, paragraph = map(max, zip(*told, strict=True)) if told else (0, 0, 0, 0)
    return NoteColumns(
        WHEN[0],
        _column(outlet, "Outlet"),
        _column(kind, "Kind"),
        _column(tags, "Tags"),
        PARAGRAPH if paragraph else 0,
    )


def _column(cells: int, name: str) -> int:
    """Return the width of a column with this heading; 0 if it is empty."""
    return min(max(cells, len(name)), MOST) if cells else 0


def _tags(row: NoteRow) -> str:
    return ",".join(map(one_line, row.placed.note.tags))


def columns_within(wanted: NoteColumns, cells: int) -> NoteColumns:
    """Return the columns for a line of ``cells``: reduced step by step until half of it is left for the text."""
    day, outlet = WHEN[-1], min(wanted.outlet, SHORT_OUTLET)
    forms = [wanted._replace(when=when) for when in WHEN]
    forms += [wanted._replace(when=day, paragraph=0), wanted._replace(when=day, paragraph=0, kind=0)]
    forms += [forms[-1]._replace(outlet=outlet), forms[-1]._replace(outlet=outlet, tags=min(wanted.tags, SHORT_TAGS))]
    forms.append(forms[-1]._replace(tags=0))
    return next((form for form in forms if cells - LEAD - form.used >= cells // 2), forms[-1])


class NoteRowLayout:
    """The layout of note rows in ``cells``; ``sign`` returns a kind's symbol, ``wanted`` comes from `widest`."""

    height = 1

    def __init__(self, signs: Glyphs, sign: Callable[[str], KindSign], cells: int, wanted: NoteColumns) -> None:
        self._signs, self._sign, self._cells = signs, sign, cells
        self._columns = columns_within(wanted, cells)
        self._words = max(0, cells - LEAD - self._columns.used - 1)

    def header(self) -> str:
        """Return the column headings."""
        columns = self._columns
        named = (
            ("Note", self._words),
            ("Kind", SIGN + columns.kind) if columns.kind else ("", SIGN - 1),
            ("Tags", columns.tags),
            ("Outlet", columns.outlet),
            (self._signs.paragraph, columns.paragraph),
            ("When", columns.when),
        )
        return fit(" " * LEAD + "".join(f"{name:<{size}.{size}} " for name, size in named if size), self._cells)

    def pieces(self, row: NoteRow, part: int, *, here: bool, marked: bool) -> Iterator[tuple[str, str]]:
        """Yield the texts of a row, each with the name of its look."""
        del part
        signs, note = self._signs, row.placed.note
        yield f" {signs.cursor if here else ' '}", "pointer"
        yield signs.marked if marked else " ", "marked"
        yield f" {state_sign(row.state, signs)} ", "pointer"
        yield fit(row.words, self._words, signs.ellipsis) + " ", "title"
        kind, columns = self._sign(note.kind), self._columns
        yield fit(kind.sign, SIGN), kind.look
        if columns.kind:
            yield fit(one_line(note.kind), columns.kind, signs.ellipsis) + " ", "meta"
        if columns.tags:
            yield fit(_tags(row), columns.tags, signs.ellipsis) + " ", "meta"
        if columns.outlet:
            yield fit(row.outlet, columns.outlet, signs.ellipsis) + " ", "outlet"
        if columns.paragraph:
            yield f"{row.paragraph or '':>{columns.paragraph}} ", "meta"
        yield fit(moment(note.modified, columns.when), columns.when), "meta"
