"""The slots of two linked sentences: stretches that stand in the same place, between the same words.

Refuses to judge what fills a slot.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import LCSseq

from ..text.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..model.article import Span
    from ..text.tokens import Token

WINDOW = 4
"""How many words on either side of a slot count as its neighbours."""


class Slot(NamedTuple):
    """Word positions ``[a, a_end)`` of one sentence facing ``[b, b_end)`` of the other."""

    a: int
    a_end: int
    b: int
    b_end: int


class Slots:
    """The words of two sentences aligned once, so that places in them can be compared."""

    def __init__(self, text_a: str, span_a: Span, text_b: str, span_b: Span) -> None:
        self._a = tokens(text_a, *span_a)
        self._b = tokens(text_b, *span_b)
        self._starts_a = [word.start for word in self._a]
        self._starts_b = [word.start for word in self._b]
        self._slots = self._align()

    def _align(self) -> list[Slot]:
        found = []
        at_a = at_b = 0
        codes = LCSseq.opcodes([word.form for word in self._a], [word.form for word in self._b])
        equal = [
            (code.src_start, code.src_end, code.dest_start, code.dest_end) for code in codes if code.tag == "equal"
        ]
        for a, a_end, b, b_end in [*equal, (len(self._a), len(self._a), len(self._b), len(self._b))]:
            if at_a < a and at_b < b:
                found.append(Slot(at_a, a, at_b, b))
            at_a, at_b = a_end, b_end
        return found

    def shared(self, a: Span, b: Span) -> Slot | None:
        """Return the slot that both spans begin in, ``None`` when they do not face each other."""
        first = self._within(self._starts_a, a, [(slot.a, slot.a_end) for slot in self._slots])
        second = self._within(self._starts_b, b, [(slot.b, slot.b_end) for slot in self._slots])
        both = first & second
        return self._slots[min(both)] if both else None

    @staticmethod
    def _within(starts: list[int], span: Span, slots: list[tuple[int, int]]) -> set[int]:
        low = bisect_right(starts, span.start - 1)
        high = bisect_right(starts, span.end - 1)
        return {number for number, (first, last) in enumerate(slots) if first < high and low < last}

    def neighbours(self, slot: Slot, a: Span, b: Span) -> int:
        """Return how many content words stand, equal, within `WINDOW` words of the slot, outside the spans in it."""
        before = self._around(self._a, slot.a - WINDOW, slot.a, a) & self._around(self._b, slot.b - WINDOW, slot.b, b)
        after_a = self._around(self._a, slot.a_end, slot.a_end + WINDOW, a)
        return len(before) + len(after_a & self._around(self._b, slot.b_end, slot.b_end + WINDOW, b))

    @staticmethod
    def _around(words: Sequence[Token], low: int, high: int, without: Span) -> set[str]:
        near = words[max(0, low) : high]
        return {word.form for word in near if not word.stop and not without.start <= word.start < without.end}
