"""The cells shown on the terminal, and the least output that turns them into the next frame.

Textual writes every repainted line in full, each run between an SGR sequence and a reset. This module writes nothing
itself.
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
"""Cells compared at a time; skipping that many unchanged cells costs as much as a cursor move."""

_UNKNOWN: Final = "\0"

_MODES: Final = re.compile(
    r"(?:\x1b\[\?(?:7|25|100[0-6]|101[56]|2004|2026|2048)(?:[hl]|\$p)|\x1b\[[<>]\d*u"
    r"|\x1b\](?:[029]|22|52);[^\x07\x1b]*(?:\x07|\x1b\\))+"
)
"""Mode settings and queries, title, pointer, progress, clipboard: sequences that leave the cells as they are."""


class ShownCells:
    """The known cells of a terminal. Every frame starts and ends in the plain look."""

    def __init__(self) -> None:
        self._lines: dict[int, _Line] = {}
        self._cursor: tuple[int, int] | None = None
        self._columns, self._rows, self._erases = 0, 0, False
        self._overflown = False

    def learn(self, columns: int, rows: int, *, erases: bool) -> None:
        """Set the size of the terminal, 0 if unknown, and whether it erases with the current background."""
        self._columns, self._rows, self._erases = columns, rows, erases

    def forget(self) -> None:
        """Forget all cells: the terminal was given away or resized."""
        self._lines.clear()
        self._cursor, self._overflown = None, False

    def know(self, lines: Sequence[Sequence[Run]]) -> None:
        """Take these lines, from the top, for what is shown; lines with symbols not one cell wide stay unknown."""
        self.forget()
        for row, runs in enumerate(lines, 1):
            text = "".join(text for text, _ in runs)
            if is_narrow(text) or all(map(_takes_one_cell, text)):
                looks = [*chain.from_iterable([look] * len(run) for run, look in runs)]
                self._lines[row] = line = _Line()
                line.know(text, looks)

    def least(self, frame: str) -> str:
        """Return the least output for a frame; one with unknown sequences is returned whole.

        A frame made for a larger terminal, as just after a resize, spills over into other lines: all cells are unknown
        then.
        """
        if is_setting(frame):
            return frame
        before, places = parts_of(frame)
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
        """Write what changes in a piece of a line; return whether the piece was understood.

        A line with symbols not one cell wide is not remembered. Some terminals show other non-ASCII symbols two cells
        wide: from the first of them the piece is written whole, and so is the rest of its line, which it may have
        shifted.
        """
        piece = piece.removesuffix("\n")
        line = self._lines.setdefault(row, _Line())
        if not piece or (row not in unsure and line.holds(column, piece)):
            return True
        runs = runs_of(piece)
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


def parts_of(frame: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return what stands before the first move of a frame, and its pieces, each with its line and column."""
    before, *parts = _MOVE.split(frame)
    return before, [*zip(map(int, parts[::3]), map(int, parts[1::3]), parts[2::3], strict=True)]


def is_setting(data: str) -> bool:
    """Whether this output leaves the cells as they are: it sets modes, asks, or names the window."""
    return _MODES.fullmatch(data) is not None


def is_frame(data: str) -> bool:
    """Whether this output paints cells: Textual's frames start with a cursor position."""
    return _MOVE.match(data) is not None


def lines_of(frame: str) -> list[list[Run]]:
    """Return the lines of a complete frame, from the top; empty if it has unknown sequences."""
    before, places = parts_of(frame)
    lines = [runs_of(piece.removesuffix("\n")) for _, _, piece in places]
    whole = not before and [place[:2] for place in places] == [(row, 1) for row in range(1, len(places) + 1)]
    return [line for line in lines if line is not None] if whole and None not in lines else []


class _Line:
    """The characters of a terminal line and their looks; columns count from 1."""

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
        """Whether this very piece was the last written here."""
        return column in self._pieces and self._pieces[column][1] == piece

    def signs(self, column: int, length: int) -> str:
        return self._signs[column - 1 : column - 1 + length]

    def put(self, column: int, text: str, looks: list[CellLook], piece: str) -> Iterator[tuple[int, int]]:
        """Store a piece; yield the ranges of its text that look different now."""
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
    """Return the index of the first non-ASCII character; `sys.maxsize` if there is none."""
    if text.isascii():
        return sys.maxsize
    return next(place for place, sign in enumerate(text) if not sign.isascii())


@cache
def _takes_one_cell(sign: str) -> bool:
    return cell_len(sign) == 1


def runs_of(piece: str) -> list[Run] | None:
    """Return the runs of a piece; `None` if it contains anything else."""
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
    """Yield the ranges that differ, in blocks of a few cells."""
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
    """Yield the runs between the cells ``first`` and ``end``."""
    place = 0
    for text, look in runs:
        part = text[max(0, first - place) : max(0, end - place)]
        if part:
            yield part, look
        place += len(text)
