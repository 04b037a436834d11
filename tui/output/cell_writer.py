"""Writes runs of text one after another, with the shortest cursor moves, SGR changes and erasures between them.

It does not know what is on the terminal.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from .cell_look import ON_BLANKS, PLAIN, CellLook, change, look, of_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

Run = tuple[str, CellLook]
"""A text in one look."""

_WORTH_ERASING: Final = 10
"""Erase longer runs of blanks inside a line: erasing and stepping over takes this many bytes."""

_PARTS: Final = re.compile(rf"(?s)(.*?)( {{{_WORTH_ERASING + 1},}}| *\Z)")
"""Words with the blanks after them: long runs, or those at the end of the text."""


class CellWriter:
    """Writes one frame. ``at`` is the cursor position (line and column, from 1), `None` if unknown.

    ``columns`` is the width of the terminal, 0 if unknown; ``erases`` tells whether it erases with the current
    background. A frame starts and ends in the plain look.
    """

    def __init__(self, at: tuple[int, int] | None, columns: int = 0, *, erases: bool = False) -> None:
        self.at = at
        self._columns, self._erases = columns, erases
        self._look = PLAIN
        self._blanks, self._ground = 0, PLAIN
        self._out: list[str] = []

    def put(self, row: int, column: int, runs: Sequence[Run]) -> None:
        """Write runs side by side; trailing blanks are held back, to be erased together with those that follow."""
        self._go((row, column))
        for text, wanted in runs:
            for words, blanks in _PARTS.findall(text):
                if words:
                    self._end_blanks()
                    self._turn(wanted)
                    self._write(words)
                self._hold_blanks(len(blanks), of_blank(wanted))

    def finish(self, cursor: tuple[int, int] | None) -> str:
        """Return everything written, with the cursor moved to ``cursor`` if given."""
        if cursor is not None:
            self._leave_blanks()
        else:
            self._end_blanks()
        self._turn(PLAIN)
        if cursor is not None:
            self._go(cursor)
        return "".join(self._out)

    # Blanks

    def _hold_blanks(self, count: int, ground: CellLook) -> None:
        if count and self._blanks and ground is not self._ground:
            self._end_blanks()
        if count:
            self._blanks, self._ground = self._blanks + count, ground

    def _end_blanks(self) -> None:
        """Write the held blanks, or erase that many and step over them; the next text follows right after."""
        count = self._blanks
        if count > _WORTH_ERASING and self._erasable:
            self._erase(f"\x1b[{count}X")
            self._out.append(f"\x1b[{count}C")
            self._step(count)
        elif count:
            self._turn_ground()
            self._blanks = 0
            self._write(" " * count)

    def _leave_blanks(self) -> None:
        """Erase the held blanks if that is shorter than writing them; the next text is elsewhere."""
        count = self._blanks
        ends = self.at is not None and self.at[1] + count - 1 == self._columns
        erased = "\x1b[K" if ends else f"\x1b[{count}X"
        if count > len(erased) and self._erasable:
            self._erase(erased)
        else:
            self._end_blanks()

    @property
    def _erasable(self) -> bool:
        return self._erases and not self._ground.attributes & ON_BLANKS

    def _erase(self, sequence: str) -> None:
        self._turn_ground()
        self._blanks = 0
        self._out.append(sequence)

    # Looks

    def _turn(self, wanted: CellLook) -> None:
        self._out.append(change(self._look, wanted))
        self._look = wanted

    def _turn_ground(self) -> None:
        """Switch to the look of the held blanks, ignoring what is invisible on blanks."""
        if of_blank(self._look) is not self._ground:
            self._turn(_on_ground(self._look, self._ground))

    # Places

    def _write(self, text: str) -> None:
        self._out.append(text)
        self._step(len(text) if text.isascii() else None)

    def _step(self, cells: int | None) -> None:
        """Advance the column; it is unknown after symbols that may be wider and past the last column."""
        column = self.at[1] + cells if self.at is not None and cells is not None else None
        self.at = (self.at[0], column) if self.at and column is not None and column <= self._columns else None

    def _go(self, where: tuple[int, int]) -> None:
        here = (self.at[0], self.at[1] + self._blanks) if self.at is not None else None
        if here == where:
            return
        self._leave_blanks()
        if self.at != where:
            self._out.append(_move(self.at, where))
            self.at = where


@cache
def _on_ground(present: CellLook, blank: CellLook) -> CellLook:
    """Return the look nearest to the current one in which a blank looks like ``blank``."""
    near = look(present.attributes, present.ink, blank.ground)
    return near if of_blank(near) is blank else blank


def _move(here: tuple[int, int] | None, there: tuple[int, int]) -> str:
    """Return the shortest cursor move; from an unknown position an absolute one.

    No move uses a line feed: a terminal made smaller in the meantime would scroll.
    """
    row, column = there
    moves = [f"\x1b[{row};{column}H" if column > 1 else f"\x1b[{row}H" if row > 1 else "\x1b[H"]
    if here is not None and here[0] == row:
        ahead = column - here[1]
        moves += [f"\x1b[{column}G" if column > 1 else "\r"]
        moves += [f"\x1b[{ahead if ahead > 1 else ''}C"] if ahead > 0 else []
    return min(moves, key=len)
