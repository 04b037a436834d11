"""Finding in one article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.article.visible_text import occurrences, spread

TEXT = "China’s “red lines” — Xi said\nred  lines, Citroën; café."


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("red lines", ["red lines", "red  lines"]),
        ("china's", ["China’s"]),
        ('"red', ["“red"]),
        ("said red", ["said\nred"]),
        ("CHINA", []),
        ("China", ["China"]),
        ("citroen", ["Citroën"]),
        ("café", ["café"]),
        (" - xi", ["— Xi"]),
        ("(", []),
        ("  ", []),
        ("", []),
    ],
)
def test_what_is_typed_finds_what_is_meant(wanted: str, found: list[str]) -> None:
    """Plain signs find typographic ones, small letters capitals, one space any white space."""
    assert [TEXT[start:end] for start, end in occurrences(TEXT, wanted)] == found


@given(st.text(), st.text(max_size=5))
def test_any_text_may_be_looked_for(text: str, wanted: str) -> None:
    """Nothing typed is a pattern; what stands in the text word for word is found."""
    spans = occurrences(text, wanted)
    assert list(spans) == sorted(spans)
    assert all(start < end for start, end in spans)


@pytest.mark.parametrize(
    ("cells", "shares"),
    [
        (9, ()),
        (10, ((5, 1),)),
        (11, ((2, 1), (5, 1))),
        (13, ((2, 2), (5, 2))),
        (14, ()),
    ],
)
def test_a_line_is_spread_evenly_or_not_at_all(cells: int, shares: tuple[tuple[int, int], ...]) -> None:
    """Blanks grow to three cells at most; a line that would need more keeps its own."""
    assert spread("ab cd efg", cells) == shares
