"""Compact sequences of strings: one stretch of bytes, or few distinct values and a number for each row.

They read like any other sequence of strings. Does not know where the bytes are stored.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, chain, repeat
from operator import add
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

SEPARATOR = "\x1f"
"""Separates two texts in a stretch of bytes, and occurs in none."""

_FEW = 16
"""Decoding one text costs as much as decoding this many together."""


class Texts(Sequence[str]):
    """Texts in one stretch of UTF-8: text ``i`` is ``data[starts[i] : starts[i + 1] - 1]``.

    ``more`` follow them.
    """

    def __init__(self, data: bytes | memoryview, starts: Sequence[int], more: Sequence[str] = ()) -> None:
        self._data, self._starts, self.more = data, starts, more
        self._count = len(starts) - 1

    @classmethod
    def of(cls, texts: Sequence[str]) -> Texts:
        """Pack texts, none of which contains `SEPARATOR`."""
        return cls(*packed(texts))

    @classmethod
    def of_encoded(cls, texts: Sequence[bytes]) -> Texts:
        """Pack texts that are UTF-8 already."""
        starts = array("I", accumulate(map(add, map(len, texts), repeat(1)), initial=0))
        return cls(b"".join(chain.from_iterable(zip(texts, repeat(SEPARATOR.encode())))), starts)

    def stored(self) -> tuple[bytes | memoryview, Sequence[int]]:
        """Return them as `packed` does, without a copy if there are no ``more``."""
        return packed(self[:]) if self.more else (self._data, self._starts)

    def __len__(self) -> int:
        return self._count + len(self.more)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            return (
                self._stretch(start, stop)[::step] if step > 0 else [self[place] for place in range(start, stop, step)]
            )
        place = index + len(self) if index < 0 else index
        if not 0 <= place < len(self):
            raise IndexError(index)
        if place >= self._count:
            return self.more[place - self._count]
        return str(self._data[self._starts[place] : self._starts[place + 1] - 1], "utf-8")

    def __iter__(self) -> Iterator[str]:
        return iter(self[:])

    @staticmethod
    def joined(columns: Sequence[Texts]) -> Texts:
        """Return the texts of several columns, concatenated; a first one that is by far the longest is not copied."""
        if len(columns) == 1:
            return columns[0]
        behind = columns[1:]
        if not columns or sum(map(len, behind)) * _FEW < len(columns[0]):
            return columns[0].followed_by(list(chain.from_iterable(behind))) if columns else Texts.of(())
        if any(column.more for column in columns):
            return Texts.of(list(chain.from_iterable(columns)))
        starts = array("I", [0])
        for column in columns:
            starts.extend(map(add, column._starts[1:], repeat(starts[-1])))  # noqa: SLF001 of the same class
        return Texts(b"".join(column._data for column in columns), starts)  # noqa: SLF001

    def followed_by(self, more: Sequence[str]) -> Texts:
        """Return these texts followed by others."""
        return Texts(self._data, self._starts, [*self.more, *more])

    def pick(self, places: Sequence[int]) -> list[str]:
        """Return the texts at these places; many are decoded at once."""
        if len(places) * _FEW < len(self):
            return [self[place] for place in places]
        texts = self[:]
        return [texts[place] for place in places]

    def beginning(self, prefix: str) -> list[int]:
        """Return the places of the texts that start with ``prefix``, ascending."""
        sought, data = (SEPARATOR + prefix).encode(), SEPARATOR.encode() + bytes(self._data)
        places = []
        at = data.find(sought, 0, len(data) - 1)
        while at >= 0:
            places.append(bisect_left(self._starts, at))
            at = data.find(sought, at + 1, len(data) - 1)
        return places + [self._count + at for at, text in enumerate(self.more) if text.startswith(prefix)]

    def _stretch(self, start: int, stop: int) -> list[str]:
        end = min(stop, self._count)
        behind = list(self.more[max(0, start - self._count) : max(0, stop - self._count)])
        if start >= end:
            return behind
        return str(self._data[self._starts[start] : self._starts[end] - 1], "utf-8").split(SEPARATOR) + behind


def packed(texts: Sequence[str]) -> tuple[bytes, array[int]]:
    """Return texts as bytes with a separator after each, and where each starts, including the end."""
    joined = "".join(chain.from_iterable(zip(texts, repeat(SEPARATOR))))
    lengths = map(len, texts) if joined.isascii() else (len(text.encode()) for text in texts)
    return joined.encode(), array("I", accumulate(map(add, lengths, repeat(1)), initial=0))


class Coded(Sequence[str]):
    """A dictionary-encoded column: ``codes`` index ``values``; some values may be unused."""

    def __init__(self, values: Sequence[str], codes: array[int] | memoryview) -> None:
        self.values, self.codes = values, codes

    @classmethod
    def of(cls, column: Iterable[str]) -> Coded:
        """Encode a column."""
        places: dict[str, int] = {}
        codes = array("I", [places.setdefault(value, len(places)) for value in column])
        return cls(list(places), codes)

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return list(map(self.values.__getitem__, self.codes[index]))
        return self.values[self.codes[index]]

    def __iter__(self) -> Iterator[str]:
        return map(self.values.__getitem__, self.codes)

    @property
    def held(self) -> dict[int, str]:
        """The values in use, by code."""
        return {code: self.values[code] for code in set(self.codes)}

    def without(self, rows: Collection[int]) -> Coded:
        """Return the column with some rows empty."""
        values, codes = [*self.values, ""], array("I", bytes(self.codes))
        for row in rows:
            codes[row] = len(self.values)
        return Coded(values, codes) if rows else self

    def mapped(self, values: Iterable[str]) -> Coded:
        """Return the column with its values replaced by ``values``."""
        merged = Coded.of(values)
        return Coded(merged.values, array("I", map(merged.codes.__getitem__, self.codes)))

    @staticmethod
    def joined(columns: Sequence[Coded]) -> Coded:
        """Return the rows of several columns, concatenated."""
        if len(columns) == 1:
            return columns[0]
        places: dict[str, int] = {}
        codes = array("I")
        for column in columns:
            table = [places.setdefault(value, len(places)) for value in column.values]
            codes.extend(map(table.__getitem__, column.codes))
        return Coded(list(places), codes)
