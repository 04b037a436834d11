"""Quotation marks around an article's words that may hold some of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model.quoting import quoted

DOUBLE = set('“”"„«»')


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ships left port.", "“Ships left port.”"),
        ("“Yes.”", "“Yes.”"),
        ("«Oui»", "«Oui»"),
        ("„Ja“", "„Ja“"),
        ("“Yes,” he said. “No.”", "‘“Yes,” he said. “No.”’"),
        ("“Overall,” Mr. Wang told", "‘“Overall,” Mr. Wang told’"),
        ('he said "no"', '‘he said "no"’'),
        ("a “so-called” plan", "“a “so-called” plan”"),
        ("  padded  ", "“padded”"),
        ("“", "‘“’"),
        ("", "“”"),
    ],
)
def test_marks_of_ours_are_told_from_theirs(words: str, expected: str) -> None:
    """One whole quotation keeps its own marks; beside a double mark ours is single."""
    assert quoted(words) == expected


@given(st.text(alphabet='ab “”"„«»‘’', max_size=12))
def test_no_double_mark_of_ours_stands_beside_one_of_theirs(words: str) -> None:
    """The words stand unchanged inside, and what is put around them tells itself from them."""
    words = words.strip()
    shown = quoted(words)
    assert shown in {words, f"“{words}”", f"‘{words}’"}
    assert not words or shown == words or shown[0] == "‘" or not DOUBLE & {words[0], words[-1]}
