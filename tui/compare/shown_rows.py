"""The rows of a comparison as a reader goes through them: which are shown, which are folded, what changed in each.

Refuses to know widths, colours and widgets.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from index import Kind, Span, rows_for_lead, wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from index import Cell, Comparison, Quote, Row

CLOSEST_FIRST: Final = (Kind.VERBATIM, Kind.EDITED, Kind.PARTIAL, Kind.SIMILAR, Kind.UNIQUE)


@dataclass(frozen=True, slots=True)
class RowChoice:
    """What the reader wants to see: whose order leads, identical rows folded, only differing rows, only quotations.

    ``only`` is one row to be shown alone (-1: all), ``needle`` words that must stand in a row; ``widest`` puts the rows
    that most accounts tell first.
    """

    lead: int = 0
    only: int = -1
    widest: bool = False
    folded: bool = False
    differing: bool = False
    quotes: bool = False
    needle: str = ""


class ShownEntry(NamedTuple):
    """A row to show, or a stretch of identical ones ``folded`` to a line; ``row`` is the first one's position."""

    row: int
    rows: int = 1
    folded: bool = False


class ShownPassage(NamedTuple):
    """One cell as one line of text: sentences joined by spaces, line breaks taken out one for one.

    ``starts`` are (offset here, offset in the account's text) where each sentence begins.
    """

    text: str
    starts: tuple[tuple[int, int], ...]

    def here(self, offset: int) -> int:
        """Return where a code point of the account's text stands in this line."""
        at, origin = max((pair for pair in self.starts if pair[1] <= offset), default=self.starts[0])
        return min(max(at + offset - origin, 0), len(self.text))


class ShownRows:
    """A comparison with the texts of its accounts, in the order in which one of them leads."""

    def __init__(self, comparison: Comparison, texts: Sequence[str], choice: RowChoice) -> None:
        self.comparison, self.texts, self.choice = comparison, texts, choice
        self.rows: tuple[Row, ...] = rows_for_lead(comparison, choice.lead)
        self._changes: dict[tuple[int, int, int], tuple[tuple[Span, ...], tuple[Span, ...]]] = {}
        self._passages: dict[tuple[int, int], ShownPassage] = {}

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """How far the accounts of each row agree: the class of the account that strays most."""
        return tuple(_kind(row) for row in self.rows)

    @cached_property
    def entries(self) -> tuple[ShownEntry, ...]:
        """What is shown, in order."""
        wanted = [number for number in range(len(self.rows)) if self._wanted(number)]
        if self.choice.widest:
            wanted.sort(key=lambda row: sum(cell is None for cell in self.rows[row].cells))
        return tuple(_gathered(wanted, self._is_same)) if self.choice.folded else tuple(map(ShownEntry, wanted))

    @cached_property
    def differences(self) -> tuple[int, ...]:
        """The positions of the entries in which accounts differ."""
        return tuple(place for place, entry in enumerate(self.entries) if not self._is_same(entry.row))

    def entry_near(self, row: int) -> int:
        """Return the position of the entry that shows a row, else of the nearest one before it; 0 below row 0."""
        starts = [entry.row for entry in self.entries] if row >= 0 else []
        return min(range(len(starts)), key=lambda place: (starts[place] > row, abs(starts[place] - row)), default=0)

    def passage(self, row: int, account: int) -> ShownPassage:
        """Return the text of a cell; the cell must be there."""
        key = (row, account)
        if key not in self._passages:
            cell = self.rows[row].cells[account]
            self._passages[key] = _joined(self.texts[account], cell.spans if cell else ())
        return self._passages[key]

    def changed(self, row: int, account: int) -> tuple[Span, ...]:
        """Return the words of a cell that differ from the cell it is held against, as spans of the cell's text."""
        other = self.against(row, account)
        cells = self.rows[row].cells
        mine, theirs = cells[account], cells[other] if other is not None else None
        if other is None or mine is None or theirs is None or mine.kind is Kind.SIMILAR:
            return ()
        key = (row, min(account, other), max(account, other))
        if key not in self._changes:
            one, two = cells[key[1]], cells[key[2]]
            spans = (one.spans if one else (), two.spans if two else ())
            steps = wording(self.texts[key[1]], spans[0], self.texts[key[2]], spans[1])
            strayed = [step for step in steps if step.op != "equal"]
            self._changes[key] = (tuple(step.a for step in strayed), tuple(step.b for step in strayed))
        passage = self.passage(row, account)
        spans_here = self._changes[key][account == key[2]]
        return tuple(Span(passage.here(s), passage.here(e - 1) + 1) for s, e in spans_here if e > s)

    def against(self, row: int, account: int) -> int | None:
        """Return the account a cell is held against: the lead's if it tells the passage, else the first that does."""
        cells = self.rows[row].cells
        order = (self.choice.lead, *range(len(cells)))
        base = next((other for other in order if cells[other] is not None), None)
        if base != account:
            return base
        return next((other for other in order if other != account and cells[other] is not None), None)

    def teller(self, row: int, account: int) -> int:
        """Return ``account`` if it tells the row, else the first account that does."""
        cells = self.rows[row].cells
        order: tuple[int, ...] = (account, *range(len(cells)))
        return next(place for place in order if cells[place] is not None)

    def quotes(self, row: int, account: int) -> tuple[int, ...]:
        """Return the quotations that stand in a cell, as positions in the comparison's quotes."""
        cell, name = self.rows[row].cells[account], self.comparison.accounts[account].id
        if cell is None:
            return ()
        return tuple(n for n, quote in self._quotes_of.get(name, ()) if _touches(cell, quote.span))

    def flags(self, row: int) -> tuple[str, ...]:
        """Return the kinds of disagreement that stand in a row: ``number date name speaker wording``, each once."""
        names = [account.id for account in self.comparison.accounts]
        cells = self.rows[row].cells
        found = dict.fromkeys(
            one.kind
            for one in self.comparison.disagreements
            for name, span in ((one.a_article, one.a), (one.b_article, one.b))
            if name in names and (cell := cells[names.index(name)]) is not None and _touches(cell, span)
        )
        return tuple(found)

    def origin(self, row: int, account: int) -> int:
        """Return where a cell begins in its account's text; where its nearest neighbour above ends if it is absent."""
        for number in range(row, -1, -1):
            cell = self.rows[number].cells[account]
            if cell is not None:
                return cell.spans[0].start if number == row else cell.spans[-1].end
        return 0

    def row_at(self, account: int, offset: int) -> int:
        """Return the row that tells what stands at ``offset`` of an account's text, or comes nearest before it."""
        told = [
            (span.start, number)
            for number, row in enumerate(self.rows)
            if (cell := row.cells[account]) is not None
            for span in cell.spans
        ]
        return max((pair for pair in told if pair[0] <= offset), default=min(told, default=(0, 0)))[1]

    @cached_property
    def _quotes_of(self) -> dict[str, list[tuple[int, Quote]]]:
        found: dict[str, list[tuple[int, Quote]]] = {}
        for number, quote in enumerate(self.comparison.quotes):
            found.setdefault(quote.article, []).append((number, quote))
        return found

    def _wanted(self, row: int) -> bool:
        if self.choice.only >= 0:
            return row == self.choice.only
        if self.choice.differing and self._is_same(row):
            return False
        accounts = range(len(self.texts))
        if self.choice.quotes and not any(self.quotes(row, account) for account in accounts):
            return False
        needle = self.choice.needle.casefold()
        return not needle or any(
            needle in self.passage(row, account).text.casefold()
            for account in accounts
            if self.rows[row].cells[account] is not None
        )

    def _is_same(self, row: int) -> bool:
        return self.kinds[row] is Kind.VERBATIM and None not in self.rows[row].cells


def _kind(row: Row) -> Kind:
    told = [cell.kind for cell in row.cells if cell is not None]
    return max(told, key=CLOSEST_FIRST.index) if len(told) > 1 else Kind.UNIQUE


def _joined(text: str, spans: Sequence[Span]) -> ShownPassage:
    pieces: list[str] = []
    starts: list[tuple[int, int]] = []
    at = 0
    for start, end in spans:
        starts.append((at, start))
        pieces.append(text[start:end].replace("\n", " "))
        at += end - start + 1
    return ShownPassage(" ".join(pieces), tuple(starts) or ((0, 0),))


def _touches(cell: Cell, span: Span) -> bool:
    return any(span.start < end and start < span.end for start, end in cell.spans)


def _gathered(rows: Sequence[int], same: Callable[[int], bool]) -> Iterator[ShownEntry]:
    """Yield entries, each stretch of identical rows as one."""
    for alike, stretch in groupby(rows, key=same):
        if alike:
            first, *rest = stretch
            yield ShownEntry(first, 1 + len(rest), folded=True)
        else:
            yield from map(ShownEntry, stretch)
