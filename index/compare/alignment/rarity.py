"""The weight of words in a comparison: rare words weigh more, as measured by the library's frequencies.

Does not count the library: the caller passes corpus counts.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from ...model.comparison_result import CorpusFrequencies

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .preparation import Prepared

LEAST = 60
"""The least number of articles in a corpus for its frequencies to be used."""


class Rarity(dict[str, float]):
    """The weight of each stem, in nats: the log of the number of units (articles, sentences) per unit with it.

    ``within`` is the rarity among the compared sentences: a word in many of them is what they are all about, and
    distinguishes none however rare it is in the library.
    """

    def __init__(self, units: int, counts: Mapping[str, int], within: Rarity | None = None) -> None:
        super().__init__()
        self._units, self._counts, self._within = units, counts, within

    def __missing__(self, form: str) -> float:
        weight = max(0.0, math.log((self._units + 1) / (self._counts.get(form, 0) + 0.5)))
        if self._within is not None:
            weight *= self._within.share(form)
        self[form] = weight
        return weight

    @property
    def whole(self) -> Rarity:
        """The weights regardless of what the compared sentences are about."""
        return self if self._within is None else Rarity(self._units, self._counts)

    def share(self, form: str) -> float:
        """Return the root of a stem's weight relative (0…1) to the weight of a stem in one unit only."""
        top = math.log((self._units + 1) / 1.5) if self._units else 0.0
        return math.sqrt(min(1.0, self[form] / top)) if top > 0 else 1.0


def sentence_counts(accounts: Iterable[Prepared]) -> tuple[int, Counter[str]]:
    """Return the number of sentences and, for each stem of a content word, the number of those with it."""
    total, counts = 0, Counter[str]()
    for account in accounts:
        total += len(account.lines)
        counts.update(account.counts)
    return total, counts


def rarity(accounts: Iterable[Prepared], frequencies: CorpusFrequencies | None = None) -> Rarity:
    """Return the weights of words: from the corpus if it is `trusted`, and from the accounts' own sentences."""
    within = Rarity(*sentence_counts(accounts))
    if frequencies is not None and trusted(frequencies):
        return Rarity(frequencies.documents, frequencies.counts, within)
    return within


def trusted(frequencies: CorpusFrequencies | None) -> bool:
    """Whether a corpus is large enough to say what is rare."""
    return frequencies is not None and frequencies.documents >= LEAST


def corpus_frequencies(accounts: Iterable[Prepared]) -> CorpusFrequencies:
    """Count the articles with each stem, where no cache has done so."""
    total, counts = 0, Counter[str]()
    for account in accounts:
        total += 1
        counts.update(account.stems)
    return CorpusFrequencies(total, counts)
