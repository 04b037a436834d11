"""The rows of a comparison as a reader goes through them: which are shown, which are folded, what changed in each.

Refuses to know widths, colours and widgets.
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
"""Why rows are folded: they are the same in all accounts; they are not."""

MOST_MARKED: Final = 0.8
"""Share of a cell's letters from which on marking what changed would mark nearly all, and say nothing."""

OF_QUOTATIONS: Final = frozenset({"wording", "speaker"})
"""Kinds of disagreement whose spans are whole quotations."""

_MORE: Final = re.compile(r"and \d+ more")
"""How a comparison ends the words of a disagreement that has more of them."""

CLOSEST_FIRST: Final = (Kind.VERBATIM, Kind.EDITED, Kind.PARTIAL, Kind.SIMILAR, Kind.UNIQUE)


@dataclass(frozen=True, slots=True)
class RowChoice:
    """What the reader wants to see: whose order leads, identical rows folded, only differing rows, only quotations.

    Runs of rows that one account tells alone are folded unless ``whole``, or ``opened`` by their first row; ``only`` is
    one row to be shown alone (-1: all), ``needle`` words that must stand in a row; ``widest`` puts the rows that most
    accounts tell first.
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
    """One of ``rows`` (positions in the comparison's rows) to show, or several that are folded to a line.

    Rows are folded when they are identical in all accounts, or when one account, the ``teller``, tells them alone.
    """

    members: tuple[int, ...]
    folded: bool = False
    teller: int | None = None

    @property
    def row(self) -> int:
        """The first row."""
        return self.members[0]


class Flag(NamedTuple):
    """What accounts of a row do not agree about: the kind, and who says what; nobody goes on with the words before."""

    kind: str
    words: tuple[tuple[tuple[int, ...], str], ...]


class ShownPassage(NamedTuple):
    """One cell as one line of what is drawn: sentences joined by spaces, line breaks taken out one for one.

    ``starts`` are (offset here, offset in the account's text) where each sentence begins, ``drawn`` says which signs
    of that text are drawn.
    """

    text: str
    starts: tuple[tuple[int, int], ...]
    drawn: SourceMap

    def here(self, offset: int) -> int:
        """Return where a code point of the account's text stands in this line; of one not drawn, the next one."""
        return self._here(offset, offset)

    def span(self, start: int, end: int) -> Span:
        """Return where a stretch of the account's text that is not empty stands in this line."""
        return Span(self.here(start), max(self.here(start), self._here(end, end - 1)))

    def _here(self, offset: int, inside: int) -> int:
        """Return where an offset stands, by the sentence that ``inside`` is in."""
        at, origin = max((pair for pair in self.starts if pair[1] <= inside), default=self.starts[0])
        return min(max(at + self.drawn.place(offset) - self.drawn.place(origin), 0), len(self.text))


class ShownRows:
    """A comparison with the texts of its accounts, in the order in which one of them leads.

    ``drawn`` says which signs of the texts are drawn, all of them if nothing is said; ``runs`` what each text sets
    apart by marks of its own.
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
        """How far the accounts of each row agree: the class of the account that strays most."""
        return tuple(_kind(row) for row in self.rows)

    @cached_property
    def entries(self) -> tuple[ShownEntry, ...]:
        """What is shown, in order."""
        wanted = [number for number in range(len(self.rows)) if self._wanted(number)]
        if self.choice.widest:
            wanted.sort(key=lambda row: (sum(cell is None for cell in self.rows[row].cells), self._sole(row) or 0))
        return tuple(entry for why, run in groupby(wanted, key=self._fold_of) for entry in self._folded(why, [*run]))

    def _fold_of(self, row: int) -> int:
        """Return why a row may be folded with its neighbours: its only teller, `SAME`, or `APART` when it may not."""
        sole, choice = self._sole(row), self.choice
        if sole is not None and not (choice.whole or choice.needle or choice.quotes or choice.only >= 0):
            return sole
        return SAME if choice.folded and self._is_same(row) else APART

    def _folded(self, why: int, rows: Sequence[int]) -> Iterator[ShownEntry]:
        """Yield the entries of rows that may be folded for the same reason."""
        if why == APART or (why >= 0 and rows[0] in self.choice.opened):
            yield from (ShownEntry((row,)) for row in rows)
        else:
            yield ShownEntry(tuple(rows), folded=True, teller=None if why == SAME else why)

    def _sole(self, row: int) -> int | None:
        """Return the only account that tells a row, ``None`` when several do."""
        told = [account for account, cell in enumerate(self.rows[row].cells) if cell is not None]
        return told[0] if len(told) == 1 and len(self.texts) > 1 else None

    @cached_property
    def shared(self) -> tuple[int, ...]:
        """The positions of the entries that two or more accounts tell."""
        return tuple(place for place, entry in enumerate(self.entries) if self._sole(entry.row) is None)

    @cached_property
    def differences(self) -> tuple[int, ...]:
        """The positions of the entries that several accounts tell, and tell differently."""
        return tuple(place for place in self.shared if not self._is_same(self.entries[place].row))

    @cached_property
    def one_sided(self) -> tuple[int, ...]:
        """The positions of the entries at which a run begins that one account tells alone."""
        sole = [self._sole(entry.row) for entry in self.entries]
        return tuple(
            place
            for place, teller in enumerate(sole)
            if teller is not None and (not place or sole[place - 1] != teller)
        )

    @cached_property
    def flagged(self) -> tuple[int, ...]:
        """The positions of the entries whose accounts do not agree."""
        return tuple(place for place, entry in enumerate(self.entries) if any(map(self.flags, entry.members)))

    def entry_near(self, row: int) -> int:
        """Return the position of the entry that shows a row, else of the nearest one before it; 0 below row 0."""
        holder = next((place for place, entry in enumerate(self.entries) if row in entry.members), None)
        if holder is not None or row < 0:
            return holder or 0
        starts = [entry.row for entry in self.entries]
        return min(range(len(starts)), key=lambda place: (starts[place] > row, abs(starts[place] - row)), default=0)

    def passage(self, row: int, account: int) -> ShownPassage:
        """Return the text of a cell; the cell must be there."""
        key = (row, account)
        if key not in self._passages:
            cell = self.rows[row].cells[account]
            self._passages[key] = _joined(self._drawn[account], cell.spans if cell else ())
        return self._passages[key]

    def looks(self, row: int, account: int) -> Iterator[tuple[int, int, str]]:
        """Yield the stretches of a cell's text that its account emphasises, each with the name of its look."""
        cell = self.rows[row].cells[account]
        for run in self._runs[account] if self._runs and cell is not None else ():
            for span in cell.spans if cell is not None else ():
                start, end = max(run.start, span.start), min(run.end, span.end)
                if start < end:
                    yield *self.passage(row, account).span(start, end), run.look.value

    def changed(self, row: int, account: int) -> tuple[Span, ...]:
        """Return the words of a cell that differ from the cell it is held against, as spans of the cell's text."""
        other = self.against(row, account)
        cells = self.rows[row].cells
        mine, theirs = cells[account], cells[other] if other is not None else None
        if other is None or mine is None or theirs is None or mine.kind in {Kind.SIMILAR, Kind.PARTIAL}:
            return ()
        marked = self._lit(row, account, other, equal=False)
        return marked if sum(e - s for s, e in marked) <= MOST_MARKED * len(self.passage(row, account).text) else ()

    def common(self, row: int, account: int) -> tuple[Span, ...]:
        """Return the words that a cell told only in part shares with the cell it is held against, as `changed` does."""
        other, cell = self.against(row, account), self.rows[row].cells[account]
        in_part = other is not None and cell is not None and cell.kind is Kind.PARTIAL
        return self._lit(row, account, other, equal=True) if in_part and other is not None else ()

    def _lit(self, row: int, account: int, other: int, *, equal: bool) -> tuple[Span, ...]:
        """Return the words of a cell that are ``equal`` to those of another, or are not, as spans of its text."""
        low, high = min(account, other), max(account, other)
        if (row, low, high) not in self._changes:
            one, two = (self.rows[row].cells[place] for place in (low, high))
            spans = (one.spans if one else (), two.spans if two else ())
            self._changes[row, low, high] = wording(self.texts[low], spans[0], self.texts[high], spans[1])
        passage, steps = self.passage(row, account), self._changes[row, low, high]
        found = (step.b if account == high else step.a for step in steps if (step.op == "equal") is equal)
        return tuple(passage.span(start, end) for start, end in found if end > start)

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

    def flags(self, row: int) -> tuple[Flag, ...]:
        """Return what the accounts of a row do not agree about in content, each matter with all their words."""
        if row not in self._flags:
            here = (one for one in self._content if self._in_row(one, row))
            self._flags[row] = tuple(self._flag(several[0].kind, several) for several in _matters(here))
        return self._flags[row]

    @cached_property
    def _content(self) -> tuple[Disagreement, ...]:
        return tuple(one for one in self.comparison.disagreements if one.tier == "content")

    def disputed(self, row: int, account: int) -> tuple[Span, ...]:
        """Return the figures, days and names of a cell that another account tells otherwise, as spans of its text.

        A quotation has its own marks: of two wordings the words that changed.
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
        """Return what an account has to a disagreement in a row of its own."""
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

    def rows_of(self, account: str, span: Span) -> Iterator[int]:
        """Yield the rows in which an account (none, if its id is not compared) tells some of a span of its text."""
        if account in self._names:
            place = self._names.index(account)
            for number, row in enumerate(self.rows):
                cell = row.cells[place]
                if cell is not None and _touches(cell, span):
                    yield number

    def rows_near(self, account: str, offset: int) -> tuple[int, ...]:
        """Return the row at or before an offset of an account's text; none when the account is not compared."""
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
    """Return what either side of a disagreement says, of several words all of them; ``None`` where it can't be told."""
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
    """Return disagreements by what they are about: those of one kind that have the words of an account in common."""
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
