"""Results in order."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.ordering import FIRST, Picked, Ranked, found_among

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

totals = st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.0, 3.5]), min_size=1, max_size=40).flatmap(
    lambda few: st.integers(1, 60).map(lambda times: [total + (0.01 if times % 3 else 0) for total in few * times])
)


@given(totals, st.none() | st.randoms(use_true_random=False))
def test_any_page_is_that_of_the_whole_order(totals: list[float], chance: Random | None) -> None:
    """Any page has the articles that a full sort would give, equal ones by rank or number."""
    ranks = list(range(len(totals)))
    if chance:
        chance.shuffle(ranks)
    expected = sorted(range(len(totals)), key=lambda entry: (-totals[entry], ranks[entry]))
    asked: list[int] = []

    def by_rank(many: int) -> Callable[[int], int]:
        asked.append(many)
        return ranks.__getitem__

    ties = by_rank if chance else None
    assert Ranked(totals, ties).upto(10)[:10] == expected[:10]
    assert Ranked(totals, ties).upto(len(totals)) == expected
    assert asked[-1:] == ([len(totals)] if chance else [])


def test_picked_is_a_sequence() -> None:
    """Values come by place, from the end, by slice, and compare to a list."""
    ranked = Ranked([1.0, 3.0, 2.0])
    picked = Picked(ranked, [2, 0, 1], ["a", "b", "c"])
    assert picked == ["a", "b", "c"]
    assert (picked[0], picked[-1], picked[1:], len(picked), "c" in picked) == ("a", "c", ["b", "c"], 3, True)
    assert (picked != ["a"], repr(picked), hash(picked)) == (True, "['a', 'b', 'c']", hash(("a", "b", "c")))
    with pytest.raises(IndexError):
        picked[3]


def test_first_page_of_many() -> None:
    """Of many entries the first are found without sorting all, and the last still come out right."""
    many = [float(number * 7919 % 10_007) for number in range(10_000)]
    picked = Picked(Ranked(many), None, many)
    expected = sorted(many, reverse=True)
    assert (picked[:FIRST], picked[-1]) == (expected[:FIRST], expected[-1])


def test_what_is_among_results_is_told_without_putting_them_in_order() -> None:
    """Results that know their set are asked for it; others are looked through; nothing is sought for nothing."""
    asked: list[set[str]] = []

    def among(sought: set[str]) -> set[str]:
        asked.append(sought)
        return sought & {"a"}

    ranked = Ranked([1.0, 2.0])
    told = Picked(ranked, None, ["a", "b"], among)
    assert (found_among(told, {"a", "x"}), found_among(Picked(ranked, None, ["a", "b"]), {"b", "x"})) == ({"a"}, {"b"})
    assert (found_among(["a", "b"], {"b", "x"}), found_among(["a"], set()), asked) == ({"b"}, set(), [{"a", "x"}])


def test_an_answer_nobody_holds_is_gone_at_once() -> None:
    """A typed key leaves hundreds of thousands of numbers behind; they do not wait for the collector of cycles."""
    gc.disable()
    try:
        answers = [Picked(Ranked([2.0, 1.0]), None, "ab"), Picked(Ranked([2.0, 1.0]), None, "ab", set)]
        held = [weakref.ref(answer) for answer in answers]
        del answers
        assert [answer() for answer in held] == [None, None]
    finally:
        gc.enable()
