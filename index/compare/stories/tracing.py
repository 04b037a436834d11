"""Who else has this passage: checks the articles that share its fingerprints, word by word.

Does not look fingerprints up; the articles that may have the passage are given.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ...model.article import Span
from ...model.comparison_result import Kind, Trace
from ...text.sentences import sentences
from ..alignment.alignment import ALONE, Limits, align
from ..alignment.encoding import encode
from ..alignment.overlap import shared_words
from ..alignment.preparation import heal, prepare, prepare_spans
from ..alignment.rarity import rarity, trusted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...model.article import Article
    from ...model.comparison_result import CorpusFrequencies, Link
    from ..alignment.preparation import Prepared

GAP = 2
"""The sentences allowed between two that share the passage for them to be one place."""
WORDS = 8
"""The words in shared runs that make a place; for a passage shorter than twice as many, half its words."""
WORST_LAST = (Kind.VERBATIM, Kind.EDITED, Kind.PARTIAL, Kind.SIMILAR)


def trace(
    passage: str,
    candidates: Iterable[Article],
    *,
    frequencies: CorpusFrequencies | None = None,
    without: str = "",
    common: bool = False,
) -> tuple[Trace, ...]:
    """Return every place in the candidates that shares the passage, best first.

    The score is the share (0…1) of the passage's words in shared runs there. ``without`` names the article that the
    passage was taken from; ``common`` is passed through: the passage is boilerplate.
    """
    asked = prepare_spans("", passage, sentences(passage))
    found = [
        place
        for article in candidates
        if article.id != without and asked.lines
        for place in _places(asked, prepare(article), frequencies, common=common)
    ]
    return tuple(sorted(found, key=lambda place: (-place.score, place.id, place.span)))


def _places(
    asked: Prepared, article: Prepared, frequencies: CorpusFrequencies | None, *, common: bool
) -> Iterator[Trace]:
    accounts = heal((asked, article))
    (one, other), weights = encode(accounts, rarity(accounts, frequencies))
    limits = Limits() if trusted(frequencies) else ALONE
    # Only reused wording counts: a passage is found by its words, not by what it is about.
    links = [link for link in align(one, other, weights, limits).links if link.kind is not Kind.SIMILAR]
    least = min(WORDS, asked.size // 2)
    for run in _runs(links):
        score = shared_words(accounts[0], run)
        if score * asked.size >= least:
            span = Span(_edge(run[0], article, 0), _edge(run[-1], article, -1))
            yield Trace(article.id, span, _kind(run), round(score, 4), common=common)


def _edge(link: Link, article: Prepared, side: int) -> int:
    """Return where a place starts (side 0) or ends (-1): at its sentence, or at the shared run of a partial link."""
    sentence = article.lines[link.b].sentence.span
    shared = sorted(tile.b for tile in link.tiles) if link.kind is Kind.PARTIAL else [sentence]
    return shared[side][side]


def _runs(links: Sequence[Link]) -> Iterator[list[Link]]:
    """Group links whose sentences in the article are adjacent."""
    ordered = sorted(links, key=lambda link: link.b)
    breaks, groups = 0, []
    for place, link in enumerate(ordered):
        breaks += place > 0 and link.b - ordered[place - 1].b > GAP + 1
        groups.append((breaks, link))
    for _, run in groupby(groups, key=lambda item: item[0]):
        yield [link for _, link in run]


def _kind(run: Sequence[Link]) -> Kind:
    """Return the class of a place, which is verbatim only if all of it is."""
    return max((link.kind for link in run), key=WORST_LAST.index)
