"""The parts of every report, before it is Markdown or HTML: sources, overlap, passages with their changes.

Without markup, and free of characters that a terminal or a page could take for a command.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...model.comparison_result import Kind, letter
from ...text.safe import safe
from ..alignment.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...model.article import Article, Span
    from ...model.comparison_result import Cell, Comparison, Row
    from ...text.source_map import SourceMap
    from ..alignment.wording import WordChange

GLYPHS = {Kind.VERBATIM: "=", Kind.EDITED: "~", Kind.PARTIAL: "≈", Kind.SIMILAR: "?", Kind.UNIQUE: "+"}
"""A sign for each class, as on screen, so that colour is never the only one."""
MEANINGS = {
    Kind.VERBATIM: "word for word",
    Kind.EDITED: "edited",
    Kind.PARTIAL: "shares a run of words",
    Kind.SIMILAR: "similar wording, not necessarily the same claim",
    Kind.UNIQUE: "in this account only",
}
"""The meaning of each class, in words."""

UNKNOWN = "not known"
"""Stands for a fact that must be listed but is unknown."""


@dataclass(frozen=True, slots=True)
class PassagePart:
    """A stretch of a passage as shown; ``changed`` relative to the account that the row relates to."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class ReportSource:
    """The source of one account: its letter in the report, and what is known of it, label by label."""

    letter: str
    name: str
    facts: tuple[tuple[str, str], ...]


def sources(comparison: Comparison, articles: Mapping[str, Article]) -> Iterator[ReportSource]:
    """Yield the accounts in the order shown, each with everything about its source."""
    for place, account in enumerate(comparison.accounts):
        article = articles[account.id]
        agency = account.agency
        computed = f"{percent(agency.share)} of these words stand in {agency.source}, which credits {agency.computed}"
        facts = [
            ("Title", account.title),
            ("Outlet", account.outlet),
            ("Author", article.author.value),
            ("Published", account.published or UNKNOWN),
            ("Agency as stated", agency.stated),
            ("Agency cited", agency.cited),
            ("Agency as computed", computed if agency.computed else None),
            ("Address", article.url.value),
            ("Words", str(article.words)),
            ("File", account.id),
            ("Text hash", account.hash),
        ]
        name = account.outlet or agency.stated or account.title or account.id
        yield ReportSource(letter(place), safe(name), tuple((label, safe(fact)) for label, fact in facts if fact))


def percent(share: float) -> str:
    """Return a share as whole per cent."""
    return f"{share:.0%}".replace("%", " %")


def overlaps(comparison: Comparison) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield for each pair: both letters, each one's share of words in the other, and its links by class."""
    letters = comparison.letters
    for pair in comparison.pairs:
        kinds = Counter(link.kind for link in pair.links)
        moved = sum(link.moved for link in pair.links)
        counts = [f"{kinds[kind]} {kind.value}" for kind in GLYPHS if kinds[kind]] + [f"{moved} moved"] * bool(moved)
        shares = percent(pair.shared_a), percent(pair.shared_b)
        yield (letters[pair.a], letters[pair.b], *shares, ", ".join(counts) or "no links")


def row_parts(row: Row, texts: Sequence[SourceMap]) -> list[list[PassagePart]]:
    """Return the cells of a row as parts; words that differ from the head's are marked, in both if there are two.

    ``texts`` are the articles' display texts, in the order of the cells; an absent cell has no parts.
    """
    parts = [[PassagePart(said(text, cell))] if cell else [] for text, cell in zip(texts, row.cells, strict=True)]
    head = row.cells[row.head]
    others = [place for place, cell in enumerate(row.cells) if cell is not None and place != row.head]
    for place in others:
        cell = row.cells[place]
        if head is None or cell is None or cell.kind is Kind.SIMILAR:
            continue
        changes = wording(texts[row.head].words, head.spans, texts[place].words, cell.spans)
        if not _worth_marking(changes):
            continue
        parts[place] = _marked(texts[place], cell.spans, [change.b for change in _changed(changes)])
        if len(others) == 1:
            parts[row.head] = _marked(texts[row.head], head.spans, [change.a for change in _changed(changes)])
    return parts


def _worth_marking(changes: Sequence[WordChange]) -> bool:
    """Whether enough is equal for marks to be useful; otherwise everything would be marked."""
    equal = sum(change.a.end - change.a.start for change in changes if change.op == "equal")
    shorter = min(sum(change.a.end - change.a.start for change in changes), sum(c.b.end - c.b.start for c in changes))
    return 2 * equal >= shorter


def said(text: SourceMap, cell: Cell) -> str:
    """Return a cell's sentences as one line of text; a gap between them is shown."""
    return "".join(part.text for part in _marked(text, cell.spans, []))


def _changed(changes: Iterable[WordChange]) -> Iterator[WordChange]:
    return (change for change in changes if change.op != "equal")


def _marked(text: SourceMap, spans: Sequence[Span], marks: Sequence[Span]) -> list[PassagePart]:
    """Split sentences at the marks, which are ordered and may extend past the end of a sentence."""
    parts: list[PassagePart] = []
    for number, span in enumerate(spans):
        if number:
            near = not text.words[spans[number - 1].end : span.start].strip()
            parts.append(PassagePart(" " if near else " … "))
        place = span.start
        for mark in marks:
            start, end = max(mark.start, place), min(mark.end, span.end)
            if start < end:
                parts += [
                    PassagePart(_line(text.cut(place, start))),
                    PassagePart(_line(text.cut(start, end)), changed=True),
                ]
                place = end
        parts.append(PassagePart(_line(text.cut(place, span.end))))
    return [part for part in parts if part.text]


def _line(text: str) -> str:
    return safe(text.replace("\n", " "))
