"""Results in order, sorted only as far as they are looked at.

A reader sees the first page of ten thousand results; finding the best few hundred costs a fraction of sorting all. Does
not score.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST = 200
T = TypeVar("T")


class Ranked:
    """Entries ``0 … n`` by descending ``totals``; equal ones as ``ties`` says, or by number.

    ``ties`` gets the number of entries to be sorted, and returns their sort key.
    """

    def __init__(
        self, totals: Sequence[float], ties: Callable[[int], Callable[[int], int | str]] | None = None
    ) -> None:
        self._totals, self._ties = totals, ties
        self._sorted = self._in_order(_promising(totals))

    def __len__(self) -> int:
        return len(self._totals)

    def upto(self, stop: int) -> list[int]:
        """Return the entries in order, at least the first ``stop`` of them."""
        if stop > len(self._sorted) < len(self._totals):
            self._sorted = self._in_order(range(len(self._totals)))
        return self._sorted

    def _in_order(self, entries: Sequence[int]) -> list[int]:
        ranked = sorted(entries, key=self._ties(len(entries))) if self._ties else entries
        return sorted(ranked, key=self._totals.__getitem__, reverse=True)


def _promising(totals: Sequence[float]) -> Sequence[int]:
    """Return the few hundred entries above a threshold taken from a sample; all if there are not many."""
    if len(totals) < 4 * FIRST:
        return range(len(totals))
    mark = sorted(totals[::16], reverse=True)[FIRST // 8]
    above = [entry for entry, total in enumerate(totals) if total >= mark]
    return above if len(above) >= FIRST else range(len(totals))


class Picked(Sequence[T]):
    """The ``values`` of ranked entries; equal to any sequence of the same values.

    ``among`` returns which of some values are here without sorting all.
    """

    def __init__(
        self,
        ranked: Ranked,
        entries: Sequence[int] | None,
        values: Sequence[T],
        among: Callable[[set[T]], set[T]] | None = None,
    ) -> None:
        self._ranked, self._entries, self._values, self._among = ranked, entries, values, among

    def among(self, sought: set[T]) -> set[T]:
        """Return those of ``sought`` that are here."""
        return self._among(sought) if self._among else sought.intersection(self)

    def __len__(self) -> int:
        return len(self._ranked)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            return [self._value(entry) for entry in self._ranked.upto(max(start + 1, stop))[start:stop:step]]
        place = index + len(self) if index < 0 else index
        if not 0 <= place < len(self):
            raise IndexError(index)
        return self._value(self._ranked.upto(place + 1)[place])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(list(self))

    def _value(self, entry: int) -> T:
        return self._values[entry if self._entries is None else self._entries[entry]]


def found_among(ids: Sequence[str], sought: set[str]) -> set[str]:
    """Return those of ``sought`` that are among ``ids``."""
    return ids.among(sought) if isinstance(ids, Picked) else sought.intersection(ids) if sought else sought
