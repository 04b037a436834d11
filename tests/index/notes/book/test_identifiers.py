"""Ids of notes sort by time and never meet."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from index.notes.book.identifiers import Identifiers


def test_known_id() -> None:
    """An id holds the milliseconds in its first ten characters and the randomness in the rest."""
    source = Identifiers(lambda: 1469918176385, lambda count: bytes(range(count)))
    assert source() == "01ARYZ6S41000G40R40M30E209"


@given(st.lists(st.integers(0, 2**48 - 1), min_size=1, max_size=20))
def test_ids_rise_whatever_the_clock_does(times: list[int]) -> None:
    """Ids of one source rise even when the clock stands still or goes back."""
    clock = iter(times)
    source = Identifiers(lambda: next(clock), lambda count: b"\x7f" * count)
    ids = [source() for _ in times]
    assert ids == sorted(set(ids))


def test_form() -> None:
    """An id is 26 characters of an alphabet without easily confused letters."""
    assert re.fullmatch("[0-7][0-9A-HJKMNP-TV-Z]{25}", Identifiers()()) is not None
