"""A comparison as Markdown: sources first, then overlap, passages, quotations, names and disagreements.

Complete: every passage is included, with the changed words in bold.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...model.comparison_result import letter
from ...text.markdown_article import shown_text
from ..alignment.passages import rows_for_lead
from .evidence import disagreements, figures, formal, meetings, names, quoted_alone
from .parts import GLYPHS, MEANINGS, overlaps, row_parts, sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...model.article import Article
    from ...model.comparison_result import Comparison, Row
    from ...text.source_map import SourceMap
    from .evidence import ReportTable
    from .parts import PassagePart

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~$])")
_LINE_START = re.compile(r"^(\s*)([-+=>]|\d+[.)])")


def to_markdown(comparison: Comparison, articles: Iterable[Article]) -> str:
    """Return the report; ``articles`` are the compared ones, in any order.

    Raises ``KeyError`` when one of them is missing.
    """
    by_id = {article.id: article for article in articles}
    sections = [
        ["# Accounts compared"],
        _sources(comparison, by_id),
        _overlap(comparison),
        _disagreements(comparison, by_id),
        _passages(comparison, by_id),
        _quotations(comparison, by_id),
        _plain_table("Names", names(comparison)),
        _plain_table("Figures", figures(comparison, by_id)),
        ["*Compared by Variorum; offsets and hashes are in the JSON export.*"],
    ]
    return "\n\n".join("\n".join(section) for section in sections if section) + "\n"


def escape(text: str) -> str:
    """Escape text so that Markdown shows it as it is."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [_cells(head), _cells(["---"] * len(head)), *map(_cells, rows)]


def _cells(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _sources(comparison: Comparison, articles: Mapping[str, Article]) -> list[str]:
    lines = ["## Sources"]
    for source in sources(comparison, articles):
        lines += ["", f"**{source.letter}** {escape(source.name)}", ""]
        lines += [f"- {label}: {escape(fact)}" for label, fact in source.facts]
    aside = [f"- {escape(entry.id)} is left out: {escape(entry.reason)}" for entry in comparison.aside]
    notices = [f"- {escape(entry.id)} is shown although: {escape(entry.reason)}" for entry in comparison.notices]
    told = [*aside, *notices, *(f"- {escape(limit)}" for limit in comparison.limits)]
    return [*lines, *([""] if told else []), *told]


def _overlap(comparison: Comparison) -> list[str]:
    rows = [
        (f"{a} and {b}", f"{mine} of {a} stands in {b}", f"{theirs} of {b} stands in {a}", counts)
        for a, b, mine, theirs, counts in overlaps(comparison)
    ]
    return ["## Overlap", "", *_table(("", "one way", "the other", "linked sentences"), rows)] if rows else []


def _passages(comparison: Comparison, articles: Mapping[str, Article]) -> list[str]:
    legend = ", ".join(f"`{glyph}` {MEANINGS[kind]}" for kind, glyph in GLYPHS.items())
    texts = [shown_text(articles[account.id]) for account in comparison.accounts]
    lines = ["## Passages", "", f"{legend}. Words that differ are **bold**."]
    rows = rows_for_lead(comparison, 0) if comparison.accounts else ()
    for number, row in enumerate(rows, 1):
        lines += ["", *_row(number, row, texts)]
    return lines


def _row(number: int, row: Row, texts: Sequence[SourceMap]) -> Iterator[str]:
    for place, (cell, parts) in enumerate(zip(row.cells, row_parts(row, texts), strict=True)):
        if cell is None:
            continue
        note = ", moved" if cell.moved else ""
        yield f"- {number} **{letter(place)}** `{GLYPHS[cell.kind]}{note}` {_marked(parts)}"


def _marked(parts: Sequence[PassagePart]) -> str:
    return "".join(f"**{escape(part.text)}**" if part.changed else escape(part.text) for part in parts)


def _quotations(comparison: Comparison, articles: Mapping[str, Article]) -> list[str]:
    if not comparison.quotes:
        return []
    alone = ", ".join(f"{count} only in {name}" for name, count in quoted_alone(comparison))
    rows = [
        (
            *(f"**{side.letter}** “{escape(side.words)}” ({escape(side.speaker)})" for side in (met.a, met.b)),
            met.relation,
        )
        for met in meetings(comparison, articles)
    ]
    return ["## Quotations", "", *(_table(("one", "other", "relation"), rows) if rows else []), "", f"{alone}."]


def _plain_table(title: str, table: ReportTable) -> list[str]:
    rows = [[*map(escape, row)] for row in table.rows]
    return [f"## {title}", "", *_table(table.head, rows)] if rows else []


def _disagreements(comparison: Comparison, articles: Mapping[str, Article]) -> list[str]:
    rows = [
        (one.kind, escape(one.why), *(f"**{side}** {escape(words)}" for side, words in (one.a, one.b)))
        for one in disagreements(comparison, articles)
    ]
    more = formal(comparison)
    lines = _table(("kind", "what differs", "one", "other"), rows) if rows else []
    lines += ["", f"{more} quotations differ in form only."] if more else []
    return ["## What does not agree", "", *lines] if lines else []
