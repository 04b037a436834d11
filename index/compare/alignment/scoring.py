"""The similarity of two sentences: shared rare words, how much of the shorter is in the longer, and their order.

Does not decide on links; a score is evidence of similar wording, not of the same claim.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import LCSseq

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .encoding import Encoded

DICE, CONTAINED, ORDER = 0.55, 0.25, 0.20
"""The weights of the parts of a score."""
CURVE = 0.85
"""The exponent that spreads low scores, so that 0.40 separates similar wording from the rest."""
MOST = 20_000
"""A word in more pairs of sentences than this links none of them: see `is_crowded`."""


class Likeness(NamedTuple):
    """The similarity of two sentences, all 0…1: score, the shares of each one's weight, words in common order."""

    score: float
    cover_a: float
    cover_b: float
    order: float


SAME = Likeness(1.0, 1.0, 1.0, 1.0)
"""The similarity of identical sentences."""


def shared_weights(a: Encoded, b: Encoded, weights: Mapping[str, float]) -> Mapping[int, float]:
    """Return the weight of the content words that sentences i and j share, by ``i * len(b.lines) + j``."""
    shared: dict[int, float] = defaultdict(float)
    width = len(b.lines)
    for letter, places in a.postings.items():
        others = b.postings.get(letter, ())
        if not others or len(places) * len(others) > MOST:
            continue
        weight, twice = weights[letter], letter in a.repeated and letter in b.repeated
        for i in places:
            home = i * width
            for j in others:
                shared[home + j] += weight
            if twice:
                _add_repeats(shared, a.content[i][letter], b, letter, weight, home)
    return shared


def is_crowded(a: Encoded, b: Encoded) -> bool:
    """Return whether a word is in so many sentences of both that it was ignored."""
    return any(len(places) * len(b.postings.get(letter, ())) > MOST for letter, places in a.postings.items())


def _add_repeats(shared: dict[int, float], times: int, b: Encoded, letter: str, weight: float, home: int) -> None:
    """Add what a word that occurs several times on both sides shares beyond its first occurrence."""
    for j in b.postings[letter]:
        more = min(times, b.content[j][letter]) - 1
        if more:
            shared[home + j] += more * weight


def bound(mass_a: float, mass_b: float, shared: float) -> float:
    """Return an upper bound of `likeness` for sentences of these weights; cheap."""
    smaller = min(mass_a, mass_b)
    return (DICE * 2 * shared / (mass_a + mass_b) + CONTAINED * shared / smaller + ORDER) ** CURVE if smaller else 1.0


def likeness(a: Encoded, b: Encoded, i: int, j: int, shared: float) -> Likeness:
    """Return the similarity of sentences ``i`` of a and ``j`` of b; ``shared`` is the weight of their common words.

    The score is rounded, so that the order of a sum never decides between two candidates.
    """
    one, other, mass_a, mass_b = a.lines[i], b.lines[j], a.mass[i], b.mass[j]
    order = 2 * LCSseq.similarity(one, other) / (len(one) + len(other))
    if not (mass_a and mass_b):
        return Likeness(round(order, 6), order, order, order)
    cover_a, cover_b = min(1.0, shared / mass_a), min(1.0, shared / mass_b)
    contained = max(cover_a, cover_b) * min(1.0, len(one) / 8, len(other) / 8)
    score = DICE * 2 * shared / (mass_a + mass_b) + CONTAINED * contained + ORDER * order
    return Likeness(min(1.0, round(score**CURVE, 6)), cover_a, cover_b, order)


def affinity(a: Encoded, b: Encoded) -> float:
    """Return how much two accounts are about the same things (0…1): the cosine of their rare words.

    Every word counts once, so that the order and splitting of sentences change nothing.
    """
    common = sum([a.about[letter] ** 2 for letter in a.postings if letter in b.postings])
    return min(1.0, common / (a.norm * b.norm)) if a.norm and b.norm else 0.0
