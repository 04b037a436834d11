"""All disagreements of the accounts, in a column beside the rows on a wide screen.

Has no cursor of its own: the flags of the row under the cursor are highlighted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...frame.entry_pane import EntryPane, PaneEntry
from ...text.cells import broken
from ..accounts import TWO, flag_words, labels
from ..table_layout import GUTTER, MEASURE

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


class FlagColumn:
    """The flags of what ``view`` shows, listed in ``pane``, which can't be focused."""

    def __init__(self, signs: Glyphs, view: ComparisonView, pane: EntryPane) -> None:
        self._signs, self._view, self.pane = signs, view, pane
        pane.can_focus = pane.display = False

    def arrange(self, cells: int, *, free: bool) -> None:
        """Show the column if a screen of ``cells`` has room, the place is ``free``, and there are any flags."""
        passages = self._view.passages
        two = passages is not None and len(passages.texts) == TWO and not self._view.as_matrix
        shown = two and free and cells - ROWS >= LEAST and bool(self._flagged)
        if shown:
            self.pane.styles.width = min(MOST, cells - ROWS)
        self.pane.display = shown
        self.show()

    def show(self) -> None:
        """List the rows with flags, the one under the cursor lit."""
        if self.pane.display:
            self.pane.show(lambda cells: [*self._entries(cells)])
            if self._view.row in self._flagged:
                self.pane.reveal(str(self._view.row))

    def row(self, key: str) -> int:
        """Return the row that an entry is about."""
        return int(key)

    @property
    def _flagged(self) -> list[int]:
        """The rows with flags, in the order shown: one entry for each stop of the key that walks them."""
        passages = self._view.passages
        return [passages.entries[place].row for place in passages.flagged] if passages is not None else []

    def _entries(self, cells: int) -> Iterator[PaneEntry]:
        passages, rows = self._view.passages, self._flagged
        if passages is None:
            return
        yield PaneEntry("", (((f"Where they do not agree ({len(rows)})", "heading"),),), way=False)
        names = labels(passages.comparison)
        for row in rows:
            lines = [line for flag in passages.flags(row) for line in self._lines(flag, names, cells)]
            yield PaneEntry(f"before {row}", ((),), way=False)
            yield PaneEntry(str(row), tuple(lines), lit=row == self._view.row)

    def _lines(self, flag: Flag, names: Sequence[str], cells: int) -> Iterator[Pieces]:
        """Yield a flag in lines: its kind, then what each account says."""
        yield ((f"{self._signs.alarm} {flag.kind}", "state"),)
        for who, words in flag_words(flag, names, self._signs):
            yield from _flag_lines(who, words, cells - 4)


def _flag_lines(who: str, words: str, cells: int) -> Iterator[Pieces]:
    """Yield what an account says in lines, its name before the first."""
    first, *rest = broken(f"{who} {words}".strip(), cells)
    yield ("  ", "text"), (first[: len(who)], "place"), (first[len(who) :], "text")
    yield from ((("    " + line, "text"),) for line in rest)
