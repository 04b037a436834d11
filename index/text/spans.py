"""Half-open spans of code points put together.

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
