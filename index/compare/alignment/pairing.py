"""Aligns every two of several accounts, with one alphabet and one measure of rarity.

Says no more than which sentences are linked, and how much the accounts share.
"""

from __future__ import annotations

from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

from ...model.comparison_result import Pair
from ...model.results import Progress
from ...model.settings import CompareSettings
from .alignment import ALONE, Limits, align
from .encoding import encode
from .overlap import is_passage, shared_words
from .preparation import heal, prepare
from .rarity import rarity, trusted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ...model.article import Article
    from ...model.comparison_result import CorpusFrequencies
    from .preparation import Prepared


def aligned(
    articles: Sequence[Article],
    frequencies: CorpusFrequencies | None = None,
    settings: CompareSettings | None = None,
    tell: Callable[[Progress], None] | None = None,
) -> tuple[tuple[Pair, ...], tuple[Prepared, ...]]:
    """Return the pairs of articles, which come in id order, and the prepared articles, in the same order.

    ``tell`` is called for each article prepared and each pair aligned.
    """
    tell = tell or (lambda _: None)
    made = []
    for number, article in enumerate(articles):
        tell(Progress("sentences", number, len(articles)))
        made.append(prepare(article))
    prepared = heal(made)
    encoded, weights = encode(prepared, rarity(prepared, frequencies))
    limits = Limits() if trusted(frequencies) else ALONE
    limits = limits._replace(similar=(settings or CompareSettings()).similar)
    pairs: list[Pair] = []
    for a, b in combinations(range(len(prepared)), 2):
        tell(Progress("links", len(pairs), comb(len(prepared), 2)))
        links, kinship, cut = align(encoded[a], encoded[b], weights, limits)
        strangers = kinship < limits.strangers and not any(map(is_passage, links))
        shared_a, shared_b = shared_words(prepared[a], links), shared_words(prepared[b], links, second=True)
        pairs.append(Pair(prepared[a].id, prepared[b].id, shared_a, shared_b, links, kinship, strangers, cut))
    return tuple(pairs), prepared
