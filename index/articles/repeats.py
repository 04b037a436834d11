"""Lines that recur across the articles of an outlet (else of a folder) are furniture, whatever they say.

Refuses to count: the caller keeps the table of line hashes, in which copies of one article count once.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from ..model.article import BODY_LIKE, Article, Block, Role
from .furniture import key
from .metadata import count_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

RULE: Final = "repeated-line"
LONGEST: Final = 300
"""Code points of the longest line that counts: what is longer and recurs is a story told twice."""

_FEWEST: Final = 3
_MANY: Final = 500


def threshold(articles: int) -> int:
    """Return how many of ``articles`` must hold a line for it to be furniture: a tenth, of many 3 in 100, at least 3."""
    share = 0.03 if articles > _MANY else 0.10
    return max(_FEWEST, round(articles * share + 0.5))


def line_hashes(article: Article) -> tuple[int, ...]:
    """Return the 64-bit signed hashes of the article's lines that may turn out to be furniture, each once."""
    return tuple(dict.fromkeys(hash for _, hash in _lines(article)))


def mark_repeated(article: Article, repeated: Collection[int]) -> Article:
    """Return the article with those of its body lines that are ``repeated`` marked as furniture."""
    if not repeated:
        return article
    common = {block for block, hash in _lines(article) if hash in repeated}
    if not common:
        return article
    blocks = tuple(Block(b.start, b.end, Role.PROMO, RULE) if b in common else b for b in article.blocks)
    return replace(article, blocks=blocks, words=count_words(article.text, blocks))


def _lines(article: Article) -> Iterator[tuple[Block, int]]:
    for block in article.blocks:
        open_to_it = block.role in BODY_LIKE or not block.sure
        if open_to_it and block.end - block.start <= LONGEST:
            line = key(article.text[block.start : block.end])
            if line:
                digest = blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).digest()
                yield block, int.from_bytes(digest, "big", signed=True)
