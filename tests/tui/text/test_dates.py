"""Dates as they are shown, as full as there is room."""

from __future__ import annotations

import pytest

from tui.text.dates import long_date, short_date


@pytest.mark.parametrize(
    ("iso", "told"),
    [
        ("2024-04-26", "26 Apr 2024"),
        ("2024-01-05T10:00", "5 Jan 2024"),
        ("2024-12", "Dec 2024"),
        ("2024", "2024"),
        ("2024-13-01", "2024"),
        ("spring", "spring"),
    ],
)
def test_a_date_in_full(iso: str, told: str) -> None:
    """What is known of it, and what is no date as it is."""
    assert long_date(iso) == told


@pytest.mark.parametrize(
    ("iso", "cells", "told"),
    [
        ("2024-04-26", 11, "26 Apr 2024"),
        ("2024-04-26", 10, "26 Apr 24"),
        ("2024-04-26", 9, "26 Apr 24"),
        ("2024-04-26", 8, "26 Apr"),
        ("2024-04-26", 6, "26 Apr"),
        ("2024-04-26", 5, "2024"),
        ("2024-04-26", 3, "202"),
        ("2024-04", 8, "Apr 2024"),
        ("2024-04", 7, "Apr 24"),
        ("2024-04", 5, "2024"),
        ("2024", 9, "2024"),
        ("spring", 4, "spri"),
        (None, 7, "undated"),
        (None, 6, "—"),
    ],
)
def test_a_date_in_little_room(iso: str | None, cells: int, told: str) -> None:
    """With its year, with two digits of it, day and month, or the year alone; an unknown one is said to be so."""
    assert short_date(iso, cells) == told
