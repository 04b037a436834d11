"""The map between an article's text and what is drawn of it, where marks of its format are hidden.

An offset counts the code points of the text, a place those that are drawn. Does not know about rows or cells.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from ..model.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class SourceMap:
    """What is drawn of ``text``, one sign a code point, without the ``hidden`` stretches: ordered, disjoint, not empty.

    ``drawn`` is the rest of the text. Without anything hidden, ``whole`` is true and places are offsets.
    """

    def __init__(self, text: str, hidden: Sequence[tuple[int, int]] = ()) -> None:
        self._starts = [start for start, _ in hidden]
        self._ends = [end for _, end in hidden]
        self._before = [0, *accumulate(end - start for start, end in hidden)]
        # The place at which each hidden stretch would stand.
        self._gaps = [start - before for start, before in zip(self._starts, self._before, strict=False)]
        self._text = text
        self.drawn = self.without_hidden(text)
        self.whole = not hidden

    @cached_property
    def words(self) -> str:
        """The text with a blank in the place of each hidden sign: for who looks for words, at their offsets."""
        pieces, at = [], 0
        for start, end in zip(self._starts, self._ends, strict=True):
            pieces += [self._text[at:start], " " * (end - start)]
            at = end
        return "".join([*pieces, self._text[at:]]) if pieces else self._text

    def without_hidden(self, text: str) -> str:
        """Return a text of the same length without what is hidden; positions in it are places."""
        if not self._starts:
            return text
        edges = zip([0, *self._ends], [*self._starts, len(text)], strict=True)
        return "".join(text[start:end] for start, end in edges)

    def place(self, offset: int) -> int:
        """Return the place of the sign at an offset; of one that is hidden, that of the next sign drawn."""
        stretch = bisect_right(self._starts, offset) - 1
        if stretch < 0:
            return offset
        return offset - self._before[stretch] - min(offset, self._ends[stretch]) + self._starts[stretch]

    def offset(self, place: int) -> int:
        """Return the offset of the sign drawn at a place; at the end of what is drawn, that of the end of the text."""
        return place + self._before[bisect_right(self._gaps, place)]

    def begin(self, place: int) -> int:
        """Return the first offset that belongs to a place: that of its sign, or of the hidden stretch before it."""
        return self.offset(place - 1) + 1 if place else 0

    def cut(self, start: int, end: int) -> str:
        """Return what is drawn of ``[start, end)``."""
        return self.drawn[self.place(start) : self.place(end)]

    def back(self, start: int, end: int) -> Span:
        """Return the stretch of the text that is drawn at places ``[start, end)``, without hidden signs at its ends."""
        first = self.offset(start)
        return Span(first, self.offset(end - 1) + 1 if end > start else first)


def merge(spans: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Return the same positions as ordered, disjoint spans; touching spans become one, empty ones disappear."""
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(end, merged[-1].end))
        else:
            merged.append(Span(start, end))
    return tuple(merged)
