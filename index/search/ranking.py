"""Relevance: BM25F over the zones, computed once for each search term and cached.

Source: Robertson, Zaragoza, Taylor, “Simple BM25 extension to multiple weighted fields”, CIKM 2004. Does not combine
terms.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import OrderedDict
from functools import reduce
from itertools import compress, product
from operator import add, and_, mul
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeAlias, TypeVar

from .zones import BODY, FURNITURE, TITLE, ZONE_BITS, ZONES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence

    from ..model.settings import SearchSettings
    from .catalogue import Catalogue
    from .engine import Snapshot

K1 = 1.2
B = {TITLE: 0.4, BODY: 0.75, FURNITURE: 0.3}
MANY = 64
"""More forms than a word with its inflections and neighbours has: all words that start with a letter or two."""

_MANY_TIMES = 4
"""A part this many times as long as all others is copied as a block, except where they change it."""

# The overhead of an entry beside its arrays, in bytes.
_OVERHEAD = 600

_READ, _SCORED = 200, 500
"""Bytes per article that the caches of read and of scored postings may take.

Five times as much would answer a keystroke no sooner, since postings are read again as fast.
"""

_LEAST, _MOST = 8_000_000, 100_000
"""Bytes cached for any library, and the number of articles above which the caches grow no further."""


def _never_cancel() -> None:
    """Never cancel."""


class Weighed(NamedTuple):
    """The documents (ascending) with one form, and its frequency in each, weighted by zone and length."""

    documents: array[int]
    weights: array[float]


class Fit(NamedTuple):
    """The documents that match, as a set of the catalogue, and their scores in document order."""

    packed: int
    scores: array[float]


class Ranking:
    """Scores of one generation, with an LRU cache of scores and a smaller one of postings."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue, settings: SearchSettings) -> None:
        self._snapshot = snapshot
        self._catalogue, self._size, self._count = catalogue, catalogue.size, catalogue.count
        weights = {TITLE: settings.title_weight, BODY: 1.0, FURNITURE: settings.furniture_weight}
        self._factors = {
            zone: _factors(lengths, average, weights[zone], B[zone])
            for zone, lengths, average in zip(ZONES, catalogue.lengths, catalogue.averages(), strict=True)
        }
        self._forms = snapshot.forms
        self._weighed: Kept[Weighed] = Kept(_room(catalogue.size, _READ))
        self._fits: Kept[Fit] = Kept(_room(catalogue.size, _SCORED))

    @property
    def full(self) -> bool:
        """Whether caching another score will evict one."""
        return self._fits.full

    def words(self, forms: Collection[str], zones: Sequence[str], go_on: Callable[[], None] = _never_cancel) -> Fit:
        """Return the documents with any of ``forms`` in ``zones``, scored as one word.

        ``go_on`` is called every few milliseconds, and raises when nobody waits for the answer.
        """
        key = (tuple(sorted(forms)), tuple(zones))
        fit = self._fits.get(key)
        return fit if fit is not None else self._keep(key, self._together(forms, zones, go_on))

    def phrase(
        self, items: Sequence[Collection[str]], zones: Sequence[str], go_on: Callable[[], None] = _never_cancel
    ) -> Fit:
        """Return the documents with a form of each item in a row, scored as one word; see `words`."""
        key = (tuple(tuple(sorted(forms)) for forms in items), tuple(zones), "phrase")
        fit = self._fits.get(key)
        return fit if fit is not None else self._keep(key, self._side_by_side(items, zones, go_on))

    def weigh(self, form: str, zones: Sequence[str]) -> Weighed:
        """Return the documents with ``form`` in ``zones``."""
        key = (form, tuple(zones))
        weighed = self._weighed.get(key)
        if weighed is None:
            weighed = self._read(form, zones)
            self._weighed.put(key, weighed, 8 * len(weighed.documents))
        return weighed

    def _keep(self, key: Hashable, weighed: Weighed) -> Fit:
        fit = self._scored(weighed)
        self._fits.put(key, fit, 4 * len(fit.scores) + self._size // 8)
        return fit

    def _read(self, form: str, zones: Iterable[str]) -> Weighed:
        parts = [self._in_zone(form, zone) for zone in zones if self._forms.get(form, 0) & ZONE_BITS[zone]]
        return parts[0] if len(parts) == 1 else self._added(parts)

    def _in_zone(self, form: str, zone: str) -> Weighed:
        documents, counts = self._snapshot.postings(zone, form)
        factors = self._factors[zone].__getitem__
        return Weighed(documents, array("f", map(mul, counts, map(factors, documents))))

    def _together(self, forms: Collection[str], zones: Sequence[str], go_on: Callable[[], None]) -> Weighed:
        if len(forms) > MANY:
            return self._summed(forms, zones, go_on)
        parts = []
        for form in forms:
            go_on()
            parts.append(self.weigh(form, zones))
        return parts[0] if len(parts) == 1 else self._added(parts)

    def _added(self, parts: Sequence[Weighed]) -> Weighed:
        if _has_one_for_all(parts) or sum(len(part.documents) for part in parts) * 8 < self._size:
            return _sparse(parts)
        dense = [0.0] * self._size
        for part in parts:
            for number, weight in zip(part.documents, part.weights, strict=True):
                dense[number] += weight
        return Weighed(array("I", compress(range(self._size), dense)), array("f", filter(None, dense)))

    def _summed(self, forms: Iterable[str], zones: Iterable[str], go_on: Callable[[], None]) -> Weighed:
        """Return the documents of very many forms, counts summed before they are weighted.

        What is read is not cached: it would evict everything that a keystroke needs.
        """
        dense = [0.0] * self._size
        for zone in zones:
            counts = [0] * self._size
            for form in forms:
                go_on()
                if self._forms.get(form, 0) & ZONE_BITS[zone]:
                    documents, frequencies = self._snapshot.postings(zone, form)
                    for number, frequency in zip(documents, frequencies, strict=True):
                        counts[number] += frequency
            dense = list(map(add, dense, map(mul, counts, self._factors[zone])))
        return Weighed(array("I", compress(range(self._size), dense)), array("f", filter(None, dense)))

    def _side_by_side(
        self, items: Sequence[Collection[str]], zones: Sequence[str], go_on: Callable[[], None]
    ) -> Weighed:
        packed = reduce(and_, [self.words(forms, zones, go_on).packed for forms in items])
        documents = self._catalogue.unpack(packed)
        sought = frozenset(documents)
        first = self._places(items[0], zones, sought, go_on)
        begun = list(map(_merged(first).__getitem__, documents))
        for offset, forms in enumerate(items[1:], 1):
            places = _merged(self._places(forms, zones, sought, go_on))
            begun = [starts & places[number] >> offset for number, starts in zip(documents, begun, strict=True)]
        found = {number: starts for number, starts in zip(documents, begun, strict=True) if starts}
        weighed = dict.fromkeys(found, 0.0)
        for zone, held in first:
            factors = self._factors[zone]
            for number, starts in found.items():
                if number in held:
                    weighed[number] += (starts & held[number]).bit_count() * factors[number]
        return Weighed(array("I", weighed), array("f", weighed.values()))

    def _places(
        self, forms: Iterable[str], zones: Iterable[str], documents: Collection[int], go_on: Callable[[], None]
    ) -> list[_Places]:
        """Return the positions in each of ``documents`` by zone and form, as bits."""
        found = []
        for zone, form in product(zones, forms):
            if self._forms.get(form, 0) & ZONE_BITS[zone]:
                go_on()
                found.append((zone, self._snapshot.positions(zone, form, documents)))
        return found

    def _scored(self, weighed: Weighed) -> Fit:
        held = len(weighed.documents)
        # The count may include documents deleted by a later commit; the factor must not turn negative.
        idf = (K1 + 1) * math.log1p(max(0.0, self._count - held + 0.5) / (held + 0.5))
        scores = array("f", [idf * weight / (K1 + weight) for weight in weighed.weights])
        return Fit(self._catalogue.pack(weighed.documents), scores)


_Places: TypeAlias = "tuple[str, Mapping[int, int]]"
Entry = TypeVar("Entry")


class Kept(Generic[Entry]):
    """An LRU cache of entries by search term, limited to ``most`` bytes."""

    def __init__(self, most: int) -> None:
        self.most, self.held = most, 0
        self._entries: OrderedDict[Hashable, tuple[Entry, int]] = OrderedDict()

    @property
    def full(self) -> bool:
        """Whether there is hardly room for more."""
        return self.held > 0.9 * self.most

    def get(self, key: Hashable) -> Entry | None:
        """Return an entry and mark it as used."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        self._entries.move_to_end(key)
        return entry[0]

    def put(self, key: Hashable, entry: Entry, size: int) -> None:
        """Add an entry of ``size`` bytes."""
        self._entries[key] = (entry, size + _OVERHEAD)
        self.held += size + _OVERHEAD
        while self.held > self.most and len(self._entries) > 1:
            _, (_, dropped) = self._entries.popitem(last=False)
            self.held -= dropped


def _merged(parts: Sequence[_Places]) -> Mapping[int, int]:
    """Return all positions in each document, as bits."""
    by_size = sorted((places for _, places in parts), key=len, reverse=True)
    if len(by_size) == 1:
        return by_size[0]
    total: dict[int, int] = {}
    for places in by_size:
        if not total:
            total.update(places)
            continue
        for number, bits in places.items():
            total[number] = total.get(number, 0) | bits
    return total


def _room(articles: int, each: int) -> int:
    return max(_LEAST, each * min(articles, _MOST))


def _factors(lengths: Collection[int], average: float, weight: float, b: float) -> list[float]:
    # A weight of zero ranks last but still matches.
    weight = max(weight, 1e-9)
    factors = {length: weight / (1 - b + b * length / average) for length in set(lengths)}
    # A list of few numbers is read a quarter faster than an array, which creates each anew.
    return list(map(factors.__getitem__, lengths))


def _has_one_for_all(parts: Sequence[Weighed]) -> bool:
    """Whether one part is so long that the others are best added to it."""
    lengths = [len(part.documents) for part in parts]
    return bool(lengths) and _MANY_TIMES * (sum(lengths) - max(lengths)) < max(lengths)


def _sparse(parts: Sequence[Weighed]) -> Weighed:
    """Return the sum of ``parts``, in time proportional to their documents."""
    parts = sorted(parts, key=lambda part: len(part.documents))
    if _has_one_for_all(parts):
        return _with_few(parts[-1], parts[:-1])
    total = dict(zip(parts[-1].documents, parts[-1].weights, strict=True)) if parts else {}
    held = len(total)
    for part in parts[:-1]:
        for number, weight in zip(part.documents, part.weights, strict=True):
            total[number] = total.get(number, 0.0) + weight
    if len(total) > held:
        total = dict(sorted(total.items()))
    return Weighed(array("I", total), array("f", total.values()))


def _with_few(many: Weighed, few: Iterable[Weighed]) -> Weighed:
    """Return the sum of one large part and small ones; the large one is copied as a block where it does not change."""
    added: dict[int, float] = {}
    for part in few:
        for number, weight in zip(part.documents, part.weights, strict=True):
            added[number] = added.get(number, 0.0) + weight
    weights, new, at = many.weights[:], [], 0
    for number in sorted(added):
        at = bisect_left(many.documents, number, at)
        if at < len(weights) and many.documents[at] == number:
            weights[at] += added[number]
        else:
            new.append((at, number))
    return Weighed(many.documents, weights) if not new else _spliced(many.documents, weights, new, added)


def _spliced(
    documents: array[int], weights: array[float], new: Iterable[tuple[int, int]], added: Mapping[int, float]
) -> Weighed:
    """Insert ``new`` documents and weights, given as place and number of each, ascending."""
    joined, weighed, start = array("I"), array("f"), 0
    for at, number in new:
        joined.extend(documents[start:at])
        weighed.extend(weights[start:at])
        joined.append(number)
        weighed.append(added[number])
        start = at
    joined.extend(documents[start:])
    weighed.extend(weights[start:])
    return Weighed(joined, weighed)
