"""How well an article fits: BM25F over the zones, computed once for each thing looked for and kept.

Source: Robertson, Zaragoza, Taylor, “Simple BM25 extension to multiple weighted fields”, CIKM 2004.
Refuses to combine what was looked for.
"""

from __future__ import annotations

import math
from array import array
from collections import OrderedDict
from itertools import compress
from operator import mul
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeAlias, TypeVar

from .engine import BODY, FURNITURE, TITLE, ZONE_BITS, ZONES

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

    from ..model.settings import SearchSettings
    from .catalogue import Catalogue
    from .engine import Snapshot

K1 = 1.2
B = {TITLE: 0.4, BODY: 0.75, FURNITURE: 0.3}
# What an entry costs beside its documents, in places of 8 bytes.
_OVERHEAD = 40


class Weighed(NamedTuple):
    """The documents (ascending) that hold one form, with its frequency in each, weighed by zone and length."""

    documents: array[int]
    weights: array[float]


class Fit(NamedTuple):
    """The documents (ascending) that hold what is looked for, with the score of each, and as a set of the catalogue."""

    documents: array[int]
    scores: array[float]
    packed: int


class Ranking:
    """Scores of one generation. What was read is kept until it fills ``postings`` places of 8 bytes."""

    def __init__(
        self, snapshot: Snapshot, catalogue: Catalogue, settings: SearchSettings, postings: int = 3_000_000
    ) -> None:
        self._snapshot = snapshot
        self._catalogue, self._size, self._count = catalogue, catalogue.size, catalogue.count
        weights = {TITLE: settings.title_weight, BODY: 1.0, FURNITURE: settings.furniture_weight}
        self._factors = {
            zone: _factors(catalogue.lengths(place), average, weights[zone], B[zone])
            for place, (zone, average) in enumerate(zip(ZONES, catalogue.averages(), strict=True))
        }
        self._forms = snapshot.forms
        self.weighed: Kept[Weighed] = Kept(postings)
        self._fits: Kept[Fit] = Kept(postings // 4)

    @property
    def full(self) -> bool:
        """Whether anything more that is read will push out something else."""
        return self.weighed.held >= self.weighed.most * 0.9

    def words(self, forms: Collection[str], zones: Sequence[str]) -> Fit:
        """Return the documents that hold any of ``forms`` in ``zones``, scored as one word."""
        key = (tuple(sorted(forms)), tuple(zones))
        fit = self._fits.get(key)
        return fit if fit is not None else self._fits.put(key, self._scored(self._together(forms, zones)))

    def phrase(self, items: Sequence[Collection[str]], zones: Sequence[str]) -> Fit:
        """Return the documents that hold a form of each item side by side, scored as one word."""
        key = (tuple(tuple(sorted(forms)) for forms in items), tuple(zones), "phrase")
        fit = self._fits.get(key)
        return fit if fit is not None else self._fits.put(key, self._scored(self._side_by_side(items, zones)))

    def weigh(self, form: str, zones: Sequence[str]) -> Weighed:
        """Return the documents that hold ``form`` in ``zones``."""
        key = (form, tuple(zones))
        weighed = self.weighed.get(key)
        return weighed if weighed is not None else self.weighed.put(key, self._read(form, zones))

    def _read(self, form: str, zones: Iterable[str]) -> Weighed:
        parts = [self._in_zone(form, zone) for zone in zones if self._forms.get(form, 0) & ZONE_BITS[zone]]
        return parts[0] if len(parts) == 1 else _sparse(parts)

    def _in_zone(self, form: str, zone: str) -> Weighed:
        documents, counts = self._snapshot.postings(zone, form)
        factors = self._factors[zone].__getitem__
        return Weighed(documents, array("f", map(mul, counts, map(factors, documents))))

    def _together(self, forms: Collection[str], zones: Sequence[str]) -> Weighed:
        parts = [self.weigh(form, zones) for form in forms]
        if len(parts) == 1:
            return parts[0]
        if sum(len(part.documents) for part in parts) * 8 < self._size:
            return _sparse(parts)
        dense = [0.0] * self._size
        for part in parts:
            for number, weight in zip(part.documents, part.weights, strict=True):
                dense[number] += weight
        return Weighed(array("I", compress(range(self._size), dense)), array("f", filter(None, dense)))

    def _side_by_side(self, items: Sequence[Collection[str]], zones: Sequence[str]) -> Weighed:
        documents: set[int] | None = None
        for forms in sorted(items, key=lambda forms: sum(self._forms.get(form, 0) for form in forms)):
            held = self.words(forms, zones).documents
            documents = set(held) if documents is None else documents.intersection(held)
        if not documents:
            return Weighed(array("I"), array("f"))
        first, *rest = (self._places(forms, zones, documents) for forms in items)
        followers = [[_all(places, number) for number in documents] for places in rest]
        weighed: dict[int, float] = {}
        for number, *following in zip(documents, *followers, strict=True):
            starts = set(_all(first, number))
            for offset, places in enumerate(following, 1):
                starts.intersection_update(map(offset.__rsub__, places))
            if starts:
                weighed[number] = self._weight(first, number, starts)
        weighed = dict(sorted(weighed.items()))
        return Weighed(array("I", weighed), array("f", weighed.values()))

    def _places(self, forms: Collection[str], zones: Iterable[str], documents: Collection[int]) -> list[_Places]:
        """Return zone by zone and form by form the positions in each of ``documents``."""
        return [
            (zone, self._snapshot.positions(zone, form, documents))
            for zone in zones
            for form in forms
            if self._forms.get(form, 0) & ZONE_BITS[zone]
        ]

    def _weight(self, first: Iterable[_Places], number: int, starts: set[int]) -> float:
        """Return the weighed frequency of a phrase that begins at ``starts`` in a document."""
        begun = ((zone, starts.intersection(places.get(number, ()))) for zone, places in first)
        return sum(len(here) * self._factors[zone][number] for zone, here in begun)

    def _scored(self, weighed: Weighed) -> Fit:
        held = len(weighed.documents)
        # Documents may be counted that a later commit deleted; the factor must not turn negative for that.
        idf = (K1 + 1) * math.log1p(max(0.0, self._count - held + 0.5) / (held + 0.5))
        scores = array("f", [idf * weight / (K1 + weight) for weight in weighed.weights])
        return Fit(weighed.documents, scores, self._catalogue.pack(weighed.documents))


_Places: TypeAlias = "tuple[str, Mapping[int, Sequence[int]]]"
Entry = TypeVar("Entry", Weighed, Fit)


class Kept(Generic[Entry]):
    """Entries by what was looked for, the least lately used dropped first when they hold too many documents."""

    def __init__(self, most: int) -> None:
        self.most, self.held = most, 0
        self._entries: OrderedDict[Hashable, Entry] = OrderedDict()

    def get(self, key: Hashable) -> Entry | None:
        """Return an entry and count it as used."""
        entry = self._entries.get(key)
        if entry is not None:
            self._entries.move_to_end(key)
        return entry

    def put(self, key: Hashable, entry: Entry) -> Entry:
        """Keep an entry and return it."""
        self._entries[key] = entry
        self.held += len(entry.documents) + _OVERHEAD
        while self.held > self.most and len(self._entries) > 1:
            _, dropped = self._entries.popitem(last=False)
            self.held -= len(dropped.documents) + _OVERHEAD
        return entry


def _all(places: Iterable[_Places], number: int) -> list[int]:
    """Return all positions in one document."""
    return [place for _, held in places if number in held for place in held[number]]


def _factors(lengths: Iterable[int], average: float, weight: float, b: float) -> array[float]:
    return array("f", [weight / (1 - b + b * length / average) for length in lengths])


def _sparse(parts: Sequence[Weighed]) -> Weighed:
    """Return the sum of ``parts``, the work growing with their documents."""
    parts = sorted(parts, key=lambda part: len(part.documents))
    total = dict(zip(parts[-1].documents, parts[-1].weights, strict=True)) if parts else {}
    held = len(total)
    for part in parts[:-1]:
        for number, weight in zip(part.documents, part.weights, strict=True):
            total[number] = total.get(number, 0.0) + weight
    if len(total) > held:
        total = dict(sorted(total.items()))
    return Weighed(array("I", total), array("f", total.values()))
