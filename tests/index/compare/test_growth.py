"""Work grows with the length of a text and not with its square, whatever the text is made of: calls are counted."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from index.compare.comparison import compare
from index.compare.quotations.quotations import quotes
from index.text.sentences import sentences
from tests.builders import article
from tests.siege.shapes import shapes

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

SHAPES = dict(shapes())
WORDS = (
    *("drawn names", "drawn quotations", "drawn long quotations", "drawn line ends", "drawn signs"),
    *("repeat short lines", "repeat initials", "repeat list of names"),
    *("repeat quoted letters", "repeat single quotes", "repeat said he"),
)
FEW, TIMES = 3_000, 4


def calls(act: Callable[[], object]) -> int:
    """Return how many functions a deed calls, those written in C among them."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        act()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("shape", WORDS)
def test_comparison_grows_with_the_text(shape: str) -> None:
    """Four times the text takes at most some six times the calls."""

    def compared(size: int) -> int:
        make = SHAPES[shape]
        two = [article(make(size), f"{shape} {size} a"), article(make(size - 7), f"{shape} {size} b")]
        return calls(lambda: compare(two))

    compared(FEW // 2)  # lists are read and patterns made at the first call

    assert compared(TIMES * FEW) <= 1.6 * TIMES * compared(FEW)


@pytest.mark.parametrize("sign", [".", "!", "?", "…", "؟", "।", "a", "1. ", "г. ", ". ", "\n", "- \n", "“", "」"])
def test_a_hundred_thousand_signs_have_sentences(sign: str) -> None:
    """A run of one sign is read once, not once from each of its places: every mark is in a sentence."""
    text = sign * (100_000 // len(sign))
    spans = sentences(text)

    assert sum(span.end - span.start for span in spans) >= len("".join(text.split()))


def test_a_paragraph_of_quotations_is_looked_through_once() -> None:
    """What is true of the whole paragraph is not asked of its words again for every quotation."""

    def asked(count: int) -> int:
        return calls(lambda: quotes(article("“Aye” " * count)))

    asked(1)

    assert asked(800) <= 4.5 * asked(200)
