"""Quantities of numbers and blocks that stand again and again are those that each has by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compare.facts import quantities as module
from index.compare.facts.quantities import quantities
from index.model.article import Block, Role
from tests.builders import article

LINES = st.lists(
    st.sampled_from(
        [
            "5 km",
            "26",
            "May",
            "Nine",
            "aged",
            "46,",
            "No.",
            "217 to 215",
            "voted",
            "12",
            "April",
            "5 %",
            "x" * 45,
            "a.m.",
        ]
    ),
    max_size=40,
)


@pytest.mark.parametrize("one_block", [False, True])
@given(lines=LINES)
def test_what_was_read_before_is_what_would_be_read_again(lines: list[str], *, one_block: bool) -> None:
    """Whatever stands around a number or a short block tells what it counts, and where it is the same so is that."""
    made = article("\n".join(["The talks went on for long that day, as they always do.", *lines]), language="en")
    if one_block:
        made = replace(made, blocks=(Block(0, len(made.text), Role.BODY),))
    told, before, module.BEFORE = quantities(made), module.BEFORE, len(made.text)
    try:
        alone = quantities(made)
    finally:
        module.BEFORE = before

    assert told == alone
