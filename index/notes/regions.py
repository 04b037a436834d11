"""Where in a text it pays to search with errors: the stretches that share many short runs of letters with a pattern.

A pattern with errors still holds runs without any (seed and extend, as BLAST and its kin do); each run that stands in
the text votes for the diagonal it lies on, the rarer the louder. Refuses to search: it only narrows.
"""

from __future__ import annotations

from collections import defaultdict

RUN = 4
"""Letters in a run."""

COMMON = 40
"""A run that stands more often than this says nothing."""

MOST = 6
"""How many stretches are returned at most."""

_SHORT = 1500
_WIDTH = 32


def regions(letters: str, pattern: str) -> list[tuple[int, int]]:
    """Return stretches of ``letters`` that may hold ``pattern``, likeliest first; a short text is one stretch."""
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
    """Return where a run stands; nothing when it stands too often to tell places apart."""
    found = []
    at = letters.find(run)
    while at >= 0:
        found.append(at)
        if len(found) > COMMON:
            return []
        at = letters.find(run, at + 1)
    return found
