"""Which places of a text may be a passage: the one that certainly is, else those worth asking about.

All thresholds are here; they were tuned on one half of the benchmark's articles and hold on the other. Searching is
done elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import ge
from typing import TYPE_CHECKING, Final, NamedTuple

from .anchor_places import LONG, AnchorPlace, alike, same, stood
from .approximate import nearest
from .folding import signs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...model.article import Span
    from .anchor_passage import AnchorPassage
    from .folding import Folded

WITNESS = 0.7
"""The least similarity of one side that makes the place of a unique quotation certain."""

TELLING = 40
"""A unique passage of at least this many letters that occurs once is certain wherever it moved."""

FEW = 20
"""A unique passage of at least this many letters that occurs once is certain with one similar side."""

BARE = 12
"""A passage without context, of at least this many letters, that occurs once is certain."""

CHANCE = 0.6
"""The share of letters in order that long passages of unrelated articles seldom reach; short ones need more."""

WIDE = 100_000
"""In texts of more letters the nearest text to a lost passage is not looked for."""


class _Askable(NamedTuple):
    """Similarities of a place: itself, its sides, ``both`` sides at least; and the passage's letters."""

    alike: float
    best: float = -1.0
    mean: float = 0.0
    worst: float = 0.0
    both: float = -1.0
    letters: int = 0
    bare: bool = False


_ASKABLE: Final = (
    _Askable(0.5, best=0.75, mean=0.5),
    _Askable(0.3, mean=0.8, worst=0.6, both=0.0),
    _Askable(0.62, best=0.5, letters=16),
    _Askable(0.75, letters=40),
    _Askable(0.85, letters=24),
    _Askable(0.6, bare=True),
)
"""Alternative minimum values, by line, for a place that is only similar to be worth asking about."""


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """One possible place; ``score`` is 0…1.

    ``sure`` means that no question is needed, ``verbatim`` that the text reads as quoted, ``guess`` that it is only
    where the passage was.
    """

    span: Span
    score: float
    sure: bool = False
    verbatim: bool = False
    guess: bool = False


def candidates(passage: AnchorPassage, ground: Folded) -> tuple[PlaceCandidate, ...]:
    """Return the places of ``ground`` that may be ``passage``, best first; empty if nothing is similar."""
    if not passage.letters or not ground.letters:
        return ()
    unchanged = _ranked(same(passage, ground))
    if unchanged and _sure(passage, unchanged):
        return (_candidate(passage, ground, unchanged[0], sure=True),)
    gap = stood(passage, ground)
    edited = [place for place in alike(passage, ground) if _askable(passage, place)]
    pool = [*_likely(passage, unchanged), *edited]
    if gap:
        pool = [place for place in pool if _moved(passage, place, unchanged)]
    if pool:
        return tuple(_candidate(passage, ground, place) for place in _ranked(pool))
    return (PlaceCandidate(gap, 0.0, guess=True),) if gap else _nearest(passage, ground)


def _moved(passage: AnchorPassage, place: AnchorPlace, unchanged: Sequence[AnchorPlace]) -> bool:
    """Whether a passage may have moved to a place although its old surroundings have closed up.

    Otherwise it was deleted; only a passage that occurred once moves unchanged.
    """
    only = passage.target.repeats == 1
    return place.worst >= 0.6 or (only and (place.best >= 0.5 or place in unchanged))


def _nearest(passage: AnchorPassage, ground: Folded) -> tuple[PlaceCandidate, ...]:
    """Return the text most similar to a lost passage, unless that may be chance or the search would be slow."""
    if len(passage.letters) > LONG or len(ground.letters) > WIDE:
        return ()
    start, end, score = nearest(ground.letters, passage.letters)
    if end <= start or score < CHANCE + 6 / (end - start):
        return ()
    return (PlaceCandidate(passage.span(ground, start, end), score, guess=True),)


def _ranked(places: list[AnchorPlace]) -> list[AnchorPlace]:
    return sorted(places, key=lambda place: -place.rank)


def _candidate(passage: AnchorPassage, ground: Folded, place: AnchorPlace, *, sure: bool = False) -> PlaceCandidate:
    span = passage.span(ground, place.start, place.end)
    words = ground.source[span.start : span.end]
    score = place.alike * (0.7 + 0.3 * max(place.best, 0.0))
    # The same letters may still mean something else: 5.0 is not 50.
    sound = sure and signs(words) == signs(passage.target.exact)
    return PlaceCandidate(span, min(1.0, max(0.0, score)), sound, words == passage.target.exact)


def _sure(passage: AnchorPassage, unchanged: list[AnchorPlace]) -> bool:
    """Whether the best of the places with the same letters needs no question."""
    best, alone, size = unchanged[0], len(unchanged) == 1, len(passage.letters)
    both = min(best.left, best.right)
    if passage.bare:
        return alone and size >= BARE and passage.target.repeats == 1
    if passage.target.repeats > 1:
        return _told_apart(passage, unchanged)
    if not alone:
        # Copies have been added: both sides must confirm the place, and no other place.
        return both >= WITNESS and all(other.best < WITNESS for other in unchanged[1:])
    # With few words, one matching side is often just the rest of a name.
    return size >= TELLING or (best.best >= WITNESS and (size >= FEW or both >= 0.5))


def _told_apart(passage: AnchorPassage, unchanged: list[AnchorPlace]) -> bool:
    """Whether a quotation that had copies is distinguished from them: both its sides match fully, and no other's do.

    A context grown to its limit was the same around another copy and proves nothing.
    """
    full = [place for place in unchanged if place.worst == 1.0]
    return full == unchanged[:1] and not passage.grown


def _likely(passage: AnchorPassage, unchanged: list[AnchorPlace]) -> list[AnchorPlace]:
    """Return the places with the same letters that are worth asking about."""
    alone = len(unchanged) == 1 and len(passage.letters) >= 12
    return [place for place in unchanged[:3] if place.best >= 0.55 or alone or passage.bare]


def _askable(passage: AnchorPassage, place: AnchorPlace) -> bool:
    """Whether a place that is only similar is worth asking about: the less similar, the more its sides must match."""
    both = min(place.left, place.right)
    found = _Askable(place.alike, place.best, place.mean, place.worst, both, len(passage.letters), passage.bare)
    return any(all(map(ge, found, least)) for least in _ASKABLE)
