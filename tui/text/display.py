"""What of an article's text is shown in each place: one visible sign for each code point, so that offsets hold.

Refuses to add or drop a code point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import Role, safe

if TYPE_CHECKING:
    from index import Article, Block

_PLAIN = str.maketrans("‘’‚‛“”„‟‹›«»‐‑‒–—―−…", '\'\'\'\'""""<>""-------.')
_BULLETS = str.maketrans("•‣◦·●▪*", "*******")

# A line at least this long in a paragraph was broken to fit a page, not by its author.
_FULL_LINE = 45


def displayed(article: Article, *, plain_quotes: bool = False, ascii_only: bool = False) -> str:
    """Return the article's text as it is drawn, one sign for each code point.

    Controls get visible stand-ins, a hard-wrapped paragraph flows, and on request typographic signs become plain ones.
    """
    text = safe(article.text)
    if plain_quotes or ascii_only:
        text = text.translate(_PLAIN)
    if ascii_only:
        text = text.translate(_BULLETS)
    return _reflowed(text, article)


def _reflowed(text: str, article: Article) -> str:
    pieces, done = [], 0
    for block in article.blocks:
        if block.role is Role.BODY and text.find("\n", block.start, block.end) >= 0 and _hard_wrapped(text, block):
            pieces += [text[done : block.start], text[block.start : block.end].replace("\n", " ")]
            done = block.end
    return "".join([*pieces, text[done:]]) if pieces else text


def _hard_wrapped(text: str, block: Block) -> bool:
    *lines, _last = text[block.start : block.end].split("\n")
    return all(len(line) >= _FULL_LINE for line in lines)
