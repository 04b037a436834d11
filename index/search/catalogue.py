"""The rows of one generation, by column: fields that filter, orders that sort, counts that make facets.

A set of documents is an integer with a byte for each document, 1 where it is in: and, or, not are then three machine
loops, and counting or sorting picks with `itertools.compress`. Refuses to know words.
"""

from __future__ import annotations

import fnmatch
import re
from collections import Counter
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING

from ..text.words import words
from .engine import ZONES
from .lexicon import folded_words
from .query.dates import days

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from .engine import Row

FACETS = ("outlet", "agency", "month", "language")


class Catalogue:
    """The rows by column; positions are document numbers, ``None`` stands for unknown."""

    def __init__(self, rows: Sequence[Row | None]) -> None:
        self.rows = rows
        self.size = len(rows)
        self.ids = [row.id if row else "" for row in rows]
        self.living = self.pack(number for number, row in enumerate(rows) if row is not None)
        self.count = self.size_of(self.living)
        self.languages = {row.language.lower() for row in rows if row and row.language}
        self._values: dict[str, dict[str, list[int]]] = {}
        self._orders: dict[str, list[int]] = {}

    def pack(self, documents: Iterable[int]) -> int:
        """Return the set of ``documents``."""
        flags = bytearray(self.size)
        for number in documents:
            flags[number] = 1
        return int.from_bytes(flags, "little")

    def unpack(self, packed: int) -> bytes:
        """Return a byte for each document, 1 where it is in the set."""
        return packed.to_bytes(self.size, "little")

    @staticmethod
    def size_of(packed: int) -> int:
        """Return how many documents are in the set."""
        return packed.bit_count()

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The document number of each id."""
        return {row.id: number for number, row in enumerate(self.rows) if row is not None}

    def of_ids(self, ids: Collection[str]) -> int:
        """Return the set of the articles with these ids; ids that are not in the index are passed over."""
        numbers = self.numbers
        return self.pack(numbers[article] for article in ids if article in numbers)

    def lengths(self, zone: int) -> list[int]:
        """Return the number of words of each document in a zone of `engine.ZONES`."""
        return [row.lengths[zone] if row else 0 for row in self.rows]

    def averages(self) -> tuple[float, ...]:
        """Return the mean length of living documents in each zone, never below 1."""
        totals = (sum(self.lengths(zone)) for zone in range(len(ZONES)))
        return tuple(max(1.0, total / max(1, self.count)) for total in totals)

    def matching(self, field: str, values: Iterable[str]) -> int:
        """Return the documents whose ``field`` fits any of ``values``.

        Paths fit by a part or by a pattern with ``*`` and ``?``, languages by their code, other fields by words in a
        row (``times`` fits ``Los Angeles Times``); ``=Times`` asks for the whole value.
        """
        packed = 0
        for value in values:
            fits = _test(field, value)
            held = self._held(field)
            packed |= self.pack(number for stated, numbers in held.items() if fits(stated) for number in numbers)
        return packed

    def published(self, first: str | None, last: str | None) -> int:
        """Return the documents published within ``[first, last]`` on every day their date may stand for."""
        packed: list[int] = []
        for stated, numbers in self._held("published").items():
            span = days(stated[:10])
            if span and (first is None or span[0] >= first) and (last is None or span[1] <= last):
                packed.extend(numbers)
        return self.pack(packed)

    def facets(self, flags: bytes) -> dict[str, dict[str, int]]:
        """Return the counts of each of `FACETS` over the flagged documents, largest first, unknown left out."""
        return {facet: _counts(compress(self._columns[facet], flags)) for facet in FACETS}

    def ordered(self, sort: str, flags: bytes) -> list[int]:
        """Return the flagged documents by ``id``, ``date``, ``outlet`` or ``title``."""
        order = self._orders.get(sort)
        if order is None:
            order = self._orders[sort] = self._order(sort)
        return [number for number in order if flags[number]]

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
    def _columns(self) -> Mapping[str, Sequence[str | None]]:
        rows = self.rows
        return {
            "outlet": [row.outlet if row else None for row in rows],
            "agency": [row.agency if row else None for row in rows],
            "month": [(row.published or "")[:7] or None if row else None for row in rows],
            "language": [row.language if row else None for row in rows],
        }

    def _held(self, field: str) -> Mapping[str, Sequence[int]]:
        """Return the documents that hold each value of ``field``."""
        if field not in self._values:
            held: dict[str, list[int]] = {}
            for number, row in enumerate(self.rows):
                for value in _stated(row, field) if row else ():
                    held.setdefault(value, []).append(number)
            self._values[field] = held
        return self._values[field]


def _stated(row: Row, field: str) -> tuple[str, ...]:
    if field == "tag":
        return tuple(folded_words(tag) for tag in row.tags)
    value = row.id if field == "path" else getattr(row, field)
    if value is None:
        return ()
    return (value if field in {"path", "published"} else folded_words(value),)


class _test:  # noqa: N801 reads as the function it is
    def __init__(self, field: str, value: str) -> None:
        self.whole = value.startswith("=") and len(value) > 1
        self.value = folded_words(value[1:] if self.whole else value)
        self.pattern: re.Pattern[str] | None = None
        self.field = field
        if field == "path":
            pattern = value[1:] if self.whole else value
            if any(mark in pattern for mark in "*?"):
                self.pattern = re.compile(fnmatch.translate(pattern.casefold()))
            self.value = pattern.casefold()
        self.sought = f" {' '.join(word.form for word in words(self.value))} "

    def __call__(self, stated: str) -> bool:
        if self.pattern is not None:
            return self.pattern.match(stated.casefold()) is not None
        if self.field == "path":
            folded = stated.casefold()
            return folded == self.value if self.whole else self.value in folded
        if self.whole or self.field == "tag":
            return stated == self.value
        if self.field == "language":
            return stated == self.value or stated.partition("-")[0] == self.value
        return self.sought.strip() != "" and self.sought in f" {' '.join(word.form for word in words(stated))} "


def _counts(values: Iterable[str | None]) -> dict[str, int]:
    counted = Counter(values)
    known = ((value, count) for value, count in counted.items() if value is not None)
    return dict(sorted(known, key=lambda entry: (-entry[1], entry[0])))
