"""The rows of one generation, by column: fields that filter, orders that sort, counts that make facets.

A set of documents is an integer with a bit for each: and, or, not and counting are then a few machine loops, whatever
the number of matches. Refuses to know words.
"""

from __future__ import annotations

import fnmatch
import re
from functools import cached_property
from itertools import chain, compress
from typing import TYPE_CHECKING

from ..text.words import folded_words, words
from .engine import ZONES
from .query.date_ranges import FIRST, LAST, days

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from .engine import IndexRow

FACETS = ("outlet", "agency", "author", "month", "language")


# The least significant bit is document 0; as text the last digit.
_TO_DIGITS, _TO_FLAGS = bytes.maketrans(b"\0\1", b"01"), bytes.maketrans(b"01", b"\0\1")


class Catalogue:
    """The rows by column; positions are document numbers, ``None`` stands for unknown."""

    def __init__(self, rows: Sequence[IndexRow | None]) -> None:
        self.rows = rows
        self.size = len(rows)
        self.ids = [row.id if row else "" for row in rows]
        self.living = self.pack(number for number, row in enumerate(rows) if row is not None)
        self.count = self.living.bit_count()
        self.languages = {row.language.lower() for row in rows if row and row.language}
        self._values: dict[str, dict[str, list[int]]] = {}
        self._orders: dict[str, list[int]] = {}
        self._beginnings: dict[str, int] = {}
        self._kept: dict[str, tuple[frozenset[str], int]] = {}

    def pack(self, documents: Iterable[int]) -> int:
        """Return the set of ``documents``."""
        flags = bytearray(self.size)
        for number in documents:
            flags[number] = 1
        return int(flags[::-1].translate(_TO_DIGITS) or b"0", 2)

    def flags(self, packed: int) -> bytes:
        """Return a byte for each document, 1 where it is in the set."""
        return f"{packed:0{self.size}b}".encode()[::-1].translate(_TO_FLAGS)

    def unpack(self, packed: int) -> list[int]:
        """Return the documents of the set, ascending."""
        return list(compress(range(self.size), self.flags(packed)))

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The document number of each id."""
        return {row.id: number for number, row in enumerate(self.rows) if row is not None}

    def of_ids(self, ids: Collection[str]) -> int:
        """Return the set of the articles with these ids; ids that are not in the index are passed over."""
        numbers = self.numbers
        return self.pack(numbers[article] for article in ids if article in numbers)

    def kept(self, name: str, ids: frozenset[str]) -> int:
        """Return the set of these articles, made anew only when ``name`` stands for others than before."""
        known = self._kept.get(name)
        if known is None or known[0] is not ids:
            known = self._kept[name] = ids, self.of_ids(ids)
        return known[1]

    def lengths(self, zone: int) -> list[int]:
        """Return the number of words of each document in a zone of `engine.ZONES`."""
        return [row.lengths[zone] if row else 0 for row in self.rows]

    def averages(self) -> tuple[float, ...]:
        """Return the mean length of living documents in each zone, never below 1."""
        totals = (sum(self.lengths(zone)) for zone in range(len(ZONES)))
        return tuple(max(1.0, total / max(1, self.count)) for total in totals)

    def beginning(self, prefix: str) -> int:
        """Return the documents whose id begins with ``prefix``; none for an empty one."""
        if prefix not in self._beginnings:
            numbers = (number for number, id in enumerate(self.ids) if prefix and id.startswith(prefix))
            self._beginnings[prefix] = self.pack(numbers)
        return self._beginnings[prefix]

    def matching(self, field: str, values: Iterable[str]) -> int:
        """Return the documents whose ``field`` fits any of ``values``.

        Paths fit by a part or by a pattern with ``*`` and ``?``, languages by their code, tags whole, other fields by
        words in a row (``times`` fits ``Los Angeles Times``); ``=Times`` asks for the whole value.
        """
        tests = [_test(field, value) for value in values]
        fitting = (numbers for stated, numbers in self._held(field).items() if any(test(stated) for test in tests))
        return self.pack(chain.from_iterable(fitting))

    def published(self, first: str | None, last: str | None) -> int:
        """Return the documents published within ``[first, last]`` on every day their date may stand for."""
        low, high = first or FIRST, last or LAST
        return self.pack(chain.from_iterable(held for begin, end, held in self._spans if low <= begin and end <= high))

    def facets(self, packed: int, wider: Mapping[str, int] | None = None) -> dict[str, dict[str, int]]:
        """Return the counts of each of `FACETS` over the set, largest first, unknown left out.

        A facet named in ``wider`` is counted over the set given there.
        """
        return {facet: self._counts(facet, (wider or {}).get(facet, packed)) for facet in FACETS}

    def ordered(self, sort: str, packed: int) -> list[int]:
        """Return the documents of the set by ``id``, ``date``, ``outlet`` or ``title``."""
        order, flags = self.order(sort), self.flags(packed)
        return list(compress(order, map(flags.__getitem__, order)))

    def order(self, sort: str) -> list[int]:
        """Return all documents by ``id``, ``date``, ``outlet`` or ``title``."""
        if sort not in self._orders:
            self._orders[sort] = self._order(sort)
        return self._orders[sort]

    @cached_property
    def ranks(self) -> list[int] | None:
        """The place of each document in the order of ids; ``None`` if that is the order of numbers."""
        order = self.order("id")
        if order == list(range(self.size)):
            return None
        ranks = [0] * self.size
        for rank, number in enumerate(order):
            ranks[number] = rank
        return ranks

    def _order(self, sort: str) -> list[int]:
        order = sorted(range(self.size), key=self.ids.__getitem__)
        if sort == "id":
            return order
        if sort in {"date", "outlet"}:
            # Newest first, the undated behind; a partial date behind the days it may be.
            dates = [(row.published or "") if row else "" for row in self.rows]
            order.sort(key=dates.__getitem__, reverse=True)
        if sort in {"outlet", "title"}:
            stated = [getattr(row, sort) if row else None for row in self.rows]
            keys = [(value is None, folded_words(value or "")) for value in stated]
            order.sort(key=keys.__getitem__)
        return order

    @cached_property
    def _sets(self) -> Mapping[str, Mapping[str, int]]:
        """The set of documents for each value of each facet."""
        sets: dict[str, dict[str, list[int]]] = {facet: {} for facet in FACETS}
        for number, row in enumerate(self.rows):
            if row is not None:
                for facet, value in zip(FACETS, _values(row), strict=True):
                    if value:
                        sets[facet].setdefault(value[:7] if facet == "month" else value, []).append(number)
        return {facet: {value: self.pack(held) for value, held in values.items()} for facet, values in sets.items()}

    def _counts(self, facet: str, packed: int) -> dict[str, int]:
        counted = ((value, (held & packed).bit_count()) for value, held in self._sets[facet].items())
        return dict(sorted((entry for entry in counted if entry[1]), key=lambda entry: (-entry[1], entry[0])))

    @cached_property
    def _spans(self) -> Sequence[tuple[str, str, Sequence[int]]]:
        """The first and last day of each date, with the documents that have it."""
        spans = ((days(stated[:10]), numbers) for stated, numbers in self._held("published").items())
        return [(*span, numbers) for span, numbers in spans if span]

    def _held(self, field: str) -> Mapping[str, Sequence[int]]:
        """Return the documents that hold each value of ``field``."""
        if field not in self._values:
            held: dict[str, list[int]] = {}
            for number, row in enumerate(self.rows):
                for value in _stated(row, field) if row else ():
                    held.setdefault(value, []).append(number)
            self._values[field] = held
        return self._values[field]


def _values(row: IndexRow) -> tuple[str | None, ...]:
    """Return what a row says for each of `FACETS`."""
    return row.outlet, row.agency, row.author, row.published, row.language


def _stated(row: IndexRow, field: str) -> tuple[str, ...]:
    if field == "tag":
        return tuple(folded_words(tag) for tag in row.tags)
    value = row.id if field == "path" else getattr(row, field)
    if value is None:
        return ()
    return (value if field in {"path", "published"} else folded_words(value),)


def _test(field: str, value: str) -> Callable[[str], bool]:
    """Return what tells whether a stated value, folded, fits ``value`` as typed."""
    whole = value.startswith("=") and len(value) > 1
    value = value[1:] if whole else value
    if field == "path":
        return _path_test(value.casefold(), whole=whole)
    sought = folded_words(value)
    if whole or field == "tag":
        return lambda stated: stated == sought
    if field == "language":
        return lambda stated: sought in {stated, stated.partition("-")[0]}
    row = _in_a_row(value)
    return lambda stated: row in _in_a_row(stated) if row.strip() else False


def _path_test(value: str, *, whole: bool) -> Callable[[str], bool]:
    if any(mark in value for mark in "*?"):
        fits = re.compile(fnmatch.translate(value)).match
        return lambda stated: fits(stated.casefold()) is not None
    return lambda stated: value == stated.casefold() if whole else value in stated.casefold()


def _in_a_row(value: str) -> str:
    return f" {' '.join(word.form for word in words(value))} "
