"""All disagreements of the accounts on a wide screen: in a column beside two accounts, below the rows of a matrix.

Has no cursor of its own: the flags of the row under the cursor are highlighted.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from ...frame.entry_pane import EntryPane, PaneEntry
from ...text.cells import broken, width
from ..accounts import TWO, flag_words, labels
from ..table_layout import FLAG, GUTTER, MEASURE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...frame.entry_pane import Pieces
    from ...text.glyphs import Glyphs
    from ..comparison_view import ComparisonView
    from ..shown_rows import Flag

ROWS: Final = TWO * (GUTTER + MEASURE) + 8
"""The cells that two columns of full measure take, with their gutters and the map."""

LEAST: Final = 34
MOST: Final = 56
"""The least and the most cells of the column."""
WIDE: Final = 160
"""From this width on the matrix has the wordings beside it, and the flags below it."""
LOW: Final = 24
"""In matrix panes with fewer lines no flags stand below the rows."""


class FlagColumn:
    """The flags of what ``view`` shows, in the pane ``beside`` or ``below`` the rows; neither can be focused."""

    def __init__(self, signs: Glyphs, view: ComparisonView, beside: EntryPane, below: EntryPane) -> None:
        self._signs, self._view, self._beside, self._below = signs, view, beside, below
        for pane in (beside, below):
            pane.can_focus = pane.display = False

    def arrange(self, cells: int, lines: int, *, free: bool, bare: bool) -> None:
        """Show the flags where a screen of ``cells`` has room for them, and rows of a matrix leave some of ``lines``.

        The place beside the rows must be ``free``; on a ``bare`` screen only rows are shown.
        """
        passages, matrix = self._view.passages, self._view.as_matrix
        any_flags = bool(self._flagged) and not bare
        two = passages is not None and len(passages.texts) == TWO and not matrix
        self._beside.display = two and any_flags and free and cells - ROWS >= LEAST
        self._beside.styles.width = min(MOST, max(LEAST, cells - ROWS))
        self._below.display = matrix and any_flags and cells >= WIDE and lines >= LOW
        if self._below.display and passages is not None:
            wanted = sum(len(entry.lines) for entry in self._entries(cells * 3 // 5 - 2, flat=True)) + 1
            self._below.styles.height = min(wanted, max(lines // 4, lines - len(passages.entries)))
        self.show()

    def show(self) -> None:
        """List the rows with flags, the one under the cursor lit."""
        for pane, flat in ((self._beside, False), (self._below, True)):
            if pane.display:
                pane.show(partial(self._entries, flat=flat))
                if self._view.row in self._flagged:
                    pane.reveal(str(self._view.row))

    def has(self, pane: EntryPane) -> bool:
        """Whether a pane is one of these."""
        return pane in {self._beside, self._below}

    def row(self, key: str) -> int:
        """Return the row that an entry is about."""
        return int(key)

    @property
    def _flagged(self) -> list[int]:
        """The rows with flags, in the order shown: one entry for each stop of the key that walks them."""
        passages = self._view.passages
        return [passages.entries[place].row for place in passages.flagged] if passages is not None else []

    def _entries(self, cells: int, *, flat: bool) -> list[PaneEntry]:
        """Return the flags by rows; ``flat`` has each in one line if it fits, and no blanks between."""
        passages, rows = self._view.passages, self._flagged
        if passages is None:
            return []
        entries = [PaneEntry("", (((f"Where they do not agree ({len(rows)})", "heading"),),), way=False)]
        names = labels(passages.comparison)
        for row in rows:
            lines = [line for flag in passages.flags(row) for line in self._lines(flag, names, cells, flat=flat)]
            entries += [] if flat else [PaneEntry(f"before {row}", ((),), way=False)]
            entries.append(PaneEntry(str(row), tuple(lines), lit=row == self._view.row))
        return entries

    def _lines(self, flag: Flag, names: Sequence[str], cells: int, *, flat: bool) -> Iterator[Pieces]:
        """Yield a flag in lines: its kind, then what each account says."""
        told, kind = flag_words(flag, names, self._signs), (f"{self._signs.alarm} {flag.kind}", "state")
        room = cells - FLAG - width(flag.kind)
        if flat and sum(width(who) + width(words) + 4 for who, words in told) <= room:
            yield (kind, *(piece for who, words in told for piece in ((f"  {who} ", "place"), (words, "text"))))
            return
        yield (kind,)
        for who, words in told:
            yield from _flag_lines(who, words, cells - 4)


def _flag_lines(who: str, words: str, cells: int) -> Iterator[Pieces]:
    """Yield what an account says in lines, its name before the first."""
    first, *rest = broken(f"{who} {words}".strip(), cells)
    yield ("  ", "text"), (first[: len(who)], "place"), (first[len(who) :], "text")
    yield from ((("    " + line, "text"),) for line in rest)
