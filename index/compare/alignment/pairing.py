"""Aligns every two of some accounts, over one alphabet and one idea of what is rare.

Refuses to say more about accounts than which of their sentences are linked, and how much they share.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from ...model.comparison_result import Pair
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
    from .alignment import Gate
    from .preparation import Prepared

    Cosines = Callable[[Sequence[str], Sequence[str]], Sequence[Sequence[float]]]

ALIKE, LOWER = 0.50, 0.08
"""Cosine that lets similar wording through where there are vectors, and how much lower its score may then be."""


def aligned(
    articles: Sequence[Article],
    frequencies: CorpusFrequencies | None = None,
    settings: CompareSettings | None = None,
    vectors: Cosines | None = None,
) -> tuple[tuple[Pair, ...], tuple[Prepared, ...]]:
    """Return the pairs of articles that stand in id order, and the articles prepared, in the same order.

    ``vectors`` gives the cosine of each of some sentences with each of others; it only decides on similar wording.
    """
    prepared = heal(prepare(article) for article in articles)
    encoded, weights = encode(prepared, rarity(prepared, frequencies))
    limits = Limits() if trusted(frequencies) else ALONE
    similar = (settings or CompareSettings()).similar - (LOWER if vectors else 0)
    limits = limits._replace(similar=max(0.0, similar))
    pairs = []
    for a, b in combinations(range(len(prepared)), 2):
        gate = _gate(prepared[a], prepared[b], vectors) if vectors else None
        links, kinship = align(encoded[a], encoded[b], weights, limits, gate)
        strangers = kinship < limits.strangers and not any(map(is_passage, links))
        shared_a, shared_b = shared_words(prepared[a], links), shared_words(prepared[b], links, second=True)
        pairs.append(Pair(prepared[a].id, prepared[b].id, shared_a, shared_b, links, kinship, strangers))
    return tuple(pairs), prepared


def _gate(a: Prepared, b: Prepared, vectors: Cosines) -> Gate:
    """Return what decides on a pair of sentences; the vectors are asked only once something is to be decided."""
    cosines: list[Sequence[Sequence[float]]] = []

    def alike(i: int, j: int) -> bool:
        if not cosines:
            cosines.append(vectors(_said(a), _said(b)))
        return cosines[0][i][j] >= ALIKE

    return alike


def _said(account: Prepared) -> list[str]:
    return [account.text[slice(*line.sentence.span)] for line in account.lines]
