"""Partial dates as spans of days, and ranges of them."""

from __future__ import annotations

import pytest

from index.search.query.date_ranges import FIRST, LAST, between, day_after, day_before, days


@pytest.mark.parametrize(
    ("value", "span"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-04", ("2024-04-01", "2024-04-30")),
        ("2024-4", ("2024-04-01", "2024-04-30")),
        ("2024/02", ("2024-02-01", "2024-02-29")),
        ("2023.2", ("2023-02-01", "2023-02-28")),
        (" 2024-12-31 ", ("2024-12-31", "2024-12-31")),
        ("2024-1-1", ("2024-01-01", "2024-01-01")),
        ("0001", ("0001-01-01", "0001-12-31")),
        ("9999-12", ("9999-12-01", "9999-12-31")),
        ("0000", None),
        ("2024-00", None),
        ("2024-13", None),
        ("2024-04-00", None),
        ("2024-04-31", None),
        ("2023-02-29", None),
        ("24", None),
        ("2024-04-26x", None),
        ("", None),
    ],
)
def test_a_partial_date_is_all_its_days(value: str, span: tuple[str, str] | None) -> None:
    """A year, a month or a day, in numbers of the calendar; anything else is no date."""
    assert days(value) == span


@pytest.mark.parametrize(
    ("value", "span"),
    [
        ("2024-04", ("2024-04-01", "2024-04-30")),
        ("2024-04..2024-05", ("2024-04-01", "2024-05-31")),
        ("2024-04...2024-05", ("2024-04-01", "2024-05-31")),
        ("2024-04..", ("2024-04-01", None)),
        ("..2024-05", (None, "2024-05-31")),
        ("..", None),
        ("x..2024", None),
        ("2024..x", None),
    ],
)
def test_a_range_runs_from_the_first_day_to_the_last(value: str, span: tuple[str | None, str | None] | None) -> None:
    """Either side may be open, not both; a side that is no date makes no range."""
    assert between(value) == span


def test_the_calendar_has_ends() -> None:
    """The day before is the day before, over months and years; the first and the last day stay themselves."""
    assert [day_before("2024-03-01"), day_before("2024-01-01"), day_before(FIRST)] == [
        "2024-02-29",
        "2023-12-31",
        FIRST,
    ]
    assert [day_after("2024-02-29"), day_after("2023-12-31"), day_after(LAST)] == ["2024-03-01", "2024-01-01", LAST]
