"""How well an article fits: BM25F over the zones, computed once for each thing looked for and kept.

Source: Robertson, Zaragoza, Taylor, “Simple BM25 extension to multiple weighted fields”, CIKM 2004.
Refuses to combine what was looked for.
"""

from __future__ import annotations

import math
from array import array
from collections import OrderedDict
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from .engine import BODY, FURNITURE, TITLE, ZONES, Postings

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

    from ..model.settings import SearchSettings
    from .catalogue import Catalogue
    from .engine import Snapshot

K1 = 1.2
B = {TITLE: 0.4, BODY: 0.75, FURNITURE: 0.3}


class Fit(NamedTuple):
    """The documents (ascending) that hold what is looked for, with the score of each."""

    documents: array[int]
    scores: array[float]


class Ranking:
    """Scores of one generation; fits are kept until they hold ``postings`` documents together."""

    def __init__(
        self, snapshot: Snapshot, catalogue: Catalogue, settings: SearchSettings, postings: int = 1_500_000
    ) -> None:
        self._snapshot = snapshot
        self._size, self._count = catalogue.size, catalogue.count
        weights = {TITLE: settings.title_weight, BODY: 1.0, FURNITURE: settings.furniture_weight}
        self._factors = {
            zone: _factors(catalogue.lengths(place), average, weights[zone], B[zone])
            for place, (zone, average) in enumerate(zip(ZONES, catalogue.averages(), strict=True))
        }
        self._frequencies = {zone: snapshot.frequencies(zone) for zone in ZONES}
        self.kept: _Kept = _Kept(postings)

    def words(self, forms: Collection[str], zones: Sequence[str]) -> Fit:
        """Return the documents that hold any of ``forms`` in ``zones``, scored as one word."""
        key = (tuple(sorted(forms)), tuple(zones))
        fit = self.kept.get(key)
        return fit if fit is not None else self.kept.put(key, self._scored(self._weighed(forms, zones)))

    def phrase(self, items: Sequence[Collection[str]], zones: Sequence[str]) -> Fit:
        """Return the documents that hold a form of each item side by side, scored as one word."""
        key = (tuple(tuple(sorted(forms)) for forms in items), tuple(zones), "phrase")
        fit = self.kept.get(key)
        if fit is None:
            fit = self.kept.put(key, self._scored(self._side_by_side(items, zones)))
        return fit

    def _weighed(self, forms: Iterable[str], zones: Iterable[str]) -> Mapping[int, float] | Sequence[float]:
        """Return the weighted frequency by document: a mapping when few documents hold it, else one for each."""
        parts = [
            (self._snapshot.postings(zone, form), self._factors[zone])
            for zone in zones
            for form in forms
            if form in self._frequencies[zone]
        ]
        if len(parts) == 1 or sum(len(part.documents) for part, _ in parts) * 8 < self._size:
            return _sparse(parts)
        dense = [0.0] * self._size
        for part, factors in parts:
            for number, count in zip(part.documents, part.counts, strict=True):
                dense[number] += count * factors[number]
        return dense

    def _side_by_side(self, items: Sequence[Collection[str]], zones: Sequence[str]) -> Mapping[int, float]:
        documents: set[int] | None = None
        for forms in sorted(items, key=lambda forms: sum(self._frequencies[BODY].get(form, 0) for form in forms)):
            held = self.words(forms, zones).documents
            documents = set(held) if documents is None else documents.intersection(held)
            if not documents:
                return {}
        first, *rest = (self._places(forms, zones, documents or set()) for forms in items)
        weighed: dict[int, float] = {}
        for number, starts in first.items():
            left = starts
            for offset, places in enumerate(rest, 1):
                there = places[number]
                left = {start: zone for start, zone in left.items() if start + offset in there}
            if left:
                weighed[number] = sum(self._factors[zone][number] for zone in left.values())
        return weighed

    def _places(
        self, forms: Collection[str], zones: Iterable[str], documents: Collection[int]
    ) -> Mapping[int, dict[int, str]]:
        """Return, by document, the positions of ``forms`` with the zone of each."""
        places: dict[int, dict[int, str]] = {}
        for zone in zones:
            for form in forms:
                if form in self._frequencies[zone]:
                    for number, positions in self._snapshot.positions(zone, form, documents).items():
                        places.setdefault(number, {}).update(dict.fromkeys(positions, zone))
        return places

    def _scored(self, weighed: Mapping[int, float] | Sequence[float]) -> Fit:
        if isinstance(weighed, dict):
            documents = array("I", sorted(weighed))
        else:
            documents = array("I", compress(range(self._size), weighed))
        held = len(documents)
        idf = math.log(1 + (self._count - held + 0.5) / (held + 0.5)) * (K1 + 1) if held <= self._count else 0.0
        scores = array("f", [idf * (weight := weighed[number]) / (K1 + weight) for number in documents])
        return Fit(documents, scores)


class _Kept:
    """Fits by what was looked for, the least lately used dropped first when they hold too many documents."""

    def __init__(self, most: int) -> None:
        self.most, self.held = most, 0
        self._fits: OrderedDict[Hashable, Fit] = OrderedDict()

    def get(self, key: Hashable) -> Fit | None:
        fit = self._fits.get(key)
        if fit is not None:
            self._fits.move_to_end(key)
        return fit

    def put(self, key: Hashable, fit: Fit) -> Fit:
        self._fits[key] = fit
        self.held += len(fit.documents)
        while self.held > self.most and len(self._fits) > 1:
            _, dropped = self._fits.popitem(last=False)
            self.held -= len(dropped.documents)
        return fit


def _factors(lengths: Iterable[int], average: float, weight: float, b: float) -> array[float]:
    return array("f", [weight / (1 - b + b * length / average) for length in lengths])


def _sparse(parts: Sequence[tuple[Postings, Sequence[float]]]) -> Mapping[int, float]:
    weighed: dict[int, float] = {}
    for part, factors in parts:
        for number, count in zip(part.documents, part.counts, strict=True):
            weighed[number] = weighed.get(number, 0.0) + count * factors[number]
    return weighed
