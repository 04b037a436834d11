"""The runs that two passages have in common are those that the standard library finds."""

from __future__ import annotations

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from index.compare.quotations.longest_runs import longest_runs

PASSAGES = st.lists(st.sampled_from(["we", "go", "to", "the", "river", "\0", "\1"]), max_size=24)


@given(PASSAGES, PASSAGES)
def test_the_runs_are_those_of_ratcliff_and_obershelp(one: list[str], other: list[str]) -> None:
    """Longest first, of equals the first of the one passage, then the first of the other; given in order."""
    known = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()

    assert longest_runs(one, other) == [tuple(block) for block in known if block.size]


def test_a_word_that_only_one_passage_has_is_no_word_of_the_other() -> None:
    """Passages without a word in common have no run."""
    assert longest_runs(["we", "go"], ["they", "stay"]) == []
