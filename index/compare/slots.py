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
        """Return how many content words stand, equal, within `WINDOW` words of the slot, outside the spans in it.

        0 when not even the nearest one, before or after, is equal.
        """
        before_a, after_a = self._around(self._a, slot.a, slot.a_end, a)
        before_b, after_b = self._around(self._b, slot.b, slot.b_end, b)
        left, right = (before_a[-1:], before_b[-1:]), (after_a[:1], after_b[:1])
        if not any(one and one == other for one, other in (left, right)):
            return 0
        return len({*before_a} & {*before_b}) + len({*after_a} & {*after_b})

    @staticmethod
    def _around(words: Sequence[Token], first: int, last: int, without: Span) -> tuple[list[str], list[str]]:
        """Return the content words before and after a slot, in order."""
        sides = words[max(0, first - WINDOW) : first], words[last : last + WINDOW]
        before, after = (
            [word.form for word in side if not word.stop and not without.start <= word.start < without.end]
            for side in sides
        )
        return before, after
