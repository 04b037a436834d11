"""Lines that recur across the articles of an outlet (else of a folder) are furniture, whatever they say.

Counting is up to the caller, which keeps the table of line hashes: for each family of articles it counts in how many
texts a line occurs, copies of one text once, asks `different` how many of these are articles of their own, and returns
the lines that at least `threshold` of them have. Accounts of one event that share agency copy stay text for three
reasons: near-copies count once, furniture that reads as prose is at an article's edges, and it never makes up half of
one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from ..model.article import BODY_LIKE, FURNITURE, Article, Block, Role
from .line_shape import count_words, is_prose, key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

RULE: Final = "repeated-line"
LONGEST: Final = 300
"""The longest line that counts, in code points: a longer line that recurs is a story told twice."""

_FEWEST: Final = 3
_MANY: Final = 500
# Shorter lines recur in tables: “Year”.
_SHORTEST_KEY: Final = 6
# The number of blocks from either end that count as edges, where prose-like boilerplate occurs.
_FIRST, _LAST = 2, 3
_COPIED: Final = 0.25
_LEAST_SHARED: Final = 3
_MOST_RECURRING: Final = 0.5


_QUOTED: Final = re.compile(
    r"[“„”][^“”„]+[“”]?|«[^«»]+»?|»[^«»]+«?|\"[^\"]+\"?|[「『][^「『」』]+[」』]?|(?<!\w)[‘'].{12,}?[’'](?!\w)"
)


class _Line(NamedTuple):
    block: Block
    hash: int
    prose: bool
    edge: bool
    quotation: bool


def threshold(articles: int) -> int:
    """Return how many of ``articles`` must have a line for it to be furniture: a tenth, of many 3 %, at least 3."""
    percent = 3 if articles > _MANY else 10
    return max(_FEWEST, -(-articles * percent // 100))


def different(texts: Sequence[Collection[int]]) -> int:
    """Return how many of ``texts``, each given by its line hashes, are not near-copies of one another.

    Near-copies share three sentences and a quarter of the shorter one's; boilerplate seldom does.
    """
    kept: list[frozenset[int]] = []
    for text in texts:
        prose = frozenset(line for line in text if line & 1)
        if not any(_near(prose, other) for other in kept):
            kept.append(prose)
    return len(kept)


def _near(one: frozenset[int], other: frozenset[int]) -> bool:
    shared = len(one & other)
    return shared >= _LEAST_SHARED and shared >= _COPIED * min(len(one), len(other))


def line_hashes(article: Article) -> tuple[int, ...]:
    """Return the 64-bit signed hashes of the article's lines that may turn out to be furniture, each once.

    Hashes of prose are odd, others even. The article must be as read, not yet marked by `mark_repeated`.
    """
    return tuple(dict.fromkeys(line.hash for line in _lines(article)))


def mark_repeated(article: Article, repeated: Collection[int]) -> Article:
    """Return the article, as read, with those lines marked as furniture that are ``repeated`` in its family.

    An article that shares its story with others is left unchanged: when a quarter of its inner paragraphs recur, or
    half of all its text does. Prose is not folded if it is the first paragraph, a quotation, which accounts share, or
    inside the text, between paragraphs of the article's own.
    """
    if not repeated:
        return article
    lines = list(_lines(article))
    common = [line for line in lines if line.hash in repeated]
    folded = {line.block for line in common if not line.prose} | _outer(lines, repeated)
    if not folded or _shares_story(article, lines, common):
        return article
    blocks = tuple(_marked(article, block) if block in folded else block for block in article.blocks)
    return replace(article, blocks=blocks, words=count_words(article.text, blocks))


def _outer(lines: Sequence[_Line], repeated: Collection[int]) -> set[Block]:
    """Return the repeated prose at the edges, with the article's own on one side only, without lead and quotations."""
    prose = [line for line in lines if line.prose]
    lead = next((line.block for line in prose if line.block.role is Role.BODY), None)
    own = [place for place, line in enumerate(prose) if line.hash not in repeated] or [len(prose)]
    return {
        line.block
        for place, line in enumerate(prose)
        if line.hash in repeated and line.edge and not line.quotation and not own[0] < place < own[-1]
    } - {lead}


def _marked(article: Article, block: Block) -> Block:
    """Return the block as furniture of the kind it was taken for, else promotion if it is prose, else navigation."""
    if block.role in FURNITURE:
        role = block.role
    else:
        role = Role.PROMO if is_prose(article.text[block.start : block.end]) else Role.NAV
    return Block(block.start, block.end, role, RULE)


def _shares_story(article: Article, lines: Collection[_Line], common: Collection[_Line]) -> bool:
    """Whether half of the text recurs, or the inner paragraphs do as well: then the story itself is shared."""
    if _size(line.block for line in common) > _MOST_RECURRING * _size(article.body()):
        return True
    edges = {line.block for line in lines if line.edge}
    inner = [block for block in article.body() if block not in edges]
    shared = [line.block for line in common if line.prose and not line.edge]
    return len(shared) > 1 and _size(shared) >= _COPIED * _size(inner)


def _size(blocks: Iterable[Block]) -> int:
    return sum(block.end - block.start for block in blocks)


def _lines(article: Article) -> Iterator[_Line]:
    """Yield the lines that repetition may decide on: body-like ones and guesses."""
    shown = [block for block in article.blocks if not block.folded and block.role is not Role.FRONTMATTER]
    last = len(shown) - _LAST
    for place, block in enumerate(shown):
        if (block.role in BODY_LIKE or not block.sure) and block.end - block.start <= LONGEST:
            text = article.text[block.start : block.end]
            said = key(text)
            if len(said) >= _SHORTEST_KEY or not said.isascii():
                digest = blake2b(said.encode(), digest_size=8).digest()
                prose = is_prose(text)
                line = int.from_bytes(digest, "big", signed=True) & ~1 | prose
                edge = place < _FIRST or place >= last
                yield _Line(block, line, prose, edge, edge and prose and _is_quotation(text))


def _is_quotation(text: str) -> bool:
    """Whether half of the paragraph is between quotation marks."""
    return 2 * sum(found.end() - found.start() for found in _QUOTED.finditer(text)) >= len(text)
