"""Names and figures of a comparison as a table: how often each account names whom, and how it words each figure.

Nothing is extracted here; rows in dispute are marked and come first.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from index import figure_rows, letter, name_rows, safe

from ..frame.entry_pane import PaneEntry
from ..keymap import COMPARE
from ..session.jump_history import JumpPlace
from ..text.cells import clip, fit, width
from .accounts import plain_labels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from index import NameRow, Span

    from ..frame.entry_pane import EntryPane, Pieces
    from ..session.session import Verbs
    from ..text.glyphs import Glyphs
    from .comparison_view import ComparisonView
    from .shown_rows import ShownRows

LEAST_COLUMN: Final = 14
"""The least width of a column, in cells; narrower wordings follow each other in a line instead."""

COUNT: Final = 7
"""Width of a column of counts, in cells."""

GAP: Final = 3
LEAST_AROUND: Final = 36
"""Cells before the words around a fact, and how many there must be of these for them to be shown."""


class FactTable:
    """The table in ``pane`` for what ``view`` shows; ``turned`` is called when it is opened or closed."""

    def __init__(self, signs: Glyphs, view: ComparisonView, pane: EntryPane, turned: Callable[[], None]) -> None:
        self._signs, self._view, self.pane, self._turned = signs, view, pane, turned
        self.pane.display = False
        self.verbs: Verbs = {"facts": self.toggle}

    @property
    def open(self) -> bool:
        """Whether the table is shown."""
        return bool(self.pane.display)

    def toggle(self) -> None:
        """Show the table in place of the rows, or the rows again."""
        if not self.close() and self._view.compared is not None:
            self.pane.display = True
            self.pane.show(self._entries)
            self.pane.home()
            self.pane.focus()
            self._turned()

    def close(self) -> bool:
        """Close the table; return whether it was open."""
        was_open = self.open
        self.pane.display = False
        if was_open:
            self._turned()
            self._view.pane.focus()
        return was_open

    def follow(self) -> None:
        """Close the table and go to the row of the fact under the cursor."""
        account, _, offset = self.pane.key.rpartition("@")[0].rpartition(":")
        if self.close() and account:
            self._view.go_to(JumpPlace(COMPARE, account, int(offset)))

    def _entries(self, cells: int) -> Sequence[PaneEntry]:
        passages = self._view.passages
        if passages is None:
            return ()
        lay = FactLines(passages, self._signs, cells - 1)
        return tuple(chain(lay.figures(), lay.names()))


class FactLines:
    """Lays the rows of the table out for a width in cells, accounts in the order of ``passages``.

    The key of an entry ends in ``account:offset@number``, its first place. Where there is room, each
    account's fact is shown with the words around it.
    """

    def __init__(self, passages: ShownRows, signs: Glyphs, cells: int) -> None:
        self._passages, self._signs, self._cells = passages, signs, cells
        self._comparison, self._texts = passages.comparison, passages.texts
        self._column = (cells - 2) // max(1, len(self._texts)) - 1
        self._in_columns = self._column >= LEAST_COLUMN

    def figures(self) -> Iterator[PaneEntry]:
        """Yield the figures as each account words them, those in dispute first."""
        rows = figure_rows(self._comparison)
        heads = [f"{letter(place)} {label}" for place, label in enumerate(plain_labels(self._comparison))]
        columns = self._signs.column.join(fit(head, self._column, self._signs.ellipsis) for head in heads)
        yield self._heading("figures", f"Figures ({len(rows)})", columns if self._in_columns else "")
        told = [[self._wording(place, spans) for place, spans in enumerate(row.cells)] for row in rows]
        longest = max((width(words) for each in told for words in each), default=0)
        for number, (row, words) in enumerate(zip(rows, told, strict=True)):
            pieces = self._columns(words, row.cells, longest) if self._in_columns else self._line(words)
            yield self._entry(f"figure{number}", row.cells, pieces, flagged=row.flagged)

    def names(self) -> Iterator[PaneEntry]:
        """Yield the names with the count in each account, those in dispute first."""
        rows = name_rows(self._comparison)
        longest = max((width(self._name(row)) for row in rows), default=0)
        room = max(LEAST_COLUMN, min(longest, self._cells - 2 - COUNT * len(self._texts)))
        counts = "".join(f"{letter(place):>{COUNT}}" for place in range(len(self._texts)))
        left = (self._cells - 2 - room - width(counts)) // max(1, len(self._texts))
        yield PaneEntry("gap", ((("", "text"),),), way=False)
        yield self._heading("names", f"Names ({len(rows)})", " " * room + counts)
        for number, row in enumerate(rows):
            counts = "".join(f"{len(spans) or self._signs.absent:>{COUNT}}" for spans in row.cells)
            name = fit(self._name(row), room, self._signs.ellipsis)
            around = [self._around(place, spans, left) for place, spans in enumerate(row.cells)]
            yield self._entry(f"name{number}", row.cells, ((name + counts, "text"), *around), flagged=row.flagged)

    def _heading(self, key: str, title: str, columns: str) -> PaneEntry:
        lines: list[Pieces] = [((title, "heading"),)]
        if columns:
            lines.append((("  " + columns, "place"),))
        return PaneEntry(key, tuple(lines), way=False)

    def _entry(self, key: str, places: Sequence[Sequence[Span]], told: Pieces, *, flagged: bool) -> PaneEntry:
        first = next((place for place, spans in enumerate(places) if spans), None)
        where = "" if first is None else f"{self._comparison.accounts[first].id}:{places[first][0].start}"
        sign = f"{self._signs.alarm} " if flagged else "  "
        return PaneEntry(f"{where}@{key}", (((sign, "state"), *told),))

    def _columns(self, told: Sequence[str], places: Sequence[Sequence[Span]], longest: int) -> Pieces:
        """Return what accounts tell side by side: ``told`` in at most half of a column, the words around it behind."""
        left = self._column - min(longest, self._column // 2)
        figure = self._column - left if left >= GAP + LEAST_AROUND else self._column
        pieces: list[tuple[str, str]] = []
        for place, words in enumerate(told):
            shown = fit(words or self._signs.absent, figure, self._signs.ellipsis)
            pieces += [(self._signs.column * bool(place) + shown, "text")]
            pieces += [self._around(place, places[place], self._column - figure)]
        return tuple(pieces)

    def _line(self, told: Sequence[str]) -> Pieces:
        """Return the accounts' facts one after another, with their letters."""
        return (("  ".join(f"{letter(place)} {words}" for place, words in enumerate(told) if words), "text"),)

    def _around(self, place: int, spans: Sequence[Span], cells: int) -> tuple[str, str]:
        """Return the words around the first span, after a gap, in ``cells`` cells; blanks if these are too few."""
        told = self._sentence(place, spans, cells - GAP) if cells >= GAP + LEAST_AROUND else ""
        return " " * min(GAP, max(0, cells)) + fit(told, cells - GAP), "place"

    def _sentence(self, place: int, spans: Sequence[Span], cells: int) -> str:
        """Return as much as goes into some cells of the first passage in which an account tells something."""
        account = self._comparison.accounts[place].id
        found = next(((row, span) for span in spans for row in self._passages.rows_of(account, span)), None)
        if found is None:
            return ""
        passage, span = self._passages.passage(found[0], place), found[1]
        text, start, end = safe(passage.text), *passage.span(*span)
        begun, ellipsis = 0, self._signs.ellipsis
        if width(text) > cells and width(text[:end]) > cells * 2 // 3:
            blanks = (at for at in range(start) if text[at] == " " and width(text[at:start]) <= cells // 3)
            begun = next(blanks, start - 1) + 1
        return clip((ellipsis if begun else "") + text[begun:], cells, ellipsis)

    def _wording(self, place: int, spans: Sequence[Span]) -> str:
        """Return an account's first wording of a figure, and how often it mentions the figure if more than once."""
        if not spans:
            return ""
        start, end = spans[0]
        more = f" ({len(spans)})" if len(spans) > 1 else ""
        return safe(self._texts[place][start:end].replace("\n", " ")) + more

    def _name(self, row: NameRow) -> str:
        others = clip(", ".join(row.others), self._cells, self._signs.ellipsis)
        return safe(f"{row.name} ({others})" if others else row.name)
