"""Texts in their looks put one behind another, with the shortest moves, changes of look and erasures between them.

Refuses to know what stands on the terminal.
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
"""More blanks than these are erased where something follows; erasing and stepping over takes so many bytes."""

_PARTS: Final = re.compile(rf"(?s)(.*?)( {{{_WORTH_ERASING + 1},}}| *\Z)")
"""Words with the blanks behind them: many, or those that end the text."""


class CellWriter:
    """Writes one frame from the place `at` (line and column, from 1), which is `None` when it is not known.

    ``columns`` is the width of the terminal, 0 when it is not known; ``erases`` tells whether it erases in the ground
    of the present look. The frame begins and ends in the plain look.
    """

    def __init__(self, at: tuple[int, int] | None, columns: int = 0, *, erases: bool = False) -> None:
        self.at = at
        self._columns, self._erases = columns, erases
        self._look = PLAIN
        self._blanks, self._ground = 0, PLAIN
        self._out: list[str] = []

    def put(self, row: int, column: int, runs: Sequence[Run]) -> None:
        """Write texts side by side; blanks wait for what follows, to be erased with those behind them."""
        self._go((row, column))
        for text, wanted in runs:
            for words, blanks in _PARTS.findall(text):
                if words:
                    self._end_blanks()
                    self._turn(wanted)
                    self._write(words)
                self._hold_blanks(len(blanks), of_blank(wanted))

    def finish(self, cursor: tuple[int, int] | None) -> str:
        """Return all that is written, with the cursor where it is wanted."""
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
        """Write the blanks that wait, or erase so many and step over them; what is written next stands behind them."""
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
        """Erase the blanks that wait if that is shorter than writing them; what is written next stands elsewhere."""
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
        """Take on the look of the blanks that wait, but for what is not seen on blanks."""
        if of_blank(self._look) is not self._ground:
            self._turn(_on_ground(self._look, self._ground))

    # Places

    def _write(self, text: str) -> None:
        self._out.append(text)
        self._step(len(text) if text.isascii() else None)

    def _step(self, cells: int | None) -> None:
        """Stand so many cells further on; where, behind signs that may be wider and past the last column, is open."""
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
    """Return the look nearest to the present one in which a blank looks as wanted."""
    near = look(present.attributes, present.ink, blank.ground)
    return near if of_blank(near) is blank else blank


def _move(here: tuple[int, int] | None, there: tuple[int, int]) -> str:
    """Return the shortest sequence from one place to another; from one that is not known the full one.

    None feeds a line: a terminal that became lower meanwhile would scroll.
    """
    row, column = there
    moves = [f"\x1b[{row};{column}H" if column > 1 else f"\x1b[{row}H" if row > 1 else "\x1b[H"]
    if here is not None and here[0] == row:
        ahead = column - here[1]
        moves += [f"\x1b[{column}G" if column > 1 else "\r"]
        moves += [f"\x1b[{ahead if ahead > 1 else ''}C"] if ahead > 0 else []
    return min(moves, key=len)
