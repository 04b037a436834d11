"""Which things of different accounts are brought together by what they have in common."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.compare.candidates import Candidates, sharing

TERMS = st.frozensets(st.sampled_from("abcdef"), max_size=4)


@given(st.lists(TERMS, max_size=8), st.lists(TERMS, max_size=8))
def test_every_pair_that_shares_a_term_is_found(left: list[frozenset[str]], right: list[frozenset[str]]) -> None:
    """With room enough, the pairs are those of a plain look at all, with the number of terms they share."""
    things = [(0, terms) for terms in left] + [(1, terms) for terms in right]
    plain = {
        (i, len(left) + j): len(one & other)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if one & other
    }

    found = sharing(things, 1_000)

    assert (dict(found.shared), list(found.shared), found.cut) == (plain, sorted(plain), False)


def test_things_of_one_account_are_not_brought_together() -> None:
    """Three accounts make pairs across them only."""
    assert sharing([("a", "x"), ("a", "x"), ("b", "x"), ("c", "x")], 5) == Candidates(
        {(0, 2): 1, (0, 3): 1, (1, 2): 1, (1, 3): 1, (2, 3): 1}, cut=False
    )


def test_the_rarest_terms_come_first_and_what_is_left_out_is_told() -> None:
    """A term that would make more pairs than are left brings none together, and the answer says so."""
    things = [(0, "rx"), (0, "x"), (1, "rx"), (1, "x")]

    assert sharing(things, 5) == Candidates({(0, 2): 2, (0, 3): 1, (1, 2): 1, (1, 3): 1}, cut=False)
    assert sharing(things, 4) == Candidates({(0, 2): 1}, cut=True)
