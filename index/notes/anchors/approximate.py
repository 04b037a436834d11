"""Approximate search: where a pattern occurs in a text with a number of insertions, deletions and substitutions.

The search is Myers' bit-parallel algorithm (A fast bit-vector algorithm for approximate string matching, JACM 46/3,
1999) on Python's integers, one word as wide as the pattern; alignments of two short strings come from rapidfuzz.
Whether an occurrence is good enough is judged elsewhere.
"""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

MOST = 12
"""The most occurrences a search returns, best first."""


class Occurrence(NamedTuple):
    """A stretch of the text, and its edit distance to the pattern."""

    start: int
    end: int
    errors: int


def distances(text: str, pattern: str, *, anchored: bool = False) -> list[int]:
    """Return, for each end ``1 … len(text)``, the least edit distance of the pattern to a stretch that ends there.

    ``anchored`` requires the stretch to start at 0. The pattern must not be empty.
    """
    length = len(pattern)
    full, high = (1 << length) - 1, 1 << (length - 1)
    masks: dict[str, int] = {}
    for index, character in enumerate(pattern):
        masks[character] = masks.get(character, 0) | 1 << index
    carry = 1 if anchored else 0
    plus, minus, score, mask_of = full, 0, length, masks.get
    found: list[int] = []
    keep = found.append
    for character in text:
        equal = mask_of(character, 0)
        across = (((equal & plus) + plus) ^ plus) | equal
        up = minus | (full & ~(across | plus))
        down = plus & across
        if up & high:
            score += 1
        elif down & high:
            score -= 1
        up = (up << 1 | carry) & full
        equal |= minus
        plus = (down << 1 & full) | (full & ~(equal | up))
        minus = up & equal
        keep(score)
    return found


def occurrences(text: str, pattern: str, errors: int) -> list[Occurrence]:
    """Return the best occurrences of ``pattern`` in ``text`` with at most ``errors`` errors, fewest errors first.

    Of those whose ends are within half a pattern of each other only the best is returned.
    """
    if not pattern or not text:
        return []
    ends = sorted((count, end) for end, count in enumerate(distances(text, pattern), 1) if count <= errors)
    kept: list[Occurrence] = []
    for count, end in ends:
        if all(abs(end - other.end) > len(pattern) // 2 for other in kept):
            kept.append(Occurrence(_start(text, pattern, end, count), end, count))
            if len(kept) == MOST:
                break
    return kept


def found(text: str, pattern: str, errors: int, where: list[tuple[int, int]]) -> list[Occurrence]:
    """Return the `occurrences` in some stretches of a text, without duplicates, fewest errors first."""
    places = {
        (low + hit.start, low + hit.end): hit.errors
        for low, high in where
        for hit in occurrences(text[low:high], pattern, errors)
    }
    return sorted((Occurrence(*place, count) for place, count in places.items()), key=lambda hit: hit.errors)


def _start(text: str, pattern: str, end: int, errors: int) -> int:
    """Return the start of the occurrence that ends at ``end``, by searching backwards."""
    window = text[max(0, end - len(pattern) - errors) : end][::-1]
    backwards = distances(window, pattern[::-1], anchored=True)
    fits = [length for length, count in enumerate(backwards, 1) if count == errors]
    return end - min(fits, key=lambda length: abs(length - len(pattern)), default=0)


def nearness(text: str, pattern: str) -> float:
    """Return the similarity of ``pattern`` to the start of ``text``, 0…1; the text may be longer."""
    if text.startswith(pattern):
        return 1.0
    if not text:
        return 0.0
    return 1 - min(*distances(text, pattern, anchored=True), len(pattern)) / len(pattern)


def nearest(text: str, pattern: str) -> tuple[int, int, float]:
    """Return the stretch of ``text``, about as long as ``pattern``, sharing most letters in order, and its share."""
    best = partial_ratio_alignment(pattern, text)
    if best is None or len(pattern) > len(text):
        return 0, 0, 0.0
    return best.dest_start, best.dest_end, best.score / 100


def likeness(one: str, other: str) -> float:
    """Return 1 minus the edit distance divided by the longer length, 0…1."""
    return Levenshtein.normalized_similarity(one, other)


def image(pattern: str, window: str, *offsets: int) -> tuple[int, ...]:
    """Return the images of offsets of ``pattern`` in ``window`` in an alignment with fewest edits."""
    codes = list(Levenshtein.opcodes(pattern, window))
    placed = []
    for offset in offsets:
        code = next((code for code in codes if code.src_start <= offset < code.src_end), None)
        placed.append(len(window) if code is None else min(code.dest_start + offset - code.src_start, code.dest_end))
    return tuple(placed)
