"""The rows of one generation, column by column: most queries want one value of all articles, few all of one.

Does not know what the values mean, or where they are stored.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Protocol, overload

from ..zones import ZONES
from .text_columns import Coded, Texts

if TYPE_CHECKING:
    from collections.abc import Iterable

TAGS = "\x1e"
"""Separates the tags of an article in their column."""


class IndexRow(NamedTuple):
    """The metadata of an article stored beside its words; unknown values are ``None``.

    ``lengths`` counts the words in each of `ZONES`.
    """

    id: str
    title: str | None
    outlet: str | None
    author: str | None
    agency: str | None
    published: str | None
    language: str | None
    tags: tuple[str, ...]
    lengths: tuple[int, int, int]


class Columns(Protocol):
    """The columns of some rows, by the names of `IndexRow`: strings, empty where a value is unknown."""

    def column(self, name: str) -> Sequence[str]:
        """Return the value of each row; ``tags`` are separated by `TAGS`."""

    def lengths(self) -> Sequence[array[int]]:
        """Return the word counts of each row, by zone in the order of `ZONES`."""


class RowBlock(NamedTuple):
    """Rows stored together, the numbers of the ``deleted`` ones, and the number of rows."""

    columns: Columns
    deleted: frozenset[int]
    size: int


class IndexRows(Sequence["IndexRow | None"]):
    """Rows by document number, consecutive over ``parts``; ``None`` for a deleted one."""

    def __init__(self, parts: Iterable[RowBlock]) -> None:
        self._parts = tuple(parts)
        self._size = sum(part.size for part in self._parts)

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, index: int) -> IndexRow | None: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[IndexRow | None]: ...
    def __getitem__(self, index: int | slice) -> IndexRow | Sequence[IndexRow | None] | None:
        numbers = range(self._size)[index]
        return self._row(numbers) if isinstance(numbers, int) else [self._row(number) for number in numbers]

    def column(self, name: str) -> list[str]:
        """Return the value of each row, empty where it is unknown or the row deleted."""
        return list(chain.from_iterable(map(_without_deleted, self._parts, [name] * len(self._parts))))

    def coded(self, name: str) -> Coded:
        """Return the same as `column`, dictionary-encoded."""
        return Coded.joined([_coded(_without_deleted(part, name)) for part in self._parts])

    def ids(self) -> Texts:
        """Return the id of each row; a deleted one may keep its own."""
        columns = (part.columns.column("id") for part in self._parts)
        return Texts.joined([column if isinstance(column, Texts) else Texts.of(column) for column in columns])

    def tags(self) -> list[Sequence[str]]:
        """Return the tags of each row."""
        return [packed.split(TAGS) if packed else () for packed in self.column("tags")]

    def lengths(self) -> tuple[array[int], ...]:
        """Return the word counts of each row by zone; 0 for a deleted one."""
        joined = tuple(array("I") for _ in ZONES)
        start = 0
        for part in self._parts:
            for total, lengths in zip(joined, part.columns.lengths(), strict=True):
                total.extend(lengths)
                for number in part.deleted:
                    total[start + number] = 0
            start += part.size
        return joined

    @property
    def deleted(self) -> list[int]:
        """The numbers of deleted rows."""
        gone, start = [], 0
        for part in self._parts:
            gone += [start + number for number in part.deleted]
            start += part.size
        return gone

    def _row(self, number: int) -> IndexRow | None:
        for part in self._parts:
            if number < part.size:
                break
            number -= part.size
        if number in part.deleted:
            return None
        id, title, outlet, author, agency, published, language, tags = (
            part.columns.column(name)[number] or None for name in IndexRow._fields[:8]
        )
        first, second, third = (lengths[number] for lengths in part.columns.lengths())
        known = tuple(tags.split(TAGS)) if tags else ()
        return IndexRow(id or "", title, outlet, author, agency, published, language, known, (first, second, third))


def _without_deleted(part: RowBlock, name: str) -> Sequence[str]:
    column = part.columns.column(name)
    if not part.deleted:
        return column
    if isinstance(column, Coded):
        return column.without(part.deleted)
    return ["" if number in part.deleted else value for number, value in enumerate(column)]


def _coded(column: Sequence[str]) -> Coded:
    return column if isinstance(column, Coded) else Coded.of(column)
