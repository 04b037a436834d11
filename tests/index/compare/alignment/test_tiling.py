"""Runs of words that two sentences share: as long as they can be, disjoint, whatever their order.

A sentence is a string of letters here, each of which stands for a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compare.alignment.tiling import seeds, shared_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE = st.text("abcd", max_size=14)


def runs(a: Sequence[str], b: Sequence[str]) -> dict[tuple[int, int], list[tuple[int, int, int]]]:
    """Return the runs by the numbers of the two sentences, each as ``(a, b, length)``."""
    found = shared_runs(a, b, seeds(a), seeds(b)).runs
    return {divmod(key, len(b)): [tuple(run) for run in some] for key, some in found.items()}  # type: ignore[misc]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("abcdefg", "xabcdefgy", [(0, 1, 7)]),
        ("abcx", "yabc", [(0, 1, 3)]),
        ("abxx", "yyab", None),
        ("abcXdef", "defYabc", [(0, 4, 3), (4, 0, 3)]),
        ("xabc", "yabc", [(1, 1, 3)]),
        ("abcabc", "abc", [(0, 0, 3)]),
    ],
)
def test_runs_are_as_long_as_they_can_be(a: str, b: str, expected: list[tuple[int, int, int]] | None) -> None:
    """Three words make a run, two do not; a run goes on as far as the words agree, and no word is in two runs."""
    assert runs([a], [b]).get((0, 0)) == expected


def test_of_overlapping_runs_the_longer_stands_and_the_other_is_cut_down() -> None:
    """What a longer run takes is lost to the shorter one, which stands with what is left if that is three words."""
    assert runs(["abcdefgh"], ["abcdeXdefgh"]) == {(0, 0): [(0, 0, 5), (5, 8, 3)]}
    assert runs(["abcdefghi"], ["abcdXcdefghi"]) == {(0, 0): [(2, 5, 7)]}
    assert runs(["abcdefg"], ["abcdeXdefg"]) == {(0, 0): [(0, 0, 5)]}


def test_of_equal_runs_the_one_in_its_place_stands() -> None:
    """A phrase that one sentence repeats is the other's where it stands as far along, else the first."""
    assert runs(["xxxabc"], ["abcabc"]) == {(0, 0): [(3, 3, 3)]}
    assert runs(["abcxabc"], ["yyyyyyyyabc"]) == {(0, 0): [(4, 8, 3)]}


def test_runs_are_told_by_their_sentences() -> None:
    """Every pair of sentences has its own runs, and none crosses from one sentence into the next."""
    found = runs(["abcd", "efgh", "cdef"], ["efgh", "abcd"])
    assert found == {(0, 1): [(0, 0, 4)], (1, 0): [(0, 0, 4)]}


@given(st.lists(LINE, min_size=1, max_size=4), st.lists(LINE, min_size=1, max_size=4))
def test_runs_are_the_same_words_and_disjoint(a: list[str], b: list[str]) -> None:
    """Each run is at least three equal words, and no word stands in two runs of one pair."""
    for (i, j), some in runs(a, b).items():
        assert [a[i][p : p + length] for p, _, length in some] == [b[j][q : q + length] for _, q, length in some]
        assert all(length >= 3 for _, _, length in some)
        for side in (0, 1):
            taken = [place for run in some for place in range(run[side], run[side] + run[2])]
            assert len(taken) == len(set(taken))


def test_a_phrase_said_too_often_ties_nothing() -> None:
    """A triple in more than 4,096 pairs of places is passed over; in just as many it is not."""
    often = 64
    apart = [chr(0x1000 + place) for place in range(often + 1)]
    others = [chr(0x2000 + place) for place in range(often + 1)]

    def found(times: int) -> int:
        a = "".join("abc" + mark for mark in apart[:times])
        b = "".join("abc" + mark for mark in others[:times])
        return len(runs([a], [b]).get((0, 0), []))

    assert (found(often), found(often + 1)) == (often, 0)


def test_the_rest_of_an_endless_sentence_is_left_alone() -> None:
    """Runs are looked for in the first 65,536 words; a run may begin at the last of them that has room."""
    line = "x" * (65_536 - 3) + "abc"
    assert runs([line + "def"], ["defabc"]) == {(0, 0): [(65_536 - 3, 3, 3)]}
