"""A comparison as one HTML page: side by side, readable and printable, without scripts or external resources.

Article text is never markup: every character is escaped, and the page's policy forbids loading anything.
"""

from __future__ import annotations

import pkgutil
from html import escape
from typing import TYPE_CHECKING

from ...model.comparison_result import letter
from ...text.markdown_article import shown_text
from ..alignment.passages import rows_for_lead
from .evidence import disagreements, figures, formal, meetings, names, quoted_alone
from .parts import GLYPHS, MEANINGS, overlaps, row_parts, sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...model.article import Article
    from ...model.comparison_result import Cell, Comparison, Row
    from ...text.source_map import SourceMap
    from .parts import PassagePart


def _style() -> str:
    """Return the style sheet, which is beside this module."""
    data = pkgutil.get_data(__package__, "html_report.css")
    if data is None:
        raise FileNotFoundError("html_report.css")
    return data.decode()


def to_html(comparison: Comparison, articles: Iterable[Article]) -> str:
    """Return the page; ``articles`` are the compared ones, in any order.

    Raises ``KeyError`` when one of them is missing.
    """
    by_id = {article.id: article for article in articles}
    title = " · ".join(source.name for source in sources(comparison, by_id)) or "no accounts"
    body = "\n".join(
        part
        for section in (_sources, _overlap, _disagreements, _passages, _quotations, _names_and_figures)
        for part in section(comparison, by_id)
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="color-scheme" content="light dark">\n<meta name="generator" content="Variorum">\n'
        f"<title>Accounts compared: {escape(title)}</title>\n<style>\n{_style()}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>Accounts compared</h1>\n{body}\n</main>\n"
        "<footer><p>Compared by Variorum. Offsets of every passage are in the JSON export.</p></footer>\n"
        "</body>\n</html>\n"
    )


def _sources(comparison: Comparison, articles: Mapping[str, Article]) -> Iterator[str]:
    yield '<section aria-labelledby="sources"><h2 id="sources">Sources</h2><div class="sources">'
    for source in sources(comparison, articles):
        facts = "".join(f"<dt>{escape(label)}</dt><dd>{escape(fact)}</dd>" for label, fact in source.facts)
        yield f"<article><h3><b>{source.letter}</b> {escape(source.name)}</h3><dl>{facts}</dl></article>"
    yield "</div>"
    for entry in comparison.aside:
        yield f"<p class=note><code>{escape(entry.id)}</code> is left out: {escape(entry.reason)}.</p>"
    for entry in comparison.notices:
        yield f"<p class=note><code>{escape(entry.id)}</code> is shown although: {escape(entry.reason)}.</p>"
    for limit in comparison.limits:
        yield f"<p class=note>{escape(limit)}</p>"
    yield "</section>"


def _overlap(comparison: Comparison, _articles: Mapping[str, Article]) -> Iterator[str]:
    rows = [
        (f"<b>{a}</b> and <b>{b}</b>", f"{mine} of {a} stands in {b}", f"{theirs} of {b} stands in {a}", counts)
        for a, b, mine, theirs, counts in overlaps(comparison)
    ]
    yield from _table("overlap", "Overlap", ("accounts", "one way", "the other way", "linked sentences"), rows)


def _passages(comparison: Comparison, articles: Mapping[str, Article]) -> Iterator[str]:
    yield '<section aria-labelledby="passages"><h2 id="passages">Passages</h2><p class="legend">'
    yield " ".join(
        f'<span class="{kind.value}"><b aria-hidden="true">{GLYPHS[kind]}</b> {MEANINGS[kind]}</span>'
        for kind in GLYPHS
    )
    yield '<span><mark>marked</mark> words that differ</span></p><div class="wide"><table class="rows"><thead><tr>'
    yield '<th scope="col" class="number">#</th>'
    for place, source in enumerate(sources(comparison, articles)):
        yield f'<th scope="col">{letter(place)} {escape(source.name)}</th>'
    yield "</tr></thead><tbody>"
    texts = [shown_text(articles[account.id]) for account in comparison.accounts]
    rows = rows_for_lead(comparison, 0) if comparison.accounts else ()
    for number, row in enumerate(rows, 1):
        yield _row(number, row, texts)
    yield "</tbody></table></div></section>"


def _row(number: int, row: Row, texts: Sequence[SourceMap]) -> str:
    cells = zip(row.cells, row_parts(row, texts), strict=True)
    told = "".join(_cell(place, cell, parts) for place, (cell, parts) in enumerate(cells))
    return f'<tr id="row-{number}"><th scope="row" class="number"><a href="#row-{number}">{number}</a></th>{told}</tr>'


def _cell(place: int, cell: Cell | None, parts: Sequence[PassagePart]) -> str:
    if cell is None:
        return (
            f'<td class="absent" data-account="{letter(place)}"><span aria-label="not in {letter(place)}">·</span></td>'
        )
    text = "".join(f"<mark>{escape(part.text)}</mark>" if part.changed else escape(part.text) for part in parts)
    meaning = MEANINGS[cell.kind] + (", moved" if cell.moved else "")
    glyph = GLYPHS[cell.kind] + ("⇅" if cell.moved else "")
    where = f"{cell.spans[0].start}–{cell.spans[-1].end}"
    return (
        f'<td class="{cell.kind.value}" data-account="{letter(place)}" title="{escape(meaning)}; characters {where}">'
        f'<b class="sign" role="img" aria-label="{escape(meaning)}">{glyph}</b> {text}</td>'
    )


def _quotations(comparison: Comparison, articles: Mapping[str, Article]) -> Iterator[str]:
    if not comparison.quotes:
        return
    rows = [
        (
            *(
                f"<b>{side.letter}</b> <q>{escape(side.words)}</q> <span class=speaker>{escape(side.speaker)}</span>"
                for side in (met.a, met.b)
            ),
            f"<b>⚑ {met.relation}</b>" if met.flagged else met.relation,
        )
        for met in meetings(comparison, articles)
    ]
    yield from _table("quotations", "Quotations", ("one", "other", "relation"), rows)
    alone = ", ".join(f"{count} only in {name}" for name, count in quoted_alone(comparison))
    yield f"<p>Quotations in one account: {alone}.</p>"


def _names_and_figures(comparison: Comparison, articles: Mapping[str, Article]) -> Iterator[str]:
    for title, table in (("Names", names(comparison)), ("Figures", figures(comparison, articles))):
        yield from _table(title.lower(), title, table.head, [[*map(escape, row)] for row in table.rows])


def _disagreements(comparison: Comparison, articles: Mapping[str, Article]) -> Iterator[str]:
    rows = [
        (escape(one.kind), escape(one.why), *(f"<b>{side}</b> {escape(words)}" for side, words in (one.a, one.b)))
        for one in disagreements(comparison, articles)
    ]
    yield from _table("disagreements", "What does not agree", ("kind", "what differs", "one", "other"), rows)
    more = formal(comparison)
    if more:
        yield f"<p>{more} quotations differ in form only.</p>"


def _table(name: str, title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a section with a table, whose cells are markup already; nothing without rows."""
    if not rows:
        return
    columns = "".join(f'<th scope="col">{column}</th>' for column in head)
    yield f'<section aria-labelledby="{name}"><h2 id="{name}">{title}</h2><div class="wide"><table><thead><tr>'
    yield f"{columns}</tr></thead><tbody>"
    for row in rows:
        yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
    yield "</tbody></table></div></section>"
