"""A place in one version of a text in another."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.notes.anchors.followed import follow

TEXT = "The ministers met on Friday.\n\nTalks went on for hours and nobody spoke of trade.\n\nThey meet again in June."
PLACE = TEXT.index("hours")


@pytest.mark.parametrize(
    "after",
    [
        f"A first paragraph that is new.\n\n{TEXT}",
        TEXT.replace("The ministers met on Friday.\n\n", ""),
        TEXT.replace("Friday", "the last Friday of April"),
        TEXT.replace("nobody spoke of trade", "nobody named trade"),
        TEXT.replace("in June", "in the summer"),
    ],
)
def test_a_place_goes_with_the_words_around_it(after: str) -> None:
    """Whatever is put in, taken out or changed above, below or in the sentence itself."""
    assert after[follow(PLACE, TEXT, after) :].startswith("hours")


def test_a_place_on_a_blank_line_goes_with_the_paragraph_behind_it() -> None:
    """There are no words on it to go by."""
    after = f"New.\n\n{TEXT}"
    assert after[follow(TEXT.index("\n\n") + 1, TEXT, after) :].lstrip().startswith("Talks")


def test_a_place_whose_words_are_gone_is_the_nearest_there_is() -> None:
    """It lies within the new text."""
    assert 0 <= follow(PLACE, TEXT, "Quite another.") <= len("Quite another.")


@example("\na", "a", 0).via("a blank line before the first paragraph, taken out")
@given(st.text("ab \n", max_size=80), st.text("ab \n", max_size=80), st.integers(0, 90))
def test_a_place_is_always_one_of_the_new_text(before: str, after: str, offset: int) -> None:
    """No text and no offset leads out of it; an unchanged text keeps its places."""
    assert 0 <= follow(offset, before, after) <= max(len(after), offset if before == after else 0)
    assert follow(offset, before, before) == offset
