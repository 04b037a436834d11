"""Measuring places of a text that may be a passage: the similarity of their letters and their surroundings.

Every place found is returned with its measurements; judging them is done elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...model.article import Span
from .approximate import found, image, likeness, nearness

if TYPE_CHECKING:
    from .anchor_passage import AnchorPassage
    from .folding import Folded

RUN = 4
"""Letters in an n-gram."""

COMMON = 40
"""An n-gram with more occurrences than this is ignored."""

MOST = 6
"""The most regions returned."""

_SHORT = 1500
_WIDTH = 32


def regions(letters: str, pattern: str) -> list[tuple[int, int]]:
    """Return regions of ``letters`` that may contain ``pattern``, likeliest first; a short text is one region."""
    if len(letters) <= max(_SHORT, 2 * len(pattern)):
        return [(0, len(letters))]
    votes: dict[int, float] = defaultdict(float)
    for place in range(0, len(pattern) - RUN + 1, 1 if len(pattern) < 120 else 2):
        found = _places(letters, pattern[place : place + RUN])
        for at in found:
            votes[(at - place) // _WIDTH] += 1 / len(found)
    # A diagonal may lie on the edge of two bands, and edits shift it from one to the next.
    sums = {band: votes[band] + votes.get(band + 1, 0.0) for band in list(votes)}
    best = sorted(sums, key=lambda band: -sums[band])
    chosen: list[int] = []
    for band in best:
        if sums[band] < sums[best[0]] / 5 or len(chosen) == MOST:
            break
        if all(abs(band - other) > 1 for other in chosen):
            chosen.append(band)
    slack = len(pattern) // 4 + _WIDTH
    return [
        (max(0, band * _WIDTH - slack), min(len(letters), (band + 2) * _WIDTH + len(pattern) + slack))
        for band in chosen
    ]


def _places(letters: str, run: str) -> list[int]:
    """Return the positions of an n-gram; none if there are too many to be useful."""
    found = []
    at = letters.find(run)
    while at >= 0:
        found.append(at)
        if len(found) > COMMON:
            return []
        at = letters.find(run, at + 1)
    return found


HITS = 24
"""Of many places with the same letters, how many are measured."""

LONG = 256
"""A passage of more letters is searched by its two ends, which bounds the cost."""

EDGE = 112
"""Letters of each end of a long passage."""


@dataclass(frozen=True, slots=True)
class AnchorPlace:
    """A stretch of letters; ``alike`` is its similarity 0…1, ``left`` and ``right`` that of each side (-1: no context).

    ``near`` is 0…1 by distance from the old position; ``whole`` is false if it cuts a word that the passage did not
    cut.
    """

    start: int
    end: int
    alike: float
    left: float
    right: float
    near: float
    whole: bool = True

    @property
    def best(self) -> float:
        """The similarity of the more similar side."""
        return max(self.left, self.right)

    @property
    def worst(self) -> float:
        """The similarity of the less similar side, ignoring a side without context."""
        return min((side for side in (self.left, self.right) if side >= 0), default=0.0)

    @property
    def mean(self) -> float:
        """The mean similarity of the sides with context."""
        return (self.best + self.worst) / 2 if self.best >= 0 else 0.0

    @property
    def rank(self) -> float:
        """The sort key of places; distance from the old position only breaks ties."""
        return 0.65 * self.alike + 0.2 * self.best + 0.13 * self.mean + 0.02 * self.near + 0.05 * self.whole


def measured(passage: AnchorPassage, ground: Folded, start: int, end: int, alike: float) -> AnchorPlace:
    """Compare the surroundings of ``[start, end)`` with the passage's context."""
    before = ground.letters[max(0, start - len(passage.prefix) - 8) : start]
    after = ground.letters[end : end + len(passage.suffix) + 8]
    left = nearness(before[::-1], passage.prefix[::-1]) if passage.prefix else -1.0
    right = nearness(after, passage.suffix) if passage.suffix else -1.0
    distance = abs(ground.place(start) - passage.target.start)
    near = 1 - distance / max(len(ground.source), passage.target.start, 1)
    whole = ground.opens_word(start) >= passage.opens and ground.closes_word(end) >= passage.closes
    return AnchorPlace(start, end, alike, left, right, near, whole)


def same(passage: AnchorPassage, ground: Folded) -> list[AnchorPlace]:
    """Return the places with exactly the passage's letters, the `HITS` likeliest."""
    starts = _all(ground.letters, passage.letters)
    if len(starts) > HITS:
        starts = sorted(starts, key=lambda at: -_agreement(passage, ground.letters, at))[:HITS]
    return [measured(passage, ground, at, at + len(passage.letters), 1.0) for at in starts]


def alike(passage: AnchorPassage, ground: Folded) -> list[AnchorPlace]:
    """Return the places found approximately: between the old surroundings, and by the passage alone."""
    if len(passage.letters) > LONG:
        spans = _by_ends(passage, ground)
    else:
        spans = [*_between(passage, ground), *_alone(passage, ground)]
    least = 0.35 * len(passage.letters)
    return [
        measured(passage, ground, low, high, likeness(passage.letters, ground.letters[low:high]))
        for low, high in dict.fromkeys(spans)
        if high - low >= least
    ]


def stood(passage: AnchorPassage, ground: Folded) -> Span | None:
    """Return where prefix and suffix now meet without the passage, as an empty span of the source."""
    if min(len(passage.prefix), len(passage.suffix)) < 8:
        return None
    around = passage.prefix + passage.suffix
    for hit in found(ground.letters, around, len(around) // 5, regions(ground.letters, around))[:1]:
        (middle,) = image(around, ground.letters[hit.start : hit.end], len(passage.prefix))
        at = ground.place(hit.start + middle - 1) + 1 if hit.start + middle else 0
        return Span(at, at)
    return None


def _between(passage: AnchorPassage, ground: Folded) -> list[tuple[int, int]]:
    """Find prefix, passage and suffix together; return the passage's part."""
    pattern = passage.prefix + passage.letters + passage.suffix
    first = len(passage.prefix)
    return _images(ground, pattern, len(pattern) // 2, (first, first + len(passage.letters)))


def _alone(passage: AnchorPassage, ground: Folded) -> list[tuple[int, int]]:
    """Find the passage without its surroundings, unless it is too short."""
    size = len(passage.letters)
    if size < 16 and (passage.prefix or passage.suffix):
        return []
    where = regions(ground.letters, passage.letters)
    return [(hit.start, hit.end) for hit in found(ground.letters, passage.letters, int(0.45 * size), where)]


def _by_ends(passage: AnchorPassage, ground: Folded) -> list[tuple[int, int]]:
    """Find a long passage by its start and end; if only one is found, the length is assumed unchanged."""
    size, first = len(passage.letters), len(passage.prefix)
    head, tail = passage.prefix + passage.letters[:EDGE], passage.letters[-EDGE:] + passage.suffix
    starts = [low for low, _ in _images(ground, head, len(head) // 2, (first, len(head) - 1))]
    ends = [high for _, high in _images(ground, tail, len(tail) // 2, (0, EDGE))]
    pairs = [(low, high) for low in starts for high in ends if size / 2 <= high - low <= 2 * size]
    whole = [(low, min(low + size, len(ground.letters))) for low in starts]
    return pairs or [*whole, *((max(0, high - size), high) for high in ends)]


def _images(ground: Folded, pattern: str, errors: int, ends: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the images of two offsets of a pattern in its four best occurrences."""
    hits = found(ground.letters, pattern, errors, regions(ground.letters, pattern))[:4]
    images = [(hit.start, image(pattern, ground.letters[hit.start : hit.end], *ends)) for hit in hits]
    return [(start + low, start + high) for start, (low, high) in images]


def _all(letters: str, wanted: str) -> list[int]:
    places = []
    at = letters.find(wanted)
    while at >= 0:
        places.append(at)
        at = letters.find(wanted, at + 1)
    return places


def _agreement(passage: AnchorPassage, letters: str, at: int) -> int:
    """Count the letters that match outwards from both edges."""
    end = at + len(passage.letters)
    before = letters[max(0, at - len(passage.prefix)) : at]
    after = letters[end : end + len(passage.suffix)]
    return _common(passage.prefix[::-1], before[::-1]) + _common(passage.suffix, after)


def _common(one: str, other: str) -> int:
    """Return the length of the common prefix."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))
