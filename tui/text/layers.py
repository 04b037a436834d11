"""Named sets of spans painted over a text, found by where they are.

Refuses to know what a layer means or looks like.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index import Span


class Layer:
    """Spans in order of their starts; they may overlap and nest. Empty spans are dropped."""

    __slots__ = ("_reach", "_starts", "spans")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self.spans: tuple[Span, ...] = tuple(sorted(span for span in spans if span[1] > span[0]))
        self._starts = [span[0] for span in self.spans]
        self._reach = list(accumulate((span[1] for span in self.spans), max))

    def __len__(self) -> int:
        return len(self.spans)

    def over(self, start: int, end: int) -> Iterator[Span]:
        """Yield the spans that share a code point with ``[start, end)``, in order."""
        low = bisect_right(self._reach, start)
        high = bisect_left(self._starts, end)
        return (span for span in self.spans[low:high] if span[1] > start)

    def at(self, offset: int) -> int | None:
        """Return the position of the innermost span that holds the offset."""
        for position in range(bisect_right(self._starts, offset) - 1, -1, -1):
            if self._reach[position] <= offset:
                return None
            if self.spans[position][1] > offset:
                return position
        return None

    def after(self, offset: int) -> int | None:
        """Return the position of the first span that starts behind the offset, around the end to the first one."""
        return bisect_right(self._starts, offset) % len(self.spans) if self.spans else None

    def before(self, offset: int) -> int | None:
        """Return the position of the last span that starts before the offset, around the start to the last one."""
        return (bisect_left(self._starts, offset) - 1) % len(self.spans) if self.spans else None
