"""The facts of an article in one line, with symbols for how they are known.

Explicit values have no symbol, derived and guessed ones do; an unknown outlet or date is named as unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import Provenance, long_date, one_line

from ..text.cells import broken, clip, width
from ..text.wrap import wrap_text

if TYPE_CHECKING:
    from index import Article, Field

    from ..text.glyphs import Glyphs

WORDS_A_MINUTE = 230


def minutes(words: int) -> int:
    """Return the minutes it takes to read ``words`` words, at least 1 if there are any."""
    return max(1, round(words / WORDS_A_MINUTE)) if words else 0


def headline(article: Article, cells: int, signs: Glyphs) -> list[str]:
    """Return the headline in lines of ``cells``, for an article whose text has none."""
    if article.title.value is None:
        return broken("No headline", cells)
    told = one_line(article.title.value) + _sign(article.title, signs)
    lines = wrap_text(told, cells)
    return [told[start:end] for start, end in zip(lines.starts, lines.ends, strict=True)]


def fact_line(article: Article, cells: int, signs: Glyphs) -> str:
    """Return outlet, author, agency, date and length in one line of ``cells``; unknown ones are named.

    If they do not fit, minutes, words, agency and author are left out, in this order. The evidence of values is shown
    in the side pane.
    """
    pieces = [
        (_value(article.outlet, signs, unknown="outlet unknown"), 5),
        (_value(article.author, signs), 3),
        (_value(article.agency, signs), 2),
        (_date(article.published or article.updated, signs), 4),
    ]
    if article.words:
        pieces += [(f"{article.words:,} words", 1), (f"{minutes(article.words)} min", 0)]
    pieces = [piece for piece in pieces if piece[0]]
    glue = f" {signs.dot} "
    while len(pieces) > 1 and width(glue.join(text for text, _ in pieces)) > cells:
        pieces.remove(min(pieces, key=lambda piece: piece[1]))
    return clip(glue.join(text for text, _ in pieces), cells, signs.ellipsis)


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
