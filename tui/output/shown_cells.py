"""What the terminal shows, cell by cell, and the least that turns it into the next frame.

Textual writes every line it paints anew as a whole, each run of it between a sequence that sets its look and one that
takes it away. Refuses to write anything itself and to know who painted.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from ..text.cells import is_narrow
from .cell_look import PLAIN, CellLook, of_blank, read
from .cell_writer import CellWriter, Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOVE: Final = re.compile(r"\x1b\[(\d+);(\d+)H")
_SIGNS: Final = r"[^\x00-\x1f\x7f-\x9f]"
_RUN: Final = re.compile(rf"\x1b\[([\d;]+)m({_SIGNS}*)\x1b\[0m|({_SIGNS}+)")

_BLOCK: Final = 8
"""Cells compared at a time: a stretch of so many that stays is stepped over, a move costs as much."""

_UNKNOWN: Final = "\0"

_MODES: Final = re.compile(
    r"(?:\x1b\[\?(?:7|25|100[0-6]|101[56]|2004|2026|2048)(?:[hl]|\$p)|\x1b\[[<>]\d*u"
    r"|\x1b\](?:[029]|22|52);[^\x07\x1b]*(?:\x07|\x1b\\))+"
)
"""Settings of a terminal and questions about them, its title, pointer, progress and clipboard: they leave its cells."""


class ShownCells:
    """The cells of a terminal as far as they are known. Every frame begins and ends with the plain look."""

    def __init__(self) -> None:
        self._lines: dict[int, _Line] = {}
        self._cursor: tuple[int, int] | None = None
        self._columns, self._rows, self._erases = 0, 0, False
        self._overflown = False

    def learn(self, columns: int, rows: int, *, erases: bool) -> None:
        """Learn how large the terminal is, 0 for unknown, and whether erased cells take the present look's ground."""
        self._columns, self._rows, self._erases = columns, rows, erases

    def forget(self) -> None:
        """Know nothing: the terminal was given away, or has another size."""
        self._lines.clear()
        self._cursor, self._overflown = None, False

    def know(self, lines: Sequence[Sequence[Run]]) -> None:
        """Take these lines, from the top, for what is shown; those with signs of another width are not remembered."""
        self.forget()
        for row, runs in enumerate(lines, 1):
            text = "".join(text for text, _ in runs)
            if is_narrow(text) or all(map(_takes_one_cell, text)):
                looks = [*chain.from_iterable([look] * len(run) for run, look in runs)]
                self._lines[row] = line = _Line()
                line.know(text, looks)

    def least(self, frame: str) -> str:
        """Return what has to be written for a frame; one that says what is not known here is returned whole.

        A frame made for a larger terminal, as at the moment one is made smaller, runs over into other lines: nothing is
        known behind it.
        """
        if _MODES.fullmatch(frame):
            return frame
        before, *parts = _MOVE.split(frame)
        places = [*zip(map(int, parts[::3]), map(int, parts[1::3]), parts[2::3], strict=True)]
        writer = CellWriter(self._cursor, self._columns, erases=self._erases)
        unsure: set[int] = set()
        if before or not all(self._put(writer, unsure, *place) for place in places):
            self.forget()
            return frame
        cursor = places[-1][:2] if places and not places[-1][2] else None
        written = writer.finish(cursor)
        self._cursor = writer.at
        if self._overflown:
            self.forget()
        return written

    def _put(self, writer: CellWriter, unsure: set[int], row: int, column: int, piece: str) -> bool:
        """Write what changes of a piece of a line; return whether it is understood.

        A line with signs of another width than one is not remembered. Of other signs than those of ASCII some terminals
        make two cells: a piece is written whole from the first such on, and so is what follows in its line, which it
        may have moved.
        """
        piece = piece.removesuffix("\n")
        line = self._lines.setdefault(row, _Line())
        if not piece or (row not in unsure and line.holds(column, piece)):
            return True
        runs = _runs(piece)
        if runs is None:
            return False
        text = "".join(text for text, _ in runs)
        self._overflown |= self._is_beyond(row, column - 1 + len(text))
        if not (is_narrow(text) or all(map(_takes_one_cell, text))):
            line.forget()
            unsure.add(row)
            writer.put(row, column, runs)
            return True
        looks = [*chain.from_iterable([look] * len(run) for run, look in runs)]
        moved = 0 if row in unsure else min(_ascii_head(text), _ascii_head(line.signs(column, len(text))))
        changed = [*line.put(column, text, looks, piece)]
        if row in unsure or (changed and moved < len(text)):
            unsure.add(row)
            changed = [(min(moved, changed[0][0]) if changed else 0, len(text))]
        for first, end in changed:
            writer.put(row, column + first, [*_cut(runs, first, end)])
        return True

    def _is_beyond(self, row: int, column: int) -> bool:
        """Whether a cell lies outside the terminal, as far as its size is known."""
        return column > self._columns > 0 or row > self._rows > 0


def is_frame(data: str) -> bool:
    """Whether this paints cells, as Textual writes it: it begins by going to a place."""
    return _MOVE.match(data) is not None


def lines_of(frame: str) -> list[list[Run]]:
    """Return the lines of a whole frame, from the top; none when it says what is not known here."""
    before, *parts = _MOVE.split(frame)
    places = [*zip(map(int, parts[::3]), map(int, parts[1::3]), parts[2::3], strict=True)]
    lines = [_runs(piece.removesuffix("\n")) for _, _, piece in places]
    whole = not before and [place[:2] for place in places] == [(row, 1) for row in range(1, len(places) + 1)]
    return [line for line in lines if line is not None] if whole and None not in lines else []


class _Line:
    """The signs of a line of the terminal and their looks; columns count from 1."""

    def __init__(self) -> None:
        self._signs = ""
        self._looks: list[CellLook] = []
        self._pieces: dict[int, tuple[int, str]] = {}

    def forget(self) -> None:
        self._signs, self._looks = "", []
        self._pieces.clear()

    def know(self, signs: str, looks: list[CellLook]) -> None:
        self._signs, self._looks = signs, looks

    def holds(self, column: int, piece: str) -> bool:
        """Whether this very piece was written here last."""
        return column in self._pieces and self._pieces[column][1] == piece

    def signs(self, column: int, length: int) -> str:
        return self._signs[column - 1 : column - 1 + length]

    def put(self, column: int, text: str, looks: list[CellLook], piece: str) -> Iterator[tuple[int, int]]:
        """Take in a piece; yield the stretches of it that look otherwise now, as places in its text."""
        start, end = column - 1, column - 1 + len(text)
        missing = max(0, end - len(self._signs))
        self._signs += _UNKNOWN * missing
        self._looks += [PLAIN] * missing
        old, before = self._signs[start:end], self._looks[start:end]
        self._signs = self._signs[:start] + text + self._signs[end:]
        self._looks[start:end] = looks
        apart = {at: each for at, each in self._pieces.items() if at >= column + len(text) or each[0] <= column}
        self._pieces = {**apart, column: (column + len(text), piece)}
        for block, block_end in _blocks(old, text, before, looks):
            first, last = block, block_end
            while old[first] == text[first] and before[first] is looks[first]:
                first += 1
            while old[last - 1] == text[last - 1] and before[last - 1] is looks[last - 1]:
                last -= 1
            yield first, last


def _ascii_head(text: str) -> int:
    """Return the place of the first sign that is none of ASCII; beyond every text when there is none."""
    if text.isascii():
        return sys.maxsize
    return next(place for place, sign in enumerate(text) if not sign.isascii())


@cache
def _takes_one_cell(sign: str) -> bool:
    return cell_len(sign) == 1


def _runs(piece: str) -> list[Run] | None:
    """Return the texts of a piece with their looks; `None` when it says anything else."""
    runs: list[Run] = []
    place = 0
    for found in _RUN.finditer(piece):
        parameters, text, plain = found.groups()
        look = read(parameters) if parameters else PLAIN
        if look is None or found.start() != place:
            return None
        text = plain or text
        runs.append((text, look if text.strip(" ") else of_blank(look)))
        place = found.end()
    return runs if place == len(piece) else None


def _blocks(old: str, new: str, before: list[CellLook], after: list[CellLook]) -> Iterator[tuple[int, int]]:
    """Yield the stretches, a few cells long at least, that differ."""
    first = end = -1
    for start in range(0, len(new), _BLOCK):
        stop = min(start + _BLOCK, len(new))
        if old[start:stop] == new[start:stop] and before[start:stop] == after[start:stop]:
            continue
        if end != start:
            if end > 0:
                yield first, end
            first = start
        end = stop
    if end > 0:
        yield first, end


def _cut(runs: Sequence[Run], first: int, end: int) -> Iterator[Run]:
    """Yield what stands from ``first`` to ``end`` of texts side by side."""
    place = 0
    for text, look in runs:
        part = text[max(0, first - place) : max(0, end - place)]
        if part:
            yield part, look
        place += len(text)
