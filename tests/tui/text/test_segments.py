"""Parts of a status line, fitted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.text.segments import Part, fit_line, measure

PARTS = st.lists(st.one_of(st.text(max_size=12), st.tuples(st.text("aé中", max_size=12), st.just("key"))), max_size=4)


def text(parts: list[Part]) -> str:
    return "".join(part if isinstance(part, str) else part[0] for part in parts)


@given(PARTS, PARTS, PARTS, st.integers(0, 60))
def test_a_line_takes_exactly_its_cells(left: list[Part], middle: list[Part], right: list[Part], cells: int) -> None:
    """A line of any segments takes exactly its width."""
    assert measure(fit_line(left, middle, right, cells)) == cells


def test_the_right_group_is_never_cut_before_the_others() -> None:
    """The hint to the keys stays at every width."""
    left: list[Part] = ["two marked, sorted by relevance"]
    right: list[Part] = [("?", "key"), " keys"]
    assert text(fit_line(left, [], right, 24)) == "two marked, sor…  ? keys"
    assert text(fit_line(left, [], right, 6)) == "? keys"


def test_the_middle_group_stands_in_the_middle() -> None:
    """Between the two others, and gone when they need the room."""
    assert text(fit_line(["ab"], ["mid"], ["yz"], 21)) == "ab       mid       yz"
    assert text(fit_line(["abcdefgh"], ["mid"], ["yz"], 14)) == "abcdefgh    yz"


def test_two_blanks_part_the_groups() -> None:
    """The middle group stays while there are two on either side; the left one ends two before the right one."""
    assert text(fit_line(["abcdefgh"], ["mid"], ["yz"], 17)) == "abcdefgh  mid  yz"
    assert text(fit_line(["abcdefgh"], ["mid"], ["yz"], 16)) == "abcdefgh      yz"
    assert text(fit_line(["abcdefgh"], [], ["yz"], 12)) == "abcdefgh  yz"
    assert text(fit_line(["abcdefgh"], [], ["yz"], 11)) == "abcdef…  yz"
    assert text(fit_line(["abcdefgh"], [], [], 8)) == "abcdefgh"


def test_hostile_text_is_made_safe() -> None:
    """A status line may name files and titles."""
    assert text(fit_line(["a\x1b[2Jb\nc"], [], [], 10)) == "a␛[2Jb c  "
