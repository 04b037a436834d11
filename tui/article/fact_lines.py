"""The facts of an article in a few short lines, each with how it is known.

What stands in the text needs no sign; a derived value carries one and a line that says from what; a guess is never
shown as a fact; an unknown outlet, author or date is said to be unknown. Refuses to know where the lines are drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import Provenance, long_date, one_line

from ..text.cells import clip, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index import Article, Field

    from ..text.glyphs import Glyphs

WORDS_A_MINUTE = 230


def minutes(words: int) -> int:
    """Return the minutes it takes to read so many words, at least 1 when there are any."""
    return max(1, round(words / WORDS_A_MINUTE)) if words else 0


def byline(article: Article, signs: Glyphs) -> list[str]:
    """Return outlet, author, agency, date and length, each as one piece of text; the unknown is named."""
    pieces = [
        _value(article.outlet, signs, unknown="outlet unknown"),
        _value(article.author, signs),
        _value(article.agency, signs),
        _date(article.published or article.updated, signs),
    ]
    if article.words:
        pieces.append(f"{article.words:,} words")
        pieces.append(f"{minutes(article.words)} min")
    return [piece for piece in pieces if piece]


def headline(article: Article, cells: int, signs: Glyphs) -> str:
    """Return the headline for an article whose text does not show one."""
    if article.title.value is None:
        return clip("No headline", cells, signs.ellipsis)
    return clip(one_line(article.title.value) + _sign(article.title, signs), cells, signs.ellipsis)


def fact_lines(article: Article, cells: int, signs: Glyphs) -> list[str]:
    """Return the byline broken between pieces to ``cells``, then what the values that are not explicit rest on."""
    lines = list(_joined(byline(article, signs), cells, signs, f" {signs.dot} "))
    for how, sign in ((Provenance.DERIVED, signs.derived), (Provenance.GUESSED, signs.guessed)):
        pieces = [f"{name}{_from(article.text, field)}" for name, field in _named(article) if field.provenance is how]
        if pieces:
            pieces[0] = f"{sign} {how.value}: {pieces[0]}"
            lines += _joined(pieces, cells, signs, "; ", lead="  ")
    return lines


def _named(article: Article) -> tuple[tuple[str, Field[str]], ...]:
    return (
        ("headline", article.title),
        ("outlet", article.outlet),
        ("author", article.author),
        ("agency", article.agency),
        ("date", article.published or article.updated),
    )


def _value(field: Field[str], signs: Glyphs, unknown: str = "") -> str:
    if field.value is None:
        return unknown
    return one_line(field.value) + _sign(field, signs)


def _date(field: Field[str], signs: Glyphs) -> str:
    if field.value is None:
        return "undated"
    return one_line(long_date(field.value)) + _sign(field, signs)


def _sign(field: Field[str], signs: Glyphs) -> str:
    if field.provenance is Provenance.DERIVED:
        return signs.derived
    return signs.guessed if field.provenance is Provenance.GUESSED else ""


def _from(text: str, field: Field[str]) -> str:
    evidence = field.evidence
    if evidence is None or evidence == "":
        return ""
    if isinstance(evidence, str):
        return f" from {one_line(evidence)}"
    return f" from “{one_line(text[evidence.start : evidence.end])}”"


def _joined(pieces: list[str], cells: int, signs: Glyphs, glue: str, lead: str = "") -> Iterator[str]:
    """Yield lines of pieces with ``glue`` between them; every line but the first begins with ``lead``."""
    line = ""
    for piece in pieces:
        longer = line + glue + piece if line else piece
        if line and width(longer) > cells:
            yield clip(line, cells, signs.ellipsis)
            longer = lead + piece
        line = longer
    if line:
        yield clip(line, cells, signs.ellipsis)
