"""Finds the runs of words that two sentences share, in any order: greedy string tiling from shared word triples.

After Wise's Running-Karp-Rabin tiling; runs never cross a sentence, so that shuffling sentences changes no run. Does
not judge what a run is worth.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SEED = 3
"""The shortest run, in words."""
LONGEST = 1 << 16
"""The words of a sentence in which runs are searched for; the rest of a longer one is ignored and reported."""
MOST = 1 << 12
"""A triple with more pairs of places than this means nothing and is ignored."""
MOST_PAIRS = 100_000
"""The most pairs of places of all triples, rarest first; two books of 80,000 words have some 20,000."""


class SharedRun(NamedTuple):
    """``length`` words from word ``a`` of one sentence equal those from word ``b`` of the other."""

    a: int
    b: int
    length: int


class SharedRuns(NamedTuple):
    """The runs of each pair of sentences that shares any.

    ``cut`` when too many triples recur, or a sentence is longer than `LONGEST`.
    """

    runs: Mapping[int, list[SharedRun]]
    cut: bool


class Seeds(NamedTuple):
    """The places of each triple of words: the sentence times `LONGEST`, plus the word in it.

    ``first`` has its first place, ``more`` all places of a recurring triple: few recur, and thousands of lists would
    cost more than everything else.
    """

    first: dict[str, int]
    more: dict[str, list[int]]


def seeds(lines: Sequence[str]) -> Seeds:
    """Return the places of each triple of words; ``lines`` have a character for each word."""
    first: dict[str, int] = {}
    more: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        home = number * LONGEST
        for start in range(min(len(line), LONGEST) - SEED + 1):
            triple = line[start : start + SEED]
            known = first.setdefault(triple, home + start)
            if known != home + start:
                more.setdefault(triple, [known]).append(home + start)
    return Seeds(first, more)


def shared_runs(a: Sequence[str], b: Sequence[str], seeds_a: Seeds, seeds_b: Seeds) -> SharedRuns:
    """Return the runs of each pair of sentences that shares any: disjoint on both sides, longest first.

    The key of sentences i and j is ``i * len(b) + j``, as thousands of tuples would cost too much.
    """
    found: dict[int, list[SharedRun]] = defaultdict(list)
    width = len(b)
    standing, cut = _standing(seeds_a, seeds_b)
    for places, others in standing:
        ends = [divmod(other, LONGEST) for other in others]
        for place in places:
            i, p = divmod(place, LONGEST)
            line, home = a[i], i * width
            for j, q in ends:
                # A run is started only at its first triple.
                if not (p and q and line[p - 1] == b[j][q - 1]):
                    found[home + j].append(_run(line, b[j], p, q))
    cut = cut or any(len(line) > LONGEST for line in (*a, *b))
    return SharedRuns({key: _disjoint(runs, a[key // width], b[key % width]) for key, runs in found.items()}, cut)


def _standing(a: Seeds, b: Seeds) -> tuple[list[tuple[Sequence[int], Sequence[int]]], bool]:
    """Return the places on both sides of the triples in common, and whether any was ignored as too frequent."""
    found: list[tuple[Sequence[int], Sequence[int]]] = []
    pairs = 0
    for triple in a.first.keys() & b.first.keys():
        found.append((a.more.get(triple) or (a.first[triple],), b.more.get(triple) or (b.first[triple],)))
        pairs += len(found[-1][0]) * len(found[-1][1])
    if pairs <= MOST:
        return found, False
    found.sort(key=lambda places: (len(places[0]) * len(places[1]), places[0][0]))
    sums = list(accumulate(len(places) * len(others) for places, others in found))
    within = min(bisect_right(sums, MOST_PAIRS), bisect_right(found, MOST, key=lambda one: len(one[0]) * len(one[1])))
    return found[:within], within < len(found)


def _run(a: str, b: str, p: int, q: int) -> SharedRun:
    """Return the run that starts here, as far as the words are equal."""
    length, most = SEED, min(len(a) - p, len(b) - q)
    while length < most and a[p + length] == b[q + length]:
        length += 1
    return SharedRun(p, q, length)


def _disjoint(runs: list[SharedRun], a: str, b: str) -> list[SharedRun]:
    """Keep the longest runs that overlap no longer one, cutting the others to their longest free part."""
    if len(runs) == 1:
        return runs
    free_a, free_b = bytearray(b"\x01" * len(a)), bytearray(b"\x01" * len(b))
    waiting, kept = sorted(runs, key=_rank), list[SharedRun]()
    while waiting:
        run = waiting.pop()
        p, q, length = run
        if free_a.find(0, p, p + length) < 0 and free_b.find(0, q, q + length) < 0:
            kept.append(run)
            free_a[p : p + length] = free_b[q : q + length] = bytes(length)
        elif length > SEED:
            free = _longest_free(run, free_a, free_b)
            if free.length >= SEED:
                insort(waiting, free, key=_rank)
    return kept


def _rank(run: SharedRun) -> int:
    """Longest last; ties go to the one that keeps the order, then to the first.

    One number, as tuples would cost more to compare than all else: every field is below twice `LONGEST`, 17 bits.
    """
    a, b, length = run
    return (length << 51) - (abs(a - b) << 34) - (a << 17) - b


def _longest_free(run: SharedRun, free_a: bytearray, free_b: bytearray) -> SharedRun:
    best, start = SharedRun(run.a, run.b, 0), 0
    for step in range(run.length + 1):
        if step < run.length and free_a[run.a + step] and free_b[run.b + step]:
            continue
        if step - start > best.length:
            best = SharedRun(run.a + start, run.b + start, step - start)
        start = step + 1
    return best
