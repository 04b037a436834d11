"""Scrolling by lines and bringing the cursor's row to the top, the middle and the bottom, as vim does."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.frame.list_pane import ListPane, place_cursor, rows_on_screen, scroll_list


class Window(ListPane):
    """A list without a terminal: rows of several heights, as many lines as ``shown``."""

    def __init__(self, heights: list[int], shown: int) -> None:
        super().__init__()
        starts = [sum(heights[:row]) for row in range(len(heights) + 1)]
        self.rows, self.shown, self.first = [range(a, b) for a, b in pairwise(starts)], shown, 0
        self.set_row_count(len(heights))

    top = property(lambda self: self.first)
    rows_shown = property(lambda self: self.shown)

    def lines_of(self, row: int) -> range:
        return self.rows[row]

    def scroll_to_line(self, line: int) -> None:
        self.first = max(0, min(line, max(0, self.rows[-1].stop - self.shown)))

    def row_painted(self, row: int) -> None:
        assert row in range(self.row_count)


HEIGHTS = st.lists(st.integers(1, 3), min_size=1, max_size=40)


@given(HEIGHTS, st.integers(3, 12), st.integers(0, 39), st.lists(st.integers(-9, 9), max_size=6))
def test_the_cursor_stays_on_the_screen(heights: list[int], shown: int, row: int, steps: list[int]) -> None:
    """After any scrolling part of the cursor's row is visible, and the cursor moved only if it had to."""
    pane = Window(heights, shown)
    pane.move_to(row)
    for step in steps:
        before, cursor = pane.first, pane.cursor
        scroll_list(pane, step)
        lines = pane.lines_of(pane.cursor)
        assert lines.start < pane.first + shown
        assert lines.stop > pane.first
        if cursor == pane.cursor:
            assert pane.first == max(0, min(before + step, max(0, pane.rows[-1].stop - shown)))


@given(HEIGHTS, st.integers(3, 12), st.integers(0, 39), st.sampled_from([0.0, 0.5, 1.0]))
def test_placing_moves_no_cursor(heights: list[int], shown: int, row: int, share: float) -> None:
    """The row is seen in full, at the line asked for unless the list ends there."""
    pane = Window(heights, shown)
    pane.move_to(row)
    cursor = pane.cursor
    place_cursor(pane, share)
    assert pane.cursor == cursor
    assert pane.cursor in rows_on_screen(pane)


@pytest.mark.parametrize(("share", "top"), [(0.0, 20), (0.5, 16), (1.0, 12)])
def test_a_row_stands_where_it_is_asked_to(share: float, top: int) -> None:
    """Rows of two lines on a screen of ten: the eleventh at the top, in the middle, at the bottom."""
    pane = Window([2] * 30, 10)
    pane.move_to(10)
    place_cursor(pane, share)
    assert (pane.first, pane.cursor) == (top, 10)


@given(HEIGHTS, st.integers(3, 12), st.integers(0, 60))
def test_rows_on_screen_are_those_seen_in_full(heights: list[int], shown: int, first: int) -> None:
    """The rows fully visible are returned for rows of any height, at least one."""
    pane = Window(heights, shown)
    pane.scroll_to_line(first)
    seen = [
        row for row, lines in enumerate(pane.rows) if lines.start >= pane.first and lines.stop <= pane.first + shown
    ]
    assert list(rows_on_screen(pane))[: len(seen)] == seen
    assert len(rows_on_screen(pane)) == max(1, len(seen))
