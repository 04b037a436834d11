"""Text in lines for a terminal: nothing is lost, and no line is wider than the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from index.text.columns import columns, filled

WORDS = st.text(st.sampled_from("ab—é\u0301漢字한 ") | st.characters(categories=["Ll", "Lo", "Po"]), max_size=120)


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("漢字", 4), ("e\u0301", 1), ("\x02bold\x03", 4), ("ｆｕｌｌ", 8), ("", 0)]
)
def test_columns_are_counted_as_a_terminal_does(text: str, width: int) -> None:
    """Wide signs take two, combining ones and controls none."""
    assert columns(text) == width


@given(WORDS, st.integers(2, 30))
def test_every_sign_is_kept_and_no_line_is_wider(text: str, width: int) -> None:
    """Breaking takes away nothing but the blank at which a line ends."""
    lines = list(filled(text, width))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(map(columns, lines)) <= width


@pytest.mark.parametrize(
    ("text", "width", "indent", "lines"),
    [
        ("one two three", 7, "", ["one two", "three"]),
        ("one two three", 8, "  ", ["one two", "  three"]),
        ("one two three", 13, "", ["one two three"]),
        ("abcdefgh", 3, "", ["abc", "def", "gh"]),
        ("a bcdefgh", 4, " ", ["a", " bcd", " efg", " h"]),
        ("漢字漢字", 5, "", ["漢字", "漢字"]),
        ("", 5, "", [""]),
    ],
)
def test_lines_break_at_blanks_and_inside_what_is_wider(text: str, width: int, indent: str, lines: list[str]) -> None:
    """A word that fits stays whole; later lines are set in."""
    assert list(filled(text, width, indent)) == lines


def test_a_page_of_news_is_as_wide_as_the_screen_says() -> None:
    """Letters, accents, quotation marks and CJK are as wide here as in the tables of the screen."""
    text = "“Überraschung” – café, naïve, Привет, 漢字かな交じり文、한국어"
    assert columns(text) == cell_len(text)
