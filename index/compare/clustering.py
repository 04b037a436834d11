"""Groups weighted words by average link: which vectors are alike, and which of them belong together.

Refuses to know what the vectors stand for.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import heapify, heappop, heappush
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

FLOOR = 0.04
"""Likeness below which two vectors are taken to share nothing."""
LEADING = 24
"""Weightiest words of a vector by which its likes are looked for."""
PROMISE = 0.03
"""What the leading words alone must give before the whole vectors are compared."""
CROWDED = 256
"""Vectors a leading word may stand in: a commoner word leads nowhere."""

Likeness = list[dict[int, float]]


def likenesses(vectors: Sequence[Mapping[str, float]], together: Callable[[int, int], bool]) -> Likeness:
    """Return the cosine of each two vectors that share a leading word, of those that may stand together.

    Vectors have length 1 and give their weightiest words first. A word that leads many vectors is passed over, so that
    the work grows with the number of likes and not with the square of the library.
    """
    leaders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    likes: Likeness = [{} for _ in vectors]
    for number, vector in enumerate(vectors):
        for other in _met(number, vector, leaders):
            if together(number, other) and (cosine := _cosine(vector, vectors[other])) >= FLOOR:
                likes[number][other] = likes[other][number] = cosine
    return likes


def _met(number: int, vector: Mapping[str, float], leaders: dict[str, list[tuple[int, float]]]) -> list[int]:
    """Return the earlier vectors whose leading words have enough in common with this one's, and file its own."""
    met: dict[int, float] = defaultdict(float)
    for term in islice(vector, LEADING):
        others, weight = leaders[term], vector[term]
        if len(others) <= CROWDED:
            for other, its in others:
                met[other] += weight * its
            others.append((number, weight))
    return [other for other, promise in met.items() if promise >= PROMISE]


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum([weight * other[term] for term, weight in one.items() if term in other])


def average_link(likes: Likeness, least: float) -> list[list[int]]:
    """Join the two groups that are most alike on average until none reach ``least``; return the groups.

    Pairs that are not in ``likes`` count as nothing. Ties are broken by position: the answer is always the same.
    """
    sums: dict[int, dict[int, float]] = {number: dict(row) for number, row in enumerate(likes)}
    members = {number: [number] for number in sums}
    waiting = [(-like, a, b) for a, row in sums.items() for b, like in row.items() if a < b and like >= least]
    heapify(waiting)
    while waiting:
        _, a, b = heappop(waiting)
        if a in members and b in members:
            _join(a, b, sums, members, waiting, least)
    return sorted(sorted(group) for group in members.values())


def _join(
    a: int,
    b: int,
    sums: dict[int, dict[int, float]],
    members: dict[int, list[int]],
    waiting: list[tuple[float, int, int]],
    least: float,
) -> None:
    """Make one group of two, under a new number, and say how alike it is to the others."""
    new = len(sums)
    members[new] = members.pop(a) + members.pop(b)
    row: dict[int, float] = defaultdict(float)
    for part in (a, b):
        for other, like in sums[part].items():
            if other in members:
                row[other] += like
    sums[new] = dict(row)
    for other, like in row.items():
        sums[other][new] = like
        average = like / (len(members[new]) * len(members[other]))
        if average >= least:
            heappush(waiting, (-average, other, new))
    sums[a], sums[b] = {}, {}
