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
    from collections.abc import Iterator

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
        shown = two and free and cells - ROWS >= LEAST and bool(self._flags)
        if shown:
            self.pane.styles.width = min(MOST, cells - ROWS)
        self.pane.display = shown
        self.show()

    def show(self) -> None:
        """List the flags, those of the row under the cursor lit."""
        if self.pane.display:
            self.pane.show(lambda cells: [*self._entries(cells)])
            for key in [key for key, _, flag in self._flags if flag in self._here][:1]:
                self.pane.reveal(key)

    def row(self, key: str) -> int:
        """Return the row that an entry is about."""
        return next(row for each, row, _ in self._flags if each == key)

    @property
    def _here(self) -> tuple[Flag, ...]:
        """The flags of the row under the cursor, which may be folded with others."""
        passages, cursor = self._view.passages, self._view.pane.cursor
        members = passages.entries[cursor].members if passages is not None and cursor < len(passages.entries) else ()
        return tuple(flag for row in members for flag in passages.flags(row)) if passages is not None else ()

    @property
    def _flags(self) -> list[tuple[str, int, Flag]]:
        """The flags in the order of their rows, each with its key and the first row it is about."""
        passages = self._view.passages
        if passages is None:
            return []
        rows = [row for place in passages.flagged for row in passages.entries[place].members]
        first: dict[Flag, int] = {}
        for row in rows:
            for flag in passages.flags(row):
                first.setdefault(flag, row)
        return [(str(number), row, flag) for number, (flag, row) in enumerate(first.items())]

    def _entries(self, cells: int) -> Iterator[PaneEntry]:
        passages, flags = self._view.passages, self._flags
        if passages is None:
            return
        heading = f"Where they do not agree ({len(flags)})"
        yield PaneEntry("", (((heading, "heading"),),), way=False)
        names, lit = labels(passages.comparison), self._here
        for key, _, flag in flags:
            told = [
                line
                for who, words in flag_words(flag, names, self._signs)
                for line in _flag_lines(who, words, cells - 4)
            ]
            lines: list[Pieces] = [((f"{self._signs.alarm} {flag.kind}", "state"),), *told]
            yield PaneEntry(f"before {key}", ((),), way=False)
            yield PaneEntry(key, tuple(lines), lit=flag in lit)


def _flag_lines(who: str, words: str, cells: int) -> Iterator[Pieces]:
    """Yield what an account says in lines, its name before the first."""
    first, *rest = broken(f"{who} {words}".strip(), cells)
    yield ("  ", "text"), (first[: len(who)], "place"), (first[len(who) :], "text")
    yield from ((("    " + line, "text"),) for line in rest)
