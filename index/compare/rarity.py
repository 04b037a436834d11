"""How much a word weighs in a comparison: rare words say more, and the library's frequencies say what is rare.

Refuses to count the library itself: counts of a corpus are handed in.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.comparison import CorpusFrequencies
    from .preparation import Prepared

LEAST = 400
"""Sentences a corpus must hold before its frequencies are trusted alone."""


class Rarity(dict[str, float]):
    """Weight of each stem, in nats: the logarithm of how many sentences there are to one that holds the stem."""

    def __init__(self, sentences: int, counts: dict[str, int]) -> None:
        super().__init__()
        self._sentences, self._counts = sentences, counts

    def __missing__(self, form: str) -> float:
        weight = max(0.0, math.log((self._sentences + 1) / (self._counts.get(form, 0) + 0.5)))
        self[form] = weight
        return weight


def sentence_counts(accounts: Iterable[Prepared]) -> tuple[int, Counter[str]]:
    """Return the number of sentences and, for each stem of a content word, how many of them hold it."""
    total, counts = 0, Counter[str]()
    for account in accounts:
        for line in account.lines:
            total += 1
            counts.update(line.content.keys())
    return total, counts


def rarity(accounts: Iterable[Prepared], frequencies: CorpusFrequencies | None = None) -> Rarity:
    """Return the weights for a comparison: of the corpus when it is large enough, of the accounts otherwise."""
    if frequencies is not None and frequencies.documents >= LEAST:
        return Rarity(frequencies.documents, dict(frequencies.counts))
    total, counts = sentence_counts(accounts)
    if frequencies is not None:
        total += frequencies.documents
        counts.update(frequencies.counts)
    return Rarity(total, counts)
