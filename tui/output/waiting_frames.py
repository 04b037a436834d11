"""Frames that wait while the terminal is behind, merged to one with the newest look of every cell.

On a line of 1,200 bytes a second, what a held key paints in two seconds would take fifteen. Writes nothing itself.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len

from .shown_cells import parts_of, runs_of


class _Piece(NamedTuple):
    """A piece of a line, and the columns ``[start, end)`` of its cells, from 1."""

    start: int
    end: int
    written: str


class WaitingFrames:
    """Frames in the order they came; a piece that a later one covers is dropped."""

    def __init__(self) -> None:
        self._rows: dict[int, list[_Piece]] = {}
        self._cursor = ""

    def __bool__(self) -> bool:
        """Whether anything waits."""
        return bool(self._rows or self._cursor)

    def add(self, frame: str, columns: int, rows: int) -> bool:
        """Take in a frame for a terminal of ``columns`` and ``rows``; return false, and keep nothing, if it can't wait.

        A frame with unknown sequences, or for a larger terminal, can't: it may do more than paint cells.
        """
        before, places = parts_of(frame)
        pieces = [(row, piece) for row, column, text in places if (piece := _piece(column, text)) is not None]
        beyond = any(row > rows or piece.end > columns + 1 for row, piece in pieces)
        if before or beyond or len(pieces) < len(places):
            return False
        for row, piece in pieces:
            if piece.end > piece.start:
                line = self._rows.setdefault(row, [])
                line[:] = [each for each in line if each.start < piece.start or each.end > piece.end]
                line.append(piece)
        if places and not places[-1][2]:
            row, column, _ = places[-1]
            self._cursor = f"\x1b[{row};{column}H"
        return True

    def take(self) -> str:
        """Return one frame for all that waited, and forget them."""
        parts = [f"\x1b[{row};{piece.start}H{piece.written}" for row in sorted(self._rows) for piece in self._rows[row]]
        merged = "".join(parts) + self._cursor
        self.clear()
        return merged

    def clear(self) -> None:
        """Forget what waits."""
        self._rows.clear()
        self._cursor = ""


def _piece(column: int, written: str) -> _Piece | None:
    """Return a piece that starts in ``column``; `None` if it has unknown sequences."""
    runs = runs_of(written.removesuffix("\n"))
    return None if runs is None else _Piece(column, column + sum(cell_len(text) for text, _ in runs), written)
