"""Spans put together."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.model.article import Span
from index.text.spans import merge

SPAN = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: (min(pair), max(pair)))
SPANS = st.lists(SPAN, max_size=12)


def positions(spans: object) -> set[int]:
    assert isinstance(spans, list | tuple)
    return {position for start, end in spans for position in range(start, end)}


@given(SPANS)
def test_merging_keeps_positions(spans: list[tuple[int, int]]) -> None:
    """Merged spans hold the same positions, ordered, with something between any two."""
    merged = merge(spans)
    assert positions(merged) == positions(spans)
    assert all(a.end < b.start for a, b in pairwise(merged))


def test_touching_spans_become_one() -> None:
    """Spans that touch have nothing between them."""
    assert merge([(3, 5), (0, 3), (7, 7)]) == (Span(0, 5),)
