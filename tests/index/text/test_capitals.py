"""Capitals by Unicode: letters of scripts with case, and no letter of a script without."""

from __future__ import annotations

import re

import pytest

from index.text.capitals import CAPITALS, capitalised


@pytest.mark.parametrize(
    ("letters", "expected"), [("AZÉŁŐΣЖЇԱ", True), ("azéłőσжїա", False), ("王가مあ", False), ("1_.’", False)]
)
def test_capitals(letters: str, *, expected: bool) -> None:
    """É, Σ, Ж are capitals; é, σ, ж, and the letters of scripts without case are none."""
    assert {bool(re.fullmatch(f"[{CAPITALS}]", letter)) for letter in letters} == {expected}


def test_words() -> None:
    """Every word counts, not the first alone."""
    assert [capitalised(words) for words in ("Émile Zola", "Émile et Zola", "été")] == [True, False, False]
