"""The map at the edge of a comparison: a strip of the whole, shaded by how far accounts differ."""

from __future__ import annotations

import pytest

from index import Kind
from tests.stage import Stage
from tui.compare.beside.difference_map import DifferenceMap

KINDS = (Kind.VERBATIM, Kind.EDITED, Kind.PARTIAL, Kind.SIMILAR, Kind.UNIQUE)


@pytest.mark.parametrize("count", [1, 3, 5, 20, 21, 47, 200])
async def test_every_row_stands_on_the_strip_in_its_order(count: int) -> None:
    """The strip has the height of the screen, whether rows are few or many, and leaves none out."""
    strip = DifferenceMap()
    async with Stage(strip).run_test(size=(4, 20)):
        strip.show([KINDS[place % len(KINDS)] for place in range(count)], 0)
        lines = [strip._rows(line) for line in range(20)]
        assert sorted({row for rows in lines for row in rows}) == list(range(count))
        assert [rows.start for rows in lines] == sorted(rows.start for rows in lines)
        assert all(lines)


async def test_the_shade_says_how_far_accounts_differ() -> None:
    """Alike is faint, in part and similar are between, edited is dense, and what one tells alone is blank."""
    strip = DifferenceMap()
    async with Stage(strip).run_test(size=(4, 5)):
        strip.show(KINDS, 1)
        assert [strip.paint(line).text.strip() for line in range(5)] == ["░░", "▸▓▓", "▒▒", "▒▒", ""]


async def test_the_darkest_of_several_rows_is_seen() -> None:
    """An edit between passages that are alike is not lost where rows share a line."""
    strip = DifferenceMap()
    async with Stage(strip).run_test(size=(4, 5)):
        strip.show([Kind.EDITED if place == 7 else Kind.VERBATIM for place in range(20)], 19)
        assert ["▓" in strip.paint(line).text for line in range(5)] == [False, True, False, False, False]


async def test_the_cursor_stands_on_one_line_of_the_strip() -> None:
    """Where a row takes many lines, on the first of them."""
    strip = DifferenceMap()
    async with Stage(strip).run_test(size=(4, 20)):
        strip.show([Kind.EDITED, Kind.VERBATIM], 1)
        assert ["▸" in strip.paint(line).text for line in range(20)] == [line == 10 for line in range(20)]
