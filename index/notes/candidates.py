"""The places of a text that may be a passage, best first: the same letters, then the same surroundings, then alike.

Refuses to decide what is shown; it says of each place how alike it is and whether its surroundings bear witness.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.article import Span
from .approximate import image, likeness, nearness, occurrences

if TYPE_CHECKING:
    from .folding import Folded
    from .passage import Passage

HITS = 24
"""Of many places with the same letters, how many are looked at closely."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible place; ``score`` is 0…1.

    ``sure`` says it needs no question, ``verbatim`` that the source reads as quoted, ``guess`` that it is only where
    the passage stood.
    """

    span: Span
    score: float
    sure: bool = False
    verbatim: bool = False
    guess: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """A stretch of letters with how alike it is to the passage and each side to its context (-1: no context)."""

    start: int
    end: int
    alike: float
    left: float
    right: float
    near: float

    @property
    def best(self) -> float:
        return max(self.left, self.right)

    @property
    def mean(self) -> float:
        sides = [side for side in (self.left, self.right) if side >= 0]
        return sum(sides) / len(sides) if sides else 0.0

    @property
    def rank(self) -> float:
        return 0.65 * self.alike + 0.2 * self.best + 0.13 * self.mean + 0.02 * self.near


def candidates(passage: Passage, ground: Folded) -> tuple[Candidate, ...]:
    """Return the places of ``ground`` that may be ``passage``, best first; empty when nothing comes near."""
    if not passage.letters or not ground.letters:
        return ()
    same = sorted(_same(passage, ground), key=lambda place: -place.rank)
    if same and _witnessed(passage, same):
        return (_candidate(passage, ground, same[0], sure=True),)
    stood, alike = _alike(passage, ground)
    pool = sorted((*_plausible(passage, same), *alike), key=lambda place: -place.rank)
    if pool:
        return tuple(_candidate(passage, ground, place) for place in pool)
    return (Candidate(stood, 0.0, guess=True),) if stood else ()


def _candidate(passage: Passage, ground: Folded, place: _Place, *, sure: bool = False) -> Candidate:
    span = passage.span(ground, place.start, place.end)
    verbatim = ground.source[span.start : span.end] == passage.target.exact
    return Candidate(span, min(1.0, max(0.0, place.alike * (0.7 + 0.3 * max(place.best, 0.0)))), sure, verbatim)


def _measured(passage: Passage, ground: Folded, start: int, end: int, alike: float) -> _Place:
    """Compare the surroundings of ``[start, end)`` with the passage's context."""
    before = ground.letters[max(0, start - len(passage.prefix) - 8) : start]
    after = ground.letters[end : end + len(passage.suffix) + 8]
    left = nearness(before[::-1], passage.prefix[::-1]) if passage.prefix else -1.0
    right = nearness(after, passage.suffix) if passage.suffix else -1.0
    distance = abs(ground.place(start) - passage.target.start)
    near = 1 - distance / max(len(ground.source), passage.target.start, 1)
    return _Place(start, end, alike, left, right, near)


def _same(passage: Passage, ground: Folded) -> list[_Place]:
    """Measure the places where the passage's letters stand unchanged, the likeliest `HITS` of them."""
    starts = _find(ground.letters, passage.letters)
    size = len(passage.letters)
    whole = [at for at in starts if _same_edges(passage, ground, at, at + size)]
    chosen = whole or starts
    if len(chosen) > HITS:
        chosen = sorted(chosen, key=lambda at: -_quick(passage, ground.letters, at))[:HITS]
    return [_measured(passage, ground, at, at + size, 1.0) for at in chosen]


def _same_edges(passage: Passage, ground: Folded, start: int, end: int) -> bool:
    return ground.opens_word(start) >= passage.opens and ground.closes_word(end) >= passage.closes


def _quick(passage: Passage, letters: str, at: int) -> int:
    """Count the letters that agree outwards from both edges."""
    end = at + len(passage.letters)
    return _agree(passage.suffix, letters[end : end + len(passage.suffix)]) + _agree(
        passage.prefix[::-1], letters[max(0, at - len(passage.prefix)) : at][::-1]
    )


def _agree(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _find(letters: str, wanted: str) -> list[int]:
    found, at = [], letters.find(wanted)
    while at >= 0:
        found.append(at)
        at = letters.find(wanted, at + 1)
    return found


def _witnessed(passage: Passage, same: list[_Place]) -> bool:
    """Whether the best of the places with the same letters is sure: context says so and speaks for no other."""
    best = same[0]
    if not passage.prefix and not passage.suffix:
        return len(same) == 1 and len(passage.letters) >= 12
    if passage.target.repeats > 1:
        full = [place for place in same if min(abs(place.left), abs(place.right)) == 1.0]
        return len(full) == 1 and full[0] is best
    if len(same) == 1 and len(passage.letters) >= 40:
        return True
    if best.best < 0.7:
        return False
    return all(best.mean - other.mean >= 0.15 for other in same[1:])


def _plausible(passage: Passage, same: list[_Place]) -> list[_Place]:
    """Keep the places with the same letters that are worth asking about."""
    bare = not passage.prefix and not passage.suffix
    alone = len(same) == 1 and len(passage.letters) >= 24
    return [place for place in same[:3] if place.best >= 0.55 or alone or bare]


def _alike(passage: Passage, ground: Folded) -> tuple[Span | None, list[_Place]]:
    """Search with errors; also return where the passage stood when only its surroundings are left."""
    stood = _stood(passage, ground)
    found = [
        _measured(passage, ground, low, high, likeness(passage.letters, ground.letters[low:high]))
        for low, high in _windows(passage, ground)
        if high - low >= 0.35 * len(passage.letters)
    ]
    if len(passage.letters) >= 16 or not (passage.prefix or passage.suffix):
        found += [
            _measured(passage, ground, hit.start, hit.end, 1 - hit.errors / len(passage.letters))
            for hit in occurrences(ground.letters, passage.letters, int(0.45 * len(passage.letters)))
            if hit.end > hit.start
        ]
    return stood, [place for place in found if _acceptable(passage, place) and not (stood and place.best < 0.5)]


def _stood(passage: Passage, ground: Folded) -> Span | None:
    """Find the spot where prefix and suffix now meet without the passage, as an empty span."""
    if min(len(passage.prefix), len(passage.suffix)) < 8:
        return None
    around = passage.prefix + passage.suffix
    for hit in occurrences(ground.letters, around, len(around) // 5)[:1]:
        (middle,) = image(around, ground.letters[hit.start : hit.end], len(passage.prefix))
        at = ground.place(hit.start + middle - 1) + 1 if hit.start + middle else 0
        return Span(at, at)
    return None


def _windows(passage: Passage, ground: Folded) -> list[tuple[int, int]]:
    """Find the passage between its surroundings: the places of prefix, passage and suffix taken together."""
    pattern = passage.prefix + passage.letters + passage.suffix
    first, last = len(passage.prefix), len(passage.prefix) + len(passage.letters)
    found = []
    for hit in occurrences(ground.letters, pattern, len(pattern) // 2)[:4]:
        low, high = image(pattern, ground.letters[hit.start : hit.end], first, last)
        found.append((hit.start + low, hit.start + high))
    return found


def _acceptable(passage: Passage, place: _Place) -> bool:
    """Whether a place that is only alike is worth asking about: the less alike, the more its surroundings must be."""
    size = len(passage.letters)
    bare = not passage.prefix and not passage.suffix
    return (
        (place.alike >= 0.5 and place.best >= 0.75)
        or (place.alike >= 0.62 and place.best >= 0.5 and size >= 16)
        or (place.alike >= 0.75 and size >= 40)
        or (place.alike >= 0.85 and size >= 24)
        or (bare and place.alike >= 0.6)
    )
