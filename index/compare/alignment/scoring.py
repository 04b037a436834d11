"""The similarity of two sentences: shared rare words, how much of the shorter is in the longer, and their order.

Does not decide on links; a score is evidence of similar wording, not of the same claim.
"""

from __future__ import annotations

from collections import defaultdict
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import LCSseq

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .encoding import Encoded

DICE, CONTAINED, ORDER = 0.55, 0.25, 0.20
"""The weights of the parts of a score."""
CURVE = 0.85
"""The exponent that spreads low scores, so that 0.40 separates similar wording from the rest."""
PLACES = 6
"""The decimal places of a score, so that the order of a sum never decides between two candidates."""
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


def reaching(a: Encoded, b: Encoded, least: float) -> Callable[[int, int, float], bool]:
    """Return a test whether sentences i and j that share so much weight may have a `likeness` of ``least``.

    It costs less than the likeness: of the pairs of lines in two long tables nearly all share a word, and few reach it.
    """
    lines_a, lines_b, masses_a, masses_b = a.lines, b.lines, a.mass, b.mass
    wanted = max(0.0, least - 10**-PLACES) ** (1 / CURVE)
    similarity = LCSseq.similarity

    def reaches(i: int, j: int, shared: float) -> bool:
        one, other, mass_a, mass_b = lines_a[i], lines_b[j], masses_a[i], masses_b[j]
        if not (mass_a and mass_b):
            return True
        words = len(one) + len(other)
        order = (wanted - _unordered(len(one), len(other), mass_a, mass_b, shared)) / ORDER
        if order <= 0:
            return True
        needed = ceil(order * words / 2)
        return needed <= words // 2 and bool(similarity(one, other, score_cutoff=needed))

    return reaches


def _unordered(length_a: int, length_b: int, mass_a: float, mass_b: float, shared: float) -> float:
    """Return the parts of a score that do not depend on the order of words."""
    smaller = min(mass_a, mass_b)
    contained = CONTAINED * (shared / smaller if shared < smaller else 1.0)
    shorter = min(length_a, length_b)
    return DICE * 2 * shared / (mass_a + mass_b) + (contained * shorter / 8 if shorter < 8 else contained)


def likeness(a: Encoded, b: Encoded, i: int, j: int, shared: float) -> Likeness:
    """Return the similarity of sentences ``i`` of a and ``j`` of b; ``shared`` is the weight of their common words."""
    one, other, mass_a, mass_b = a.lines[i], b.lines[j], a.mass[i], b.mass[j]
    order = 2 * LCSseq.similarity(one, other) / (len(one) + len(other))
    if not (mass_a and mass_b):
        return Likeness(round(order, PLACES), order, order, order)
    cover_a, cover_b = min(1.0, shared / mass_a), min(1.0, shared / mass_b)
    score = _unordered(len(one), len(other), mass_a, mass_b, shared) + ORDER * order
    return Likeness(min(1.0, round(score**CURVE, PLACES)), cover_a, cover_b, order)


def affinity(a: Encoded, b: Encoded) -> float:
    """Return how much two accounts are about the same things (0…1): the cosine of their rare words.

    Every word counts once, so that the order and splitting of sentences change nothing.
    """
    common = sum([a.about[letter] ** 2 for letter in a.postings if letter in b.postings])
    return min(1.0, common / (a.norm * b.norm)) if a.norm and b.norm else 0.0
