"""Where a pattern is found in stretches of a text, each kind of stretch looked at once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compare.facts.quantities import QUANTITY
from index.compare.quotations.quotation_marks import OPENER
from index.text.repeated_stretches import holding
from tests.counting import calls

PATTERNS = [OPENER, QUANTITY, re.compile(r"(?<!a)b"), re.compile(r"\bA\w*")]
LINES = st.lists(st.text("aAb1'\" ,.“5", max_size=4), max_size=12)


@given(st.sampled_from(PATTERNS), LINES, st.sampled_from(["\n", "", "a", "1", "'"]))
def test_the_stretches_are_those_in_which_a_search_finds_something(
    pattern: re.Pattern[str], lines: list[str], between: str
) -> None:
    """The stretches are those in which a search finds something, with any text between and any repetition."""
    text, stretches, at = between.join(lines), [], 0
    for line in lines:
        stretches.append((at, at + len(line)))
        at += len(line) + len(between)

    assert list(holding(pattern, text, stretches)) == [one for one in stretches if pattern.search(text, *one)]


@pytest.mark.parametrize(("line", "told"), [("ab", []), ("5 km", [(0, 4), (5, 9)])])
def test_of_equal_stretches_each_is_told_of(line: str, told: list[tuple[int, int]]) -> None:
    """One that holds nothing is never told of, one that does as often as it stands there."""
    assert list(holding(QUANTITY, f"{line}\n{line}", [(0, len(line)), (len(line) + 1, 2 * len(line) + 1)])) == told


def test_equal_stretches_are_searched_once() -> None:
    """A thousand equal lines take no more searches than two: the first, and one behind a line end."""
    lines = [(2 * number, 2 * number + 1) for number in range(1000)]

    def counted(text: str) -> int:
        return calls(lambda: list(holding(re.compile("b"), text, lines)))

    distinct = "\n".join(chr(0x4E00 + number) for number in range(1000))
    assert counted("a\n" * 1000) + 900 < counted(distinct)
