"""Small algebra of half-open spans of code points: merge, clip, gaps and what overlaps what.

Refuses to know what a span marks and to look at text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterable


def merge(spans: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Return the same positions as ordered, disjoint spans; touching spans become one, empty ones disappear."""
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(end, merged[-1].end))
        else:
            merged.append(Span(start, end))
    return tuple(merged)


def clip(span: tuple[int, int], bounds: tuple[int, int]) -> Span | None:
    """Return the part of ``span`` inside ``bounds``, or ``None`` where they share no position."""
    start, end = max(span[0], bounds[0]), min(span[1], bounds[1])
    return Span(start, end) if start < end else None


def covered(spans: Iterable[tuple[int, int]]) -> int:
    """Return how many positions ``spans`` cover, each counted once."""
    return sum(span.end - span.start for span in merge(spans))
