"""Who else has this passage: checks the articles that share its fingerprints, word by word.

Refuses to look fingerprints up; the articles that may have the passage are handed in.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ..model.article import Span
from ..model.comparison import Kind, Trace
from ..text.sentences import sentences
from .alignment import ALONE, Limits, align
from .encoding import encode
from .overlap import shared_words
from .preparation import heal, prepare, prepare_spans
from .rarity import rarity, trusted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..model.article import Article
    from ..model.comparison import CorpusFrequencies, Link
    from .preparation import Prepared

GAP = 1
"""Sentences that may stand between two that share the passage before they are two places."""
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

    The score is the share (0…1) of the passage's words that stand there in shared runs. ``without`` names the article
    the passage was taken from; ``common`` is handed through: the passage is boilerplate.
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
    for run in _runs(links):
        first, last = (article.lines[place].sentence.span for place in (run[0].b, run[-1].b))
        score = round(shared_words(accounts[0], run), 4)
        yield Trace(article.id, Span(first.start, last.end), _kind(run), score, common=common)


def _runs(links: Sequence[Link]) -> Iterator[list[Link]]:
    """Gather links whose sentences in the article stand together."""
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
