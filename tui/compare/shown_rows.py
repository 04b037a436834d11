"""The rows of a comparison as a reader sees them: which are shown, which are folded, what changed in each.

Nothing is known here of widths, colours and widgets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from index import Kind, SourceMap, Span, rows_for_lead, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index import Cell, Comparison, Disagreement, Quote, Row, StyledRun, WordChange

SAME, APART = -1, -2
"""Why rows are folded, besides an account's index: identical in all accounts; or not folded at all."""

MOST_MARKED: Final = 0.8
"""The greatest share of a cell's characters marked as changed; marking nearly all would say nothing."""

OF_QUOTATIONS: Final = frozenset({"wording", "speaker"})
"""The kinds of disagreement whose spans are whole quotations."""

_MORE: Final = re.compile(r"and \d+ more")
"""How a comparison ends the words of a disagreement that were too many to list."""

CLOSEST_FIRST: Final = (Kind.VERBATIM, Kind.EDITED, Kind.PARTIAL, Kind.SIMILAR, Kind.UNIQUE)


@dataclass(frozen=True, slots=True)
class RowChoice:
    """Which rows to show: the leading account, identical rows folded, only differing ones, only quotations.

    Runs of rows that one account has alone are folded unless ``whole``, or ``opened`` by their first row; ``only`` is a
    single row to show (-1: all), ``needle`` must occur in a row; ``widest`` puts the rows of most accounts first.
    """

    lead: int = 0
    only: int = -1
    widest: bool = False
    folded: bool = False
    whole: bool = False
    opened: frozenset[int] = frozenset()
    differing: bool = False
    quotes: bool = False
    needle: str = ""


class ShownEntry(NamedTuple):
    """One of ``rows`` (indices into the comparison's rows), or several folded into one line.

    Rows are folded when they are identical in all accounts, or when one account, the ``teller``, has them alone.
    """

    members: tuple[int, ...]
    folded: bool = False
    teller: int | None = None

    @property
    def row(self) -> int:
        """The first row."""
        return self.members[0]


class Flag(NamedTuple):
    """A disagreement between the accounts of a row: its kind, and who says what (nobody: the previous words go on).

    If ``lettered``, accounts are called by their letters: there is no room for the names of as many.
    """

    kind: str
    words: tuple[tuple[tuple[int, ...], str], ...]
    lettered: bool = False


class ShownPassage(NamedTuple):
    """One cell as one line of drawn text: sentences joined by spaces, each line break replaced by a space.

    ``starts`` are pairs (offset here, offset in the account's text) for each sentence, ``drawn`` maps that text to what
    is drawn of it.
    """

    text: str
    starts: tuple[tuple[int, int], ...]
    drawn: SourceMap

    def here(self, offset: int) -> int:
        """Map an offset of the account's text into this line; if not drawn, to the next offset that is."""
        return self._here(offset, offset)

    def span(self, start: int, end: int) -> Span:
        """Map a non-empty span of the account's text into this line."""
        return Span(self.here(start), max(self.here(start), self._here(end, end - 1)))

    def _here(self, offset: int, inside: int) -> int:
        """Map an offset, by the sentence that contains ``inside``."""
        at, origin = max((pair for pair in self.starts if pair[1] <= inside), default=self.starts[0])
        return min(max(at + self.drawn.place(offset) - self.drawn.place(origin), 0), len(self.text))


class ShownRows:
    """A comparison with the texts of its accounts, its rows in the order of the leading account.

    ``drawn`` maps the texts to what is drawn of them (default: everything); ``runs`` are the emphasised runs of each
    text.
    """

    def __init__(
        self,
        comparison: Comparison,
        texts: Sequence[str],
        choice: RowChoice,
        drawn: Sequence[SourceMap] = (),
        runs: Sequence[Sequence[StyledRun]] = (),
    ) -> None:
        self.comparison, self.texts, self.choice = comparison, texts, choice
        self._drawn = drawn or [SourceMap(text) for text in texts]
        self._runs = runs
        self.rows: tuple[Row, ...] = rows_for_lead(comparison, choice.lead)
        self._changes: dict[tuple[int, int, int], Sequence[WordChange]] = {}
        self._flags: dict[int, tuple[Flag, ...]] = {}
        self._passages: dict[tuple[int, int], ShownPassage] = {}

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The class of each row: that of the account that deviates most."""
        return tuple(_kind(row) for row in self.rows)

    @cached_property
    def entries(self) -> tuple[ShownEntry, ...]:
        """The entries shown, in order."""
        wanted = [number for number in range(len(self.rows)) if self._wanted(number)]
        if self.choice.widest:
            wanted.sort(key=self._group_of)
        return tuple(entry for why, run in groupby(wanted, key=self._fold_of) for entry in self._folded(why, [*run]))

    def _group_of(self, row: int) -> tuple[int, int, bool]:
        """Return the sort key of a row in the matrix: told by most first; of a single account the flagged first."""
        sole = self._sole(row)
        return sum(cell is None for cell in self.rows[row].cells), sole or 0, sole is not None and not self.flags(row)

    def _fold_of(self, row: int) -> int:
        """Return why a row may be folded with its neighbours: its only account, `SAME`, or `APART` if it may not.

        A row with flags stays open, since a fold shows none.
        """
        sole, choice = self._sole(row), self.choice
        if self.flags(row):
            return APART
        if sole is not None and not (choice.whole or choice.needle or choice.quotes or choice.only >= 0):
            return sole
        return SAME if choice.folded and self._is_same(row) else APART

    def _folded(self, why: int, rows: Sequence[int]) -> Iterator[ShownEntry]:
        """Yield the entries of consecutive rows that may be folded for the same reason."""
        if why == APART or (why >= 0 and rows[0] in self.choice.opened):
            yield from (ShownEntry((row,)) for row in rows)
        else:
            yield ShownEntry(tuple(rows), folded=True, teller=None if why == SAME else why)

    def _sole(self, row: int) -> int | None:
        """Return the only account with a cell in a row, ``None`` when there are several."""
        told = [account for account, cell in enumerate(self.rows[row].cells) if cell is not None]
        return told[0] if len(told) == 1 and len(self.texts) > 1 else None

    @cached_property
    def shared(self) -> tuple[int, ...]:
        """The positions of the entries that two or more accounts share."""
        return tuple(place for place, entry in enumerate(self.entries) if self._sole(entry.row) is None)

    @cached_property
    def differences(self) -> tuple[int, ...]:
        """The positions of the shared entries whose accounts differ."""
        return tuple(place for place in self.shared if not self._is_same(self.entries[place].row))

    @cached_property
    def one_sided(self) -> tuple[int, ...]:
        """The positions where a run starts that one account has alone."""
        sole = [self._sole(entry.row) for entry in self.entries]
        return tuple(
            place
            for place, teller in enumerate(sole)
            if teller is not None and (not place or sole[place - 1] != teller)
        )

    @cached_property
    def flagged(self) -> tuple[int, ...]:
        """The positions of the entries with flags."""
        return tuple(place for place, entry in enumerate(self.entries) if self.flags(entry.row))

    @cached_property
    def flagged_rows(self) -> int:
        """The number of rows with flags, shown or not: of the entries `flagged` while all rows are shown."""
        return sum(bool(self.flags(row)) for row in range(len(self.rows)))

    def entry_near(self, row: int) -> int:
        """Return the position of the entry that shows a row, else of the nearest one before; 0 for a negative row."""
        holder = next((place for place, entry in enumerate(self.entries) if row in entry.members), None)
        if holder is not None or row < 0:
            return holder or 0
        starts = [entry.row for entry in self.entries]
        return min(range(len(starts)), key=lambda place: (starts[place] > row, abs(starts[place] - row)), default=0)

    def passage(self, row: int, account: int) -> ShownPassage:
        """Return the text of a cell, which must exist."""
        key = (row, account)
        if key not in self._passages:
            cell = self.rows[row].cells[account]
            self._passages[key] = _joined(self._drawn[account], cell.spans if cell else ())
        return self._passages[key]

    def looks(self, row: int, account: int) -> Iterator[tuple[int, int, str]]:
        """Yield the emphasised stretches of a cell's text, each with the name of its look."""
        cell = self.rows[row].cells[account]
        for run in self._runs[account] if self._runs and cell is not None else ():
            for span in cell.spans if cell is not None else ():
                start, end = max(run.start, span.start), min(run.end, span.end)
                if start < end:
                    yield *self.passage(row, account).span(start, end), run.look.value

    def changed(self, row: int, account: int) -> tuple[Span, ...]:
        """Return the spans of a cell's text that differ from the cell it is compared with."""
        other = self.against(row, account)
        cells = self.rows[row].cells
        mine, theirs = cells[account], cells[other] if other is not None else None
        if other is None or mine is None or theirs is None or mine.kind in {Kind.SIMILAR, Kind.PARTIAL}:
            return ()
        marked = self._lit(row, account, other, equal=False)
        return marked if sum(e - s for s, e in marked) <= MOST_MARKED * len(self.passage(row, account).text) else ()

    def common(self, row: int, account: int) -> tuple[Span, ...]:
        """Return the spans of a cell of class partial that occur in the cell it is compared with."""
        other, cell = self.against(row, account), self.rows[row].cells[account]
        in_part = other is not None and cell is not None and cell.kind is Kind.PARTIAL
        return self._lit(row, account, other, equal=True) if in_part and other is not None else ()

    def _lit(self, row: int, account: int, other: int, *, equal: bool) -> tuple[Span, ...]:
        """Return the spans of a cell's words that are ``equal`` to those of another cell, or differ."""
        low, high = min(account, other), max(account, other)
        if (row, low, high) not in self._changes:
            one, two = (self.rows[row].cells[place] for place in (low, high))
            spans = (one.spans if one else (), two.spans if two else ())
            self._changes[row, low, high] = wording(self.texts[low], spans[0], self.texts[high], spans[1])
        passage, steps = self.passage(row, account), self._changes[row, low, high]
        found = (step.b if account == high else step.a for step in steps if (step.op == "equal") is equal)
        return tuple(passage.span(start, end) for start, end in found if end > start)

    def against(self, row: int, account: int) -> int | None:
        """Return the account a cell is compared with: the leading one if it has the row, else the first that does."""
        cells = self.rows[row].cells
        order = (self.choice.lead, *range(len(cells)))
        base = next((other for other in order if cells[other] is not None), None)
        if base != account:
            return base
        return next((other for other in order if other != account and cells[other] is not None), None)

    def teller(self, row: int, account: int) -> int:
        """Return ``account`` if it has a cell in the row, else the first account that does."""
        cells = self.rows[row].cells
        order: tuple[int, ...] = (account, *range(len(cells)))
        return next(place for place in order if cells[place] is not None)

    def quotes(self, row: int, account: int) -> tuple[int, ...]:
        """Return the quotations in a cell, as indices into the comparison's quotes."""
        cell, name = self.rows[row].cells[account], self.comparison.accounts[account].id
        if cell is None:
            return ()
        return tuple(n for n, quote in self._quotes_of.get(name, ()) if _touches(cell, quote.span))

    def flags(self, row: int) -> tuple[Flag, ...]:
        """Return the disagreements in content within a row, each with the words of all its accounts."""
        if row not in self._flags:
            here = (one for one in self._content if self._in_row(one, row))
            self._flags[row] = tuple(self._flag(several[0].kind, several) for several in _matters(here))
        return self._flags[row]

    @cached_property
    def _content(self) -> tuple[Disagreement, ...]:
        return tuple(one for one in self.comparison.disagreements if one.tier == "content")

    def disputed(self, row: int, account: int) -> tuple[Span, ...]:
        """Return the spans of a cell's figures, days and names that another account gives differently.

        Quotations are left out: differing words are marked in them.
        """
        passage, name = self.passage(row, account), self._names[account]
        spans = {
            span
            for one in self._content
            if one.kind not in OF_QUOTATIONS and self._in_row(one, row)
            for span in self._spans_in(one, row, name)
        }
        return tuple(Span(passage.here(start), passage.here(end - 1) + 1) for start, end in sorted(spans))

    def _in_row(self, one: Disagreement, row: int) -> bool:
        return any(self._spans_in(one, row, name) for name in (one.a_article, one.b_article) if name in self._names)

    def _spans_in(self, one: Disagreement, row: int, name: str) -> list[Span]:
        """Return an account's spans in a disagreement that are in a given row."""
        cell = self.rows[row].cells[self._names.index(name)]
        sides = ((one.a_article, one.a), (one.b_article, one.b))
        return [span for article, span in sides if article == name and cell is not None and _touches(cell, span)]

    def _flag(self, kind: str, several: Sequence[Disagreement]) -> Flag:
        words: dict[int, str] = {}
        for one in several:
            tellers_of = [self._names.index(name) for name in (one.a_article, one.b_article) if name in self._names]
            sides = _sides(one.why)
            if sides is None or len(tellers_of) < len(sides):
                return Flag(kind, ((tuple(tellers_of), one.why),))
            for account, its_words in zip(tellers_of, sides, strict=True):
                words.setdefault(account, its_words)
        tellers: dict[str, list[int]] = {}
        for account, said in sorted(words.items()):
            tellers.setdefault(said, []).append(account)
        return Flag(kind, tuple((tuple(accounts), said) for said, accounts in tellers.items()))

    @cached_property
    def _names(self) -> list[str]:
        return [account.id for account in self.comparison.accounts]

    def origin(self, row: int, account: int) -> int:
        """Return where a cell starts in its account's text; if absent, where the nearest cell above it ends."""
        for number in range(row, -1, -1):
            cell = self.rows[number].cells[account]
            if cell is not None:
                return cell.spans[0].start if number == row else cell.spans[-1].end
        return 0

    def row_at(self, account: int, offset: int) -> int:
        """Return the row that contains an offset of an account's text, or the nearest one before it."""
        told = [
            (span.start, number)
            for number, row in enumerate(self.rows)
            if (cell := row.cells[account]) is not None
            for span in cell.spans
        ]
        return max((pair for pair in told if pair[0] <= offset), default=min(told, default=(0, 0)))[1]

    def rows_of(self, account: str, span: Span) -> Iterator[int]:
        """Yield the rows in which an account has part of a span of its text; none if it is not compared."""
        if account in self._names:
            place = self._names.index(account)
            for number, row in enumerate(self.rows):
                cell = row.cells[place]
                if cell is not None and _touches(cell, span):
                    yield number

    def rows_near(self, account: str, offset: int) -> tuple[int, ...]:
        """Return the row at or before an offset of an account's text; none if the account is not compared."""
        return (self.row_at(self._names.index(account), offset),) if account in self._names else ()

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


def _sides(why: str) -> tuple[str, str] | None:
    """Split the words of a disagreement into both sides; ``None`` if they can't be told apart."""
    pairs = [part.split(" / ") for part in why.split("; ")]
    more = [f"; {pairs.pop()[0]}"] if _MORE.fullmatch(why.rpartition("; ")[2]) and len(pairs) > 1 else []
    if any(len(pair) != len(("a", "b")) for pair in pairs):
        return None
    one, other = ("; ".join(words) for words in zip(*pairs, strict=True))
    return "".join([one, *more]), "".join([other, *more])


def _joined(drawn: SourceMap, spans: Sequence[Span]) -> ShownPassage:
    pieces: list[str] = []
    starts: list[tuple[int, int]] = []
    at = 0
    for start, end in spans:
        starts.append((at, start))
        pieces.append(drawn.cut(start, end).replace("\n", " "))
        at += len(pieces[-1]) + 1
    return ShownPassage(" ".join(pieces), tuple(starts) or ((0, 0),), drawn)


def _matters(disagreements: Iterable[Disagreement]) -> list[list[Disagreement]]:
    """Group disagreements by what they are about: those of one kind that share a span of an account."""
    matters: list[tuple[set[tuple[str, str, Span]], list[Disagreement]]] = []
    for one in disagreements:
        sides = {(one.kind, one.a_article, one.a), (one.kind, one.b_article, one.b)}
        same = [matter for matter in matters if not sides.isdisjoint(matter[0])]
        if not same:
            matters.append((sides, [one]))
            continue
        first = same[0]
        first[0].update(sides, *(told for told, _ in same[1:]))
        first[1].extend(other for _, several in same[1:] for other in several)
        first[1].append(one)
        matters = [matter for matter in matters if matter is first or matter not in same]
    return [several for _, several in matters]


def _touches(cell: Cell, span: Span) -> bool:
    return any(span.start < end and start < span.end for start, end in cell.spans)
