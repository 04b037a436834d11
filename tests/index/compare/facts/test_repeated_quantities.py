"""Quantities of short blocks that stand again and again are those that each block has by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.compare.facts import quantities as module
from index.compare.facts.quantities import quantities
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


@given(LINES)
def test_what_was_read_before_is_what_would_be_read_again(lines: list[str]) -> None:
    """Whatever stands around a block tells what its numbers count, and where it is the same so are they."""
    made = article("\n".join(["The talks went on for long that day, as they always do.", *lines]), language="en")
    told, short, module.SHORT = quantities(made), module.SHORT, -1
    try:
        alone = quantities(made)
    finally:
        module.SHORT = short

    assert told == alone
