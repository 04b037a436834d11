"""The rows of one generation by column: filters, sort orders, facet counts.

A set of documents is an integer with one bit per document: and, or, not and counting are a few machine loops, whatever
the number of matches. Knows no words.
"""

from __future__ import annotations

import fnmatch
import re
from collections import Counter, defaultdict
from functools import cached_property
from itertools import chain, compress
from typing import TYPE_CHECKING, TypeAlias

from ..text.words import folded_words, words
from .query.date_ranges import FIRST, LAST, days
from .tables.text_columns import Coded

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from .tables.rows import IndexRows

FACETS = ("outlet", "agency", "author", "month", "language")

MANY_VALUES = 255
"""With more values than this, a facet is counted article by article: a set of 100,000 articles takes 12 kB per value.

One less than a byte can hold, as unknown takes a code too.
"""

Facet: TypeAlias = "dict[str, int] | Coded"
"""The set of documents for each value, or the value of each document."""

_FEW_TIES = 2_000

# The least significant bit is document 0, which is the last digit when written out.
_TO_DIGITS, _TO_FLAGS = bytes.maketrans(b"\0\1", b"01"), bytes.maketrans(b"01", b"\0\1")


class Catalogue:
    """The rows by column; positions are document numbers, and an empty string means unknown."""

    def __init__(self, rows: IndexRows) -> None:
        self.rows = rows
        self.size = len(rows)
        self.ids = rows.ids()
        self.living = (1 << self.size) - 1 ^ self.pack(rows.deleted)
        self.count = self.living.bit_count()
        self._columns: dict[str, Coded] = {}
        self.languages = {language.lower() for language in self._coded("language").held.values() if language}
        self._values: dict[str, dict[str, list[int]]] = {}
        self._orders: dict[str, list[int]] = {}
        self._beginnings: dict[str, int] = {}
        self._kept: dict[str, tuple[frozenset[str], int]] = {}

    def _coded(self, name: str) -> Coded:
        if name not in self._columns:
            self._columns[name] = self.rows.coded(name)
        return self._columns[name]

    def pack(self, documents: Iterable[int]) -> int:
        """Return the set of ``documents``."""
        flags = bytearray(self.size)
        for number in documents:
            flags[number] = 1
        return int(flags[::-1].translate(_TO_DIGITS) or b"0", 2)

    def flags(self, packed: int) -> bytes:
        """Return one byte per document, 1 where it is in the set."""
        return f"{packed:0{self.size}b}".encode()[::-1].translate(_TO_FLAGS)

    def unpack(self, packed: int) -> list[int]:
        """Return the documents of the set, ascending."""
        return list(compress(range(self.size), self.flags(packed)))

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The document number of each id."""
        gone = frozenset(self.rows.deleted)
        return {id: number for number, id in enumerate(self.ids) if number not in gone}

    def of_ids(self, ids: Collection[str]) -> int:
        """Return the set of the articles with these ids; unknown ids are ignored."""
        numbers = self.numbers if ids else {}
        return self.pack(numbers[article] for article in ids if article in numbers)

    def among(self, packed: int, ids: Collection[str]) -> set[str]:
        """Return those of ``ids`` whose articles are in the set, in time proportional to ``ids``."""
        numbers, flags = (self.numbers, self.flags(packed)) if ids else ({}, b"")
        return {article for article in ids if article in numbers and flags[numbers[article]]}

    def kept(self, name: str, ids: frozenset[str]) -> int:
        """Return the set of these articles, cached until ``name`` comes with another ``ids`` object."""
        known = self._kept.get(name)
        if known is None or known[0] is not ids:
            known = self._kept[name] = ids, self.of_ids(ids)
        return known[1]

    @cached_property
    def lengths(self) -> Sequence[array[int]]:
        """The number of words of each document, by zone in the order of `engine.ZONES`."""
        return self.rows.lengths()

    def averages(self) -> tuple[float, ...]:
        """Return the mean length of live documents in each zone, at least 1."""
        return tuple(max(1.0, sum(lengths) / max(1, self.count)) for lengths in self.lengths)

    def beginning(self, prefix: str) -> int:
        """Return the documents whose id starts with ``prefix``; none for an empty prefix."""
        if prefix not in self._beginnings:
            self._beginnings[prefix] = self.pack(self.ids.beginning(prefix)) & self.living if prefix else 0
        return self._beginnings[prefix]

    def values(self, field: str) -> list[str]:
        """Return the distinct values of ``field``."""
        return [value for value in self._coded(field).held.values() if value]

    def matching(self, field: str, values: Sequence[str], *, begun: bool = False) -> int:
        """Return the documents whose ``field`` matches any of ``values``.

        Paths match by a part or by a pattern with ``*`` and ``?``, languages by code, tags as a whole, other fields by
        consecutive words (``times`` matches ``Los Angeles Times``); ``=Times`` asks for the whole value. With
        ``begun``, the last value is still being typed and matches whatever it may become.
        """
        last = len(values) - 1 if begun else -1
        tests = [_test(field, value, begun=place == last) for place, value in enumerate(values)]
        fitting = (numbers for stated, numbers in self._held(field).items() if any(test(stated) for test in tests))
        return self.pack(chain.from_iterable(fitting))

    def published(self, first: str | None, last: str | None) -> int:
        """Return the documents published within ``[first, last]`` on every day that their date may stand for."""
        low, high = first or FIRST, last or LAST
        return self.pack(chain.from_iterable(held for begin, end, held in self._spans if low <= begin and end <= high))

    def facets(self, packed: int, wider: Mapping[str, int] | None = None) -> dict[str, dict[str, int]]:
        """Return the counts of each of `FACETS` over the set, largest first, without unknown values.

        A facet named in ``wider`` is counted over the set given there.
        """
        return {facet: self._counts(facet, (wider or {}).get(facet, packed)) for facet in FACETS}

    def ordered(self, sort: str, packed: int) -> list[int]:
        """Return the documents of the set by ``id``, ``date``, ``oldest``, ``outlet`` or ``title``."""
        order, flags = self.order(sort), self.flags(packed)
        return list(compress(order, map(flags.__getitem__, order)))

    def order(self, sort: str) -> list[int]:
        """Return all documents by ``id``, ``date``, ``oldest``, ``outlet`` or ``title``."""
        if sort not in self._orders:
            self._orders[sort] = self._order(sort)
        return self._orders[sort]

    def ties(self, many: int) -> Sequence[int] | Sequence[str]:
        """Return sort keys that put ``many`` documents in id order: the ids themselves for a few, else their ranks."""
        return self.ids if many < _FEW_TIES and "ranks" not in self.__dict__ else self.ranks

    @cached_property
    def ranks(self) -> list[int]:
        """The rank of each document in id order."""
        order = self.order("id")
        ranks = [0] * self.size
        for rank, number in enumerate(order):
            ranks[number] = rank
        return ranks

    def _order(self, sort: str) -> list[int]:
        order = sorted(range(self.size), key=self.ids[:].__getitem__)
        if sort == "id":
            return order
        if sort in {"date", "outlet"}:
            # Newest first, undated last; a partial date after the days it may stand for.
            dates = list(self._coded("published"))
            order.sort(key=dates.__getitem__, reverse=True)
        if sort == "oldest":
            since = [(not date, date) for date in self._coded("published")]
            order.sort(key=since.__getitem__)
        if sort in {"outlet", "title"}:
            keys = [(not value, folded_words(value)) for value in self.rows.column(sort)]
            order.sort(key=keys.__getitem__)
        return order

    @cached_property
    def _facets(self) -> Mapping[str, Facet]:
        return {facet: self._facet(facet) for facet in FACETS}

    def _facet(self, name: str) -> Facet:
        """Return what a facet is counted from: a set for each value, or, for many values, the column."""
        column = self._coded("published" if name == "month" else name)
        if name == "month":
            column = column.mapped(date[:7] for date in column.values)
        held = {code: value for code, value in column.held.items() if value}
        if len(held) > MANY_VALUES:
            return column
        places = {code: place for place, code in enumerate(held, 1)}
        digits = bytes([places.get(code, 0) for code in column.codes])[::-1]
        return {value: _set_of(digits, places[code]) for code, value in held.items()}

    def _counts(self, name: str, packed: int) -> dict[str, int]:
        facet = self._facets[name]
        counted: Mapping[str, int]
        if isinstance(facet, Coded):
            codes = Counter(compress(facet.codes, self.flags(packed)))
            counted = {facet.values[code]: number for code, number in codes.items() if facet.values[code]}
        else:
            counted = {value: (held & packed).bit_count() for value, held in facet.items()}
        return dict(sorted((entry for entry in counted.items() if entry[1]), key=lambda entry: (-entry[1], entry[0])))

    @cached_property
    def _spans(self) -> Sequence[tuple[str, str, Sequence[int]]]:
        """The first and last day of each date, with its documents."""
        spans = ((days(stated[:10]), numbers) for stated, numbers in self._held("published").items())
        return [(*span, numbers) for span, numbers in spans if span]

    def _held(self, field: str) -> Mapping[str, Sequence[int]]:
        """Return the documents with each value of ``field``, values folded."""
        if field not in self._values:
            if field == "tag":
                self._values[field] = _grouped_by_any(map(folded_words, tags) for tags in self.rows.tags())
            elif field == "path":
                self._values[field] = {id: [number] for id, number in self.numbers.items()}
            else:
                stated = _grouped(self._coded(field))
                self._values[field] = stated if field == "published" else _folded(stated)
        return self._values[field]


def _set_of(digits: bytes, place: int) -> int:
    """Return the set of the documents with this byte in ``digits``, the last of which is document 0."""
    return int(digits.translate(bytes(49 if byte == place else 48 for byte in range(256))) or b"0", 2)


def _grouped(column: Iterable[str]) -> dict[str, list[int]]:
    """Return the documents with each value of a column, without those that have none."""
    held: defaultdict[str, list[int]] = defaultdict(list)
    for number, value in enumerate(column):
        held[value].append(number)
    held.pop("", None)
    return held


def _grouped_by_any(columns: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    held: defaultdict[str, list[int]] = defaultdict(list)
    for number, values in enumerate(columns):
        for value in values:
            held[value].append(number)
    return held


def _folded(held: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """Return the documents by folded values; values are few, and folding one costs as much as ten documents."""
    folded: defaultdict[str, list[int]] = defaultdict(list)
    for value, numbers in held.items():
        folded[folded_words(value)] += numbers
    return folded


def _test(field: str, value: str, *, begun: bool = False) -> Callable[[str], bool]:
    """Return a test whether a folded value matches ``value`` as typed, or, with ``begun``, as what it may become."""
    whole = value.startswith("=") and len(value) > 1
    value = value[1:] if whole else value
    if field == "path":
        return _path_test(value.casefold(), whole=whole)
    sought = folded_words(value)
    if begun and (whole or field in {"tag", "language"}):
        return lambda stated: stated.startswith(sought)
    if whole or field == "tag":
        return lambda stated: stated == sought
    if field == "language":
        return lambda stated: sought in {stated, stated.partition("-")[0]}
    row = _in_a_row(value).rstrip() if begun else _in_a_row(value)
    return lambda stated: row in _in_a_row(stated) if row.strip() else False


def _path_test(value: str, *, whole: bool) -> Callable[[str], bool]:
    if any(mark in value for mark in "*?"):
        fits = re.compile(fnmatch.translate(value)).match
        return lambda stated: fits(stated.casefold()) is not None
    return lambda stated: value == stated.casefold() if whole else value in stated.casefold()


def _in_a_row(value: str) -> str:
    return f" {' '.join(word.form for word in words(value))} "
