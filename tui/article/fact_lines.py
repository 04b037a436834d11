"""The facts of an article in one line, each with how it is known.

What stands in the text needs no sign, a derived or guessed value carries one; an unknown outlet or date is said to be
unknown. Refuses to know where the line is drawn.
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
    """Return the minutes it takes to read so many words, at least 1 when there are any."""
    return max(1, round(words / WORDS_A_MINUTE)) if words else 0


def headline(article: Article, cells: int, signs: Glyphs) -> list[str]:
    """Return the headline, in lines of ``cells``, for an article whose text does not show one."""
    if article.title.value is None:
        return broken("No headline", cells)
    told = one_line(article.title.value) + _sign(article.title, signs)
    lines = wrap_text(told, cells)
    return [told[start:end] for start, end in zip(lines.starts, lines.ends, strict=True)]


def fact_line(article: Article, cells: int, signs: Glyphs) -> str:
    """Return outlet, author, agency, date and length on one line of ``cells``; the unknown is named.

    Where they do not fit, length, agency and author give way in this order. What a value that is not explicit rests on
    stands beside the article, with all that is known of it.
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
