"""A comparison as lines for a terminal: sources, overlap, disagreements, passages with their differences.

What only one account has is folded to a line unless ``unfolded``. Does not wrap or colour: differing words are put
between two marks given by the caller.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ...model.comparison_result import Kind, letter
from ...text.markdown_article import shown_text
from ...text.safe import one_line, safe_line
from ..alignment.passages import rows_for_lead
from .evidence import disagreements, formal
from .parts import GLYPHS, MEANINGS, UNKNOWN, overlaps, row_parts, sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...model.article import Article
    from ...model.comparison_result import Comparison, Row
    from ...text.source_map import SourceMap
    from .parts import PassagePart, ReportSource

_TOLD = ("Title", "Outlet", "Author", "Published")
_AGENCY = ("Agency as stated", "Agency as computed")


def to_lines(
    comparison: Comparison, articles: Iterable[Article], marks: tuple[str, str] = ("⟦", "⟧"), *, unfolded: bool = False
) -> Iterator[str]:
    """Yield the report; ``articles`` are the compared ones, ``marks`` go before and after words that differ.

    ``unfolded`` includes what only one account has. Raises ``KeyError`` when an article is missing.
    """
    by_id = {article.id: article for article in articles}
    for source in sources(comparison, by_id):
        yield from _source(source)
    yield from (f"—  {safe_line(f'{each.id} is left out: {each.reason}')}" for each in comparison.aside)
    yield from (f"!  {safe_line(limit)}" for limit in comparison.limits)
    yield from (f"!  {safe_line(f'{each.id} is shown although: {each.reason}')}" for each in comparison.notices)
    yield ""
    for a, b, mine, theirs, counts in overlaps(comparison):
        yield f"{a} {b}  {mine} of {a} stands in {b}, {theirs} of {b} in {a}: {counts}"
    for one in disagreements(comparison, by_id):
        yield f"⚑  {safe_line(f'{one.kind}: {one.why} ({one.a[0]} “{one.a[1]}” / {one.b[0]} “{one.b[1]}”)')}"
    if more := formal(comparison):
        yield f"⚑  {more} quotations differ in form only"
    yield ""
    yield from _passages(
        comparison, [shown_text(by_id[account.id]) for account in comparison.accounts], marks, unfolded
    )


def _source(source: ReportSource) -> Iterator[str]:
    facts = dict(source.facts)
    known = (facts[label] for label in _TOLD if facts.get(label, UNKNOWN) != UNKNOWN)
    yield f"{source.letter}  {one_line(' · '.join(known))}"
    yield f"   {facts['File']}"
    yield from (f"   {label}: {facts[label]}" for label in _AGENCY if label in facts)


def _passages(
    comparison: Comparison,
    texts: Sequence[SourceMap],
    marks: tuple[str, str],
    unfolded: bool,  # noqa: FBT001 from above
) -> Iterator[str]:
    rows = enumerate(rows_for_lead(comparison, 0) if comparison.accounts else (), 1)
    used: set[Kind] = set()
    for alone, group in groupby(rows, lambda row: -1 if unfolded else row[1].teller):
        if alone >= 0:
            passages = list(group)
            count = f"{len(passages)} passage{'s' if len(passages) > 1 else ''}"
            yield f"+ {letter(alone)}  {count} in this account only (--all prints them)"
            continue
        for _, row in group:
            used |= {cell.kind for cell in row.cells if cell}
            yield from _row(row, texts, marks)
    yield ""
    yield ", ".join(f"{glyph} {MEANINGS[kind]}" for kind, glyph in GLYPHS.items() if kind in used)


def _row(row: Row, texts: Sequence[SourceMap], marks: tuple[str, str]) -> Iterator[str]:
    """Yield a line for each account in the row; if all are verbatim, one for all of them."""
    told = [(place, cell) for place, cell in enumerate(row.cells) if cell is not None]
    parts = row_parts(row, texts)
    same = len(told) > 1 and all(cell.kind is Kind.VERBATIM for _, cell in told)
    if same and not any(part.changed for place, _ in told for part in parts[place]):
        names = " ".join(letter(place) for place, _ in told)
        yield f"= {names}  {_words(parts[told[0][0]], marks)}"
        return
    for place, cell in told:
        moved = " (moved)" if cell.moved else ""
        yield f"{GLYPHS[cell.kind]} {letter(place)}  {_words(parts[place], marks)}{moved}"


def _words(parts: Sequence[PassagePart], marks: tuple[str, str]) -> str:
    return "".join(f"{marks[0]}{_line(part)}{marks[1]}" if part.changed else _line(part) for part in parts)


def _line(part: PassagePart) -> str:
    return safe_line(part.text).replace("␤", " ")
