"""Lays rows of a comparison out for a width: accounts in columns, or stacked where columns would be too narrow.

Colours and widgets are not known here: a line says which stretch of which cell it shows.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from index import letter

from ..text.cells import broken, width
from ..text.wrap import new_lines, wrap_paragraph
from .accounts import NAME, labels
from .shown_rows import Flag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .shown_rows import ShownEntry, ShownRows

GUTTER: Final = 3
"""Cells before a cell's text: class, moved or noted, a space."""
LEAST_COLUMN: Final = 28
"""The least width of a column's text, in cells; below, accounts are stacked."""
LEAST_LABEL, LABEL = 9, 0.24
"""The least width of an account's label when stacked, in cells, and its greatest share of the line."""
NARROW: Final = 66
"""Below this width stacked accounts are called by their letters, which the head explains."""
MEASURE: Final = 66
WIDEST: Final = 80
"""Cells of a comfortable line, and what a column takes at most where it has the room to itself."""
RULE: Final = 1
FLAG: Final = 6
"""Cells around the kind of a flag, before its words."""


class TableStretch(NamedTuple):
    """The part of a cell's text on one line; ``first`` on the cell's first line."""

    account: int
    start: int
    end: int
    first: bool


class TableLine(NamedTuple):
    """One line: its entry and what each column shows; ``fold`` for folded rows, of which it shows ``member``.

    ``flag`` is a disagreement shown below the row. A line with none of these is the blank between entries.
    """

    entry: int
    stretches: tuple[TableStretch | None, ...] = ()
    fold: bool = False
    member: int = 0
    flag: Flag | None = None


class Collation:
    """The lines of a comparison, ``cells`` wide. Where they leave room in ``height``, folds list their passages.

    If ``stacked``, each account has one of the ``tags`` in ``label`` cells in front; ``gutter`` is the width of
    everything before the text, ``column`` that of the text.
    """

    def __init__(self, passages: ShownRows, cells: int, height: int = 0) -> None:
        self.passages, self.width, self.accounts = passages, cells, range(len(passages.texts))
        self._labels = labels(passages.comparison)
        self.tags = self._labels if cells >= NARROW else [letter(account) for account in self.accounts]
        room = (cells - RULE * (len(self.accounts) - 1)) // max(1, len(self.accounts)) - GUTTER
        self.stacked = room < LEAST_COLUMN
        least = LEAST_LABEL if cells >= NARROW else 1
        self.label = max(least, min(max(map(width, self.tags), default=0), int(cells * LABEL)))
        self.gutter = GUTTER + self.label + 1 if self.stacked else GUTTER
        self.column = max(1, min(WIDEST, cells - self.gutter if self.stacked else room))
        self.lines: list[TableLine] = []
        self.starts: list[int] = []
        self._lay_out({})
        self._least, self._height = len(self.lines), height
        if self._grows(height):
            folds = {number: len(entry.members) - 1 for number, entry in enumerate(passages.entries) if _lists(entry)}
            self._lay_out(dict(zip(folds, _shared(height - self._least, [*folds.values()]), strict=True)))

    def fits(self, cells: int, height: int) -> bool:
        """Whether a layout for this size would be the same."""
        same = height == self._height or not (self._grows(height) or self._grows(self._height))
        return cells == self.width and same

    def _grows(self, height: int) -> bool:
        """Whether folds are told in more lines than one in a pane of this height."""
        return self._least < height and any(map(_lists, self.passages.entries))

    def _lay_out(self, more: Mapping[int, int]) -> None:
        """Lay out all entries; ``more`` maps folds to the lines they have besides the first."""
        passages, self.lines, self.starts = self.passages, [], []
        for number, entry in enumerate(passages.entries):
            self.starts.append(len(self.lines))
            flags = () if entry.folded else passages.flags(entry.row)
            told = [TableLine(number, flag=part) for flag in flags for part in self._broken(flag)]
            alone = passages.choice.only >= 0
            self.lines += told if alone else ()
            if entry.folded:
                self.lines += [TableLine(number, fold=True, member=place) for place in range(1 + more.get(number, 0))]
            elif self.stacked:
                self._stack(number, entry.row)
            else:
                self._align(number, entry.row)
            self.lines += () if alone else told
            if not (entry.folded and self._next_is_folded(number)):
                self.lines.append(TableLine(number))

    def _broken(self, flag: Flag) -> Iterator[Flag]:
        """Split a flag into as many lines as its words need; only the first names its kind."""
        room = self.width - FLAG - width(flag.kind)
        line: list[tuple[tuple[int, ...], str]] = []
        used, kind = 0, flag.kind
        names = [min(NAME, width(name)) for name in self._labels]
        lettered = any(sum(names[account] + 2 for account in accounts) > room for accounts, _ in flag.words)
        names = [width(letter(account)) for account in self.accounts] if lettered else names
        for accounts, words, cells in self._fitting(flag, room, names):
            if line and used + cells > room:
                yield Flag(kind, tuple(line), lettered)
                line, used, kind = [], 0, " " * width(kind)
            line.append((accounts, words))
            used += cells
        yield Flag(kind, tuple(line), lettered)

    def _fitting(self, flag: Flag, room: int, names: Sequence[int]) -> Iterator[tuple[tuple[int, ...], str, int]]:
        """Yield who says what, words longer than ``room`` in several pieces, with the cells each piece takes.

        ``names`` are the cells of each account's name.
        """
        for accounts, words in flag.words:
            who = sum(names[account] + 2 for account in accounts)
            alone = room - who < min(LEAST_COLUMN, width(words))
            first, *rest = ("", words) if alone else broken(words, max(LEAST_COLUMN, room - who))
            yield accounts, first, room if rest else who + width(first) + 3
            yield from (((), piece, room) for piece in broken(" ".join(rest), room) if piece)

    def _next_is_folded(self, number: int) -> bool:
        entries = self.passages.entries
        return number + 1 < len(entries) and entries[number + 1].folded

    @property
    def column_cells(self) -> int:
        """The width of one column with its gutter, in cells."""
        return self.gutter + self.column

    def account_at(self, cell: int, side: int) -> int:
        """Return the account whose column contains a cell of a line; ``side`` if accounts are stacked."""
        return side if self.stacked else min(max(0, cell) // (self.column_cells + RULE), len(self.accounts) - 1)

    def entry_at(self, line: int) -> int:
        """Return the entry of a line."""
        return max(0, bisect_right(self.starts, line) - 1)

    def lines_of(self, entry: int) -> range:
        """Return the lines of an entry, without the blank after it."""
        end = self.starts[entry + 1] if entry + 1 < len(self.starts) else len(self.lines)
        return range(self.starts[entry], max(self.starts[entry] + 1, end - (self.lines[end - 1] == TableLine(entry))))

    def entry_below(self, entry: int, lines: int) -> int:
        """Return the entry ``lines`` lines below another (above if negative), at least the next one."""
        if not self.starts:
            return 0
        line = self.starts[entry] + lines
        target = self.entry_at(min(max(line, 0), len(self.lines) - 1))
        return target if target != entry else entry + (lines > 0) - (lines < 0)

    def _wrapped(self, row: int, account: int) -> list[TableStretch]:
        text = self.passages.passage(row, account).text
        lines = new_lines()
        wrap_paragraph(text, 0, len(text), self.column, lines)
        return [
            TableStretch(account, s, e, not n) for n, (s, e) in enumerate(zip(lines.starts, lines.ends, strict=True))
        ]

    def _cells(self, row: int) -> list[list[TableStretch]]:
        cells = self.passages.rows[row].cells
        return [self._wrapped(row, account) if cells[account] is not None else [] for account in self.accounts]

    def _align(self, number: int, row: int) -> None:
        columns = self._cells(row)
        for place in range(max(map(len, columns), default=0)):
            self.lines.append(TableLine(number, tuple(col[place] if place < len(col) else None for col in columns)))

    def _stack(self, number: int, row: int) -> None:
        for column in self._cells(row):
            self.lines.extend(TableLine(number, (stretch,)) for stretch in column)


def _lists(entry: ShownEntry) -> bool:
    """Whether a fold has passages to list: one account has them alone."""
    return entry.folded and entry.teller is not None and len(entry.members) > 1


def _shared(lines: int, wanted: Sequence[int]) -> list[int]:
    """Share lines out among folds, as evenly as what they want allows."""
    shares = [0] * len(wanted)
    while lines and shares != list(wanted):
        for place in [place for place, want in enumerate(wanted) if shares[place] < want][:lines]:
            shares[place] += 1
            lines -= 1
    return shares
